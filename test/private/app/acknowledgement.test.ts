import { Annotations, App, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { isAcknowledged } from '../../../src/private/app/acknowledgement';

function tree(): Construct[] {
  const stack = new Stack(new App(), 'Stack');
  const parent = new Construct(stack, 'Parent');
  return [stack.node.root as Construct, stack, parent, new Construct(parent, 'Child')];
}

test.each([['the stack', 1], ['the parent', 2], ['the construct itself', 3]])('counts on %s', (_, level) => {
  const scopes = tree();
  Annotations.of(scopes[level]).acknowledgeWarning('a:b');
  expect(isAcknowledged(scopes[3], 'a:b')).toBe(true);
});

test.each<[string, string, (scopes: Construct[]) => Construct]>([
  ['of another id', 'a:c', ([, , , child]) => child],
  ['on a sibling', 'a:b', ([, , parent]) => new Construct(parent, 'Chil')],
  ['below', 'a:b', ([, , , child]) => new Construct(child, 'Below')],
])('does not count %s', (_, id, on) => {
  const scopes = tree();
  Annotations.of(on(scopes)).acknowledgeWarning(id);
  expect(isAcknowledged(scopes[3], 'a:b')).toBe(false);
});

test('leaves nothing behind', () => {
  const [app, , , child] = tree();
  const found = () => app.node.findAll().map(({ node }) => [node.path, node.metadata.length]);
  const before = found();
  isAcknowledged(child, 'a:b');
  isAcknowledged(child, 'a:b');
  expect(found()).toEqual(before);
});
