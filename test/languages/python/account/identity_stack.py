from datetime import datetime, timezone
from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from cdk_iam_mfa import (
    ConsoleMfaEnforcedGroup,
    ForceMfaGroup,
    ForceMfaScope,
    MfaAdministratorPolicy,
    MfaEnforcement,
    MfaRequiredPrincipal,
    RequireMfaPolicy,
    SelfManageMfaPolicy,
    UserCredential,
)
from constructs import Construct


class IdentityStack(Stack):
    """Who must use MFA, and who helps."""

    developers: iam.Group

    def __init__(self, scope: Construct, construct_id: str, **kwargs: Any) -> None:
        super().__init__(scope, construct_id, **kwargs)

        # People whose access keys sign automation.
        self.developers = ConsoleMfaEnforcedGroup(
            self,
            "Developers",
            self_managed_credentials=[
                UserCredential.PASSWORD,
                UserCredential.ACCESS_KEYS,
            ],
            allow_list_users=True,
            grant_aws_login=True,
            allow_actions=["s3:ListAllMyBuckets", "ec2:DescribeRegions"],
            credentials_requiring_mfa=[
                UserCredential.SIGNING_CERTIFICATES,
                UserCredential.SSH_PUBLIC_KEYS,
                UserCredential.SERVICE_SPECIFIC_CREDENTIALS,
            ],
            max_mfa_age=Duration.hours(12),
        )
        self.developers.add_managed_policy(
            iam.ManagedPolicy.from_aws_managed_policy_name("ReadOnlyAccess")
        )

        # People whose access keys nobody's automation uses.
        administrators = ConsoleMfaEnforcedGroup(
            self,
            "Administrators",
            enforcement=MfaEnforcement.ALL_REQUESTS,
            allow_password_change=True,
        )
        admin = iam.Role(
            self,
            "Admin",
            assumed_by=MfaRequiredPrincipal(
                iam.AccountRootPrincipal(), max_mfa_age=Duration.hours(1)
            ),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name("AdministratorAccess")
            ],
        )
        admin.grant_assume_role(administrators)

        # A group that this app does not own.
        operators = iam.Group.from_group_name(self, "Operators", "operators")
        SelfManageMfaPolicy(self, "SelfManageMfa", groups=[operators])
        RequireMfaPolicy(
            self,
            "RequireMfa",
            enforcement=MfaEnforcement.CONSOLE_ONLY,
            groups=[operators],
            allow_enrollment_with_access_keys=True,
            allow_federation_tokens_with_access_keys=True,
            allow_user_administration_with_access_keys=True,
        )

        # People who take lost devices off others.
        help_desk = ConsoleMfaEnforcedGroup(self, "HelpDesk", path="/support/")
        MfaAdministratorPolicy(
            self,
            "HelpDeskPolicy",
            groups=[help_desk],
            user_path_prefix="/staff/",
            max_mfa_age=Duration.hours(1),
        )

        # Users whom others make.
        alarms = sns.Topic(self, "Alarms")
        without_mfa = ForceMfaGroup(
            self,
            "WithoutMfa",
            user_scope=ForceMfaScope.CONSOLE_USERS,
            exempt_users=["break-glass"],
            user_path_prefix="/staff/",
            grace_period=Duration.days(7),
            enforce_from=datetime(2027, 1, 31, tzinfo=timezone.utc),
            alarm_topic=alarms,
            log_retention=logs.RetentionDays.ONE_YEAR,
            react_to_iam_events=True,
        )
        ForceMfaGroup(
            self,
            "ContractorsWithoutMfa",
            user_scope=ForceMfaScope.ALL_USERS,
            user_path_prefix="/contractors/",
            interval=Duration.hours(6),
            dry_run=True,
        )
        cloudwatch.Dashboard(
            self, "Dashboard", widgets=[[without_mfa.dashboard_widget()]]
        )
        without_mfa.metric_users_without_mfa(period=Duration.hours(1)).create_alarm(
            self, "ManyWithoutMfa", threshold=50, evaluation_periods=1
        )
