/** Deny statements that stop access keys because they ask about a key of MFA that the requests of access keys do not carry. */
import { isReference } from './references';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly expected: string[];
}

const MFA_KEYS = ['aws:multifactorauthpresent', 'aws:multifactorauthage'];

/** What a user's request that an access key signs may carry of a condition key; nothing where it is absent. Of another key, nobody can tell. */
const CARRIED: Record<string, (string | undefined)[] | undefined> = {
  ...Object.fromEntries(MFA_KEYS.map((key) => [key, [undefined]])),
  'aws:tokenissuetime': [undefined],
  'aws:viaawsservice': ['false'],
  'aws:viaawsmcpservice': ['false', undefined],
  'aws:principaltype': ['User'],
};

/** The condition of a document by which it denies access keys all actions, or all but some; none where that is not certain. */
export function denialOfAccessKeys(document: unknown): string | undefined {
  const { Statement: statements } = Object(document) as { Statement?: Statement | Statement[] };
  for (const statement of [statements ?? []].flat().filter(deniesNearlyAll)) {
    const tests = testsOf(statement);
    const ofMfa = tests.find(({ key }) => MFA_KEYS.includes(key.toLowerCase()));
    if (ofMfa !== undefined && tests.every(holdsForAccessKeys)) {
      return `${ofMfa.operator} ${ofMfa.key}`;
    }
  }
  return undefined;
}

function deniesNearlyAll({ Effect, Action, NotAction, Resource, NotResource }: Statement): boolean {
  const actions = Action === undefined ? areAll(NotAction, isNamedAction) : listOf(Action).some(isEverything);
  const resources = Resource === undefined ? areAll(NotResource, isNamedResource) : listOf(Resource).some(isEverything);
  return Effect === 'Deny' && actions && resources;
}

function areAll(value: unknown, is: (name: unknown) => boolean): boolean {
  return value !== undefined && listOf(value).every(is);
}

function isEverything(name: unknown): boolean {
  return /^\*+(:\*+)?$/.test(`${name}`);
}

/** A token may stand for everything. */
function isNamedAction(name: unknown): boolean {
  return typeof name === 'string' && /^[\w-]+:/.test(name) && !isReference(name);
}

function isNamedResource(name: unknown): boolean {
  return typeof name === 'string' && name.startsWith('arn:');
}

function testsOf({ Condition }: Statement): Test[] {
  return Object.entries(Object(Condition) as object).flatMap(([operator, keys]) => Object.entries(Object(keys) as object)
    .map(([key, values]) => ({ operator, key, expected: listOf(values).map(String) })));
}

function holdsForAccessKeys({ operator, key, expected }: Test): boolean {
  return CARRIED[key.toLowerCase()]?.every((carried) => holds(operator.toLowerCase(), carried, expected)) ?? false;
}

/** False too where this reading of an operator is not certain. */
function holds(operator: string, carried: string | undefined, expected: string[]): boolean {
  const [, set = '', base, ifExists] = /^(forallvalues:|foranyvalue:)?(.*?)(ifexists)?$/.exec(operator)!;
  if (base === 'null') {
    return expected.some((value) => value.toLowerCase() === `${carried === undefined}`);
  }
  if (carried === undefined) {
    return ifExists !== undefined || set === 'forallvalues:' || (set === '' && base.includes('not'));
  }
  const isTheSame = base === 'bool'
    ? (value: string) => value.toLowerCase() === carried
    : (value: string) => value === carried;
  return ['bool', 'stringequals', 'stringequalsignorecase', 'stringlike'].includes(base) && expected.some(isTheSame);
}

function listOf(value: unknown): unknown[] {
  return [value].flat();
}
