import { Token } from 'aws-cdk-lib';
import { invalidProp } from './invalid-prop';
import type { Warning } from './warnings';
import { WarningId } from './warnings';
import { CREDENTIAL_READS } from '../aws/credential-reads';
import { SERVICE_PREFIXES } from '../aws/service-prefixes.generated';

/** Services in which a wildcard reaches identities and sign-in, today or with the next action AWS adds. */
const IDENTITY_SERVICE = /^(iam|sts|signin|sso.*|identitystore.*)$/;

/** The only STS actions that hand out nothing a caller without MFA must not have. */
const HARMLESS_STS_ACTIONS = ['DecodeAuthorizationMessage', 'GetAccessKeyInfo', 'GetCallerIdentity', 'GetServiceBearerToken', 'GetSessionToken'];

/** No Check: it begins CheckIn, Checkout and Checkpoint too, which write. */
const READ_ONLY_VERB = /^(BatchGet|Describe|Get|Head|List|Lookup|Search|View)/i;

/** A Get that returns something to sign in or sign requests with is no harmless read. */
const HANDS_OUT_CREDENTIALS = /Credential|SecretValue|Password(Data)?$|Token(For|$)|(Compute|Data|Instance)Access(Details)?$|PresignedUrl|EmbedUrl/i;

/** Refuses entries that would let a request without MFA become somebody else, or everything. */
export function checkAllowActions(path: string, actions: unknown): void {
  if (actions === undefined) {
    return;
  }
  if (!Array.isArray(actions) || Token.isUnresolved(actions)) {
    throw invalidProp({
      path,
      prop: 'allowActions',
      got: Token.isUnresolved(actions) ? 'an unresolved list' : actions,
      expected: 'an array of action names',
      fix: 'write the array out; single entries may be tokens',
    });
  }
  actions.forEach((action, index) => checkAction(path, `allowActions[${index}]`, action));
}

function checkAction(path: string, prop: string, action: unknown): void {
  if (Token.isUnresolved(action)) {
    return;
  }
  const refuse = (expected: string, fix: string) => invalidProp({ path, prop, got: action, expected, fix });
  if (typeof action !== 'string' || action.trim() === '') {
    throw refuse('the name of an action', 'name it as service:Action, such as s3:GetObject');
  }
  if (action !== action.trim()) {
    throw refuse('no white space around the action', `write "${action.trim()}"`);
  }
  if (action === '*') {
    throw refuse('single actions, because * would switch the enforcement off', 'name the actions that must work without MFA');
  }
  const [service, name, ...rest] = action.split(':');
  if (name === undefined || rest.length > 0 || !/^[A-Za-z0-9*?-]+$/.test(name) || !/^[A-Za-z0-9*?-]+$/.test(service)) {
    throw refuse('service:Action', 'name it as in the service authorization reference, such as s3:GetObject');
  }
  if (/[*?]/.test(service)) {
    throw refuse('a service without wildcards, because a wildcard could match iam or sts', 'name the service in full');
  }
  if (IDENTITY_SERVICE.test(service.toLowerCase())) {
    checkIdentityAction(service.toLowerCase(), name, refuse);
  }
}

function checkIdentityAction(service: string, name: string, refuse: (expected: string, fix: string) => Error): void {
  if (/[*?]/.test(name)) {
    throw refuse(`${service} actions without wildcards, because a wildcard could match a way around MFA`, 'name each action in full');
  }
  if (service === 'iam' && !/^(get|list)/i.test(name)) {
    throw refuse('an iam action that starts with Get or List', 'leave it out; users who need it sign in with MFA, or use a role');
  }
  if (service === 'sts' && !HARMLESS_STS_ACTIONS.some((harmless) => harmless.toLowerCase() === name.toLowerCase())) {
    throw refuse(
      `one of ${HARMLESS_STS_ACTIONS.map((harmless) => `sts:${harmless}`).join(', ')}`,
      'leave it out; other sts actions hand out sessions that the enforcement does not see',
    );
  }
}

/** What is allowed but worth a second look. Expects checked actions. */
export function allowActionsWarnings(actions: string[]): Warning[] {
  return actions.filter((action) => !Token.isUnresolved(action)).flatMap((action) => {
    const [service, name] = action.split(':');
    return [...readOnlyWarning(action, service, name), ...serviceWarning(action, service.toLowerCase())];
  });
}

function readOnlyWarning(action: string, service: string, name: string): Warning[] {
  if (service.toLowerCase() === 'sts' || (READ_ONLY_VERB.test(name) && !readsCredentials(service, name))) {
    return [];
  }
  return [{
    id: WarningId.ALLOW_ACTIONS_NOT_READ_ONLY,
    message: `allowActions got ${JSON.stringify(action)}, which is not recognizably read-only: a service called without MFA acts for `
      + 'the caller, and what it does is not denied; fix: name read actions only, or acknowledge this warning',
  }];
}

function readsCredentials(service: string, name: string): boolean {
  const pattern = new RegExp(`^${name.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 'i');
  return HANDS_OUT_CREDENTIALS.test(name) || (CREDENTIAL_READS[service.toLowerCase()] ?? []).some((read) => pattern.test(read));
}

function serviceWarning(action: string, service: string): Warning[] {
  if (SERVICE_PREFIXES.includes(service)) {
    return [];
  }
  const close = SERVICE_PREFIXES.filter((known) => isTypoOf(service, known));
  return close.length === 0 ? [] : [{
    id: WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE,
    message: `allowActions got ${JSON.stringify(action)}, and no service has the prefix "${service}"; `
      + `fix: write ${close.slice(0, 3).map((known) => `"${known}"`).join(' or ')}, or acknowledge this warning if the service is new`,
  }];
}

/** One slip of the finger, or two in a long name. */
function isTypoOf(written: string, known: string): boolean {
  const slips = Math.min(written.length, known.length) >= 6 ? 2 : 1;
  return Math.abs(written.length - known.length) <= slips && editDistance(written, known) <= slips;
}

/** Levenshtein distance with swapped neighbours counted as one slip. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        rows[i - 1][j] + 1,
        rows[i][j - 1] + 1,
        rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? rows[i - 2][j - 2] + 1 : Infinity,
      );
    }
  }
  return rows[a.length][b.length];
}
