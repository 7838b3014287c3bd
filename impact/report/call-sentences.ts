/** What readers are told of a call: how it was made, why it stops, and what keeps it working. */
import { type Column, type Fact, OTHER_USER, OWN_USER, UNKNOWN, WITH_CODE } from '../../src/private/impact/vocabulary/fact';
import type { Verdict } from '../verdicts/judge-rules';

/** How the call was made. */
export function situationOf({ session, mfa, viaService, viaMcp }: Fact): string {
  if (viaMcp === 'yes') {
    return 'through a managed MCP server';
  }
  if (viaService === 'yes') {
    return `by a service that acts for ${mfa === 'true' ? '' : 'an access key or '}a session ${MFA[mfa]}`;
  }
  switch (session) {
    case 'key': return `with an access key${mfa === WITH_CODE ? ' and a code' : ''}`;
    case 'federated': return 'in a session of GetFederationToken';
    case 'console': return `in the console ${MFA[mfa]}`;
    case 'session': return `in a session ${MFA[mfa]}${mfa === 'false' ? ' (the console, or GetSessionToken without a code)' : ''}`;
    default: return 'in a session of an unknown kind';
  }
}

const MFA: Readonly<Record<Fact['mfa'], string>> = {
  true: 'with MFA', false: 'without MFA', absent: 'without MFA', code: 'with a code', unknown: 'of which the record does not tell the MFA',
};

/** What the record would have to tell. */
const UNKNOWN_WHAT: Partial<Record<Column, string>> = {
  mfa: 'whether the session had MFA',
  age: 'how old the sign-in with MFA was',
  viaService: 'whether AWS counts the caller as a service ("AWS Internal" says neither)',
  target: 'which user, group or policy the call named',
  action: 'which action the call needs, because the record has only the name of its event',
  session: 'which kind of session it was',
};

/** Where the record tells the column, and the answer depends on something else. */
const BESIDE_RECORD: Partial<Record<Column, string>> = {
  age: 'how old the sign-in with MFA was, as ages are counted here: at 15 and 30 minutes and at each hour, and the limit of the policy is between two of them',
  mfa: 'whether AWS counts the code of the call in the policies of the user: it is documented for the trust policy of the role only',
  target: 'whether this is the group of the policy: only the deployment tells its name, or its name has another case',
  session: 'whether AWS applies a statement with ${aws:username} to a federated session, which has no user name',
};

/** On what the answer depends. */
export function dependenceOf(fact: Fact, { dependsOn = [] }: Verdict): string {
  return dependsOn.map((column) => (fact[column] === UNKNOWN ? undefined : BESIDE_RECORD[column]) ?? UNKNOWN_WHAT[column] ?? column).join('; ');
}

const MFA_SESSION = 'sign the call in a session with MFA (aws sts get-session-token with a code)';
const OTHER_PRINCIPAL = 'move the work to a role, or to a user whom the policy does not reach';

const OF_ANY_SESSION = `${OTHER_PRINCIPAL}; the policy denies the call with MFA too`;

const OF_KEY = `${MFA_SESSION}, or ${OTHER_PRINCIPAL}`;
const NO_OPTION = `${OF_KEY}; no option allows it`;
const OF_AGENT = 'give the agent a session with MFA or a role';

/** What to do, by the statement that denies: the price of the option stands beside it. */
const BY_STATEMENT: Readonly<Record<string, string>> = {
  DenyManagedMcpCallsWithoutMfa: `${OF_AGENT}, or set allowManagedMcpCalls (a leaked key can then work through such a server)`,
  DenyEnrollmentWithAccessKeys: 'enroll in the console, or set allowEnrollmentWithAccessKeys (a leaked key can then enroll a device of the attacker)',
  DenyEnrollmentThroughServices: 'enroll in the console',
  DenyUndoingTheEnforcementWithoutMfa: NO_OPTION,
  DenyDetachingFromUsersWithoutMfa: NO_OPTION,
  DenyLeavingByAnotherWayWithoutMfa: NO_OPTION,
  DenyCredentialChangesWithoutMfa: `${MFA_SESSION}, or take the credential out of credentialsRequiringMfa (a leaked key can then make new credentials)`,
  DenyPasswordChangeWithAccessKeys: `${MFA_SESSION}, or take the password out of credentialsRequiringMfa (who has a leaked key and the password can then change it)`,
};

/** It takes access keys only, so no session can make the call. */
const FEDERATION_TOKEN = 'sts:GetFederationToken';
const OF_FEDERATION_TOKEN = 'use a role in place of the token';
const OR_ALLOW_TOKENS = ', or set allowFederationTokensWithAccessKeys (a leaked key can then open the console)';
const OF_WAYS_IN = `${MFA_SESSION}, ${OTHER_PRINCIPAL}, or set allowUserAdministrationWithAccessKeys (a leaked key can then give other users a password)`;

const IN_CONSOLE = 'enroll an MFA device, and sign in again with its code';
/** Nobody enrolls before the sign-in is over. */
const NEW_PASSWORD = `${IN_CONSOLE}; at a sign-in that asks for a new password: set one that need not be changed, or set allowPasswordChange (who stole the password can then change it)`;

/** What keeps such a call working. */
export function remedyOf(fact: Fact, { sid = '', evenWithMfa, alsoBy }: Verdict): string {
  if (fact.session === 'federated') {
    return OF_FEDERATION_TOKEN;
  }
  if (evenWithMfa) {
    return OF_ANY_SESSION;
  }
  if (fact.action === FEDERATION_TOKEN) {
    return `${OF_FEDERATION_TOKEN}${fact.session === 'key' && sid !== 'DenyAllButEnrollmentWithoutMfa' ? OR_ALLOW_TOKENS : ''}`;
  }
  if (fact.mfa === 'true') {
    return 'sign in again, because the session is older than maxMfaAge';
  }
  if (fact.mfa === 'absent' && (sid === 'DenyWaysIntoTheConsoleWithoutMfa' || (sid === 'DenyEnrollmentWithAccessKeys' && fact.target === OTHER_USER))) {
    return fact.target === OWN_USER ? NO_OPTION : alsoBy === undefined ? OF_WAYS_IN : OF_KEY;
  }
  if (fact.viaMcp === 'yes' && (alsoBy !== undefined || sid !== 'DenyManagedMcpCallsWithoutMfa')) {
    return OF_AGENT;
  }
  if (Object.hasOwn(BY_STATEMENT, sid) && (fact.mfa === 'absent' || fact.viaMcp === 'yes')) {
    return alsoBy === undefined ? BY_STATEMENT[sid] : OF_KEY;
  }
  if (fact.viaService === 'yes') {
    return sid === 'DenyAllButEnrollmentWithoutMfa' && alsoBy === undefined ? 'leave allowAwsServiceCalls as it is by default' : `${MFA_SESSION} before the service is called`;
  }
  const inConsole = fact.action === 'iam:ChangePassword' && sid === 'DenyAllButEnrollmentWithoutMfa' ? NEW_PASSWORD : IN_CONSOLE;
  switch (fact.session) {
    // ALL_REQUESTS may leave the devices of others to the statement on all exempt actions.
    case 'key': return `${OF_KEY}${alsoBy === undefined && fact.action !== 'iam:EnableMFADevice' ? '; under CONSOLE_ONLY, keys keep working, with four exceptions' : ''}`;
    case 'console': return inConsole;
    // IAM itself refuses a session of GetSessionToken without a code.
    case 'session': return fact.action.startsWith('iam:') ? inConsole : `in the console: ${IN_CONSOLE}; in a script: give GetSessionToken a code, or, under CONSOLE_ONLY, sign with the key itself`;
    default: return 'look at the record, because it does not tell the kind of session';
  }
}
