import { App, CfnElement, NestedStack, Stack, StackProps, Stage, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as RECOMMENDED_FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { Construct } from 'constructs';
import {
  ACCOUNT, expectRefused, expectSynthRefused, importedGroup, importedUser, inAccount, refusal, requireMfa, resourceOf, sidsOf, statementOf, testStack,
  warningsOf,
} from './helpers';
import { ConsoleMfaEnforcedGroup, ConsoleMfaEnforcedGroupProps, MfaEnforcement, UserCredential } from '../src';

const DENY_ALL = 'DenyAllButEnrollmentWithoutMfa';
const create = (stack: Stack, props?: ConsoleMfaEnforcedGroupProps, id = 'Developers') => new ConsoleMfaEnforcedGroup(stack, id, props);
const templateOf = (stack: Stack) => Template.fromStack(stack).toJSON();

describe('by default', () => {
  const stack = testStack();
  const group = create(stack);

  test('the whole template is this', () => {
    expect(templateOf(stack)).toMatchSnapshot();
  });

  test.each<[string, Construct, string]>([
    ['Stack/Developers', group, 'Developers95C0CB5E'],
    ['Stack/Developers/SelfManageMfaPolicy', group.selfManageMfaPolicy, 'DevelopersSelfManageMfaPolicyDC382087'],
    ['Stack/Developers/RequireMfaPolicy', group.requireMfaPolicy, 'DevelopersRequireMfaPolicyBEBF2A41'],
  ])('the logical id of %s is pinned', (path, { node }, logicalId) => {
    expect(node.path).toBe(path);
    expect(stack.resolve((node.defaultChild as CfnElement).logicalId)).toBe(logicalId);
  });

  test('only requests that carry the MFA key are enforced', () => {
    expect(Object.keys(statementOf(group.requireMfaPolicy, DENY_ALL).Condition)).toEqual(['Bool']);
  });

  test('the guard names the group', () => {
    expect(JSON.stringify(statementOf(group.requireMfaPolicy, 'DenyUndoingTheEnforcementWithoutMfa').Resource))
      .toContain(`":group/*/",${JSON.stringify(stack.resolve(group.groupName))}]`);
  });

  test('there is nothing to warn of', () => {
    expect(warningsOf(stack)).toEqual([]);
  });
});

test.each([
  ['minimizePolicies', { '@aws-cdk/aws-iam:minimizePolicies': true }],
  ['all recommended flags', RECOMMENDED_FLAGS],
])('the template is the same with %s', (_, context) => {
  const [without, withFlags] = [{}, context].map((flags) => {
    const stack = testStack({ scope: new App({ context: flags }) });
    const group = create(stack, { allowPasswordChange: true, grantAwsLogin: true, selfManagedCredentials: Object.values(UserCredential) });
    requireMfa(stack, { groups: [importedGroup(stack, 'ops'), group, importedGroup(stack)], users: [importedUser(stack, 'zoe'), importedUser(stack)] });
    return templateOf(stack);
  });
  expect(withFlags).toEqual(without);
});

test('the props of a group are those of iam.Group', () => {
  const stack = testStack();
  create(stack, { groupName: 'devs', path: '/team/', managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] });
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Group', {
    GroupName: 'devs', Path: '/team/', ManagedPolicyArns: [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/ReadOnlyAccess']] }],
  });
  Template.fromStack(stack).allResourcesProperties('AWS::IAM::ManagedPolicy', { Path: '/cdk-iam-mfa/' });
});

test.each<[ConsoleMfaEnforcedGroupProps, string[]]>([
  [{ allowListUsers: true }, ['AllowReadingAccountSettings']],
  [{ grantAwsLogin: true }, ['AllowAwsLoginWithMfa']],
  [{ selfManagedCredentials: [UserCredential.ACCESS_KEYS] }, ['AllowManagingOwnCredentials']],
])('%j reaches the policy of the members\' own devices', (props, sids) => {
  const plain = sidsOf(create(testStack()).selfManageMfaPolicy);
  expect(sidsOf(create(testStack(), props).selfManageMfaPolicy)).toEqual([...plain, ...sids]);
});

test('enforcement may be ALL_REQUESTS', () => {
  const { requireMfaPolicy } = create(testStack(), { enforcement: MfaEnforcement.ALL_REQUESTS });
  expect(Object.keys(statementOf(requireMfaPolicy, DENY_ALL).Condition)).toEqual(['BoolIfExists']);
});

test.each([undefined, [], [UserCredential.PASSWORD], [UserCredential.ACCESS_KEYS]])('allowPasswordChange grants what it exempts, beside %j', (selfManagedCredentials) => {
  const grantedTo = (group: ConsoleMfaEnforcedGroup) => statementOf(group.selfManageMfaPolicy, 'AllowManagingOwnCredentials').Action;
  const group = create(testStack(), { allowPasswordChange: true, selfManagedCredentials });
  const expected = create(testStack(), { selfManagedCredentials: [...new Set([...selfManagedCredentials ?? [], UserCredential.PASSWORD])] });
  expect(grantedTo(group)).toEqual(grantedTo(expected));
  expect(grantedTo(group)).toContain('iam:ChangePassword');
  expect(sidsOf(group.selfManageMfaPolicy)).toContain('AllowReadingAccountSettings');
});

test('members and permissions are added as to any group', () => {
  const stack = testStack();
  const group = create(stack);
  group.addUser(new iam.User(stack, 'Ann'));
  group.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));
  group.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::IAM::User', { Groups: [stack.resolve(group.groupName)] });
  template.hasResourceProperties('AWS::IAM::Policy', { Groups: [stack.resolve(group.groupName)] });
  expect(resourceOf(group).Properties.ManagedPolicyArns).toHaveLength(1);
});

test('statements added by the user are kept beside ours', () => {
  const { selfManageMfaPolicy, requireMfaPolicy } = create(testStack());
  const policies = [selfManageMfaPolicy, requireMfaPolicy];
  policies.forEach((policy) => policy.addStatements(new iam.PolicyStatement({ sid: 'Ours', actions: ['s3:GetObject'], resources: ['*'] })));
  policies.forEach((policy) => expect(sidsOf(policy)).toContain('Ours'));
});

describe('many of them', () => {
  const stackIn = (scope: Construct, id: string, props: StackProps = {}) => testStack({ scope, id, ...props });

  test.each<[string, (app: App) => Stack[]]>([
    ['in one stack', (app) => {
      const stack = stackIn(app, 'A');
      return [stack, stack];
    }],
    ['in two stacks', (app) => [stackIn(app, 'A'), stackIn(app, 'B')]],
    ['in stacks of two Regions', (app) => ['eu-west-1', 'us-east-1'].map((region) => stackIn(app, region, { env: { account: ACCOUNT, region } }))],
    ['in nested stacks', (app) => {
      const stack = stackIn(app, 'A');
      return [stack, new NestedStack(stack, 'B'), new NestedStack(stack, 'C')];
    }],
    ['in stages', (app) => ['Test', 'Prod'].map((id) => stackIn(new Stage(app, id), 'A'))],
    ['in a stage within a stage', (app) => {
      const outer = new Stage(app, 'Outer');
      return [stackIn(outer, 'A'), stackIn(new Stage(outer, 'Inner'), 'A')];
    }],
  ])('%s never collide', (_, stacksOf) => {
    const groups = stacksOf(new App()).map((stack, i) => create(stack, {}, `Group${i}`));
    for (const { selfManageMfaPolicy, requireMfaPolicy } of groups) {
      const names = [selfManageMfaPolicy, requireMfaPolicy].map((policy) => resourceOf(policy).Properties.Groups);
      expect(names[0]).toEqual(names[1]);
      expect(sidsOf(requireMfaPolicy)).toEqual(sidsOf(groups[0].requireMfaPolicy));
    }
    const all = groups.flatMap((group) => [group, group.selfManageMfaPolicy, group.requireMfaPolicy]);
    const properties = all.flatMap((construct) => Object.keys(resourceOf(construct).Properties ?? {}));
    expect([...new Set(properties)].sort()).toEqual(['Description', 'Groups', 'Path', 'PolicyDocument']); // no physical name
    expect(groups.flatMap((group) => warningsOf(Stack.of(group)))).toEqual([]);
  });

  test('with a physical name, the group alone has it', () => {
    const stack = testStack();
    create(stack, { groupName: 'devs' });
    create(stack, { groupName: 'ops' }, 'Operators');
    const names = Object.values<any>(templateOf(stack).Resources).flatMap(({ Properties }) => [Properties.GroupName, Properties.ManagedPolicyName]);
    expect(names.filter((name) => name !== undefined)).toEqual(['devs', 'ops']);
  });

  test('the account is the one of the stack, the partition a token', () => {
    const template = JSON.stringify(templateOf(Stack.of(create(testStack(inAccount(ACCOUNT))))));
    expect(template).toContain(`"arn:",{"Ref":"AWS::Partition"},":iam::${ACCOUNT}:group/"`);
    expect(template).not.toContain('AWS::AccountId');
    expect(template).not.toContain('arn:aws');
  });
});

test.each<[string, string, object]>([
  ['groupName', '"team/devs"', { groupName: 'team/devs' }],
  ['groupName', '""', { groupName: '' }],
  ['groupName', 'null', { groupName: null }],
  ['path', '"team/"', { path: 'team/' }],
  ['managedPolicies[0]', '"ReadOnlyAccess"', { managedPolicies: ['ReadOnlyAccess'] }],
  ['managedPolicies', '"a managed policy"', { managedPolicies: iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess') }],
  ['selfManagedCredentials', '"password"', { selfManagedCredentials: 'password' }],
  ['selfManagedCredentials[0]', '"mfa"', { selfManagedCredentials: ['mfa'] }],
  ['allowActions[0]', '"*"', { allowActions: ['*'] }],
])('fails on a bad %s (%s), and leaves nothing behind', (prop, got, props) => {
  const stack = testStack();
  expectRefused(stack, () => create(stack, props), refusal('Stack/Developers', prop, got));
});

test('fails if more than ten policies are attached to the group, ours included', () => {
  const managedPolicies = Array.from({ length: 9 }, (_, i) => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`));
  const stack = testStack();
  create(stack, { managedPolicies });
  expectSynthRefused(stack, refusal('Stack/Developers/RequireMfaPolicy', 'groups', '"11 managed policies on Stack/Developers/Resource"'));
});

test('the arrays of the props may change afterwards', () => {
  const selfManagedCredentials = [UserCredential.ACCESS_KEYS];
  const { selfManageMfaPolicy } = create(testStack(), { selfManagedCredentials });
  selfManagedCredentials.pop();
  expect(sidsOf(selfManageMfaPolicy)).toContain('AllowManagingOwnCredentials');
});
