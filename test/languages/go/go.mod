module account-go

go 1.25.0

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.270.0
	github.com/aws/constructs-go/constructs/v10 v10.6.0
	github.com/aws/jsii-runtime-go v1.140.0
	github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa v0.0.0
)

// The built module beside this file, in the place of the published one.
replace github.com/cdk-iam-mfa/cdk-iam-mfa-go/cdkiammfa => ./cdkiammfa
