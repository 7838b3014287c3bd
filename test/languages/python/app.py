#!/usr/bin/env python3
import aws_cdk as cdk
from cdk_iam_mfa import MfaCoverageCheck, MfaCoverageSeverity

from account.identity_stack import IdentityStack
from account.monitoring_stack import MonitoringStack

app = cdk.App()
env = cdk.Environment(account="111111111111", region="us-east-1")

identity = IdentityStack(app, "Identity", env=env)
monitoring = MonitoringStack(
    app, "Monitoring", enforced_groups=[identity.developers], env=env
)

# A user with a password and no enforcement is not deployed.
cdk.Aspects.of(identity).add(MfaCoverageCheck(severity=MfaCoverageSeverity.ERROR))
cdk.Aspects.of(monitoring).add(MfaCoverageCheck(severity=MfaCoverageSeverity.WARNING))

app.synth()
