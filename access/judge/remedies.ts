/** What of this library closes an open row, or mends a broken one; by what the row is about, so that new rows need no words of their own. */
import type { JudgeRow } from './judge-row';
import type { Answer } from '../requests/answers';
import type { RequestName } from '../requests/request-kinds';

/** By the number of the attack path. */
const CLOSES: Record<string, string> = {
  A2: '`RequireMfaPolicy`: only a console session enrolls a device, no access key',
  A3: '`RequireMfaPolicy`, and little time between the first password and enrollment; `MfaMonitoring` reports new devices',
  A4: '`RequireMfaPolicy`: devices are removed with MFA only',
  A5: '`RequireMfaPolicy`: passwords and credentials change with MFA only',
  A6: '`RequireMfaPolicy`: exempt actions are exempt for the own user only',
  A7: '`RequireMfaPolicy`: no federation token without MFA',
  A8: '`MfaEnforcement.ALL_REQUESTS`, or `MfaRequiredPrincipal` in the trust policy of the role',
  A10: '`RequireMfaPolicy` attached to the group: its guard keeps the enforcement in place',
  A14: '`RequireMfaPolicy` with `credentialsRequiringMfa`',
  A19: '`RequireMfaPolicy`: what a managed MCP server forwards needs MFA',
  A18: '`RequireMfaPolicy` with `maxMfaAge`',
};

/** What a row outside the promise says itself, after this word. */
const REMEDY = /remedy: (.*)$/;

/** Undefined where nothing is open or broken. */
export function remedyFor(row: Pick<JudgeRow, 'attack' | 'request' | 'action' | 'otherPermissions' | 'reason'>, answer: Answer): string | undefined {
  switch (answer) {
    case 'open': return CLOSES[row.attack] ?? '`RequireMfaPolicy`: without MFA, users can only enroll';
    case 'outside': return REMEDY.exec(row.reason)?.[1] ?? CLOSES[row.attack] ?? 'no user policy closes this: docs/limits.md';
    case 'broken': return mends(row);
    case 'depends': return 'if you know the key, tell it with `--context KEY=VALUE`; otherwise let nothing but MFA decide';
    default: return undefined;
  }
}

const BY_LONG_TERM_CREDENTIAL: readonly RequestName[] = ['access key', 'SSH key', 'Bedrock API key', 'MCP, no MFA key'];
const FIRST_SIGN_IN = ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'];

function mends({ request, action, otherPermissions }: Pick<JudgeRow, 'request' | 'action' | 'otherPermissions'>): string {
  if (FIRST_SIGN_IN.includes(action)) {
    return '`allowPasswordChange: true`, or an initial password that need not be changed';
  }
  if (BY_LONG_TERM_CREDENTIAL.includes(request)) {
    return '`MfaEnforcement.CONSOLE_ONLY`: access keys keep working';
  }
  if (request.startsWith('service')) {
    return '`RequireMfaPolicy` lets services act for a user (`allowAwsServiceCalls`, on by default)';
  }
  return otherPermissions === 'none' ? '`SelfManageMfaPolicy`: grants what enrollment needs' : '`RequireMfaPolicy`: does not deny enrollment and sign-in';
}
