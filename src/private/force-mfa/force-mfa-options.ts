import type { Stack, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Duration, Reference, Token, Tokenization, aws_logs as logs } from 'aws-cdk-lib';
import type { ForceMfaGroupProps } from '../../force-mfa-group-props';
import { ForceMfaScope } from '../../force-mfa-scope';
import { DEFAULTS, MEMBERS_ID, STACK_ID, toEnvironment } from '../../membership-function/environment';
import { MfaEnforcement } from '../../mfa-enforcement';
import { LONGEST, MAX_ENVIRONMENT_BYTES } from '../aws/quotas';
import { userPathWarnings } from '../checks/group-path';
import { checkIamEventRegion, iamEventRegionWarnings } from '../checks/iam-event-region';
import { invalidProp } from '../checks/invalid-prop';
import { checkKey, checkTopic } from '../checks/prop-constructs';
import { MINUTES, SECONDS, checkBooleans, checkDuration, checkGroup, checkIamPath, checkEnumMember } from '../checks/prop-values';
import type { Warning } from '../checks/warnings';
import { WarningId } from '../checks/warnings';

const MIN_INTERVAL_MINUTES = 15;
const MAX_INTERVAL_MINUTES = 12 * 60;

/** CloudFormation reads the name that a dynamic reference stands for. */
const USER_NAME = /^[\w+=,.@-]{1,64}$|\{\{resolve:/;

/** The props with their defaults. */
export interface ResolvedForceMfaProps {
  readonly interval: Duration;
  readonly userScope: ForceMfaScope;
  readonly enforcement: MfaEnforcement;
  readonly allowPasswordChange: boolean;
  readonly exemptUsers: readonly string[];
  readonly userPathPrefix: string;
  readonly gracePeriod?: Duration;
  readonly enforceFrom?: Date;
  readonly dryRun: boolean;
  readonly alarmTopic?: sns.ITopic;
  readonly logRetention: logs.RetentionDays;
  readonly logEncryptionKey?: kms.IKey;
  readonly reactToIamEvents: boolean;
}

/** The props with their defaults. Refuses what cannot be meant, before anything is created. */
export function resolveForceMfaProps(path: string, stack: Stack, props: ForceMfaGroupProps): ResolvedForceMfaProps {
  const options: ResolvedForceMfaProps = {
    interval: props.interval === undefined ? Duration.minutes(DEFAULTS.intervalMinutes) : props.interval,
    userScope: props.userScope ?? ForceMfaScope.CONSOLE_USERS,
    enforcement: props.enforcement ?? MfaEnforcement.CONSOLE_ONLY,
    allowPasswordChange: props.allowPasswordChange ?? false,
    exemptUsers: props.exemptUsers ?? DEFAULTS.exemptUsers,
    userPathPrefix: props.userPathPrefix ?? DEFAULTS.pathPrefix,
    gracePeriod: props.gracePeriod,
    enforceFrom: props.enforceFrom,
    dryRun: props.dryRun ?? DEFAULTS.dryRun,
    alarmTopic: props.alarmTopic ?? undefined,
    logRetention: props.logRetention ?? logs.RetentionDays.ONE_YEAR,
    logEncryptionKey: props.logEncryptionKey,
    reactToIamEvents: props.reactToIamEvents ?? false,
  };
  checkGroup(path, props);
  checkEnumMember(path, 'userScope', options.userScope, ForceMfaScope);
  checkEnumMember(path, 'enforcement', options.enforcement, MfaEnforcement);
  checkBooleans(path, options, ['allowPasswordChange', 'dryRun', 'reactToIamEvents']);
  checkTopic(path, 'alarmTopic', options.alarmTopic, stack);
  checkLogRetention(path, options.logRetention);
  checkKey(path, 'logEncryptionKey', options.logEncryptionKey, stack);
  checkIamPath(path, 'userPathPrefix', options.userPathPrefix, '/legacy/');
  checkDuration(path, 'interval', options.interval, {
    unit: MINUTES,
    min: MIN_INTERVAL_MINUTES,
    max: MAX_INTERVAL_MINUTES,
    expected: 'whole minutes, from 15 minutes (a run takes up to ten) to 12 hours (a missing run rings its alarm after two intervals, so after a day at most)',
    example: 'Duration.hours(1)',
  });
  checkDuration(path, 'gracePeriod', options.gracePeriod, {
    unit: SECONDS, min: 0, max: 9_999_999_999, expected: 'whole seconds', example: 'Duration.days(7)',
  });
  checkExemptUsers(path, props.exemptUsers);
  checkEnforceFrom(path, options.enforceFrom);
  if (options.reactToIamEvents) {
    checkIamEventRegion(path, 'reactToIamEvents', stack.region, 'leave reactToIamEvents out');
  }
  checkEnvironment(path, options);
  return options;
}

function checkEnforceFrom(path: string, moment: Date | undefined): void {
  // Not by `instanceof`, which a Date of another realm does not pass.
  const isDate = Object.prototype.toString.call(moment) === '[object Date]';
  if (moment !== undefined && (!isDate || isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 || moment.getUTCFullYear() < 0)) {
    throw invalidProp({
      path, prop: 'enforceFrom', got: String(moment), expected: 'a Date that names a moment, up to the year 9999', fix: 'pass one such as new Date(\'2027-01-31T09:00:00Z\')',
    });
  }
}

/** CloudWatch Logs takes some numbers of days only, and CDK hands any number on. */
function checkLogRetention(path: string, days: unknown): void {
  if (!Token.isUnresolved(days) && !(typeof days === 'number' && days in logs.RetentionDays)) {
    throw invalidProp({
      path, prop: 'logRetention', got: days, expected: 'a member of logs.RetentionDays', fix: 'pass one such as logs.RetentionDays.ONE_YEAR',
    });
  }
}

function checkExemptUsers(path: string, users: string[] | undefined): void {
  const isToken = Token.isUnresolved(users);
  if (users !== undefined && (isToken || !Array.isArray(users))) {
    throw invalidProp({
      path,
      prop: 'exemptUsers',
      got: isToken ? 'an unresolved token' : users,
      expected: 'an array of user names, known at synth',
      fix: 'write the array out; single names may be tokens',
    });
  }
  users?.forEach((user, index) => {
    if (isArnToken(user) || (!Token.isUnresolved(user) && (typeof user !== 'string' || !USER_NAME.test(user)))) {
      throw invalidProp({
        path, prop: `exemptUsers[${index}]`, got: isArnToken(user) ? 'an ARN that is a token' : user, expected: 'the name of an IAM user', fix: 'pass the bare name, without path, ARN or wildcards',
      });
    }
  });
}

/** The `userArn` of a user of the app, in place of the `userName`. */
function isArnToken(name: string): boolean {
  return Tokenization.reverseString(`${name}`).tokens.some((token) => Reference.isReference(token) && token.displayName === 'Arn');
}

function checkEnvironment(path: string, options: ResolvedForceMfaProps): void {
  const environment = forceMfaEnvironment('g'.repeat(LONGEST.groupName), 's'.repeat(LONGEST.stackId), 'm'.repeat(LONGEST.logicalId), {
    ...options,
    exemptUsers: options.exemptUsers.map((user) => atItsLongest(user, LONGEST.userName)),
    userPathPrefix: atItsLongest(options.userPathPrefix, LONGEST.path),
  });
  const bytes = JSON.stringify(environment).length;
  if (bytes > MAX_ENVIRONMENT_BYTES) {
    throw invalidProp({
      path,
      prop: 'exemptUsers',
      got: `${options.exemptUsers.length} names, which make ${bytes} bytes of environment variables`,
      expected: `at most ${MAX_ENVIRONMENT_BYTES} bytes, Lambda's quota (tokens count at their longest)`,
      fix: 'keep users who are left out under a path of their own, and set userPathPrefix',
    });
  }
}

function atItsLongest(value: string, characters: number): string {
  return Token.isUnresolved(value) ? 'x'.repeat(characters) : value;
}

/** What the function is told. */
export function forceMfaEnvironment(groupName: string, stackId: string, membersId: string, options: ResolvedForceMfaProps): Record<string, string> {
  return {
    [STACK_ID]: stackId,
    [MEMBERS_ID]: membersId,
    ...toEnvironment({
      groupName,
      scope: options.userScope,
      exemptUsers: options.exemptUsers,
      pathPrefix: options.userPathPrefix,
      gracePeriodSeconds: options.gracePeriod?.toSeconds() ?? DEFAULTS.gracePeriodSeconds,
      enforceFrom: options.enforceFrom,
      dryRun: options.dryRun,
      intervalMinutes: options.interval.toMinutes(),
    }),
  };
}

export function forceMfaWarnings(stack: Stack, { enforcement, userScope, reactToIamEvents, exemptUsers }: ResolvedForceMfaProps): Warning[] {
  const warnings = userPathWarnings('exemptUsers', exemptUsers.map((name) => JSON.stringify(stack.resolve(name))));
  if (enforcement === MfaEnforcement.ALL_REQUESTS && userScope === ForceMfaScope.ALL_USERS) {
    warnings.push({
      id: WarningId.MACHINE_USERS_STOPPED,
      message: 'userScope got ALL_USERS with ALL_REQUESTS: every machine user without a device becomes a member, and its access keys stop; '
        + 'fix: use CONSOLE_USERS or CONSOLE_ONLY, or acknowledge this warning',
    });
  }
  return reactToIamEvents ? [...warnings, ...iamEventRegionWarnings('reactToIamEvents', stack.region)] : warnings;
}
