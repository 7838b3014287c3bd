using System;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SNS;
using CdkIamMfa;
using Constructs;

namespace Account
{
    /// <summary>Who must use MFA, and who helps.</summary>
    public class IdentityStack : Stack
    {
        public Group Developers { get; }

        public IdentityStack(Construct scope, string id, IStackProps props) : base(scope, id, props)
        {
            // People whose access keys sign automation.
            Developers = new ConsoleMfaEnforcedGroup(this, "Developers", new ConsoleMfaEnforcedGroupProps
            {
                SelfManagedCredentials = new[] { UserCredential.PASSWORD, UserCredential.ACCESS_KEYS },
                AllowListUsers = true,
                GrantAwsLogin = true,
                AllowActions = new[] { "s3:ListAllMyBuckets", "ec2:DescribeRegions" },
                CredentialsRequiringMfa = new[]
                {
                    UserCredential.SIGNING_CERTIFICATES,
                    UserCredential.SSH_PUBLIC_KEYS,
                    UserCredential.SERVICE_SPECIFIC_CREDENTIALS,
                },
                MaxMfaAge = Duration.Hours(12),
            });
            Developers.AddManagedPolicy(ManagedPolicy.FromAwsManagedPolicyName("ReadOnlyAccess"));

            // People whose access keys nobody's automation uses.
            var administrators = new ConsoleMfaEnforcedGroup(this, "Administrators", new ConsoleMfaEnforcedGroupProps
            {
                Enforcement = MfaEnforcement.ALL_REQUESTS,
                AllowPasswordChange = true,
            });
            var admin = new Role(this, "Admin", new RoleProps
            {
                AssumedBy = new MfaRequiredPrincipal(new AccountRootPrincipal(), new MfaRequiredPrincipalProps
                {
                    MaxMfaAge = Duration.Hours(1),
                }),
                ManagedPolicies = new[] { ManagedPolicy.FromAwsManagedPolicyName("AdministratorAccess") },
            });
            admin.GrantAssumeRole(administrators);

            // A group that this app does not own.
            var operators = Group.FromGroupName(this, "Operators", "operators");
            new SelfManageMfaPolicy(this, "SelfManageMfa", new SelfManageMfaPolicyProps { Groups = new[] { operators } });
            new RequireMfaPolicy(this, "RequireMfa", new RequireMfaPolicyProps
            {
                Enforcement = MfaEnforcement.CONSOLE_ONLY,
                Groups = new[] { operators },
                AllowEnrollmentWithAccessKeys = true,
                AllowFederationTokensWithAccessKeys = true,
                AllowUserAdministrationWithAccessKeys = true,
            });

            // People who take lost devices off others.
            var helpDesk = new ConsoleMfaEnforcedGroup(this, "HelpDesk", new ConsoleMfaEnforcedGroupProps { Path = "/support/" });
            new MfaAdministratorPolicy(this, "HelpDeskPolicy", new MfaAdministratorPolicyProps
            {
                Groups = new[] { helpDesk },
                UserPathPrefix = "/staff/",
                MaxMfaAge = Duration.Hours(1),
            });

            // Users whom others make.
            var alarms = new Topic(this, "Alarms");
            var withoutMfa = new ForceMfaGroup(this, "WithoutMfa", new ForceMfaGroupProps
            {
                UserScope = ForceMfaScope.CONSOLE_USERS,
                ExemptUsers = new[] { "break-glass" },
                UserPathPrefix = "/staff/",
                GracePeriod = Duration.Days(7),
                EnforceFrom = new DateTime(2027, 1, 31, 0, 0, 0, DateTimeKind.Utc),
                AlarmTopic = alarms,
                LogRetention = RetentionDays.ONE_YEAR,
                ReactToIamEvents = true,
            });
            new ForceMfaGroup(this, "ContractorsWithoutMfa", new ForceMfaGroupProps
            {
                UserScope = ForceMfaScope.ALL_USERS,
                UserPathPrefix = "/contractors/",
                Interval = Duration.Hours(6),
                DryRun = true,
            });
            new Dashboard(this, "Dashboard", new DashboardProps { Widgets = new[] { new[] { withoutMfa.DashboardWidget() } } });
            withoutMfa.MetricUsersWithoutMfa(new MetricOptions { Period = Duration.Hours(1) }).CreateAlarm(this, "ManyWithoutMfa", new CreateAlarmOptions
            {
                Threshold = 50,
                EvaluationPeriods = 1,
            });
        }
    }
}
