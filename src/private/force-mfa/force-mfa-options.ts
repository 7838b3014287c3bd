import type { Stack } from 'aws-cdk-lib';
import { Reference, Token, Tokenization } from 'aws-cdk-lib';
import type { ForceMfaGroupProps } from '../../force-mfa-group';
import { ForceMfaScope } from '../../force-mfa-scope';
import { DEFAULTS, STACK_ID, toEnvironment } from '../../membership-function/environment';
import { MfaEnforcement } from '../../mfa-enforcement';
import { TOPIC, checkConstruct } from '../checks/constructs';
import { checkIamEventRegion, iamEventRegionWarnings } from '../checks/iam-event-region';
import { invalidProp } from '../checks/invalid-prop';
import { MINUTES, SECONDS, checkBooleans, checkDuration, checkGroupName, checkIamPath, checkMember } from '../checks/validation';
import type { Warning } from '../checks/warnings';
import { WarningId } from '../checks/warnings';

const MIN_INTERVAL_MINUTES = 15;
const MAX_INTERVAL_MINUTES = 12 * 60;

/** Lambda's quota for all environment variables of a function, which it measures as JSON. */
const MAX_ENVIRONMENT_BYTES = 4096;

/** The longest that IAM allows. They stand for values that are not known yet. */
const LONGEST_GROUP_NAME = 128;
const LONGEST_USER_NAME = 64;
const LONGEST_PATH = 512;
const LONGEST_STACK_ID = 256;

/** Refuses what cannot be meant, before anything is created. */
export function checkForceMfaOptions(path: string, stack: Stack, props: ForceMfaGroupProps): void {
  checkGroupName(path, 'groupName', props.groupName);
  checkMember(path, 'userScope', props.userScope ?? ForceMfaScope.CONSOLE_USERS, ForceMfaScope);
  checkMember(path, 'enforcement', props.enforcement ?? MfaEnforcement.CONSOLE_ONLY, MfaEnforcement);
  checkBooleans(path, props, ['allowPasswordChange', 'dryRun', 'reactToIamEvents']);
  checkConstruct(path, 'alarmTopic', props.alarmTopic, TOPIC);
  checkIamPath(path, 'userPathPrefix', props.userPathPrefix, '/legacy/');
  checkDuration(path, 'interval', props.interval, {
    unit: MINUTES,
    min: MIN_INTERVAL_MINUTES,
    max: MAX_INTERVAL_MINUTES,
    expected: 'whole minutes, from 15 minutes (a run takes up to ten) to 12 hours (a missing run rings its alarm after two intervals, so after a day at most)',
    example: 'Duration.hours(1)',
  });
  checkDuration(path, 'gracePeriod', props.gracePeriod, {
    unit: SECONDS, min: 0, max: 9_999_999_999, expected: 'whole seconds', example: 'Duration.days(7)',
  });
  checkExemptUsers(path, props.exemptUsers);
  checkEnforceFrom(path, props.enforceFrom);
  if (props.reactToIamEvents) {
    checkIamEventRegion(path, 'reactToIamEvents', stack.region, 'leave reactToIamEvents out');
  }
  checkEnvironment(path, props);
}

function checkEnforceFrom(path: string, moment: Date | undefined): void {
  // Not by `instanceof`, which a Date of another realm does not pass.
  const isDate = Object.prototype.toString.call(moment) === '[object Date]';
  if (moment !== undefined && (!isDate || isNaN(moment.getTime()))) {
    throw invalidProp({
      path, prop: 'enforceFrom', got: String(moment), expected: 'a Date that names a moment', fix: 'pass one such as new Date(\'2027-01-31T09:00:00Z\')',
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
    if (isArnToken(user) || (!Token.isUnresolved(user) && (typeof user !== 'string' || !/^[\w+=,.@-]{1,64}$/.test(user)))) {
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

function checkEnvironment(path: string, props: ForceMfaGroupProps): void {
  const environment = forceMfaEnvironment('g'.repeat(LONGEST_GROUP_NAME), 's'.repeat(LONGEST_STACK_ID), {
    ...props,
    exemptUsers: props.exemptUsers?.map((user) => atItsLongest(user, LONGEST_USER_NAME)),
    userPathPrefix: atItsLongest(props.userPathPrefix ?? DEFAULTS.pathPrefix, LONGEST_PATH),
  });
  const bytes = JSON.stringify(environment).length;
  if (bytes > MAX_ENVIRONMENT_BYTES) {
    throw invalidProp({
      path,
      prop: 'exemptUsers',
      got: `${props.exemptUsers?.length} names, which make ${bytes} bytes of environment variables`,
      expected: `at most ${MAX_ENVIRONMENT_BYTES} bytes, Lambda's quota (tokens count at their longest)`,
      fix: 'keep users who are left out under a path of their own, and set userPathPrefix',
    });
  }
}

function atItsLongest(value: string, characters: number): string {
  return Token.isUnresolved(value) ? 'x'.repeat(characters) : value;
}

/** What the function is told. Expects checked options. */
export function forceMfaEnvironment(groupName: string, stackId: string, props: ForceMfaGroupProps): Record<string, string> {
  return {
    [STACK_ID]: stackId,
    ...toEnvironment({
      groupName,
      scope: props.userScope ?? ForceMfaScope.CONSOLE_USERS,
      exemptUsers: props.exemptUsers ?? DEFAULTS.exemptUsers,
      pathPrefix: props.userPathPrefix ?? DEFAULTS.pathPrefix,
      gracePeriodSeconds: props.gracePeriod?.toSeconds() ?? DEFAULTS.gracePeriodSeconds,
      enforceFrom: props.enforceFrom,
      dryRun: props.dryRun ?? DEFAULTS.dryRun,
      intervalMinutes: props.interval?.toMinutes() ?? DEFAULTS.intervalMinutes,
    }),
  };
}

export function forceMfaWarnings({ region }: Stack, props: ForceMfaGroupProps): Warning[] {
  const warnings: Warning[] = [];
  if (props.enforcement === MfaEnforcement.ALL_REQUESTS && props.userScope === ForceMfaScope.ALL_USERS) {
    warnings.push({
      id: WarningId.MACHINE_USERS_STOPPED,
      message: 'userScope got ALL_USERS with ALL_REQUESTS: every machine user without a device becomes a member, and its access keys stop; '
        + 'fix: use CONSOLE_USERS or CONSOLE_ONLY, or acknowledge this warning',
    });
  }
  return props.reactToIamEvents ? [...warnings, ...iamEventRegionWarnings('reactToIamEvents', region)] : warnings;
}
