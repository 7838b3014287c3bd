from typing import Any, Sequence

from aws_cdk import Duration, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from cdk_iam_mfa import MfaConfigRule, MfaImpactAnalysis, MfaMonitoring
from constructs import Construct


class MonitoringStack(Stack):
    """Who signs in without MFA, who changes what, and which calls would stop."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        enforced_groups: Sequence[iam.IGroup],
        **kwargs: Any,
    ) -> None:
        super().__init__(scope, construct_id, **kwargs)

        monitoring = MfaMonitoring(
            self,
            "Monitoring",
            config_rules=[
                MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA,
                MfaConfigRule.USERS_WITHOUT_MFA,
                MfaConfigRule.ROOT_WITHOUT_MFA,
                MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA,
                MfaConfigRule.UNUSED_CREDENTIALS,
            ],
            unused_credentials_age=Duration.days(45),
            trail_log_group=logs.LogGroup.from_log_group_name(self, "Trail", "trail"),
            enforced_groups=enforced_groups,
        )
        monitoring.metric_console_sign_ins_without_mfa().create_alarm(
            self, "ManySignIns", threshold=5, evaluation_periods=1
        )

        MfaImpactAnalysis(
            self,
            "Impact",
            trail_bucket=s3.Bucket.from_bucket_name(
                self, "TrailBucket", "trail-bucket"
            ),
            regions=["us-east-1", "eu-west-1"],
        )
