/** Reads YAML as CloudFormation does: short forms become functions, and a number stays as it is written, because an account may begin with 0. */
import { Document, Node, Scalar, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { InputError, MAX_DEPTH } from './json-scanner';

/** CloudFormation takes 1 MB. Larger YAML is read too slowly. */
const MAX_MEGABYTES = 2;
/** More than a template of that size can have without aliases. */
const MAX_NODES = 1_000_000;

/** One value, or several documents in one text. */
export function parseYaml(source: string): unknown[] {
  if (source.length > MAX_MEGABYTES * 1_000_000) {
    throw new InputError(`it is YAML of more than ${MAX_MEGABYTES} MB, which no template is; give JSON`);
  }
  const documents = parsed(source);
  for (const { errors: [error] } of documents) {
    if (error !== undefined) {
      // The parser catches an overflow itself, in the words of the engine.
      if (/call stack|recursion/.test(error.message)) {
        throw tooDeep();
      }
      const before = source.slice(0, error.pos[0]).split('\n');
      throw new InputError(`neither JSON nor YAML: ${error.message} (line ${before.length}, column ${before.at(-1)!.length + 1})`);
    }
  }
  const values = documents.filter(({ contents }) => contents !== null).map((document) => valueIn(document));
  if (values.length === 0) {
    throw new InputError('it is empty');
  }
  return values;
}

/** The parser needs seconds to find that out. */
const DEEP = new RegExp(`(?:[[{]\\s*){${MAX_DEPTH + 1}}`);

function parsed(source: string): Document.Parsed[] {
  if (DEEP.test(source)) {
    throw tooDeep();
  }
  try {
    // Short forms are tags that it does not know: it warns, and keeps them.
    return [...parseAllDocuments(source, { schema: 'core', prettyErrors: false, logLevel: 'silent' }) as Document.Parsed[]];
  } catch (error) {
    throw error instanceof RangeError ? tooDeep() : error;
  }
}

function valueIn(document: Document.Parsed): unknown {
  let nodes = 0;
  // The parser would look through the whole document for each alias.
  const anchors = new Map<string, unknown>();
  const valueOf = (node: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) {
      throw tooDeep();
    }
    if (++nodes > MAX_NODES) {
      throw new InputError('its aliases multiply; give it without aliases');
    }
    if (isAlias(node)) {
      return valueOf(anchors.get(node.source) ?? refuseAlias(node.source), depth + 1);
    }
    const { anchor, tag } = (node ?? {}) as Partial<Node & { anchor: string }>;
    if (anchor !== undefined) {
      anchors.set(anchor, node);
    }
    const value = isMap(node) ? Object.fromEntries(node.items.map(({ key, value: inner }) => [textOf(key), valueOf(inner, depth + 1)]))
      : isSeq(node) ? node.items.map((one) => valueOf(one, depth + 1))
        : isScalar(node) ? scalarOf(node) : null;
    return inFull(tag, value);
  };
  return valueOf(document.contents, 1);
}

function scalarOf(scalar: Scalar): unknown {
  return typeof scalar.value === 'number' ? scalar.source ?? `${scalar.value}` : scalar.value;
}

function textOf(key: unknown): string {
  return isScalar(key) ? key.source ?? String(key.value) : String(key);
}

/** `!Sub` is `Fn::Sub`, with two exceptions. */
function inFull(tag: string | undefined, value: unknown): unknown {
  const name = /^!(\w+)$/.exec(tag ?? '')?.[1];
  return name === undefined ? value : { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

function refuseAlias(name: string): never {
  throw new InputError(`neither JSON nor YAML: the alias ${name.slice(0, 40)} names nothing`);
}

function tooDeep(): InputError {
  return new InputError(`nested deeper than ${MAX_DEPTH} levels, which no policy is`);
}
