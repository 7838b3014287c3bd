package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa"
)

type MonitoringStackProps struct {
	awscdk.StackProps
	EnforcedGroups *[]awsiam.IGroup
}

// NewMonitoringStack says who signs in without MFA, who changes what, and which calls would stop.
func NewMonitoringStack(scope constructs.Construct, id string, props *MonitoringStackProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	monitoring := cdkiammfa.NewMfaMonitoring(stack, jsii.String("Monitoring"), &cdkiammfa.MfaMonitoringProps{
		ConfigRules: &[]cdkiammfa.MfaConfigRule{
			cdkiammfa.MfaConfigRule_CONSOLE_USERS_WITHOUT_MFA,
			cdkiammfa.MfaConfigRule_USERS_WITHOUT_MFA,
			cdkiammfa.MfaConfigRule_ROOT_WITHOUT_MFA,
			cdkiammfa.MfaConfigRule_ROOT_WITHOUT_HARDWARE_MFA,
			cdkiammfa.MfaConfigRule_UNUSED_CREDENTIALS,
		},
		UnusedCredentialsAge: awscdk.Duration_Days(jsii.Number(45)),
		TrailLogGroup:        awslogs.LogGroup_FromLogGroupName(stack, jsii.String("Trail"), jsii.String("trail")),
		EnforcedGroups:       props.EnforcedGroups,
	})
	monitoring.MetricConsoleSignInsWithoutMfa(nil).CreateAlarm(stack, jsii.String("ManySignIns"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(5),
		EvaluationPeriods: jsii.Number(1),
	})

	cdkiammfa.NewMfaImpactAnalysis(stack, jsii.String("Impact"), &cdkiammfa.MfaImpactAnalysisProps{
		TrailBucket: awss3.Bucket_FromBucketName(stack, jsii.String("TrailBucket"), jsii.String("trail-bucket")),
		Regions:     jsii.Strings("us-east-1", "eu-west-1"),
	})

	return stack
}
