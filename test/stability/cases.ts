/** What users rely on in their templates: every public class with its defaults, under its own name, and some with options. */
import { Aspects, Duration, Size, Stack, aws_iam as iam, aws_logs as logs, aws_s3 as s3, aws_sns as sns } from 'aws-cdk-lib';
import {
  ConsoleMfaEnforcedGroup, ForceMfaGroup, ForceMfaScope, MfaAdministratorPolicy, MfaConfigRule, MfaCoverageCheck, MfaEnforcement,
  MfaImpactAnalysis, MfaMonitoring, MfaRequiredPrincipal, RequireMfaPolicy, SelfManageMfaPolicy, UserCredential,
} from 'cdk-iam-mfa';

/** The name is that of the reviewed file in `templates/`. A new construct needs a line here, and then `npm run stability:update`. */
export const CASES: Record<string, (stack: Stack) => unknown> = {
  'ConsoleMfaEnforcedGroup': (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers'),
  'ConsoleMfaEnforcedGroup-loosened': (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', {
    selfManagedCredentials: Object.values(UserCredential),
    allowListUsers: true,
    grantAwsLogin: true,
    allowPasswordChange: true,
    allowActions: ['s3:GetObject', 'ec2:Describe*'],
    allowEnrollmentWithAccessKeys: true,
    allowFederationTokensWithAccessKeys: true,
    allowUserAdministrationWithAccessKeys: true,
  }),
  'ConsoleMfaEnforcedGroup-tightened': (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', {
    allowAwsServiceCalls: false,
    credentialsRequiringMfa: Object.values(UserCredential),
    maxMfaAge: Duration.hours(12),
  }),
  'ConsoleMfaEnforcedGroup-all-requests': (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', {
    enforcement: MfaEnforcement.ALL_REQUESTS,
    groupName: 'developers',
    path: '/team/',
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')],
  }),

  'SelfManageMfaPolicy': (stack) => new SelfManageMfaPolicy(stack, 'SelfManageMfa'),
  'SelfManageMfaPolicy-options': (stack) => new SelfManageMfaPolicy(stack, 'SelfManageMfa', {
    selfManagedCredentials: [UserCredential.ACCESS_KEYS],
    allowListUsers: true,
    grantAwsLogin: true,
    managedPolicyName: 'self-manage-mfa',
    groups: [iam.Group.fromGroupName(stack, 'Imported', 'imported')],
    users: [new iam.User(stack, 'User')],
  }),

  'RequireMfaPolicy': (stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY }),
  'RequireMfaPolicy-all-requests': (stack) => new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.ALL_REQUESTS }),
  'RequireMfaPolicy-attached': (stack) => new RequireMfaPolicy(stack, 'RequireMfa', {
    enforcement: MfaEnforcement.CONSOLE_ONLY,
    path: '/security/',
    groups: [new iam.Group(stack, 'Group'), iam.Group.fromGroupName(stack, 'Imported', 'imported')],
    users: [new iam.User(stack, 'User')],
  }),

  'ForceMfaGroup': (stack) => new ForceMfaGroup(stack, 'WithoutMfa'),
  'ForceMfaGroup-options': (stack) => new ForceMfaGroup(stack, 'WithoutMfa', {
    groupName: 'without-mfa',
    path: '/security/',
    interval: Duration.minutes(15),
    userScope: ForceMfaScope.ALL_USERS,
    enforcement: MfaEnforcement.ALL_REQUESTS,
    allowPasswordChange: true,
    exemptUsers: ['break-glass'],
    userPathPrefix: '/staff/',
    gracePeriod: Duration.days(7),
    enforceFrom: new Date('2027-01-31'),
    dryRun: true,
    alarmTopic: sns.Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:us-east-1:111111111111:alarms'),
    logRetention: logs.RetentionDays.ONE_MONTH,
    reactToIamEvents: true,
  }),

  'MfaAdministratorPolicy': (stack) => new MfaAdministratorPolicy(stack, 'HelpDesk'),
  'MfaAdministratorPolicy-options': (stack) => new MfaAdministratorPolicy(stack, 'HelpDesk', {
    userPathPrefix: '/staff/',
    maxMfaAge: Duration.hours(1),
    groups: [new iam.Group(stack, 'Group')],
  }),

  'MfaRequiredPrincipal': (stack) => new iam.Role(stack, 'Admin', { assumedBy: new MfaRequiredPrincipal(new iam.AccountRootPrincipal()) }),
  'MfaRequiredPrincipal-options': (stack) => new iam.Role(stack, 'Admin', {
    assumedBy: new MfaRequiredPrincipal(new iam.OrganizationPrincipal('o-1234567890'), { maxMfaAge: Duration.hours(1) }),
  }),

  'MfaMonitoring': (stack) => new MfaMonitoring(stack, 'Monitoring'),
  'MfaMonitoring-options': (stack) => new MfaMonitoring(stack, 'Monitoring', {
    configRules: Object.values(MfaConfigRule),
    unusedCredentialsAge: Duration.days(45),
    trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail'),
    enforcedGroups: [new iam.Group(stack, 'Group'), iam.Group.fromGroupName(stack, 'Imported', 'imported')],
    policyPath: '/security/',
    topic: new sns.Topic(stack, 'Topic'),
  }),

  'MfaImpactAnalysis': (stack) => new MfaImpactAnalysis(stack, 'Impact', {
    trailBucket: s3.Bucket.fromBucketName(stack, 'TrailBucket', 'trail'),
    regions: ['us-east-1', 'eu-west-1'],
  }),
  'MfaImpactAnalysis-options': (stack) => new MfaImpactAnalysis(stack, 'Impact', {
    trailBucket: s3.Bucket.fromBucketName(stack, 'TrailBucket', 'trail'),
    s3KeyPrefix: 'logs',
    organizationId: 'o-exampleorg',
    accounts: ['111111111111', '222222222222'],
    regions: ['us-east-1', 'eu-west-1'],
    lookback: Duration.days(30),
    policies: [new RequireMfaPolicy(stack, 'RequireMfa', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [new iam.Group(stack, 'Group')] })],
    bytesScannedCutoffPerQuery: Size.gibibytes(100),
    resultsExpiration: Duration.days(7),
  }),

  // It looks, and adds nothing: this template is that of the group.
  'MfaCoverageCheck': (stack) => {
    new ConsoleMfaEnforcedGroup(stack, 'Developers');
    Aspects.of(stack).add(new MfaCoverageCheck());
  },
};
