package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa"
)

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(nil)
	env := &awscdk.Environment{Account: jsii.String("111111111111"), Region: jsii.String("us-east-1")}

	identity := NewIdentityStack(app, "Identity", &IdentityStackProps{
		StackProps: awscdk.StackProps{Env: env},
	})
	monitoring := NewMonitoringStack(app, "Monitoring", &MonitoringStackProps{
		StackProps:     awscdk.StackProps{Env: env},
		EnforcedGroups: &[]awsiam.IGroup{identity.Developers},
	})

	// A user with a password and no enforcement is not deployed.
	awscdk.Aspects_Of(identity.Stack).Add(cdkiammfa.NewMfaCoverageCheck(&cdkiammfa.MfaCoverageCheckProps{
		Severity: cdkiammfa.MfaCoverageSeverity_ERROR,
	}), nil)
	awscdk.Aspects_Of(monitoring).Add(cdkiammfa.NewMfaCoverageCheck(&cdkiammfa.MfaCoverageCheckProps{
		Severity: cdkiammfa.MfaCoverageSeverity_WARNING,
	}), nil)

	app.Synth(nil)
}
