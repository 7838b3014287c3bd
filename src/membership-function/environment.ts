/**
 * What the function is told, by environment variables: the construct writes them, the function reads them.
 *
 * Both import this file, so it must load neither CDK nor the AWS SDK.
 */

/** Who belongs in the group as long as they have no device: users with a password, or all users. */
export const SCOPES = ['CONSOLE_USERS', 'ALL_USERS'] as const;
export type Scope = typeof SCOPES[number];

export interface ForceMfaOptions {
  readonly groupName: string;
  readonly scope: Scope;
  /** User names, without regard to case, as IAM tells users apart. */
  readonly exemptUsers: readonly string[];
  /** Users elsewhere are left out. `/` is every user. */
  readonly pathPrefix: string;
  /** From the later of a user's creation and `enforceFrom`. */
  readonly gracePeriodSeconds: number;
  readonly enforceFrom?: Date;
  readonly dryRun: boolean;
  /** Between two runs of the schedule. */
  readonly intervalMinutes: number;
}

export const DEFAULTS = {
  scope: 'CONSOLE_USERS',
  exemptUsers: [],
  pathPrefix: '/',
  gracePeriodSeconds: 0,
  dryRun: false,
  intervalMinutes: 60,
} satisfies Partial<ForceMfaOptions>;

/** Stands between names, because no name contains it. */
const NAME_SEPARATOR = ' ';

export const ENVIRONMENT = {
  groupName: 'FORCE_MFA_GROUP_NAME',
  scope: 'FORCE_MFA_SCOPE',
  exemptUsers: 'FORCE_MFA_EXEMPT_USERS',
  pathPrefix: 'FORCE_MFA_PATH_PREFIX',
  gracePeriodSeconds: 'FORCE_MFA_GRACE_PERIOD_SECONDS',
  enforceFrom: 'FORCE_MFA_ENFORCE_FROM',
  dryRun: 'FORCE_MFA_DRY_RUN',
  intervalMinutes: 'FORCE_MFA_INTERVAL_MINUTES',
} as const satisfies Record<keyof ForceMfaOptions, string>;

/** The custom resource that empties the group on delete. Another, on which the policies depend, refuses a rename before they change. */
export const MEMBERS_TYPE = 'Custom::ForceMfaMembers';
export const NAME_TYPE = 'Custom::ForceMfaName';
/** What the physical ids of both begin with. The name of the group follows. */
export const MEMBERS_ID_PREFIX = 'members-of-';

/** The stack that the function belongs to: requests of other stacks fail verification. Not an option of a run. */
export const STACK_ID = 'FORCE_MFA_STACK_ID';

/** The logical id of the members in that stack, which may have the members of other groups: requests for those fail verification. */
export const MEMBERS_ID = 'FORCE_MFA_MEMBERS_ID';

const NAME = /^[\w+=,.@-]+$/;
const PATH_PREFIX = /^\/([\x21-\x7e]+\/)?$/;
const WHOLE_NUMBER = /^\d{1,10}$/;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([['true', true], ['false', false]]);
/** Without a zone it would be another moment on another machine. A date alone is its start in UTC. */
const MOMENT = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Names and the prefix are not looked at, so they may be unresolved tokens. What is left to its default is not written. */
export function toEnvironment(options: ForceMfaOptions): Record<string, string> {
  return {
    [ENVIRONMENT.groupName]: options.groupName,
    [ENVIRONMENT.scope]: options.scope,
    ...(options.exemptUsers.length > 0 && { [ENVIRONMENT.exemptUsers]: options.exemptUsers.join(NAME_SEPARATOR) }),
    ...(options.pathPrefix !== DEFAULTS.pathPrefix && { [ENVIRONMENT.pathPrefix]: options.pathPrefix }),
    ...(options.gracePeriodSeconds !== DEFAULTS.gracePeriodSeconds && { [ENVIRONMENT.gracePeriodSeconds]: `${options.gracePeriodSeconds}` }),
    ...(options.enforceFrom && { [ENVIRONMENT.enforceFrom]: options.enforceFrom.toISOString() }),
    ...(options.dryRun && { [ENVIRONMENT.dryRun]: 'true' }),
    ...(options.intervalMinutes !== DEFAULTS.intervalMinutes && { [ENVIRONMENT.intervalMinutes]: `${options.intervalMinutes}` }),
  };
}

/** Fails on whatever it cannot read as it was meant: a function that guesses would leave users out, or lock them in. */
export function fromEnvironment(env: Readonly<Record<string, string | undefined>>): ForceMfaOptions {
  const read = <T>(name: string, expected: string, parse: (text: string) => T | undefined, otherwise?: T): T => {
    const text = env[name];
    const value = text === undefined ? otherwise : parse(text);
    if (value === undefined) {
      throw new Error(`environment variable ${name} got ${text === undefined ? 'nothing' : JSON.stringify(text)}, expected ${expected}`);
    }
    return value;
  };
  return {
    groupName: read(ENVIRONMENT.groupName, 'the name of an IAM group', matching(NAME)),
    scope: read(ENVIRONMENT.scope, SCOPES.join(' or '), (text) => SCOPES.find((scope) => scope === text)),
    exemptUsers: read<readonly string[]>(ENVIRONMENT.exemptUsers, 'names of IAM users with a space between them', parseNames, DEFAULTS.exemptUsers),
    pathPrefix: read(ENVIRONMENT.pathPrefix, 'an IAM path, which begins and ends with /', matching(PATH_PREFIX), DEFAULTS.pathPrefix),
    gracePeriodSeconds: read(ENVIRONMENT.gracePeriodSeconds, 'a number of whole seconds',
      (text) => WHOLE_NUMBER.test(text) ? Number(text) : undefined, DEFAULTS.gracePeriodSeconds),
    ...(env[ENVIRONMENT.enforceFrom] !== undefined && {
      enforceFrom: read(ENVIRONMENT.enforceFrom, 'an ISO date, or date and time with its zone', parseMoment),
    }),
    dryRun: read(ENVIRONMENT.dryRun, 'true or false', (text) => BOOLEANS.get(text), DEFAULTS.dryRun),
    intervalMinutes: read(ENVIRONMENT.intervalMinutes, 'a number of whole minutes', (text) => /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined,
      DEFAULTS.intervalMinutes),
  };
}

/** The moment that an ISO text names, or nothing if it names none. */
export function parseMoment(text: string): Date | undefined {
  const [, day] = MOMENT.exec(text) ?? [];
  const moment = new Date(text);
  // JavaScript takes February 30 for March 2.
  return day !== undefined && !isNaN(moment.getTime()) && new Date(day).toISOString().startsWith(day) ? moment : undefined;
}

function parseNames(text: string): string[] | undefined {
  const names = text.split(NAME_SEPARATOR);
  return names.every((name) => NAME.test(name)) ? names : undefined;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => pattern.test(text) ? text : undefined;
}
