/** Who asks: by which kind of session, and as which user. */
import { type CloudTrailRecord, isTold, own, partAt, textAt, valueAt } from './record';
import { throughWhat } from './through-what';
import { type NotReached, type Session, SIGN_IN, UNKNOWN } from '../../src/private/impact/vocabulary/fact';
import {
  ANONYMOUS, AWS_MCP_SERVER, EVENT_TYPES, IDENTITY_TYPES, REQUEST_TYPES, ROLE_ID, SIGN_IN_HOST, SIGN_IN_SOURCE, SIGN_IN_TYPES, TEMPORARY_KEY,
  USER_ARN, WITH_CREDENTIALS,
} from '../../src/private/impact/vocabulary/record-values';

export function sessionOf(record: CloudTrailRecord): Session {
  return notReached(record) ?? signIn(record) ?? userSession(record);
}

/** No policy of a user is asked. */
function notReached(record: CloudTrailRecord): NotReached | undefined {
  const kind = own(EVENT_TYPES, textAt(record, 'eventType'));
  if (kind !== undefined) {
    return kind as NotReached;
  }
  if (textAt(record, 'eventSource') === AWS_MCP_SERVER) {
    return 'other event';
  }
  const [identity, issuer] = [identityType(record), issuerType(record)];
  if (issuer === 'Root') {
    return 'root';
  }
  const type = own(IDENTITY_TYPES, identity);
  if (type !== undefined) {
    return type === 'other account' ? ofOtherAccount(record) : type as NotReached;
  }
  if (identity === 'FederatedUser') {
    return issuer === '' || issuer === 'IAMUser' ? undefined : 'unidentified';
  }
  return identity === 'IAMUser' || mayBeUser(record) ? undefined : 'unidentified';
}

function ofOtherAccount({ userIdentity }: CloudTrailRecord): NotReached {
  return textAt(userIdentity, 'principalId').startsWith(ROLE_ID) ? 'role' : textAt(userIdentity, 'accountId') === ANONYMOUS ? 'anonymous' : 'other account';
}

const OF_USER = new RegExp(USER_ARN);
const IS_SIGN_IN = new RegExp(SIGN_IN_SOURCE);
const HAS_CREDENTIALS = new RegExp(WITH_CREDENTIALS);

/** Some services write another type of a user, or none. Those of billing write the key alone. */
function mayBeUser(record: CloudTrailRecord): boolean {
  const part = (name: string) => textAt(record, 'userIdentity', name);
  return part('arn') === '' ? part('accessKeyId') !== '' && part('invokedBy') === '' : OF_USER.test(part('arn'));
}

/** Steps of signing in come before there is a request that IAM judges. A sign-in that failed is nobody's. */
function signIn(record: CloudTrailRecord): typeof SIGN_IN | 'sign-in step' | undefined {
  const eventType = textAt(record, 'eventType');
  const isConsoleLogin = textAt(record, 'eventName') === 'ConsoleLogin';
  if (!SIGN_IN_TYPES.includes(eventType) && !isConsoleLogin && (eventType !== 'AwsConsoleAction' || textAt(record, 'eventSource') !== SIGN_IN_HOST)) {
    return undefined;
  }
  const isSignedIn = textAt(partAt(record, 'responseElements'), 'ConsoleLogin') === 'Success';
  return isConsoleLogin && isSignedIn && identityType(record) === 'IAMUser' ? SIGN_IN : 'sign-in step';
}

/** By the session, and not by the prefix of the key, which anonymizers and samples do not keep. */
function userSession(record: CloudTrailRecord): Session {
  if (!REQUEST_TYPES.includes(textAt(record, 'eventType'))) {
    return UNKNOWN;
  }
  switch (identityType(record)) {
    case 'IAMUser': break;
    // Without its issuer, it may be of root, whom no policy of a user reaches.
    case 'FederatedUser': return issuerType(record) === 'IAMUser' ? 'federated' : UNKNOWN;
    // Some services write no session for sessions either.
    default: return UNKNOWN;
  }
  const isOfConsole = textAt(record, 'sessionCredentialFromConsole').toLowerCase() === 'true';
  if (!hasSession(record) && !isOfConsole && !hasLostSession(record)) {
    return 'key';
  }
  return isOfConsole ? 'console' : 'session';
}

/** Whatever it says of itself, also in a form that is not read here. */
function hasSession(record: CloudTrailRecord): boolean {
  return isTold(valueAt(record, 'userIdentity', 'sessionContext'));
}

/** A session is there, and the record has lost it: of temporary credentials, as a service gets them for its caller, or of the console. */
function hasLostSession(record: CloudTrailRecord): boolean {
  return textAt(record, 'userIdentity', 'accessKeyId').startsWith(TEMPORARY_KEY) || throughWhat(record).viaService !== 'no'
    || isOfSignIn(record) || textAt(record, 'eventType') === 'AwsConsoleAction' || textAt(record, 'userIdentity', 'invokedBy') === SIGN_IN_HOST;
}

/** AWS's own samples of these calls have no session. */
function isOfSignIn(record: CloudTrailRecord): boolean {
  return IS_SIGN_IN.test(textAt(record, 'eventSource')) && !HAS_CREDENTIALS.test(textAt(record, 'eventName'));
}

/** The name is optional, and then the ARN ends in it. */
export function userOf(record: CloudTrailRecord): string {
  const arn = ofUser(record, 'arn');
  return ofUser(record, 'userName') || arn.slice(arn.lastIndexOf('/') + 1) || UNKNOWN;
}

/** The user of a federated session is its issuer. */
function ofUser(record: CloudTrailRecord, name: string): string {
  return identityType(record) === 'FederatedUser'
    ? textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', name)
    : textAt(record, 'userIdentity', name);
}

function identityType(record: CloudTrailRecord): string {
  return textAt(record, 'userIdentity', 'type');
}

function issuerType(record: CloudTrailRecord): string {
  return textAt(record, 'userIdentity', 'sessionContext', 'sessionIssuer', 'type');
}
