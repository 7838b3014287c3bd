/** Reads a policy document: what it does not know is an error that names it. */
import { compileArn, partsIn, starsOverColons } from './arn';
import { Condition, compileConditions, conditionKeys, entries, strings } from './condition';
import { PolicyError, shown } from './errors';
import { Lookup, Pattern, compilePattern, variablesIn } from './pattern';

/** A statement that decides, as an answer names it. */
export interface Decider {
  readonly policy: string;
  readonly statement: string;
  /** The condition keys that the statement names. */
  readonly keys: readonly string[];
}

export interface Statement {
  /** The Sid, or the place of a statement that has none. */
  readonly name: string;
  readonly effect: 'Allow' | 'Deny';
  /** Takes the action in lower case. */
  readonly action: (action: string) => boolean;
  readonly resource: (resource: string, lookup: Lookup) => boolean;
  /** Whether it names no resource: `Resource: *`. */
  readonly isAnywhere: boolean;
  /** The values of `Resource` or `NotResource`, in which what is no variable is written as one writes a plain `$`. */
  readonly named: readonly string[];
  /** Those that have variables. */
  readonly filledIn: readonly string[];
  /** The variables in them, in lower case. */
  readonly variables: readonly string[];
  readonly conditions: Condition[];
  /** The condition keys that it names, as it writes them. */
  readonly keys: readonly string[];
  /** The same for each request that it decides. */
  readonly decider: Decider;
  /** As it stands in the document. */
  readonly source: unknown;
}

export interface Policy {
  readonly name: string;
  readonly statements: Statement[];
  /** Has no `Version`, or the old one: `${...}` in it is plain text. */
  readonly isOld: boolean;
}

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];
const VERSIONS = ['2012-10-17', '2008-10-17'];

export function readPolicy(name: string, document: unknown): Policy {
  const elements = new Map(entries(document, ''));
  const unknown = [...elements.keys()].find((element) => !['Version', 'Id', 'Statement'].includes(element));
  if (unknown !== undefined) {
    throw new PolicyError(unknown, 'unknown element of a policy; expected Version, Id and Statement');
  }
  const version = elements.get('Version') ?? '2008-10-17';
  if (typeof version !== 'string' || !VERSIONS.includes(version)) {
    throw new PolicyError('Version', `expected ${VERSIONS.join(' or ')}, got ${shown(version)}`);
  }
  const statement = elements.get('Statement');
  if (statement === undefined) {
    throw new PolicyError('', 'a policy needs a Statement');
  }
  const isOld = version !== VERSIONS[0];
  const reading: Reading = { policy: name, variables: !isOld, actions: new Map() };
  const statements = Array.isArray(statement)
    ? statement.map((one: unknown, index) => readStatement(one, reading, index, `Statement[${index}]`))
    : [readStatement(statement, reading, 0, 'Statement')];
  return { name, isOld, statements };
}

interface Reading {
  readonly policy: string;
  readonly variables: boolean;
  /** Long policies repeat a few lists of actions. */
  readonly actions: Map<string, Statement['action']>;
}

function readStatement(value: unknown, { policy, variables, actions: known }: Reading, index: number, where: string): Statement {
  const elements = new Map(entries(value, where));
  for (const element of elements.keys()) {
    if (element === 'Principal' || element === 'NotPrincipal') {
      throw new PolicyError(`${where}.${element}`, 'a resource policy or a trust policy names principals; this judges what users hold');
    }
    if (!ELEMENTS.includes(element)) {
      throw new PolicyError(`${where}.${element}`, 'unknown element of a statement');
    }
  }
  const effect = elements.get('Effect');
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new PolicyError(`${where}.Effect`, `expected Allow or Deny, got ${shown(effect)}`);
  }
  const sid = elements.get('Sid');
  const given = oneOf(elements, 'Resource', where);
  const filledIn = variables ? given.values.filter((text) => variablesIn(text).length > 0) : [];
  const name = typeof sid === 'string' && sid !== '' ? sid : `statement ${index + 1}`;
  const asked = JSON.stringify([elements.get('Action'), elements.get('NotAction')]);
  const action = known.get(asked) ?? actions(elements, where);
  known.set(asked, action);
  const resource = resources(given, variables, effect);
  const conditions = compileConditions(elements.get('Condition'), { variables, effect }, `${where}.Condition`);
  const keys = conditionKeys(elements.get('Condition'));
  return {
    name,
    effect,
    action,
    resource,
    isAnywhere: !given.negated && given.values.includes('*'),
    named: variables ? given.values : given.values.map((text) => text.replaceAll('${', '${$}{')),
    filledIn,
    variables: filledIn.flatMap(variablesIn),
    conditions,
    keys,
    decider: { policy, statement: name, keys },
    source: value,
  };
}

interface Values {
  readonly negated: boolean;
  readonly values: string[];
  readonly path: string;
}

/** The values of an element or of its negation, of which a statement has exactly one. */
function oneOf(elements: Map<string, unknown>, element: string, where: string): Values {
  const [named, ...others] = [element, `Not${element}`].filter((name) => elements.has(name));
  if (named === undefined || others.length > 0) {
    throw new PolicyError(where, `expected either ${element} or Not${element}, got ${named === undefined ? 'neither' : 'both'}`);
  }
  const path = `${where}.${named}`;
  return { negated: named !== element, values: strings(elements.get(named), path), path };
}

function actions(elements: Map<string, unknown>, where: string): Statement['action'] {
  const { negated, values, path } = oneOf(elements, 'Action', where);
  const exact = new Set<string>();
  const patterns: Pattern[] = [];
  for (const value of values) {
    if (value !== '*' && !/^[^:\s*?${}]+:[^\s${}]+$/.test(value)) {
      const hint = /^[^:]*[*?][^:]*:/.test(value) ? '; IAM refuses a wildcard before the colon' : '';
      throw new PolicyError(path, `expected service:Action or *, got ${shown(value)}${hint}`);
    }
    if (/[*?]/.test(value)) {
      patterns.push(compilePattern(value, { wildcards: true, variables: false, ignoreCase: true }, path));
    } else {
      exact.add(value.toLowerCase());
    }
  }
  // Asked of one action after the other, each time by all statements that share this.
  let last: { readonly action: string; readonly answer: boolean } | undefined;
  return (action) => {
    if (last?.action !== action) {
      last = { action, answer: (exact.has(action) || patterns.some((pattern) => pattern(action, NO_VARIABLES))) !== negated };
    }
    return last.answer;
  };
}

const NO_VARIABLES = () => undefined;

/** A value with a variable that has none matches nothing: so `NotResource` of an Allow lets the resource through, and one of a Deny is not counted. */
function resources({ negated, values, path }: Values, variables: boolean, effect: Statement['effect']): Statement['resource'] {
  const patterns = values.map((value) => resourcePattern(value, variables, path));
  return negated
    ? (resource, lookup) => patterns.every((pattern) => effect === 'Allow' ? pattern(resource, lookup) !== true : pattern(resource, lookup) === false)
    : (resource, lookup) => patterns.some((pattern) => pattern(resource, lookup) === true);
}

/** A resource that is no ARN, such as the `*` of an action without a resource type, fits a star only. */
function resourcePattern(value: string, variables: boolean, path: string): Pattern {
  if (value === '*') {
    return () => true;
  }
  // IAM fills an ARN that stops early with stars.
  const parts = partsIn(value);
  const missing = Math.max(0, 6 - parts);
  const pattern = compileArn(value + ':*'.repeat(missing), variables, path);
  if (pattern === undefined) {
    throw new PolicyError(path, `expected an ARN or *, got ${shown(value)}`);
  }
  const prefix = /^[^*?$]*/.exec(value)![0];
  const isLiteral = !variables || !value.includes('${');
  const stars = starsOverColons(value, variables);
  return (resource, lookup) => {
    if (!resource.startsWith('arn:') || (isLiteral && !resource.startsWith(prefix))) {
      return false;
    }
    const answer = pattern(resource, lookup);
    // A star takes a colon only where the resource has more of them than the pattern.
    return answer === false && stars !== undefined && hasMoreColons(resource, parts - 1) ? stars(resource, lookup) : answer;
  };
}

function hasMoreColons(text: string, than: number): boolean {
  let colons = 0;
  for (let at = text.indexOf(':'); at >= 0 && colons <= than; at = text.indexOf(':', at + 1)) {
    colons++;
  }
  return colons > than;
}
