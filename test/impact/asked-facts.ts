/** Facts that differ in each way in which statements tell facts apart. */
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { readStatements } from '../../src/private/impact/rules/read-statements';
import type { Requirement } from '../../src/private/impact/rules/requirement';
import { NEVER_JUDGED } from '../../src/private/impact/vocabulary/actions';
import {
  AGE_LIMITS, type Column, type Fact, NOT_REACHED, NO_AGE, OLDER, OUTCOMES, REACHED_SESSIONS, SIGN_IN, UNKNOWN, WITH_CODE,
} from '../../src/private/impact/vocabulary/fact';
import { combinations } from '../helpers';

const FACT: Fact = {
  account: '111122223333', user: 'ann', session: 'session', mfa: 'false', age: NO_AGE, viaService: 'no', viaMcp: 'no', action: 'ec2:DescribeVolumes', target: '', outcome: 'allowed', observed: '',
};
const AGES = [...AGE_LIMITS.map(String), OLDER, NO_AGE, UNKNOWN];
/** Every value of the columns that have few. */
const FEW = { mfa: ['true', 'false', 'absent', WITH_CODE, UNKNOWN], viaService: ['yes', 'no', UNKNOWN], viaMcp: ['yes', 'no'], session: REACHED_SESSIONS } as const;

/** Each value of a column that the statement asks for, and others, with each of the other columns. */
export function factsAskedBy(statement: PolicyStatement): Fact[] {
  const asked = readStatements([statement]).flatMap(({ requirement }) => partsOf(requirement));
  const columns = new Set<Column>(asked.flatMap((part) => part.kind === 'is' ? [part.column] : []));
  const actions = distinct([...asked.flatMap(actionsOf), FACT.action]);
  const ages = columns.has('age') ? AGES : [NO_AGE];
  const others = {
    ...Object.fromEntries(Object.entries(FEW).filter(([column]) => columns.has(column as Column))),
    target: distinct([FACT.target, UNKNOWN, ...asked.flatMap(targetsOf)]),
  };
  // Not each action with each age, because these are two long lists.
  const some = [...ages.slice(0, 2), ...ages.slice(-3)];
  const all = [
    ...combinations({ ...others, action: actions, age: distinct(some) }),
    ...combinations({ ...others, action: [actions[0], FACT.action], age: ages }),
  ];
  return distinctFacts(all.map((fact) => ({ ...FACT, ...fact } as Fact)));
}

/** What is answered without asking a statement, and one fact of each kind that is not. */
export function factsBesideStatements(): Fact[] {
  return combinations<Pick<Fact, 'session' | 'outcome' | 'action'>>({
    session: [...REACHED_SESSIONS, SIGN_IN, ...NOT_REACHED],
    outcome: OUTCOMES,
    action: [FACT.action, ...NEVER_JUDGED],
  }).map((fact) => ({ ...FACT, ...fact }));
}

function partsOf(requirement: Requirement): Requirement[] {
  switch (requirement.kind) {
    case 'all': case 'any': return requirement.of.flatMap(partsOf);
    case 'not': return partsOf(requirement.of);
    default: return [requirement];
  }
}

/** Of a name with wildcards, what it matches and what it does not; of all names, another case. */
function actionsOf(part: Requirement): string[] {
  return part.kind !== 'action' ? [] : part.names.flatMap((name, index) => [
    name.replaceAll('*', 'Anything').replaceAll('?', 'x'),
    ...index > 0 ? [] : [name.toUpperCase(), `${name}s`, `x${name}`],
    ...name.includes('*') ? [name.replaceAll('*', ''), name.replaceAll('*', '').slice(0, -1)] : [],
  ]);
}

function targetsOf(part: Requirement): string[] {
  if (part.kind === 'group') {
    return [part.name, part.name.toUpperCase(), `${part.name}s`, `x${part.name}`, `group/a ${part.name}`, `${part.name} group/a`, `${part.name.toLowerCase()} group/a`, `${part.name}s group/a`];
  }
  if (part.kind === 'target') {
    return [part.prefix, `${part.prefix}x`, part.prefix.slice(0, -1), `x${part.prefix}`, part.prefix.toUpperCase()];
  }
  return part.kind === 'is' && part.column === 'target' ? [...part.values, ...part.values.map((value) => `${value}s`)] : [];
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

export function distinctFacts(facts: readonly Fact[]): Fact[] {
  return [...new Map(facts.map((fact) => [Object.values(fact).join('\u0000'), fact])).values()];
}
