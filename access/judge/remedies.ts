/** What of this library closes an open row, or mends a broken one; by what the row is about, so that new rows need no words of their own. */
import { BY_NAME, asksForMfa } from './enforcement';
import { type JudgeRow, isReadOfIam } from './judge-row';
import { PATH } from './path-dependence';
import { RESOURCE } from './resource-dependence';
import type { Decider, Dependence } from '../evaluator';
import type { Answer } from '../requests/answers';
import type { RequestName } from '../requests/request-kinds';
import { isPolicyKey, isStatementKey } from '../requests/unknown-keys';

/** What closes an attack path, by the number of the path. */
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

const ONLY_ENROLLMENT = '`RequireMfaPolicy`: without MFA, users can only enroll';

function statedRemedy({ reason }: Pick<JudgeRow, 'reason'>): string | undefined {
  return REMEDY.exec(reason)?.[1];
}

type Asked = Pick<JudgeRow, 'attack' | 'request' | 'action' | 'reason' | 'outside' | 'deniedByAllRequests'>;

interface Given {
  readonly answer: Answer;
  readonly decidedBy: readonly Decider[];
  readonly depends?: Dependence;
}

/** The first that is meant holds. */
const FOR_DEPENDENCE: readonly { readonly isMeant: (depends: Dependence) => boolean; readonly remedy: string }[] = [
  { isMeant: ({ key }) => key === PATH, remedy: 'name the own user in both forms: `user/${aws:username}` and `user/*/${aws:username}`' },
  { isMeant: ({ key }) => key === RESOURCE, remedy: 'let what allows it ask for MFA, whatever the resource is' },
  { isMeant: ({ keys }) => keys.some(isStatementKey), remedy: 'fill the empty list, or leave its statement out' },
  { isMeant: ({ keys }) => keys.some(isPolicyKey), remedy: 'give what the policy says with `--managed FILE`' },
  {
    isMeant: ({ keys }) => keys.some((key) => BY_NAME.includes(key)),
    remedy: 'judge the account itself, which tells the name; `--context aws:PrincipalAccount=ACCOUNT` tells which account it is',
  },
];
const TELL_THE_KEY = 'if you know the key, tell it with `--context KEY=VALUE`; otherwise let nothing but MFA decide';

/**
 * Undefined where nothing is open or broken.
 *
 * @param idle policies that can be detached
 */
export function remedyFor(row: Asked, { answer, decidedBy, depends }: Given, idle: readonly string[] = []): string | undefined {
  switch (answer) {
    case 'open': return (row.deniedByAllRequests && !row.outside ? statedRemedy(row) : undefined) ?? CLOSES[row.attack] ?? ONLY_ENROLLMENT;
    case 'outside': return statedRemedy(row) ?? CLOSES[row.attack] ?? (isReadOfIam(row) ? ONLY_ENROLLMENT : 'no user policy closes this: docs/how-it-works.md');
    case 'broken': return detachIdle(decidedBy, idle) ?? mends(row, decidedBy);
    case 'depends': return FOR_DEPENDENCE.find(({ isMeant }) => depends !== undefined && isMeant(depends))?.remedy ?? TELL_THE_KEY;
    default: return undefined;
  }
}

export const BY_LONG_TERM_CREDENTIAL: readonly RequestName[] = ['access key', 'SSH key', 'Bedrock API key', 'MCP, no MFA key'];

function detachIdle(decidedBy: readonly Decider[], idle: readonly string[]): string | undefined {
  const policies = [...new Set(decidedBy.map(({ policy }) => policy))];
  return policies.length > 0 && policies.every((policy) => idle.includes(policy)) ? `detach ${policies.join(' and ')}: other policies ask for MFA wherever it is needed` : undefined;
}

function mends({ request }: Asked, decidedBy: readonly Decider[]): string {
  const [blind] = decidedBy.filter(({ keys }) => !asksForMfa(keys));
  if (blind !== undefined) {
    return `narrow ${blind.statement}: it denies this with MFA too`;
  }
  if (BY_LONG_TERM_CREDENTIAL.includes(request)) {
    return '`MfaEnforcement.CONSOLE_ONLY`: access keys keep working';
  }
  if (request.startsWith('service')) {
    return '`RequireMfaPolicy` lets services act for a user (`allowAwsServiceCalls`, on by default)';
  }
  return decidedBy.length === 0 ? '`SelfManageMfaPolicy`: grants what enrollment needs' : '`RequireMfaPolicy`: does not deny enrollment and sign-in';
}
