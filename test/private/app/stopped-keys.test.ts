import { Annotations, App, CfnCondition, CfnParameter, CfnResource, Fn, Stack, Stage, aws_iam as iam } from 'aws-cdk-lib';
import { Annotations as Reported, Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaEnforcement, RequireMfaPolicy } from '../../../src/index';
import { ACCOUNT, OTHER_ACCOUNT, importedGroup, importedUser, inAccount, l1Of, requireMfa, testStack, warningsOf } from '../../helpers';

const ID = 'cdk-iam-mfa:access-keys-stopped';
const CONDITIONS = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const old = (conditions: object = CONDITIONS) => new iam.PolicyStatement({
  effect: iam.Effect.DENY, notActions: ['iam:*', 'sts:GetSessionToken'], resources: ['*'], conditions: conditions as Record<string, unknown>,
});
const OLD_DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: CONDITIONS }] };
const oldPolicy = (scope: Construct, props: Partial<iam.ManagedPolicyProps> = {}) => new iam.ManagedPolicy(scope, 'Old', { statements: [old()], ...props });

const stopped = (stack: Stack) => warningsOf(stack).filter((warning) => warning.endsWith(ID)).map((warning) => warning.split(' ')[0]);

function messageOf(stack: Stack): string {
  const [{ entry }] = Reported.fromStack(stack).findWarning('*', Match.stringLikeRegexp(ID));
  return `${entry.data}`;
}

describe('on a group that our enforcement is on', () => {
  test.each<[string, string, (group: iam.Group, stack: Stack) => unknown]>([
    ['a managed policy', '/Stack/Old/Resource', (group, stack) => oldPolicy(stack, { groups: [group] })],
    ['a managed policy from the group\'s side', '/Stack/Old/Resource', (group, stack) => group.addManagedPolicy(oldPolicy(stack))],
    ['the default policy of the group', '/Stack/Group/DefaultPolicy/Resource', (group) => group.addToPolicy(old())],
    ['an inline policy', '/Stack/Inline/Resource', (group, stack) => new iam.Policy(stack, 'Inline', { statements: [old()], groups: [group] })],
    ['an L1 of a managed policy', '/Stack/L1', (group, stack) => new iam.CfnManagedPolicy(stack, 'L1', { policyDocument: OLD_DOCUMENT, groups: [group.groupName] })],
    ['an L1 of a policy', '/Stack/L1', (group, stack) => new iam.CfnPolicy(stack, 'L1', { policyName: 'old', policyDocument: OLD_DOCUMENT, groups: [group.groupName] })],
    ['an L1 of a policy of a group', '/Stack/L1', (group, stack) => {
      return new iam.CfnGroupPolicy(stack, 'L1', { policyName: 'old', policyDocument: OLD_DOCUMENT, groupName: group.groupName });
    }],
    ['a CfnResource', '/Stack/L1', (group, stack) => new CfnResource(stack, 'L1', {
      type: 'AWS::IAM::Policy', properties: { PolicyName: 'old', PolicyDocument: OLD_DOCUMENT, Groups: [group.groupName] },
    })],
    ['the group\'s own property', '/Stack/Group/Resource', (group) => {
      l1Of<iam.CfnGroup>(group).policies = [{ policyName: 'other', policyDocument: {} }, { policyName: 'old', policyDocument: OLD_DOCUMENT }];
    }],
    ['an override of it', '/Stack/Group/Resource', (group) => {
      l1Of<iam.CfnGroup>(group).addPropertyOverride('Policies', [{ PolicyName: 'old', PolicyDocument: OLD_DOCUMENT }]);
    }],
  ])('warns of %s', (_, path, attach) => {
    const stack = testStack();
    attach(new ConsoleMfaEnforcedGroup(stack, 'Group'), stack);
    expect(stopped(stack)).toEqual([path]);
  });

  test.each<[string, (stack: Stack) => iam.IGroup]>([
    ['RequireMfaPolicy', (stack) => {
      const group = new iam.Group(stack, 'Group');
      requireMfa(stack, { groups: [group] });
      return group;
    }],
    ['RequireMfaPolicy, known by name', (stack) => {
      requireMfa(stack, { groups: [importedGroup(stack)] });
      return importedGroup(stack, 'devs', 'Again');
    }],
    ['RequireMfaPolicy, from the group\'s side', (stack) => new iam.Group(stack, 'Group', { managedPolicies: [requireMfa(stack)] })],
    ['ForceMfaGroup', (stack) => new ForceMfaGroup(stack, 'Group')],
    ['ForceMfaGroup on a dry run', (stack) => new ForceMfaGroup(stack, 'Group', { dryRun: true })],
  ])('by %s', (_, enforced) => {
    const stack = testStack();
    oldPolicy(stack).attachToGroup(enforced(stack));
    expect(stopped(stack)).toEqual(['/Stack/Old/Resource']);
  });

  test('says what, of whom, and what to do', () => {
    const stack = testStack();
    oldPolicy(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] });
    expect(messageOf(stack)).toBe('PolicyDocument got a Deny with BoolIfExists aws:MultiFactorAuthPresent, which holds for every access key, '
      + 'so the access keys of Stack/Group stop, although Stack/Group/RequireMfaPolicy is CONSOLE_ONLY; fix: detach the policy, '
      + `because the enforcement requires MFA in the console already, or acknowledge this warning [ack: ${ID}]`);
  });

  test.each<[string, (group: ConsoleMfaEnforcedGroup, stack: Stack) => unknown]>([
    ['asks by Bool', (group) => group.addToPolicy(old({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }))],
    ['is on another group', (_, stack) => oldPolicy(stack, { groups: [new iam.Group(stack, 'Other')] })],
    ['is on nothing', (_, stack) => oldPolicy(stack)],
    ['is there under a condition', (group, stack) => {
      const policy = l1Of<iam.CfnManagedPolicy>(oldPolicy(stack, { groups: [group] }));
      policy.cfnOptions.condition = new CfnCondition(stack, 'Strict', { expression: Fn.conditionEquals('a', 'b') });
    }],
    ['is inline under a condition', (group, stack) => {
      group.addToPolicy(old());
      l1Of<CfnResource>(group.node.findChild('DefaultPolicy')).cfnOptions.condition = new CfnCondition(stack, 'Strict', { expression: Fn.conditionEquals('a', 'b') });
    }],
    ['a parameter may turn into another', (group, stack) => {
      group.addToPolicy(old({ Null: { 'aws:MultiFactorAuthPresent': new CfnParameter(stack, 'Strict').valueAsString } }));
    }],
  ])('does not warn of one that %s', (_, attach) => {
    const stack = testStack();
    attach(new ConsoleMfaEnforcedGroup(stack, 'Group'), stack);
    expect(stopped(stack)).toEqual([]);
  });

  test('does not warn with ALL_REQUESTS, where keys stop anyway', () => {
    const stack = testStack();
    new ConsoleMfaEnforcedGroup(stack, 'Group', { enforcement: MfaEnforcement.ALL_REQUESTS }).addToPolicy(old());
    expect(stopped(stack)).toEqual([]);
  });

  test('does not warn with ALL_REQUESTS beside CONSOLE_ONLY', () => {
    const stack = testStack();
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    new RequireMfaPolicy(stack, 'Strict', { enforcement: MfaEnforcement.ALL_REQUESTS, groups: [group] });
    group.addToPolicy(old());
    expect(stopped(stack)).toEqual([]);
  });

  test('does not warn where the document of the enforcement was replaced', () => {
    const stack = testStack();
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    l1Of<iam.CfnManagedPolicy>(group.requireMfaPolicy).policyDocument = OLD_DOCUMENT;
    group.addToPolicy(old());
    expect(stopped(stack)).toEqual([]);
  });

  test('does not warn by a plain name in stacks that may be of two accounts', () => {
    const stack = testStack(inAccount(ACCOUNT));
    new ConsoleMfaEnforcedGroup(stack, 'Group', { groupName: 'devs' });
    const other = testStack({ scope: stack.node.root as App, id: 'Other', ...inAccount(OTHER_ACCOUNT) });
    oldPolicy(other, { groups: [importedGroup(other)] });
    expect([...stopped(stack), ...stopped(other)]).toEqual([]);
  });

  test('is acknowledged beforehand, on the L1 itself too', () => {
    const stack = testStack();
    const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
    const policy = new iam.CfnManagedPolicy(stack, 'L1', { policyDocument: OLD_DOCUMENT, groups: [groupName] });
    Annotations.of(policy).acknowledgeWarning(ID);
    expect(stopped(stack)).toEqual([]);
  });

  test('warns in a stage of its own', () => {
    const stage = new Stage(new App(), 'Stage');
    const stack = testStack({ scope: stage });
    new ConsoleMfaEnforcedGroup(stack, 'Group').addToPolicy(old());
    expect(stopped(stack)).toEqual(['/Stage/Stack/Group/DefaultPolicy/Resource']);
  });
});

describe('on a user', () => {
  const PATHS = ['/Stack/Old/Resource'];

  test.each<[string, string[], string, (stack: Stack, user: iam.User) => unknown]>([
    ['who is in an enforced group', PATHS, 'Stack/User', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      oldPolicy(stack, { users: [user] });
    }],
    ['who has the enforcement', PATHS, 'Stack/User', (stack, user) => {
      requireMfa(stack, { users: [user] });
      oldPolicy(stack, { users: [user] });
    }],
    ['who is in both groups', PATHS, 'Stack/User', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      const other = new iam.Group(stack, 'Other');
      other.addUser(user);
      oldPolicy(stack, { groups: [other] });
    }],
    ['whom the app knows by name', PATHS, 'user/ann', (stack) => {
      new ConsoleMfaEnforcedGroup(stack, 'Group').addUser(importedUser(stack));
      oldPolicy(stack, { users: [importedUser(stack, 'ann', 'Again')] });
    }],
    ['whose default policy it is', ['/Stack/User/DefaultPolicy/Resource'], 'Stack/User', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      user.addToPolicy(old());
    }],
    ['whose L1 has it', ['/Stack/User/Resource'], 'Stack/User', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      l1Of<iam.CfnUser>(user).policies = [{ policyName: 'old', policyDocument: OLD_DOCUMENT }];
    }],
    ['whose policy is an L1', ['/Stack/L1'], 'Stack/User', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      new iam.CfnUserPolicy(stack, 'L1', { policyName: 'old', policyDocument: OLD_DOCUMENT, userName: user.userName });
    }],
  ])('%s', (_, paths, name, make) => {
    const stack = testStack();
    make(stack, new iam.User(stack, 'User'));
    expect(stopped(stack)).toEqual(paths);
    expect(messageOf(stack)).toContain(`so the access keys of ${name} stop`);
  });

  test('of many, a few are named', () => {
    const stack = testStack();
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    const other = new iam.Group(stack, 'Other');
    ['A', 'B', 'C', 'D'].forEach((id) => new iam.User(stack, id, { groups: [group, other] }));
    oldPolicy(stack, { groups: [other] });
    expect(messageOf(stack)).toContain('the access keys of Stack/A, Stack/B, Stack/C and 1 more stop');
  });

  test('a member is not named beside the group', () => {
    const stack = testStack();
    const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
    new iam.User(stack, 'User', { groups: [group] });
    oldPolicy(stack, { groups: [group] });
    expect(messageOf(stack)).toContain('the access keys of Stack/Group stop');
  });

  test.each<[string, (stack: Stack, user: iam.User) => unknown]>([
    ['who is not enforced', (stack, user) => {
      new ConsoleMfaEnforcedGroup(stack, 'Group');
      user.addToGroup(new iam.Group(stack, 'Plain'));
      oldPolicy(stack, { users: [user] });
    }],
    ['whom runs put into the group or not', (stack, user) => {
      user.addToGroup(new ForceMfaGroup(stack, 'Group'));
      oldPolicy(stack, { users: [user] });
    }],
    ['who is in the group of runs that has it', (stack, user) => {
      const group = new ForceMfaGroup(stack, 'Group', { enforcement: MfaEnforcement.ALL_REQUESTS });
      user.addToGroup(group);
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Other'));
      oldPolicy(stack, { groups: [group] });
    }],
    ['who is in a group of ALL_REQUESTS too', (stack, user) => {
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'));
      user.addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Strict', { enforcement: MfaEnforcement.ALL_REQUESTS }));
      oldPolicy(stack, { users: [user] });
    }],
    ['whose membership is conditional', (stack, user) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      const addition = new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: [user.userName] });
      addition.cfnOptions.condition = new CfnCondition(stack, 'Strict', { expression: Fn.conditionEquals('a', 'b') });
      oldPolicy(stack, { users: [user] });
    }],
  ])('nothing for one %s', (_, make) => {
    const stack = testStack();
    make(stack, new iam.User(stack, 'User'));
    expect(stopped(stack)).toEqual([]);
  });
});
