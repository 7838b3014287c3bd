/** The language of Terraform, as `terraform fmt` leaves it. */
import { json } from './json';
import { Nested, isList } from './nested';
import { isReference, written } from './reference';

/** An expression, written as it is. */
export class Expression {
  public constructor(public readonly text: string) {}
}

/** `type "name" {` and its arguments. Without a value, an argument is left out. */
export function hclBlock(header: string, args: Readonly<Record<string, Nested | Expression | undefined>>): string {
  const given = Object.entries(args).filter((entry): entry is [string, Nested | Expression] => entry[1] !== undefined);
  return `${header} {\n${hclArguments(given, '  ')}}\n`;
}

export function hcl(value: Nested, indent = ''): string {
  if (typeof value === 'string') {
    return hclText(value);
  }
  const inner = `${indent}  `;
  return isList(value)
    ? `[\n${value.map((entry) => `${inner}${hcl(entry, inner)},\n`).join('')}${indent}]`
    : `{\n${hclArguments(Object.entries(value), inner)}${indent}}`;
}

interface Argument {
  readonly name: string;
  readonly value: string;
}

function hclArguments(given: readonly (readonly [string, Nested | Expression])[], indent: string): string {
  const args = given.map(([name, value]): Argument => ({
    name: /^[a-z_]\w*$/i.test(name) ? name : json(name),
    value: value instanceof Expression ? value.text : hcl(value, indent),
  }));
  return args.map(({ name, value }, index) => `${indent}${name.padEnd(widthAt(index, args))} = ${value}\n`).join('');
}

/** The equal signs of neighbors stand below each other, where each neighbor takes one line. */
function widthAt(index: number, args: readonly Argument[]): number {
  const isShort = (at: number) => args[at]?.value.includes('\n') === false;
  if (!isShort(index)) {
    return 0;
  }
  let first = index;
  let last = index;
  for (; isShort(first - 1); first--);
  for (; isShort(last + 1); last++);
  return Math.max(...args.slice(first, last + 1).map(({ name }) => name.length));
}

function hclText(text: string): string {
  return isReference(text) ? written(text, () => '', (expression) => expression) : `"${written(text, literal, (expression) => `\${${expression}}`)}"`;
}

/** Two characters begin what Terraform fills in, and policies have variables that begin the same way. */
function literal(text: string): string {
  return json(text).slice(1, -1).replace(/[$%](?=\{)/g, '$&$&');
}
