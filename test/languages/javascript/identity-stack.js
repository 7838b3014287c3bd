import { Duration, Stack, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import {
  ConsoleMfaEnforcedGroup, ForceMfaGroup, ForceMfaScope, MfaAdministratorPolicy, MfaEnforcement, MfaRequiredPrincipal, RequireMfaPolicy,
  SelfManageMfaPolicy, UserCredential,
} from 'cdk-iam-mfa';

/** Who must use MFA, and who helps. */
export class IdentityStack extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);

    // People whose access keys sign automation.
    this.developers = new ConsoleMfaEnforcedGroup(this, 'Developers', {
      selfManagedCredentials: [UserCredential.PASSWORD, UserCredential.ACCESS_KEYS],
      allowListUsers: true,
      grantAwsLogin: true,
      allowActions: ['s3:ListAllMyBuckets', 'ec2:DescribeRegions'],
      credentialsRequiringMfa: [
        UserCredential.SIGNING_CERTIFICATES, UserCredential.SSH_PUBLIC_KEYS, UserCredential.SERVICE_SPECIFIC_CREDENTIALS,
      ],
      maxMfaAge: Duration.hours(12),
    });
    this.developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));

    // People whose access keys nobody's automation uses.
    const administrators = new ConsoleMfaEnforcedGroup(this, 'Administrators', {
      enforcement: MfaEnforcement.ALL_REQUESTS,
      allowPasswordChange: true,
    });
    const admin = new iam.Role(this, 'Admin', {
      assumedBy: new MfaRequiredPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
    });
    admin.grantAssumeRole(administrators);

    // A group that this app does not own.
    const operators = iam.Group.fromGroupName(this, 'Operators', 'operators');
    new SelfManageMfaPolicy(this, 'SelfManageMfa', { groups: [operators] });
    new RequireMfaPolicy(this, 'RequireMfa', {
      enforcement: MfaEnforcement.CONSOLE_ONLY,
      groups: [operators],
      allowEnrollmentWithAccessKeys: true,
      allowFederationTokensWithAccessKeys: true,
      allowUserAdministrationWithAccessKeys: true,
    });

    // People who remove lost devices of others.
    const helpDesk = new ConsoleMfaEnforcedGroup(this, 'HelpDesk', { path: '/support/' });
    new MfaAdministratorPolicy(this, 'HelpDeskPolicy', {
      groups: [helpDesk],
      userPathPrefix: '/staff/',
      maxMfaAge: Duration.hours(1),
    });

    // Users whom others make.
    const alarms = new sns.Topic(this, 'Alarms');
    const withoutMfa = new ForceMfaGroup(this, 'WithoutMfa', {
      userScope: ForceMfaScope.CONSOLE_USERS,
      exemptUsers: ['break-glass'],
      userPathPrefix: '/staff/',
      gracePeriod: Duration.days(7),
      enforceFrom: new Date('2027-01-31'),
      alarmTopic: alarms,
      logRetention: logs.RetentionDays.ONE_YEAR,
      reactToIamEvents: true,
    });
    new ForceMfaGroup(this, 'ContractorsWithoutMfa', {
      userScope: ForceMfaScope.ALL_USERS,
      userPathPrefix: '/contractors/',
      interval: Duration.hours(6),
      dryRun: true,
    });
    new cloudwatch.Dashboard(this, 'Dashboard', { widgets: [[withoutMfa.dashboardWidget()]] });
    withoutMfa.metricUsersWithoutMfa({ period: Duration.hours(1) }).createAlarm(this, 'ManyWithoutMfa', {
      threshold: 50,
      evaluationPeriods: 1,
    });
  }
}
