/** Reads YAML as CloudFormation does: short forms become functions, and a number stays as it is written, because an account may begin with 0. */
import { FAILSAFE_SCHEMA, Type, YAMLException, loadAll } from 'js-yaml';
import { InputError } from './input-error';
import { MAX_DEPTH } from './json-scanner';

/** CloudFormation takes 1 MB. Larger YAML is read too slowly. */
const MAX_MEGABYTES = 2;
/** More than a template of that size can have without aliases. */
const MAX_NODES = 1_000_000;

/** One value, or several documents in one text. */
export function parseYaml(source: string): unknown[] {
  if (source.length > MAX_MEGABYTES * 1_000_000) {
    throw new InputError(`it is YAML of more than ${MAX_MEGABYTES} MB, which no template is; give JSON`);
  }
  refuseAmbiguous(source);
  // Written, null is a Plain.
  const values = parsed(source).filter((document) => document !== null).map(valueIn);
  if (values.length === 0) {
    throw new InputError('it is empty');
  }
  return values;
}

/** What the parser and CloudFormation read otherwise: a comment may end there for one of them, or a document begin. */
function refuseAmbiguous(source: string): void {
  const at = /[\u0085\u2028\u2029]|^---(?=\S)/m.exec(source);
  if (at !== null) {
    const lines = source.slice(0, at.index).split(/\r\n?|\n/);
    refuse(at[0] === '---' ? 'expected a space after ---' : 'a line break that few know; write \\n in double quotes', lines.length, lines.at(-1)!.length + 1);
  }
}

function refuse(what: string, line: number, column: number): never {
  throw new InputError(`neither JSON nor YAML: ${what} (line ${line}, column ${column})`);
}

/** Null or a boolean, which as a key stays as it is written. */
class Plain {
  /** The parser takes the text of no other objects as a key. */
  public readonly [Symbol.toStringTag] = 'Plain';
  public constructor(private readonly text: string, public readonly value: boolean | null) {}
  public toString(): string {
    return this.text;
  }
}

/** The parser would join an array as a key: [a] would be a. */
class List {
  public constructor(public readonly items: unknown[]) {}
}

class Tagged {
  public constructor(public readonly tag: string, public readonly content: unknown) {}
}

/** What the parser takes a key for that is a list, a mapping, or has a tag. */
const NO_TEXT = '[object Object]';

function plain(name: string, written: RegExp, valueOf: (text: string) => boolean | null): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => written.test(text ?? ''),
    construct: (text: string | null) => new Plain(text ?? '', valueOf(text ?? '')),
  });
}

/** Of YAML's own tags, CloudFormation takes some only, and the parser would merge at !!merge. A number stays text. */
function tagged(content: unknown, tag = ''): Tagged {
  const own = /^tag:yaml\.org,2002:(?!int$|float$)(.*)/s.exec(tag)?.[1];
  if (own !== undefined) {
    throw new InputError(`neither JSON nor YAML: the tag !!${own.slice(0, 40)}; expected none, or a short form such as !Sub`);
  }
  // On the line after its tag, a word is a Plain.
  return new Tagged(tag, content instanceof Plain ? content.toString() : content ?? '');
}

const SCHEMA = FAILSAFE_SCHEMA.extend({
  implicit: [
    plain('null', /^(?:~|null|Null|NULL|)$/, () => null),
    plain('bool', /^(?:true|True|TRUE|false|False|FALSE)$/, (text) => /^t/i.test(text)),
  ],
  // All other tags.
  explicit: (['scalar', 'sequence', 'mapping'] as const).map((kind) => new Type('', {
    kind, multi: true, construct: tagged,
  })),
});

function parsed(source: string): unknown[] {
  try {
    return loadAll(source, null, {
      schema: SCHEMA,
      listener: (_event, state) => {
        if (Array.isArray(state.result)) {
          state.result = new List(state.result);
        }
      },
    });
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error;
    }
    const { reason, mark } = error;
    if (reason.startsWith('nesting exceeded')) {
      throw tooDeep();
    }
    return refuse(reason.slice(0, 120), mark.line + 1, mark.column + 1);
  }
}

function valueIn(document: unknown): unknown {
  let nodes = 0;
  const valueOf = (node: unknown, depth: number): unknown => {
    if (depth > MAX_DEPTH) {
      throw tooDeep();
    }
    if (++nodes > MAX_NODES) {
      throw new InputError('its aliases multiply; give it without aliases');
    }
    if (node instanceof Tagged) {
      return inFull(node.tag, valueOf(node.content, depth));
    }
    if (node instanceof Plain) {
      return node.value;
    }
    const list = node instanceof List ? node.items : node;
    return Array.isArray(list) ? list.map((item) => valueOf(item ?? refuseEmpty(), depth + 1))
      : typeof list === 'object' && list !== null ? Object.fromEntries(Object.entries(list).map(([key, inner]) => [textOf(key), valueOf(inner, depth + 1)]))
        : list;
  };
  return valueOf(document, 1);
}

function textOf(key: string): string {
  if (key === NO_TEXT) {
    throw new InputError('neither JSON nor YAML: a key is a list, is a mapping or has a tag; expected text; put {{ }} in quotes');
  }
  return key;
}

/** After such an item, the parser takes items of the list around for items of this list. CloudFormation takes no null. */
function refuseEmpty(): never {
  throw new InputError('neither JSON nor YAML: an item of a list is empty; fill it in, or leave out its -');
}

/** `!Sub` is `Fn::Sub`, with two exceptions. */
function inFull(tag: string, value: unknown): unknown {
  const name = /^!(\w+)$/.exec(tag)?.[1];
  return name === undefined ? value : { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value };
}

function tooDeep(): InputError {
  return new InputError(`nested deeper than ${MAX_DEPTH} levels, which no policy is`);
}
