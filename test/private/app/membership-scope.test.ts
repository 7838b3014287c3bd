import { Aws, Lazy, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { UserOfApp } from '../../../src/private/app/membership-scope';
import { coversEveryUser, coversUser, resolveMembershipScope } from '../../../src/private/app/membership-scope';
import type { MembershipScope } from '../../../src/private/app/resource-marks';
import { testStack } from '../../helpers';

const resolve = (scope: Partial<MembershipScope>) => resolveMembershipScope(
  new iam.CfnGroup(new Construct(testStack(), 'WithoutMfa'), 'Resource'),
  { userPathPrefix: '/', exemptUsers: [], hasGracePeriod: false, ...scope },
  (reference) => reference === 'construct:Stack/Ann',
  new Date('2026-06-01'),
);
const user = (props: Partial<UserOfApp> = {}): UserOfApp => ({ reference: 'construct:Stack/Bob', name: 'bob', path: '/', ...props });
const LAZY = Lazy.string({ produce: () => 'bob' });

const CASES: [string, Partial<MembershipScope>, Partial<UserOfApp>, string, string?][] = [
  ['by default', {}, {}, 'yes'],
  ['of a generated name', {}, { name: undefined }, 'yes'],
  ['under the path', { userPathPrefix: '/staff/' }, { path: '/staff/berlin/' }, 'yes'],
  ['outside the path', { userPathPrefix: '/staff/' }, { path: '/guests/' }, 'no', 'Stack/WithoutMfa covers users under /staff/ only'],
  ['of any path', { userPathPrefix: '/staff/' }, { path: '{"Ref":"Path"}' }, 'unknown', 'Stack/WithoutMfa covers users by their path, and which path depends on a token'],
  ['under a prefix that is a token', { userPathPrefix: Aws.STACK_NAME }, { path: '/staff/' }, 'unknown', 'Stack/WithoutMfa covers users by their path, and which path depends on a token'],
  ['who is exempt', { exemptUsers: ['Bob'] }, {}, 'no', 'Stack/WithoutMfa exempts the user'],
  ['who is exempt by a token that is settled at synth', { exemptUsers: [LAZY] }, {}, 'no', 'Stack/WithoutMfa exempts the user'],
  ['while another is exempt', { exemptUsers: ['ann'] }, {}, 'yes'],
  ['while a token exempts somebody', { exemptUsers: [Aws.STACK_NAME] }, {}, 'unknown', 'whether Stack/WithoutMfa exempts the user depends on a token'],
  ['of any name, while somebody is exempt', { exemptUsers: ['ann'] }, { name: '{"Ref":"Name"}' }, 'unknown', 'whether Stack/WithoutMfa exempts the user depends on a token'],
  ['of a generated name, while somebody is exempt', { exemptUsers: ['ann'] }, { name: undefined }, 'yes'],
  ['before the enforcement begins', { enforceFrom: '2026-06-02T00:00:00.000Z' }, {}, 'no', 'Stack/WithoutMfa covers nobody before 2026-06-02T00:00:00.000Z (enforceFrom)'],
  ['after the enforcement began', { enforceFrom: '2026-05-31T00:00:00.000Z' }, {}, 'yes'],
  ['with a grace period', { hasGracePeriod: true }, {}, 'no', 'Stack/WithoutMfa leaves a new user alone for a time (gracePeriod)'],
];

test.each(CASES.map((row): [string, typeof row] => [row[0], row]))('a user %s is covered, or not', (_, [, scope, props, answer, reason]) => {
  expect(coversUser(resolve(scope), user(props))).toEqual(reason === undefined ? { answer } : { answer, reason });
});

test.each<[Partial<MembershipScope>, string]>([
  [{}, 'yes'],
  [{ exemptUsers: ['ann'] }, 'yes'],
  [{ userPathPrefix: '/staff/' }, 'no'],
  [{ userPathPrefix: Aws.STACK_NAME }, 'unknown'],
  [{ hasGracePeriod: true }, 'no'],
])('%j covers every user: %s', (scope, expected) => {
  expect(coversEveryUser(resolve(scope)).answer).toBe(expected);
});
