import { Aws, Lazy } from 'aws-cdk-lib';
import type { MembershipScope } from '../../../src/private/app/mark';
import type { UserOfApp } from '../../../src/private/app/membership-scope';
import { holds, holdsEverybody, resolveMembershipScope } from '../../../src/private/app/membership-scope';
import { testStack } from '../../helpers';

const resolve = (scope: Partial<MembershipScope>) => resolveMembershipScope(
  testStack(), { userPathPrefix: '/', exemptUsers: [], waits: false, ...scope }, (reference) => reference === 'construct:Stack/Ann',
);
const user = (props: Partial<UserOfApp> = {}): UserOfApp => ({ reference: 'construct:Stack/Bob', name: 'bob', path: '/', ...props });
const LAZY = Lazy.string({ produce: () => 'bob' });

test.each<[string, Partial<MembershipScope>, Partial<UserOfApp>, string]>([
  ['by default', {}, {}, 'yes'],
  ['of a generated name', {}, { name: undefined }, 'yes'],
  ['under the path', { userPathPrefix: '/staff/' }, { path: '/staff/berlin/' }, 'yes'],
  ['outside the path', { userPathPrefix: '/staff/' }, { path: '/guests/' }, 'no'],
  ['of any path', { userPathPrefix: '/staff/' }, { path: '{"Ref":"Path"}' }, 'unknown'],
  ['under a prefix that is a token', { userPathPrefix: Aws.STACK_NAME }, { path: '/staff/' }, 'unknown'],
  ['who is exempt', { exemptUsers: ['Bob'] }, {}, 'no'],
  ['who is exempt by a token that is settled at synth', { exemptUsers: [LAZY] }, {}, 'no'],
  ['while another is exempt', { exemptUsers: ['ann'] }, {}, 'yes'],
  ['while a token exempts somebody', { exemptUsers: [Aws.STACK_NAME] }, {}, 'unknown'],
  ['of any name, while somebody is exempt', { exemptUsers: ['ann'] }, { name: '{"Ref":"Name"}' }, 'unknown'],
  ['of a generated name, while somebody is exempt', { exemptUsers: ['ann'] }, { name: undefined }, 'yes'],
  ['whom the app leaves alone for a time', { waits: true }, {}, 'unknown'],
  ['who is exempt, and left alone for a time', { waits: true, exemptUsers: ['bob'] }, {}, 'no'],
])('a user %s is held: %#', (_, scope, props, expected) => {
  expect(holds(resolve(scope), user(props))).toBe(expected);
});

test.each<[Partial<MembershipScope>, string]>([
  [{}, 'yes'],
  [{ exemptUsers: ['ann'] }, 'yes'],
  [{ userPathPrefix: '/staff/' }, 'no'],
  [{ userPathPrefix: Aws.STACK_NAME }, 'unknown'],
  [{ waits: true }, 'unknown'],
])('%j holds everybody: %s', (scope, expected) => {
  expect(holdsEverybody(resolve(scope))).toBe(expected);
});
