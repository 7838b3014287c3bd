/** What an operator that takes no variable compares with a text that nobody knows: it may hold or not. */
import { withEachStatement } from './changed-statements';
import { type Fields, isFields } from './json-fields';
import { isUnknown, readable, startsUnknown, under } from './unknown-text';

const TAKES_NO_VARIABLE = /^(?:For\w+:)?(?:Not)?(?:Numeric|Date|Ip|Binary|Null)/i;
/** It does not hold where the key is absent. */
const NEEDS_KEY = /^(?!For|Null|.*Not|.*IfExists)/i;

export function withUnknownComparisons(document: unknown): unknown {
  return isFields(document) ? withEachStatement(document, withoutComparisons) : document;
}

function withoutComparisons(statement: Fields): Fields {
  return Object.entries(isFields(statement.Condition) ? statement.Condition : {}).reduce((one, [operator, keys]) =>
    Object.entries(isFields(keys) ? keys : {}).filter(([, values]) => isOpen(operator, [values].flat().map(String)))
      .reduce((inner, [key, values]) => withoutComparison(inner, operator, key, readable(String(values))), one), statement);
}

/** An ARN that begins with a text that is unknown may have too few parts. */
function isOpen(operator: string, values: readonly string[]): boolean {
  return (TAKES_NO_VARIABLE.test(operator) && values.some(isUnknown)) || (/Arn/i.test(operator) && values.some(startsUnknown));
}

function withoutComparison(statement: Fields, operator: string, key: string, value: string): Fields {
  const conditions = statement.Condition as Record<string, Fields>;
  const { [key]: _known, ...others } = conditions[operator];
  // The statement still asks about the key: `Null` with both words always holds.
  const Null = { [key]: NEEDS_KEY.test(operator) ? 'false' : ['true', 'false'], ...operator === 'Null' ? others : conditions.Null };
  return under(`${operator} ${key} ${value}`, { ...statement, Condition: { ...conditions, [operator]: others, Null } });
}
