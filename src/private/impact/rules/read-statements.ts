/** The Deny statements of a policy as requirements on facts. */
import { deniedNames } from './action-names';
import type { PolicyStatement } from './policy-statement';
import { readCondition } from './read-condition';
import { readResource } from './read-resource';
import { ALWAYS, type Requirement, type Rule, UnknownStatement, sidOf } from './requirement';

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

/** An Allow refuses nothing. Anything else that is not known throws an `UnknownStatement`. */
export function readStatements(statements: readonly PolicyStatement[]): Rule[] {
  return statements.flatMap((statement, index) => {
    const sid = sidOf(statement.Sid, index);
    switch (statement.Effect) {
      case 'Allow': return [];
      case 'Deny': return [{ sid, requirement: within(sid, () => readDeny(statement)) }];
      default: throw new UnknownStatement(`${sid}: the effect ${JSON.stringify(statement.Effect)}`);
    }
  });
}

function within<T>(sid: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UnknownStatement ? new UnknownStatement(`${sid}: ${error.message}`) : error;
  }
}

function readDeny(statement: PolicyStatement): Requirement {
  const unknown = Object.keys(statement).filter((element) => !ELEMENTS.includes(element));
  if (unknown.length > 0) {
    throw new UnknownStatement(`the element ${unknown.join(', ')}`);
  }
  return { kind: 'all', of: [readActions(statement), readResources(statement), ...readConditions(statement)].filter((one) => one !== ALWAYS) };
}

function readActions(statement: PolicyStatement): Requirement {
  const [names, isNegated] = either(statement, 'Action', 'NotAction');
  const named: Requirement = names.includes('*') ? ALWAYS : { kind: 'action', names: isNegated ? names : deniedNames(names) };
  return isNegated ? { kind: 'not', of: named } : named;
}

function readResources(statement: PolicyStatement): Requirement {
  const [arns, isNegated] = either(statement, 'Resource', 'NotResource');
  const actions = statement.Action === undefined ? undefined : texts(statement.Action, 'Action');
  const each = arns.map((arn) => readResource(arn, actions));
  if (!isNegated) {
    return each.includes(ALWAYS) ? ALWAYS : { kind: 'any', of: distinct(each) };
  }
  const other: Requirement = { kind: 'not', of: { kind: 'any', of: distinct(each) } };
  // AWS documents that a variable without a value may make a statement invalid, and a federated session has no user name.
  return arns.some((arn) => arn.includes('${aws:username}')) ? { kind: 'all', of: [HAS_USER_NAME, other] } : other;
}

const HAS_USER_NAME: Requirement = { kind: 'not', of: { kind: 'is', column: 'session', values: [], unknownFor: ['federated'] } };

function readConditions({ Condition = {} }: PolicyStatement): Requirement[] {
  return Object.entries(Condition).flatMap(([operator, keys]) => Object.entries(keys).map(([key, value]) => readCondition(operator, key, value)));
}

function either(statement: PolicyStatement, element: 'Action' | 'Resource', negated: 'NotAction' | 'NotResource'): [string[], boolean] {
  const [given, other] = [statement[element], statement[negated]];
  if ((given === undefined) === (other === undefined)) {
    throw new UnknownStatement(`${element} and ${negated}, of which a statement has one`);
  }
  return given === undefined ? [texts(other, negated), true] : [texts(given, element), false];
}

function texts(value: unknown, element: string): string[] {
  const list = [value].flat();
  if (list.length === 0 || !list.every((one) => typeof one === 'string')) {
    throw new UnknownStatement(`${element} ${JSON.stringify(value)}`);
  }
  return list;
}

/** Both forms of a group's or the own user's ARN ask the same. */
function distinct(requirements: readonly Requirement[]): Requirement[] {
  return [...new Map(requirements.map((one) => [JSON.stringify(one), one])).values()];
}
