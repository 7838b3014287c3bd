/** YAML for CloudFormation. Texts are quoted, so that none is read as a number, a date or a condition. */
import { json } from './json';
import { Nested, isList } from './nested';
import { hasReference, written } from './reference';

/** Words that YAML reads as something other than text. */
const NO_TEXT = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

export function yaml(value: { readonly [name: string]: Nested }, indent = ''): string {
  return Object.entries(value).map(([name, inner]) => `${indent}${NO_TEXT.test(name) ? json(name) : name}:${yamlValue(inner, indent)}`).join('');
}

function yamlValue(value: Nested, indent: string): string {
  if (typeof value === 'string') {
    return ` ${yamlText(value)}\n`;
  }
  const inner = `${indent}  `;
  return `\n${isList(value) ? value.map((entry) => `${inner}- ${yamlEntry(entry, `${inner}  `)}`).join('') : yaml(value, inner)}`;
}

/** An entry of a list begins on the line of its dash. */
function yamlEntry(entry: Nested, indent: string): string {
  return typeof entry === 'string' ? `${yamlText(entry)}\n` : yaml(entry as { readonly [name: string]: Nested }, indent).slice(indent.length);
}

function yamlText(text: string): string {
  return hasReference(text)
    // In such a text, what a policy fills in itself is written with an exclamation mark.
    ? `!Sub "${written(text, (part) => json(part).slice(1, -1).replace(/\$\{/g, '${!'), (expression) => `\${${expression}}`)}"`
    : json(text);
}
