/**
 * What one Deny denies and others do not, found out by what they name, so that no request has to be tried.
 *
 * In doubt, the others do not deny it: two patterns are compared as texts, and two lists of resources value by value.
 */
import { element } from './statement-elements';
import { type Condition, type Context, type Statement, compilePattern, holds, viewOf } from '../evaluator';

const MFA = 'aws:multifactorauthpresent';
const VIA_SERVICE = 'aws:viaawsservice';
const VIA_MCP = 'aws:viaawsmcpservice';

/** What tells kinds of request apart, with each value that AWS sends, or none; in lower case. */
const TOLD: Readonly<Record<string, readonly (string | undefined)[]>> = {
  [MFA]: ['true', 'false', undefined],
  [VIA_SERVICE]: ['true', 'false'],
  [VIA_MCP]: ['true', 'false', undefined],
  'aws:principaltype': ['User', 'FederatedUser'],
};

/** Every kind of request that a policy of a user judges. All other keys may have any value in it. */
export const EVERY_KIND: readonly Context[] = Object.entries(TOLD).reduce<Context[]>((kinds, [key, values]) =>
  kinds.flatMap((kind) => values.map((value): Context => value === undefined ? kind : new Map([...kind, [key, value]]))), [new Map()]);

/** Only `ALL_REQUESTS` asks such a request for MFA. */
export function lacksMfaKey(kind: Context): boolean {
  return !kind.has(MFA);
}

/** A service acts for a user without MFA, and is no managed MCP server. */
export function isOfServiceWithoutMfa(kind: Context): boolean {
  return kind.get(MFA) !== 'true' && kind.get(VIA_SERVICE) === 'true' && kind.get(VIA_MCP) !== 'true';
}

/** Denies everything, or all but what it names. */
export function isSweeping(statement: Statement): boolean {
  return statement.isAnywhere && actionsOf(statement).isAllBut;
}

/** Actions or patterns of actions, in lower case; undefined if nobody can tell which. */
export type Left = readonly string[] | undefined;

/** What may be denied by one statement alone, by the kind of request. */
export function deniedAlone(deny: Statement, others: readonly Statement[]): (kind: Context) => Left {
  const own = actionsOf(deny);
  const wide = others.filter((other) => isAboutAllOf(other, deny)).map((other) => ({
    actions: actionsOf(other),
    conditions: other.conditions.filter((condition) => !deny.conditions.some((one) => implies(one, condition))),
  }));
  // Of many kinds of request, the same statements apply.
  const known = new Map<string, Left>();
  return (kind) => {
    const view = viewOf(kind, (key) => !Object.hasOwn(TOLD, key));
    if (deny.conditions.some((condition) => holds(condition, view) === false)) {
      return [];
    }
    const areMet = wide.map(({ conditions }) => conditions.every((condition) => holds(condition, view) === true));
    const key = areMet.join();
    const left = known.has(key) ? known.get(key) : notAmong(own, wide.filter((_, index) => areMet[index]).map(({ actions }) => actions));
    known.set(key, left);
    return left;
  };
}

/** Whether the second one holds wherever the first one does. */
function implies(one: Condition, other: Condition): boolean {
  return one.key === other.key && [one.operator, `${one.operator}ifexists`].includes(other.operator) && comparedBy(one) === comparedBy(other);
}

function comparedBy({ values, compared }: Condition): string {
  return JSON.stringify([[...values].sort(), compared?.variables]);
}

/** Whether the first one is about every resource that the second one is about. */
function isAboutAllOf(one: Statement, other: Statement): boolean {
  const isNegated = names(one, 'NotResource');
  const areAllAmong = (some: readonly string[], all: readonly string[]) => some.every((value) => all.includes(value));
  return one.isAnywhere || (isNegated === names(other, 'NotResource') && (isNegated ? areAllAmong(one.named, other.named) : areAllAmong(other.named, one.named)));
}

interface Actions {
  /** Whether it is every action but these. */
  readonly isAllBut: boolean;
  readonly patterns: readonly string[];
}

function actionsOf(statement: Statement): Actions {
  const isAllBut = names(statement, 'NotAction');
  const patterns = element(statement, isAllBut ? 'NotAction' : 'Action').map((action) => action.toLowerCase());
  return !isAllBut && patterns.includes('*') ? { isAllBut: true, patterns: [] } : { isAllBut, patterns };
}

function names({ source }: Statement, elementName: string): boolean {
  return Object.hasOwn(source as object, elementName);
}

/** What of some actions is in none of the others. */
function notAmong({ isAllBut, patterns }: Actions, others: readonly Actions[]): Left {
  const isNowhere = (pattern: string) => !others.some((other) => hasAll(other, pattern));
  if (!isAllBut) {
    return patterns.filter(isNowhere);
  }
  const wide = others.find((other) => other.isAllBut);
  return wide?.patterns.filter((leftOut) => !patterns.some((pattern) => includes(pattern, leftOut)) && isNowhere(leftOut));
}

function hasAll({ isAllBut, patterns }: Actions, pattern: string): boolean {
  return isAllBut ? patterns.every((leftOut) => areApart(leftOut, pattern)) : patterns.some((one) => includes(one, pattern));
}

/** A star takes the wildcards of the other pattern as text. A question mark would take a star for one character. */
function includes(wide: string, narrow: string): boolean {
  return wide === narrow || (!wide.includes('?') && fits(wide, narrow));
}

/** Whether no action fits both. */
function areApart(one: string, other: string): boolean {
  if (isPattern(one) && isPattern(other)) {
    const [begin, otherBegin] = [one, other].map((pattern) => pattern.split(/[*?]/)[0]);
    return !begin.startsWith(otherBegin) && !otherBegin.startsWith(begin);
  }
  return isPattern(one) ? !fits(one, other) : !fits(other, one);
}

function isPattern(action: string): boolean {
  return action.includes('*') || action.includes('?');
}

/** Actions have no variables to look up. */
function fits(pattern: string, text: string): boolean {
  return isPattern(pattern) ? compilePattern(pattern, { wildcards: true, variables: false }, '')(text, String) === true : pattern === text;
}
