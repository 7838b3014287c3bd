package main

import (
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa"
)

type IdentityStackProps struct {
	awscdk.StackProps
}

// IdentityStack says who must use MFA, and who helps.
type IdentityStack struct {
	awscdk.Stack
	Developers awsiam.Group
}

func NewIdentityStack(scope constructs.Construct, id string, props *IdentityStackProps) *IdentityStack {
	stack := awscdk.NewStack(scope, &id, &props.StackProps)

	// People whose access keys sign automation.
	developers := cdkiammfa.NewConsoleMfaEnforcedGroup(stack, jsii.String("Developers"), &cdkiammfa.ConsoleMfaEnforcedGroupProps{
		SelfManagedCredentials: &[]cdkiammfa.UserCredential{
			cdkiammfa.UserCredential_PASSWORD,
			cdkiammfa.UserCredential_ACCESS_KEYS,
		},
		AllowListUsers: jsii.Bool(true),
		GrantAwsLogin:  jsii.Bool(true),
		AllowActions:   jsii.Strings("s3:ListAllMyBuckets", "ec2:DescribeRegions"),
		CredentialsRequiringMfa: &[]cdkiammfa.UserCredential{
			cdkiammfa.UserCredential_SIGNING_CERTIFICATES,
			cdkiammfa.UserCredential_SSH_PUBLIC_KEYS,
			cdkiammfa.UserCredential_SERVICE_SPECIFIC_CREDENTIALS,
		},
		MaxMfaAge: awscdk.Duration_Hours(jsii.Number(12)),
	})
	developers.AddManagedPolicy(awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("ReadOnlyAccess")))

	// People whose access keys nobody's automation uses.
	administrators := cdkiammfa.NewConsoleMfaEnforcedGroup(stack, jsii.String("Administrators"), &cdkiammfa.ConsoleMfaEnforcedGroupProps{
		Enforcement:         cdkiammfa.MfaEnforcement_ALL_REQUESTS,
		AllowPasswordChange: jsii.Bool(true),
	})
	admin := awsiam.NewRole(stack, jsii.String("Admin"), &awsiam.RoleProps{
		AssumedBy: cdkiammfa.NewMfaRequiredPrincipal(awsiam.NewAccountRootPrincipal(), &cdkiammfa.MfaRequiredPrincipalProps{
			MaxMfaAge: awscdk.Duration_Hours(jsii.Number(1)),
		}),
		ManagedPolicies: &[]awsiam.IManagedPolicy{
			awsiam.ManagedPolicy_FromAwsManagedPolicyName(jsii.String("AdministratorAccess")),
		},
	})
	admin.GrantAssumeRole(administrators)

	// A group that this app does not own.
	operators := awsiam.Group_FromGroupName(stack, jsii.String("Operators"), jsii.String("operators"))
	cdkiammfa.NewSelfManageMfaPolicy(stack, jsii.String("SelfManageMfa"), &cdkiammfa.SelfManageMfaPolicyProps{
		Groups: &[]awsiam.IGroup{operators},
	})
	cdkiammfa.NewRequireMfaPolicy(stack, jsii.String("RequireMfa"), &cdkiammfa.RequireMfaPolicyProps{
		Enforcement:                           cdkiammfa.MfaEnforcement_CONSOLE_ONLY,
		Groups:                                &[]awsiam.IGroup{operators},
		AllowEnrollmentWithAccessKeys:         jsii.Bool(true),
		AllowFederationTokensWithAccessKeys:   jsii.Bool(true),
		AllowUserAdministrationWithAccessKeys: jsii.Bool(true),
	})

	// People who take lost devices off others.
	helpDesk := cdkiammfa.NewConsoleMfaEnforcedGroup(stack, jsii.String("HelpDesk"), &cdkiammfa.ConsoleMfaEnforcedGroupProps{
		Path: jsii.String("/support/"),
	})
	cdkiammfa.NewMfaAdministratorPolicy(stack, jsii.String("HelpDeskPolicy"), &cdkiammfa.MfaAdministratorPolicyProps{
		Groups:         &[]awsiam.IGroup{helpDesk},
		UserPathPrefix: jsii.String("/staff/"),
		MaxMfaAge:      awscdk.Duration_Hours(jsii.Number(1)),
	})

	// Users whom others make.
	alarms := awssns.NewTopic(stack, jsii.String("Alarms"), nil)
	withoutMfa := cdkiammfa.NewForceMfaGroup(stack, jsii.String("WithoutMfa"), &cdkiammfa.ForceMfaGroupProps{
		UserScope:        cdkiammfa.ForceMfaScope_CONSOLE_USERS,
		ExemptUsers:      jsii.Strings("break-glass"),
		UserPathPrefix:   jsii.String("/staff/"),
		GracePeriod:      awscdk.Duration_Days(jsii.Number(7)),
		EnforceFrom:      jsii.Time(time.Date(2027, time.January, 31, 0, 0, 0, 0, time.UTC)),
		AlarmTopic:       alarms,
		LogRetention:     awslogs.RetentionDays_ONE_YEAR,
		ReactToIamEvents: jsii.Bool(true),
	})
	cdkiammfa.NewForceMfaGroup(stack, jsii.String("ContractorsWithoutMfa"), &cdkiammfa.ForceMfaGroupProps{
		UserScope:      cdkiammfa.ForceMfaScope_ALL_USERS,
		UserPathPrefix: jsii.String("/contractors/"),
		Interval:       awscdk.Duration_Hours(jsii.Number(6)),
		DryRun:         jsii.Bool(true),
	})
	awscloudwatch.NewDashboard(stack, jsii.String("Dashboard"), &awscloudwatch.DashboardProps{
		Widgets: &[]*[]awscloudwatch.IWidget{{withoutMfa.DashboardWidget(nil)}},
	})
	withoutMfa.MetricUsersWithoutMfa(&awscloudwatch.MetricOptions{
		Period: awscdk.Duration_Hours(jsii.Number(1)),
	}).CreateAlarm(stack, jsii.String("ManyWithoutMfa"), &awscloudwatch.CreateAlarmOptions{
		Threshold:         jsii.Number(50),
		EvaluationPeriods: jsii.Number(1),
	})

	return &IdentityStack{Stack: stack, Developers: developers}
}
