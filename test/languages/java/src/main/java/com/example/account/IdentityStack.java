package com.example.account;

import io.github.cdkiammfa.ConsoleMfaEnforcedGroup;
import io.github.cdkiammfa.ForceMfaGroup;
import io.github.cdkiammfa.ForceMfaScope;
import io.github.cdkiammfa.MfaAdministratorPolicy;
import io.github.cdkiammfa.MfaEnforcement;
import io.github.cdkiammfa.MfaRequiredPrincipal;
import io.github.cdkiammfa.RequireMfaPolicy;
import io.github.cdkiammfa.SelfManageMfaPolicy;
import io.github.cdkiammfa.UserCredential;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Group;
import software.amazon.awscdk.services.iam.IGroup;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.time.Instant;
import java.util.List;

/** Who must use MFA, and who helps. */
public class IdentityStack extends Stack {
    private final Group developers;

    public IdentityStack(final Construct scope, final String id, final StackProps props) {
        super(scope, id, props);

        // People whose access keys sign automation.
        developers = ConsoleMfaEnforcedGroup.Builder.create(this, "Developers")
                .selfManagedCredentials(List.of(UserCredential.PASSWORD, UserCredential.ACCESS_KEYS))
                .allowListUsers(true)
                .grantAwsLogin(true)
                .allowActions(List.of("s3:ListAllMyBuckets", "ec2:DescribeRegions"))
                .credentialsRequiringMfa(List.of(
                        UserCredential.SIGNING_CERTIFICATES,
                        UserCredential.SSH_PUBLIC_KEYS,
                        UserCredential.SERVICE_SPECIFIC_CREDENTIALS))
                .maxMfaAge(Duration.hours(12))
                .build();
        developers.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName("ReadOnlyAccess"));

        // People whose access keys nobody's automation uses.
        final Group administrators = ConsoleMfaEnforcedGroup.Builder.create(this, "Administrators")
                .enforcement(MfaEnforcement.ALL_REQUESTS)
                .allowPasswordChange(true)
                .build();
        final Role admin = Role.Builder.create(this, "Admin")
                .assumedBy(MfaRequiredPrincipal.Builder.create(new AccountRootPrincipal())
                        .maxMfaAge(Duration.hours(1))
                        .build())
                .managedPolicies(List.of(ManagedPolicy.fromAwsManagedPolicyName("AdministratorAccess")))
                .build();
        admin.grantAssumeRole(administrators);

        // A group that this app does not own.
        final IGroup operators = Group.fromGroupName(this, "Operators", "operators");
        SelfManageMfaPolicy.Builder.create(this, "SelfManageMfa").groups(List.of(operators)).build();
        RequireMfaPolicy.Builder.create(this, "RequireMfa")
                .enforcement(MfaEnforcement.CONSOLE_ONLY)
                .groups(List.of(operators))
                .allowEnrollmentWithAccessKeys(true)
                .allowFederationTokensWithAccessKeys(true)
                .allowUserAdministrationWithAccessKeys(true)
                .build();

        // People who take lost devices off others.
        final Group helpDesk = ConsoleMfaEnforcedGroup.Builder.create(this, "HelpDesk").path("/support/").build();
        MfaAdministratorPolicy.Builder.create(this, "HelpDeskPolicy")
                .groups(List.of(helpDesk))
                .userPathPrefix("/staff/")
                .maxMfaAge(Duration.hours(1))
                .build();

        // Users whom others make.
        final Topic alarms = new Topic(this, "Alarms");
        final ForceMfaGroup withoutMfa = ForceMfaGroup.Builder.create(this, "WithoutMfa")
                .userScope(ForceMfaScope.CONSOLE_USERS)
                .exemptUsers(List.of("break-glass"))
                .userPathPrefix("/staff/")
                .gracePeriod(Duration.days(7))
                .enforceFrom(Instant.parse("2027-01-31T00:00:00Z"))
                .alarmTopic(alarms)
                .logRetention(RetentionDays.ONE_YEAR)
                .reactToIamEvents(true)
                .build();
        ForceMfaGroup.Builder.create(this, "ContractorsWithoutMfa")
                .userScope(ForceMfaScope.ALL_USERS)
                .userPathPrefix("/contractors/")
                .interval(Duration.hours(6))
                .dryRun(true)
                .build();
        Dashboard.Builder.create(this, "Dashboard")
                .widgets(List.of(List.of(withoutMfa.dashboardWidget())))
                .build();
        withoutMfa.metricUsersWithoutMfa(MetricOptions.builder().period(Duration.hours(1)).build())
                .createAlarm(this, "ManyWithoutMfa", CreateAlarmOptions.builder()
                        .threshold(50)
                        .evaluationPeriods(1)
                        .build());
    }

    public Group getDevelopers() {
        return developers;
    }
}
