/**
 * A statement with an empty list where the documents of AWS contradict one another: whether it has an effect, nobody can tell.
 *
 * That `NotAction` or `NotResource` names nothing would mean everything. But the reference of IAM Access Analyzer says of an empty action that
 * "the policy statement provides no permissions", and of an empty resource that the policy has no effect.
 */
import { Fields, field, fields, isFields } from './json-fields';
import { STATEMENT_KEY, isStatementKey } from '../../requests/unknown-keys';

/** The element that means all, in place of one that names nothing. */
const WIDEST: Readonly<Record<string, string>> = { NotAction: 'Action', NotResource: 'Resource' };

/**
 * A document that says all that the given one may mean, if nobody can tell whether a statement has an effect.
 *
 * @param document that can be read
 */
export function withoutEmptyLists(document: unknown): unknown {
  const { Statement, ...rest } = fields(document, '');
  const statements = [Statement].flat();
  return statements.some((one) => emptyIn(one).length > 0) ? { ...rest, Statement: statements.map(perhaps) } : document;
}

/** What is known of it by the condition keys of its statements: each statement, and its list that is empty. */
export function emptyListsAmong(keys: readonly string[]): string[] {
  return keys.filter(isStatementKey).map((key) => key.slice(STATEMENT_KEY.length));
}

/** The elements and the operators of conditions that have an empty list. */
function emptyIn(statement: unknown): string[] {
  const elements = Object.keys(WIDEST).filter((name) => isEmpty(field(statement as Fields, name)));
  const operators = conditionsOf(statement as Fields).filter(([, keys]) => Object.values(keys).some(isEmpty)).map(([operator]) => operator);
  return [...elements, ...operators];
}

function perhaps(statement: unknown, index: number): unknown {
  const empty = emptyIn(statement);
  if (empty.length === 0) {
    return statement;
  }
  const { Sid, ...rest } = statement as Fields;
  const name = String(Sid ?? '') || `statement ${index + 1}`;
  const elements = Object.entries(rest).map(([element, value]) => empty.includes(element) ? [WIDEST[element], '*'] : [element, value]);
  const conditions = conditionsOf(rest)
    .map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).filter(([, values]) => !isEmpty(values)))]);
  const told = Object.fromEntries(conditions) as Record<string, Fields>;
  const effect = { ...told.StringEquals, [`${STATEMENT_KEY}${name} with an empty ${empty.join(' and ')}`]: 'has an effect' };
  return { Sid: name, ...Object.fromEntries(elements), Condition: { ...told, StringEquals: effect } };
}

function conditionsOf(statement: Fields): [string, Fields][] {
  const conditions = field(statement, 'Condition');
  return isFields(conditions) ? Object.entries(conditions) as [string, Fields][] : [];
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
