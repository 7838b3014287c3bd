package com.example.account;

import io.github.cdkiammfa.MfaConfigRule;
import io.github.cdkiammfa.MfaImpactAnalysis;
import io.github.cdkiammfa.MfaMonitoring;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.iam.IGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

import java.util.List;

/** Who signs in without MFA, who changes what, and which calls would stop. */
public class MonitoringStack extends Stack {
    public MonitoringStack(final Construct scope, final String id, final StackProps props, final List<IGroup> enforcedGroups) {
        super(scope, id, props);

        final MfaMonitoring monitoring = MfaMonitoring.Builder.create(this, "Monitoring")
                .configRules(List.of(
                        MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA,
                        MfaConfigRule.USERS_WITHOUT_MFA,
                        MfaConfigRule.ROOT_WITHOUT_MFA,
                        MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA,
                        MfaConfigRule.UNUSED_CREDENTIALS))
                .unusedCredentialsAge(Duration.days(45))
                .trailLogGroup(LogGroup.fromLogGroupName(this, "Trail", "trail"))
                .enforcedGroups(enforcedGroups)
                .build();
        monitoring.metricConsoleSignInsWithoutMfa().createAlarm(this, "ManySignIns", CreateAlarmOptions.builder()
                .threshold(5)
                .evaluationPeriods(1)
                .build());

        MfaImpactAnalysis.Builder.create(this, "Impact")
                .trailBucket(Bucket.fromBucketName(this, "TrailBucket", "trail-bucket"))
                .regions(List.of("us-east-1", "eu-west-1"))
                .build();
    }
}
