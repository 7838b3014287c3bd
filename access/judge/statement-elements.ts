/** The elements of statements, as policies write them. */
import { asksForMfa } from './enforcement';
import type { Policy, Statement } from '../evaluator';

type Name = 'Action' | 'NotAction' | 'Resource' | 'NotResource';

/** The values of an element, or none. */
export function element({ source }: Pick<Statement, 'source'>, name: Name): string[] {
  return [(source as Readonly<Partial<Record<Name, string | string[]>>>)[name] ?? []].flat();
}

/** What statements name there; one that names everything names nothing. */
export function resourcesOf(statements: readonly Statement[], name: 'Resource' | 'NotResource'): string[] {
  return statements.flatMap((statement) => statement.isAnywhere || element(statement, name).length === 0 ? [] : statement.named);
}

export function grantsOf(policies: readonly Policy[]): Statement[] {
  return policies.flatMap(({ statements }) => statements.filter(({ effect }) => effect === 'Allow'));
}

/** Those that ask for MFA. */
export function mfaDenialsOf(policies: readonly Policy[]): Statement[] {
  return policies.flatMap(({ statements }) => statements.filter(({ effect, keys }) => effect === 'Deny' && asksForMfa(keys)));
}

/** What all but some actions are, stands for all. */
export function allowedBy(policies: readonly Policy[]): string[] {
  return grantsOf(policies).flatMap((grant) => element(grant, 'NotAction').length > 0 ? '*' : element(grant, 'Action'));
}

/** Whether it is about single actions, and not about all, or all but some. */
export function isList(denial: Statement): boolean {
  const actions = element(denial, 'Action');
  return actions.length > 0 && !actions.includes('*');
}
