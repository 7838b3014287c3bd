/** Outputs of commands against their schemas, which are in docs/ and in the package. */
import { readFileSync } from 'fs';
import { join } from 'path';

export interface Schema {
  readonly $schema?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

const WORDS = ['$schema', 'title', 'description', 'type', 'const', 'enum', 'required', 'properties', 'additionalProperties', 'items'];

/** Where a value is not what the schema says. Knows the words that the schemas have, and throws at others. */
export function wrongIn(value: unknown, schema: Schema, path = ''): string[] {
  const unknown = Object.keys(schema).filter((word) => !WORDS.includes(word));
  if (unknown.length > 0) {
    throw new Error(`the test does not know ${unknown.join()}`);
  }
  const type = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
  if ((schema.type !== undefined && schema.type !== type) || ('const' in schema && schema.const !== value) || (schema.enum !== undefined && !schema.enum.includes(value))) {
    return [`${path}: ${JSON.stringify(value)}`];
  }
  if (type === 'array') {
    return schema.items === undefined ? [] : (value as unknown[]).flatMap((one, index) => wrongIn(one, schema.items!, `${path}/${index}`));
  }
  if (type !== 'object') {
    return [];
  }
  const fields = value as Record<string, unknown>;
  return [
    ...(schema.required ?? []).filter((name) => !(name in fields)).map((name) => `${path}/${name}: missing`),
    ...Object.entries(fields).flatMap(([name, one]) => {
      const inner = schema.properties?.[name] ?? schema.additionalProperties ?? true;
      return inner === true ? [] : inner === false ? [`${path}/${name}: not in the schema`] : wrongIn(one, inner, `${path}/${name}`);
    }),
  ];
}

/** @param name of the file in docs/ */
export function schemaNamed(name: string): Schema {
  return JSON.parse(readFileSync(join(__dirname, '../../docs', name), 'utf8')) as Schema;
}

/** The fields that a schema has, at any depth. */
export function fieldsOf({ properties = {}, items, additionalProperties }: Schema): string[] {
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [name, ...fieldsOf(inner)]), ...items ? fieldsOf(items) : [],
    ...typeof additionalProperties === 'object' ? fieldsOf(additionalProperties) : [],
  ];
}
