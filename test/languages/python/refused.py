#!/usr/bin/env python3
import aws_cdk as cdk
from cdk_iam_mfa import ConsoleMfaEnforcedGroup

# What the library refuses: an action that would let a session without MFA make an
# administrator.
stack = cdk.Stack(cdk.App(), "Refused")
ConsoleMfaEnforcedGroup(stack, "Developers", allow_actions=["iam:CreateUser"])
