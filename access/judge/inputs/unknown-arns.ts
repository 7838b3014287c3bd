import { Fields, field, isFields } from './json-fields';
import { startsUnknown } from './unknown-text';

/** Where a document wants an ARN, a text that is unknown from its beginning is one. */
export function withUnknownArns(document: unknown): unknown {
  const statements = isFields(document) ? field(document, 'Statement') : undefined;
  return statements === undefined ? document
    : { ...document as Fields, Statement: Array.isArray(statements) ? statements.map(statement) : statement(statements) };
}

function statement(value: unknown): unknown {
  return !isFields(value) ? value : Object.fromEntries(Object.entries(value)
    .map(([element, inner]) => [element, element === 'Resource' || element === 'NotResource' ? arns(inner) : inner]));
}

function arns(value: unknown): unknown {
  return Array.isArray(value) ? value.map(arns) : typeof value === 'string' && startsUnknown(value) ? `arn:${value}` : value;
}
