/** From a CloudTrail record to its fact. The same as SQL: src/private/impact/sql/facts-sql.ts. */
import { actionOf } from './action-of';
import { instantOf } from './instant';
import { outcomeOf } from './outcome-of';
import { type CloudTrailRecord, own, partAt, textAt } from './record';
import { sessionOf, userOf } from './session-of';
import { targetOf } from './target-of';
import { throughWhat } from './through-what';
import { DEVICE_PARAMETER, TAKES_CODE } from '../../src/private/impact/vocabulary/actions';
import {
  type Fact, type Known, type MfaPresent, NO_AGE, OTHER_ACCOUNT, type ReachedSession, SIGN_IN, UNKNOWN, WITH_CODE, ageWithin, isNotReached,
} from '../../src/private/impact/vocabulary/fact';

/** Every record has one: for what no policy of a user reaches, it says why. */
export function factOf(record: CloudTrailRecord): Fact {
  const session = sessionOf(record);
  if (session === SIGN_IN) {
    const used = textAt(partAt(record, 'additionalEventData'), 'MFAUsed');
    return { ...NOT_JUDGED, session, account: accountOf(record), user: userOf(record), mfa: own(SIGN_IN_MFA, used) ?? UNKNOWN };
  }
  if (isNotReached(session)) {
    return { ...NOT_JUDGED, session, account: session === OTHER_ACCOUNT ? accountOf(record) : '' };
  }
  return requestFact(record, session);
}

/** What is not asked of a record that no policy judges. */
const NOT_JUDGED = {
  account: '', user: '', mfa: 'absent', age: NO_AGE, viaService: 'no', viaMcp: 'no', action: '', target: '', outcome: 'allowed', observed: '',
} as const;
const SIGN_IN_MFA: Readonly<Record<string, MfaPresent>> = { Yes: 'true', No: 'false' };

function requestFact(record: CloudTrailRecord, session: ReachedSession): Fact {
  const keys = observedKeys(record);
  const through = throughWhat(record);
  const viaService = keys.viaService ?? through.viaService;
  const user = userOf(record);
  const action = actionOf(textAt(record, 'eventSource'), textAt(record, 'eventName'));
  const mfa = keys.mfa ?? byCode(inferredMfa(record, session, viaService), record, action);
  const outcome = outcomeOf(record);
  // Without a spread, because that is many times slower.
  return {
    account: accountOf(record),
    user,
    session,
    mfa,
    age: ageOf(record, mfa, keys.age),
    viaService,
    viaMcp: through.viaMcp,
    action,
    target: targetOf(record, { account: toldAccount(record), user, action, outcome }),
    outcome,
    observed: Object.keys(keys).join(' '),
  };
}

/** The field is optional, and then the ARN has it. */
function accountOf(record: CloudTrailRecord): string {
  return toldAccount(record) || (textAt(record, 'userIdentity', 'arn').split(':')[4] ?? '');
}

/** Policies are compared with this alone, because tools that hide accounts may change the ARN. */
function toldAccount(record: CloudTrailRecord): string {
  return textAt(record, 'userIdentity', 'accountId');
}

interface ObservedKeys {
  readonly mfa?: 'true' | 'false';
  readonly age?: number;
  readonly viaService?: 'yes' | 'no';
}

const NONE: ObservedKeys = {};

/** IAM's own condition keys, which event data stores can add. They win over what is inferred; a key that is missing there says nothing. */
function observedKeys(record: CloudTrailRecord): ObservedKeys {
  const context = partAt(record, 'eventContext');
  if (context === undefined) {
    return NONE;
  }
  const key = (name: string) => textAt(context, 'requestContext', `aws:${name}`).toLowerCase();
  const mfa = key('MultiFactorAuthPresent');
  const age = key('MultiFactorAuthAge');
  const via = key('ViaAWSService');
  return {
    ...(mfa === 'true' || mfa === 'false' ? { mfa } : {}),
    ...(/^\d+$/.test(age) ? { age: Number(age) } : {}),
    ...(via === 'true' || via === 'false' ? { viaService: via === 'true' ? 'yes' : 'no' } : {}),
  };
}

/**
 * What the log says of MFA is the condition key, except for federated sessions: it says `false`, and AWS documents the key as absent. What a
 * service sends for a caller without the key has it as `false`.
 */
function inferredMfa(record: CloudTrailRecord, session: ReachedSession, viaService: Known): MfaPresent {
  if (session === 'key' || session === 'federated') {
    return viaService === 'no' ? 'absent' : UNKNOWN;
  }
  const logged = textAt(record, 'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated').toLowerCase();
  return textAt(record, 'userIdentity', 'type') !== 'FederatedUser' && (logged === 'true' || logged === 'false') ? logged : UNKNOWN;
}

function byCode(mfa: MfaPresent, record: CloudTrailRecord, action: string): MfaPresent {
  if (action !== TAKES_CODE || textAt(partAt(record, 'requestParameters'), DEVICE_PARAMETER) === '') {
    return mfa;
  }
  return mfa === 'absent' ? WITH_CODE : mfa === 'false' ? UNKNOWN : mfa;
}

/** The condition key exists exactly when MFA is present. */
function ageOf(record: CloudTrailRecord, mfa: MfaPresent, observed: number | undefined): string {
  if (mfa !== 'true') {
    return mfa === UNKNOWN ? UNKNOWN : NO_AGE;
  }
  const began = textAt(record, 'userIdentity', 'sessionContext', 'attributes', 'creationDate');
  const seconds = observed ?? (instantOf(textAt(record, 'eventTime')) - instantOf(began)) / 1000;
  return ageWithin(seconds);
}

