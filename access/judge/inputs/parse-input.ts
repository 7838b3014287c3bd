/** From the text of an input to the values in it. */
import { InputError } from './input-error';
import { Fields, field, isFields } from './json-fields';
import { parseJson } from './json-scanner';
import { textLooksLike } from './looks-like';
import { isTerraform, templatesOf } from './terraform';
import { parseYaml } from './yaml-reader';

export interface Input {
  readonly name: string;
  readonly text: string;
  readonly stack?: StackName;
}

/** What the stack of a template is called, and where it is, as far as the input tells. */
export interface StackName {
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
}

export interface NamedValue {
  readonly name: string;
  readonly value: unknown;
  readonly stack?: StackName;
}

/** What `isTemplate` takes for a template. */
export type NamedTemplate = NamedValue & { readonly value: Fields };

/** Several values in one input, also in a list, are named by their order. */
export function valuesOf({ name, text, stack }: Input): NamedValue[] {
  const values = within(name, () => parseText(text).flatMap(eachOf).flatMap(withoutWrapper));
  return values.map((value, index) => ({ name: values.length === 1 ? name : `${name} [${index + 1}]`, value, stack }));
}

/** What begins as JSON does is JSON, so that its faults are told as such. */
function parseText(text: string): unknown[] {
  const source = text.replace(/^\ufeff/, '').trimStart();
  if (source === '' || /^(?:[{["]|null\b|\d+\s*$)/.test(source)) {
    return parseJson(text);
  }
  const other = textLooksLike(source);
  if (other !== undefined) {
    throw new InputError(`it looks like ${other}`);
  }
  return parseYaml(text);
}

/** An empty list stays, because it is refused by name. */
function eachOf(value: unknown): unknown[] {
  return Array.isArray(value) && value.length > 0 ? value as unknown[] : [value];
}

/** `aws cloudformation get-template` has the template as an object, or as its text. */
function withoutWrapper(value: unknown): unknown[] {
  const body = isFields(value) ? field(value, 'TemplateBody') : undefined;
  return typeof body === 'string' ? parseText(body) : body !== undefined ? [body] : isTerraform(value) ? templatesOf(value) : [value];
}

/** Names the input in what went wrong with it. */
export function within<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name}: ${error.message.replace(/^: /, '')}`) : error;
  }
}
