/** Trust policies that ask some principals for MFA, and let them in without it by another statement. */
import type { aws_iam as iam } from 'aws-cdk-lib';
import { resolveWithReferences } from './references';
import { propertyOf } from '../statements/resource-property';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** What requests without MFA send as `aws:MultiFactorAuthPresent`: access keys nothing, console sessions `false`. None of them sends the age. */
const PRESENT_WITHOUT_MFA = [undefined, 'false'];

/** The principal of a statement without MFA that lets in whom another statement asks for it; none, if there is none. */
export function principalWithoutMfa(role: iam.CfnRole): string | undefined {
  const { Statement: all } = Object(resolveWithReferences(role, propertyOf(role, 'AssumeRolePolicyDocument'))) as { Statement?: Statement | Statement[] };
  const statements = [all ?? []].flat().filter(({ Effect, Action }) => Effect === 'Allow' && assumesRoles(Action));
  const asked = statements.filter(asksForMfa).flatMap(principalsOf);
  const free = statements.filter((statement) => !asksForMfa(statement)).flatMap(principalsOf);
  return free.find((open) => asked.some((principal) => letsIn(open, principal)));
}

function assumesRoles(action: unknown): boolean {
  return [action].flat().some((name) => /^(\*|sts:(\*|assume\*|assumerole\*?))$/i.test(`${name}`));
}

/** Whether the condition refuses all requests without MFA. A value that is a token may be the one that does. */
function asksForMfa({ Condition }: Statement): boolean {
  const conditions = entriesOf(Condition).flatMap(([operator, keys]) => entriesOf(keys)
    .map(([key, values]) => ({ operator, key: key.toLowerCase(), values: [values].flat().map((value) => `${value}`) })));
  return PRESENT_WITHOUT_MFA.every((present) => conditions.some(({ operator, key, values }) =>
    (key === 'aws:multifactorauthpresent' && !holds(operator, values, present)) || (key === 'aws:multifactorauthage' && !holds(operator, values))));
}

function holds(operator: string, values: string[], sent?: string): boolean {
  const isNegated = /Not/i.test(operator);
  if (/^Null$/i.test(operator)) {
    return values.includes(`${sent === undefined}`);
  }
  if (sent === undefined) {
    return isNegated || /^ForAllValues:|IfExists$/i.test(operator);
  }
  return values.some((value) => value === '*' || value.toLowerCase() === sent) !== isNegated;
}

function entriesOf(value: unknown): [string, unknown][] {
  return Object.entries(Object(value) as object);
}

/** Those that a statement names as text, as nearly all do. */
function principalsOf({ Principal }: Statement): string[] {
  return [Principal, (Object(Principal) as { AWS?: unknown }).AWS].flat().filter((principal) => typeof principal === 'string');
}

/** Whether a statement for the one lets the other in. A role is somebody else: its sessions never carry MFA, so a statement of its own is on purpose. */
function letsIn(open: string, asked: string): boolean {
  if (open === asked || open === '*') {
    return true;
  }
  const [one, other] = [accountOf(open), accountOf(asked)];
  return !open.includes(':role/') && !open.includes(':assumed-role/') && one !== undefined && (asked === '*' || (one === other && isWhole(open, asked)));
}

/** One of the two is the account itself. */
function isWhole(...principals: string[]): boolean {
  return principals.some((principal) => !principal.includes(':user/'));
}

function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal) ? principal : /^arn:.*:iam::(.+):(root|user\/.*)$/.exec(principal)?.[1];
}
