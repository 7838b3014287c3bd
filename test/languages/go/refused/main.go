package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa"
)

// What the library refuses: an action that would let a session without MFA make an administrator.
func main() {
	defer jsii.Close()

	stack := awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Refused"), nil)
	cdkiammfa.NewConsoleMfaEnforcedGroup(stack, jsii.String("Developers"), &cdkiammfa.ConsoleMfaEnforcedGroupProps{
		AllowActions: jsii.Strings("iam:CreateUser"),
	})
}
