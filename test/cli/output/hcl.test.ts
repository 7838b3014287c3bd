/** Texts in the language of Terraform: nothing in them begins an expression, except what is a reference. */
import { Expression, hcl, hclBlock } from '../../../cli/output/hcl';
import { reference } from '../../../cli/output/reference';

test.each([
  ['plain', 'a "quoted" \\ text', '"a \\"quoted\\" \\\\ text"'],
  ['a variable of a policy', 'user/${aws:username}', '"user/$${aws:username}"'],
  ['a directive', 'a %{ if x } b', '"a %%{ if x } b"'],
  ['signs alone', '$ % {}', '"$ % {}"'],
  ['a reference', reference('var.path'), 'var.path'],
  ['a text with references', `arn:${reference('var.a')}:x/${reference('each.value["b"]')}`, '"arn:${var.a}:x/${each.value["b"]}"'],
  ['a reference at the end of a variable', `\${aws:username}/${reference('var.a')}`, '"$${aws:username}/${var.a}"'],
])('%s', (_what, text, written) => {
  expect(hcl(text)).toBe(written);
});

test('an equal sign stands below that of its neighbors, where each takes one line', () => {
  const block = hclBlock('resource "type" "name"', {
    a: '1', long: '2', left_out: undefined, list: ['x', { 'k': 'v', 'aws:key': 'w' }], b: '3', object: { one: 'y' }, longest: new Expression('each.value'), c: '4',
  });
  expect(block).toBe([
    'resource "type" "name" {',
    '  a    = "1"',
    '  long = "2"',
    '  list = [',
    '    "x",',
    '    {',
    '      k         = "v"',
    '      "aws:key" = "w"',
    '    },',
    '  ]',
    '  b = "3"',
    '  object = {',
    '    one = "y"',
    '  }',
    '  longest = each.value',
    '  c       = "4"',
    '}',
    '',
  ].join('\n'));
});
