import { Fields, field, isFields } from './json-fields';
import { isUnknown, readable, startsUnknown, under, withWildcards } from './unknown-text';

/**
 * A list of actions in which a text is unknown, or of resources in which one begins unknown, may name whatever fits. So its statement becomes two:
 * what it says for certain, and what it may say, under a condition that nobody knows.
 */
export function withUnknownArns(document: unknown): unknown {
  const statements = isFields(document) ? field(document, 'Statement') : undefined;
  return statements === undefined ? document : { ...document as Fields, Statement: [statements].flat().flatMap(split) };
}

function split(statement: unknown, index: number): unknown[] {
  return !isFields(statement) ? [statement]
    : splitBy('Action', isUnknown, { Sid: `statement ${index + 1}`, ...statement }).flatMap((one) => splitBy('Resource', startsUnknown, one));
}

function splitBy(element: string, isUnknownHere: (text: string) => boolean, statement: Fields): Fields[] {
  const not = `Not${element}`;
  const { [element]: named, [not]: excepted, ...rest } = statement;
  const values = [named ?? excepted].flat().map(String);
  const unknown = values.filter(isUnknownHere);
  if (unknown.length === 0 || (named !== undefined && excepted !== undefined)) {
    return [statement];
  }
  const known = values.filter((value) => !isUnknownHere(value));
  // IAM takes no wildcard before the first colon.
  const fitting = unknown.map((value) => withWildcards(value).replace(/^[^:]*\*.*/, '*'));
  const condition = `${readable(unknown.join(' or '))} names the ${element.toLowerCase()}`;
  return named === undefined
    ? [{ ...rest, [not]: [...known, ...fitting] }, under(condition, { ...rest, ...known.length > 0 ? { [not]: known } : { [element]: '*' } }, 'StringNotEquals')]
    : [...known.length > 0 ? [{ ...rest, [element]: known }] : [], under(condition, { ...rest, [element]: fitting })];
}
