import { App, NestedStack, SecretValue, Stage, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { SelfManageMfaPolicy } from '../../../src/index';
import { AttachmentGraph } from '../../../src/private/app/attachment-graph';
import { ACCOUNT, OTHER_ACCOUNT, importedGroup, inAccount, role, testStack } from '../../helpers';

const app = new App();
const stack = testStack({ scope: app, ...inAccount(ACCOUNT) });
const nested = new NestedStack(stack, 'Nested');
const foreign = testStack({ scope: app, id: 'Foreign', ...inAccount(OTHER_ACCOUNT) });

const owned = new iam.Group(nested, 'Owned', { groupName: 'devs' });
const policy = new SelfManageMfaPolicy(stack, 'Policy', { groups: [owned, importedGroup(stack, 'ops')], managedPolicyName: 'Mfa', path: '/x/' });
const admins = new iam.Group(stack, 'Admins', { managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'ByName', 'x/Mfa')] });
const admin = role(stack, { managedPolicies: [policy] });
const ann = new iam.User(stack, 'Ann', {
  userName: 'ann', password: SecretValue.unsafePlainText('initial'), passwordResetRequired: true, groups: [admins],
});
new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName: 'devs', users: ['ann'] });
importedGroup(foreign, 'devs');
Object.assign(new Construct(foreign, 'Custom'), { groupArn: 'arn', groupName: 'custom', principalAccount: undefined });

const elsewhere = testStack({ scope: new Stage(app, 'Stage'), ...inAccount(ACCOUNT) });
new SelfManageMfaPolicy(elsewhere, 'Policy', { groups: [importedGroup(elsewhere, 'ops')] });

const attachments = new AttachmentGraph(app);
const POLICY = 'construct:Stack/Policy/Resource';
const OWNED = 'construct:Stack/Nested/Owned/Resource';
const ADMINS = 'construct:Stack/Admins/Resource';

test('groups have the policies of both sides, and none of another deployment', () => {
  expect(attachments.policiesOfGroup).toEqual(new Map([
    [OWNED, new Set([POLICY])],
    [`${ACCOUNT}:group/ops`, new Set([POLICY])],
    [ADMINS, new Set([POLICY])],
  ]));
});

test('groups and roles that attach from their own side are known', () => {
  expect(attachments.groupsAttaching).toEqual(new Map([[POLICY, [admins.node.defaultChild]]]));
  expect(attachments.rolesAttaching).toEqual(new Map([[POLICY, [admin.node.defaultChild]]]));
  // The group attaches it by name.
  expect(attachments.referringTo).toEqual(new Map([[POLICY, new Set(['construct:Stack/Role/Resource'])]]));
});

test('users who must reset their password are known with all of their groups', () => {
  expect(attachments.resettingUsers).toEqual([{ resource: ann.node.defaultChild, groups: [ADMINS, OWNED] }]);
});

test('the accounts of groups are known, imported ones too', () => {
  expect(attachments.accountsOfGroupNamed).toEqual(new Map([
    [OWNED, [ACCOUNT]], [ADMINS, [ACCOUNT]], ['ops', [ACCOUNT]], ['devs', [OTHER_ACCOUNT]], ['custom', [OTHER_ACCOUNT]],
  ]));
});

test.each<['group' | 'user', unknown, string[]]>([
  ['group', undefined, []],
  ['group', ['devs'], [OWNED]],
  ['group', [owned.groupName], [OWNED]],
  ['group', ['ann', 'ops'], [`${ACCOUNT}:group/ann`, `${ACCOUNT}:group/ops`]],
  ['user', 'ann', ['construct:Stack/Ann/Resource']],
  ['user', ['devs'], [`${ACCOUNT}:user/devs`]],
])('the ids of the %s %j', (type, names, ids) => {
  expect(attachments.idsOf(type, stack, names)).toEqual(ids);
});

test('a name means another group in another account', () => {
  expect(attachments.idsOf('group', foreign, ['devs'])).toEqual([`${OTHER_ACCOUNT}:group/devs`]);
});
