/** Policy documents whose statements say something more than the reader wrote. */
import { type Fields, isFields } from './json-fields';

export function withEachStatement(document: Fields, change: (statement: Fields) => Fields): Fields {
  const changed = (one: unknown): unknown => isFields(one) ? change(one) : one;
  const { Statement: given } = document;
  return { ...document, Statement: Array.isArray(given) ? given.map(changed) : changed(given) };
}

/** The statement under one more condition. */
export function withCondition(statement: Fields, operator: string, key: string, expected: unknown): Fields {
  const asked = isFields(statement.Condition) ? statement.Condition : {};
  const keys = isFields(asked[operator]) ? asked[operator] : {};
  return { ...statement, Condition: { ...asked, [operator]: { ...keys, [key]: expected } } };
}
