/**
 * What a CloudTrail record says about a request, as far as a Deny of this library asks about it. Records with the same fact are counted together.
 *
 * It lies under `src`, because a construct writes the same facts as SQL, and jsii compiles nothing outside `src`. It imports nothing, so that
 * the command can have it too.
 */

/** Of whom policies of users judge the request. */
export const REACHED_SESSIONS = [
  /** A long-term credential: no session, and no MFA key. */
  'key',
  /** The record says that the credentials are the console's. A label: many records of the console do not say it. */
  'console',
  'session',
  /** A session of a user that `sts:GetFederationToken` made. */
  'federated',
  /** The record does not tell. */
  'unknown',
] as const;

/** Records that no policy of a user judges, by the reason. Each is counted; none is dropped without a word. */
export const NOT_REACHED = [
  'role', 'root', 'AWS service', 'other account', 'anonymous', 'Identity Center', 'directory', 'unidentified', 'sign-in step', 'service event', 'network activity',
  'aggregated', 'insight', 'other event',
] as const;

/** A user there may have made the call. The fact has the account, because the logs of it may be there too. */
export const OTHER_ACCOUNT = 'other account';

/** A sign-in to the console is no request that IAM judges. It tells who has MFA. */
export const SIGN_IN = 'sign-in';

export type ReachedSession = (typeof REACHED_SESSIONS)[number];
export type NotReached = (typeof NOT_REACHED)[number];
export type Session = ReachedSession | typeof SIGN_IN | NotReached;

export function isNotReached(session: Session): session is NotReached {
  return (NOT_REACHED as readonly string[]).includes(session);
}

/**
 * What `aws:MultiFactorAuthPresent` is in the request. `code`: a key gave the code of a device with the call. AWS documents that the trust policy
 * of a role then sees MFA, and not what the policies of the user see, so it is absent or true.
 */
export type MfaPresent = 'true' | 'false' | 'absent' | 'code' | 'unknown';
export const WITH_CODE = 'code';

export type Known = 'yes' | 'no' | 'unknown';

/** `refused by a Deny` is an explicit Deny of the user's own policies; of `refused`, the record does not tell what refused it. */
export const OUTCOMES = ['allowed', 'failed', 'refused', 'refused by a Deny', 'refused otherwise'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Upper bounds in seconds of the ages that a fact tells apart, each inclusive. `maxMfaAge` of whole hours, 15 and 30 minutes is exact. */
export const AGE_LIMITS: readonly number[] = [900, 1800, ...Array.from({ length: 36 }, (_, index) => (index + 1) * 3600)];

export const OLDER = 'older';
export const NO_AGE = 'none';
export const UNKNOWN = 'unknown';

/** How far the clocks of two services of AWS may be apart, in seconds. A session that begins later than that after its call is of another time zone. */
export const CLOCKS_APART = 300;

/** The smallest bound that the age of the MFA session does not exceed, as text. `none` exactly when MFA is not present. */
export function ageWithin(seconds: number): string {
  if (Number.isNaN(seconds) || seconds < -CLOCKS_APART) {
    return UNKNOWN;
  }
  return `${AGE_LIMITS.find((limit) => seconds <= limit) ?? OLDER}`;
}

/** What the request names, of what a statement may ask. Only actions of `NAMED_BY` have it; others have the empty text. */
export const OWN_USER = 'own user';
export const OTHER_USER = 'other user';
/** IAM then asks about no user at all. */
export const NO_USER = 'no user';
export const CONSOLE = 'console';
export const NOT_CONSOLE = 'not console';

export interface Fact {
  readonly account: string;
  readonly user: string;
  readonly session: Session;
  readonly mfa: MfaPresent;
  readonly age: string;
  readonly viaService: Known;
  readonly viaMcp: 'yes' | 'no';
  readonly action: string;
  /** `own user`, `group/NAME`, `policy/PATH/NAME` and the like; `unknown` where the record does not tell. */
  readonly target: string;
  readonly outcome: Outcome;
  /** Names of the other columns that are values of IAM's own condition keys in the record, and not inferred. */
  readonly observed: string;
}

export type Column = keyof Fact;

/** Their order in SQL too. */
export const COLUMNS: readonly Column[] = [
  'account', 'user', 'session', 'mfa', 'age', 'viaService', 'viaMcp', 'action', 'target', 'outcome', 'observed',
];

/** How a column is called in SQL: Athena has lower case only, and `user` is a word of SQL. */
export function sqlColumn(column: Column): string {
  return { viaService: 'via_service', viaMcp: 'via_mcp', user: 'user_name' }[column as string] ?? column;
}

/** In SQL, the session of the row that is no fact: what all records together are of. */
export const ALL_RECORDS = 'all records';
