using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using CdkIamMfa;
using Constructs;

namespace Account
{
    public class MonitoringStackProps : StackProps
    {
        public IGroup[] EnforcedGroups { get; set; }
    }

    /// <summary>Who signs in without MFA, who changes what, and which calls would stop.</summary>
    public class MonitoringStack : Stack
    {
        public MonitoringStack(Construct scope, string id, MonitoringStackProps props) : base(scope, id, props)
        {
            var monitoring = new MfaMonitoring(this, "Monitoring", new MfaMonitoringProps
            {
                ConfigRules = new[]
                {
                    MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA,
                    MfaConfigRule.USERS_WITHOUT_MFA,
                    MfaConfigRule.ROOT_WITHOUT_MFA,
                    MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA,
                    MfaConfigRule.UNUSED_CREDENTIALS,
                },
                UnusedCredentialsAge = Duration.Days(45),
                TrailLogGroup = LogGroup.FromLogGroupName(this, "Trail", "trail"),
                EnforcedGroups = props.EnforcedGroups,
            });
            monitoring.MetricConsoleSignInsWithoutMfa().CreateAlarm(this, "ManySignIns", new CreateAlarmOptions
            {
                Threshold = 5,
                EvaluationPeriods = 1,
            });

            new MfaImpactAnalysis(this, "Impact", new MfaImpactAnalysisProps
            {
                TrailBucket = Bucket.FromBucketName(this, "TrailBucket", "trail-bucket"),
                Regions = new[] { "us-east-1", "eu-west-1" },
            });
        }
    }
}
