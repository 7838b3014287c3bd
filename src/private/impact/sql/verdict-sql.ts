/** The verdicts of a policy as SQL on the facts. As a function: impact/verdicts/verdict.ts. */
import { firstOf, matches, oneOf, quoted } from './text';
import { servicesWithUnknownActions } from '../rules/action-names';
import { REFUSED_OUTCOMES } from '../rules/answers';
import type { PolicyStatement } from '../rules/policy-statement';
import { readStatements } from '../rules/read-statements';
import type { Requirement } from '../rules/requirement';
import { NEVER_JUDGED, OWN_ACTIONS, SAME_NAMES } from '../vocabulary/actions';
import { ALL_RECORDS, NOT_REACHED, SIGN_IN, UNKNOWN, sqlColumn } from '../vocabulary/fact';

/** The answer, and after it the statement that decides: `stops DenyAllButEnrollmentWithoutMfa`. */
export function verdictSql(statements: readonly PolicyStatement[]): string {
  const rules = readStatements(statements);
  return firstOf([
    [`session = ${quoted(ALL_RECORDS)}`, quoted('')],
    [oneOf('session', NOT_REACHED), quoted('not reached')],
    [`session = ${quoted(SIGN_IN)}`, quoted('sign-in')],
    [oneOf('outcome', REFUSED_OUTCOMES), quoted('refused already')],
    [oneOf('action', NEVER_JUDGED), quoted('goes on')],
    ...rules.map(({ sid, requirement }) => [holds(requirement, 'surely'), quoted(`stops ${sid}`)] as const),
    ...rules.map(({ sid, requirement }) => [holds(requirement, 'maybe'), quoted(`depends ${sid}`)] as const),
  ], quoted('goes on'));
}

type Sureness = 'surely' | 'maybe';

/** SQL has no third value that would do, so each requirement has two texts: that it holds, and that it may. */
function holds(requirement: Requirement, sureness: Sureness): string {
  switch (requirement.kind) {
    case 'all': return joined(requirement.of, ' AND ', 'TRUE', sureness);
    case 'any': return joined(requirement.of, ' OR ', 'FALSE', sureness);
    case 'not': return `NOT ${holds(requirement.of, sureness === 'surely' ? 'maybe' : 'surely')}`;
    case 'action': return named(requirement.names, sureness);
    case 'is': return `(${oneOf(sqlColumn(requirement.column), [...requirement.values, ...sureness === 'maybe' ? requirement.unknownFor : []])})`;
    case 'group': return sureness === 'surely' ? hasWord('target', requirement.name)
      : `(target = ${quoted(UNKNOWN)} OR ${hasWord('lower(target)', requirement.name.toLowerCase())})`;
    case 'target': return sureness === 'maybe' ? `(target = ${quoted(UNKNOWN)} OR ${begins(requirement.prefix)})` : requirement.isNameUnknown ? 'FALSE' : begins(requirement.prefix);
  }
}

function named(names: readonly string[], sureness: Sureness): string {
  const [services, byName] = [servicesWithUnknownActions(names), matches('action', names)];
  if (services.length === 0) {
    return byName;
  }
  const service = "split_part(action, ':', 1)";
  const isTold = oneOf(service, SAME_NAMES);
  return sureness === 'surely' ? `(${isTold} AND ${byName})`
    : `(CASE WHEN ${isTold} THEN ${byName} ELSE ${matches(service, services)} OR NOT ${oneOf(service, OWN_ACTIONS)} END)`;
}

function hasWord(words: string, word: string): string {
  return `strpos(' ' || ${words} || ' ', ${quoted(` ${word} `)}) > 0`;
}

function begins(prefix: string): string {
  return `starts_with(target, ${quoted(prefix)})`;
}

function joined(parts: readonly Requirement[], by: string, empty: string, sureness: Sureness): string {
  return parts.length === 0 ? empty : `(${parts.map((part) => holds(part, sureness)).join(by)})`;
}
