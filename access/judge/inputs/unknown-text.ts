import { withCondition, withEachStatement } from './changed-statements';
import { type Fields, isFields } from './json-fields';
import { TEMPLATE_KEY } from '../../requests/unknown-keys';

/** A text that nobody but CloudFormation knows: equal to itself, and to no real name, because no name in AWS has these characters. */
const OPEN = '\ue000';
const CLOSE = '\ue001';
/** Within one, before the stack that knows it, where several are read together. */
const OF = '\ue003';
/** Stands for the name of the user in patterns and resources. It is here because none of these characters may have two meanings. */
export const NAME_MARK = '\ue002';
/** One such text, with what it is. */
export const UNKNOWN_TEXT = /\ue000([^\ue000\ue001]*)\ue001/g;
/** After what is in no such text. */
export const OUTSIDE_UNKNOWN = /(?![^\ue000]*\ue001)/;
const VERSION = '2012-10-17';

/** @param what such as `Ref Logs` or `GetAtt Logs.Arn` */
export function unknownText(what: string): string {
  // Of an unknown text that is made of another one.
  return `${OPEN}${what.replace(/[\ue000\ue001]/g, '').replaceAll(OF, ' of ')}${CLOSE}`;
}

/** What a stack does not know is not what another one does not know; that of another stack stays as it is. */
export function inStack(text: string, stack: string | undefined): string {
  return stack === undefined ? text : text.replace(UNKNOWN_TEXT, (whole, what: string) => what.includes(OF) ? whole : `${OPEN}${what}${OF}${stack}${CLOSE}`);
}

/** As it is in a stack that is read alone. */
export function inAnyStack(text: string): string {
  return text.replace(/\ue003[^\ue000\ue001]*/g, '');
}

/** CloudFormation fills in `{{resolve:ssm:...}}` and the like when it deploys. */
export function withoutDynamicReferences(text: string): string {
  return text.replace(/\{\{(resolve:[^{}]*)\}\}/g, (_, what: string) => unknownText(what));
}

export function startsUnknown(text: string): boolean {
  return text.startsWith(OPEN);
}

/** In any part. */
export function isUnknown(text: string): boolean {
  return text.includes(OPEN);
}

export function unknownTexts(text: string): string[] {
  return text.match(UNKNOWN_TEXT) ?? [];
}

/** Any text may stand for an unknown one. */
export function withWildcards(text: string): string {
  return text.replace(UNKNOWN_TEXT, '*');
}

/** For readers. */
export function readable(text: string): string {
  return text.replaceAll(OPEN, '<').replaceAll(CLOSE, '>').replaceAll(OF, ' of ');
}

/** Up to the last unknown text. */
export function unknownHead(text: string): string {
  return text.slice(0, text.lastIndexOf(CLOSE) + 1);
}

/**
 * A document in which each unknown text is a policy variable that no request has, so that it may have any value, which is the same in all places.
 *
 * @param isName whether a text, which stands under a key, names what the rows ask about: then it stays as it is
 */
export function asVariables(document: unknown, isName: (text: string, key: string) => boolean = () => false): unknown {
  if (!isFields(document) || !isUnknown(JSON.stringify(document))) {
    return document;
  }
  // A policy of the old version has no variables, so it becomes one of the new version that says the same.
  const isOld = document.Version !== VERSION;
  const asVariable = (_: string, what: string) => `\${${TEMPLATE_KEY}${readable(what).replace(/[^A-Za-z0-9_.+:/@=-]/g, '.')}}`;
  const filled = (text: string, key: string) => {
    const plain = isOld ? text.replaceAll('${', '${$}{') : text;
    return isName(text, key) ? plain : plain.replace(UNKNOWN_TEXT, asVariable);
  };
  const within = (value: unknown, key: string): unknown => typeof value === 'string' ? filled(value, key)
    : Array.isArray(value) ? value.map((one) => within(one, key))
      : isFields(value) ? Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, within(one, inner)])) : value;
  return within({ ...document, Version: VERSION }, '');
}

/** A condition of the template, and how it comes out. */
export interface Outcome {
  readonly condition: string;
  readonly isMet: boolean;
}

/** A condition of another stack that has the same name is another one. */
export function conditionOf(name: string, stack: string | undefined): string {
  return stack === undefined ? name : `${name} of ${stack}`;
}

/** A document that is there only with some outcomes: each statement asks for them. */
export function conditional(document: unknown, outcomes: readonly Outcome[]): unknown {
  return !isFields(document) ? document : withEachStatement(document, (statement) =>
    outcomes.reduce((inner, { condition, isMet }) => under(condition, inner, isMet ? 'StringEquals' : 'StringNotEquals'), statement));
}

/** A statement that asks whether what nobody knows is true. */
export function under(condition: string, statement: Fields, operator = 'StringEquals'): Fields {
  return withCondition(statement, operator, `${TEMPLATE_KEY}${condition}`, 'true');
}
