/** What YAML says, value by value, where readers of YAML differ. */
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { InputError } from '../../../access/judge/inputs/input-error';
import { parseYaml } from '../../../access/judge/inputs/yaml-reader';

test.each<[string, string, unknown]>([
  ['numbers', 'a: 1\nb: 012345678901\nc: 1.50\nd: 0x1f\ne: 0o17\nf: 1e3\ng: 1_000', { a: '1', b: '012345678901', c: '1.50', d: '0x1f', e: '0o17', f: '1e3', g: '1_000' }],
  ['numbers as keys', '012345678901: a\n1.0: b', { '012345678901': 'a', '1.0': 'b' }],
  ['booleans', 'a: true\nb: False\nc: TRUE\nd: yes\ne: no\nf: on\ng: off\nh: tRue', { a: true, b: false, c: true, d: 'yes', e: 'no', f: 'on', g: 'off', h: 'tRue' }],
  ['words as keys', 'True: a\nNull: b\n~: c\nyes: d', { 'True': 'a', 'Null': 'b', '~': 'c', 'yes': 'd' }],
  ['null', 'a: ~\nb: null\nc:\nd: ""\ne: Null', { a: null, b: null, c: null, d: '', e: null }],
  ['dates', 'Version: 2012-10-17', { Version: '2012-10-17' }],
  ['text in blocks', 'a: |\n  x\n   y\n\nb: >-\n  x\n  y\nc: |+\n  z\n', { a: 'x\n y\n', b: 'x y', c: 'z\n' }],
  ['quotes', 'a: \'it\'\'s\'\nb: "\\u0041\\n"', { a: 'it\'s', b: 'A\n' }],
  ['line ends of Windows, and a mark of byte order', '\ufeffa: 1\r\nb:\r\n  - c\r\n', { a: '1', b: ['c'] }],
  ['line ends of an old Mac', 'a: 1\rb: 2\r', { a: '1', b: '2' }],
  ['tabs between', 'a:\tb\n', { a: 'b' }],
  ['the version of YAML', '%YAML 1.1\n---\na: yes\nb: 010\n', { a: 'yes', b: '010' }],
  ['short forms', 'a: !Ref B\nb: !Sub ["x", {y: !GetAtt z.Arn}]\nc: !Transform {Name: n}\nd: !Condition e', {
    a: { Ref: 'B' }, b: { 'Fn::Sub': ['x', { y: { 'Fn::GetAtt': 'z.Arn' } }] }, c: { 'Fn::Transform': { Name: 'n' } }, d: { Condition: 'e' },
  }],
  ['short forms of text that looks like a word', 'a: !Sub true\nb: !Sub\n  null\nc: !Sub 012', { a: { 'Fn::Sub': 'true' }, b: { 'Fn::Sub': 'null' }, c: { 'Fn::Sub': '012' } }],
  ['short forms of nothing', 'a: !Sub\nb: 1', { a: { 'Fn::Sub': '' }, b: '1' }],
  ['other tags', 'a: !x.y z\nb: !!str 1\nc: !!int 012\nd: !!bool "true"\ne: !!null\nf: ! 012', { a: 'z', b: '1', c: '012', d: true, e: null, f: '012' }],
  ['aliases', 'a: &x !Ref B\nb: *x\nc: &y k\n*y : 1', { a: { Ref: 'B' }, b: { Ref: 'B' }, c: 'k', k: '1' }],
  ['no merging', 'a: &x {b: 1}\nc:\n  <<: *x\n  d: 2', { a: { b: '1' }, c: { '<<': { b: '1' }, 'd': '2' } }],
])('%s are read', (_what, text, value) => {
  expect(parseYaml(text)).toEqual([value]);
});

test('documents without content are no values', () => {
  expect(parseYaml('---\na: 1\n---\n---\nnull\n--- # no more\n')).toEqual([{ a: '1' }, null]);
});

test('no key changes what objects inherit', () => {
  const [value] = parseYaml('__proto__: {polluted: 1}\na: &__proto__ {polluted: 2}\nconstructor: {prototype: {polluted: 3}}\n') as object[];
  expect(Object.keys(value)).toEqual(['__proto__', 'a', 'constructor']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

/** For another reader they mean something else, or nothing. */
test.each<[string, string, string]>([
  ['one key, as a number and as text', '"1": a\n1: b', 'duplicated mapping key (line 2, column 1)'],
  ['one key twice in a list', 'x:\n  - a: 1\n    a: 3\n', 'duplicated mapping key (line 3, column 5)'],
  ['a list as a key', '[aws:MultiFactorAuthPresent]: true', 'a key is a list, is a mapping or has a tag; expected text; put {{ }} in quotes'],
  ['a list as a key, by its alias', 'a: &x [b]\n*x : c', 'a key is a list'],
  ['a placeholder', 'Resource: {{ bucket }}', 'a key is a list, is a mapping or has a tag; expected text; put {{ }} in quotes'],
  ['a tag at a key', '!Ref a: b', 'a key is a list, is a mapping or has a tag'],
  ['a document that begins at once', '---Effect: Allow\n', 'expected a space after --- (line 1, column 1)'],
  ['the end of a comment in YAML 1.1', 'a: b\n# c\u2028d: e\n', 'a line break that few know; write \\n in double quotes (line 2, column 4)'],
  ['an empty item before the list around it', '- - a\n  -\n- b\n', 'an item of a list is empty; fill it in, or leave out its -'],
  ['a tag that merges', '!!merge x: {a: 1}', 'the tag !!merge; expected none, or a short form such as !Sub'],
  ['bytes', 'a: !!binary aGk=', 'the tag !!binary'],
  ['another word as a boolean', 'a: !!bool yes', 'cannot resolve a node with !<tag:yaml.org,2002:bool> explicit tag (line 1, column 14)'],
  ['tabs as indentation', 'a:\n\tb: 1\n', 'tab characters must not be used in indentation (line 2, column 1)'],
  ['other indentation', 'a:\n    b: 1\n  c: 2\n', 'bad indentation of a mapping entry (line 3, column 3)'],
  ['open quotes', 'a: "x\n', 'unexpected end of the stream within a double quoted scalar (line 2, column 1)'],
  ['control characters', 'a: x\u0001y\n', 'the stream contains non-printable characters (line 1, column 7)'],
])('%s is refused', (_what, text, message) => {
  expect(() => parseYaml(text)).toThrow(InputError);
  expect(() => parseYaml(text)).toThrow(`neither JSON nor YAML: ${message}`);
});

test('aliases of aliases are counted', () => {
  const lines = [...'bcdefghi'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]\n`);
  expect(() => parseYaml(`a: &a [x]\n${lines.join('')}`)).toThrow('its aliases multiply; give it without aliases');
});

const WORDS = ['true', 'null', '~', 'yes', '012', '1e3', 'aws:MultiFactorAuthPresent', 'arn:aws:iam::012345678901:user/*', '${aws:username}', '- a', 'a: b', 'x #y', '!Sub x', '<<',
  '__proto__', '---', 'x\n\n y\n', ''];
const text = fc.oneof(fc.constantFrom(...WORDS), fc.string({ unit: fc.constantFrom(...'ab0: -#{}[],&*!|>\'"%@`\n\t~?\\.'), maxLength: 12 }));
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, text, fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(text, tie('value'), { maxKeys: 4 })),
}));
const style = fc.record({
  indent: fc.constantFrom(2, 4),
  lineWidth: fc.constantFrom(0, 20, 80),
  collectionStyle: fc.constantFrom('any' as const, 'flow' as const),
  indentSeq: fc.boolean(),
  defaultStringType: fc.constantFrom('PLAIN' as const, 'QUOTE_SINGLE' as const, 'QUOTE_DOUBLE' as const),
});

/** yaml 2.9.1 writes some texts so that it reads others itself, or none. */
function isReadBack(written: string, value: unknown): boolean {
  const { contents, errors } = parseDocument(written);
  return errors.length === 0 && JSON.stringify(contents) === JSON.stringify(value);
}

test('what another library writes is read as it was', () => {
  fc.assert(fc.property(anyValue, style, (value, options) => {
    const written = stringify({ value }, options);
    fc.pre(isReadBack(written, { value }));
    expect(parseYaml(written)).toEqual([{ value }]);
  }), { numRuns: 300 });
});
