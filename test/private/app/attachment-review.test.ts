import { App, Aws, CfnCondition, CfnParameter, CfnResource, Fn, NestedStack, SecretValue, Stack, Stage, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import {
  ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaAdministratorPolicy, MfaMonitoring, MfaMonitoringProps, SelfManageMfaPolicy, SelfManageMfaPolicyProps,
} from '../../../src/index';
import {
  ACCOUNT, OTHER_ACCOUNT, expectSynthRefused, foreignGroup, importedGroup, importedUser, inAccount, l1Of, refusal, requireMfa, role, testStack,
  warningsOf,
} from '../../helpers';

const BOTH: [string, (scope: Construct, props?: Omit<SelfManageMfaPolicyProps, 'selfManagedCredentials'>, id?: string) => iam.ManagedPolicy][] = [
  ['SelfManageMfaPolicy', (scope, props, id = 'Policy') => new SelfManageMfaPolicy(scope, id, props)],
  ['RequireMfaPolicy', requireMfa],
];

const otherStack = (stack: Stack, env = {}) => testStack({ scope: stack.node.root as App, id: 'Other', ...env });
const synth = (stack: Stack) => Template.fromStack(stack);
const count = (n: number) => Array.from({ length: n }, (_, i) => i);

describe.each(BOTH)('%s', (_, create) => {
  describe('on a role', () => {
    const NAMED = { managedPolicyName: 'Mfa' };
    const byName = (scope: Construct, name: string) => iam.ManagedPolicy.fromManagedPolicyName(scope, 'Imported', name);
    const byArn = (scope: Construct, arn: string) => iam.ManagedPolicy.fromManagedPolicyArn(scope, 'Imported', arn);

    test.each<[string, string, (policy: iam.ManagedPolicy, stack: Stack) => unknown]>([
      ['that the policy attaches itself to', 'Stack/Role/Resource', (policy, stack) => policy.attachToRole(role(stack))],
      ['that the policy attaches itself to by name', 'admin', (policy, stack) => policy.attachToRole(iam.Role.fromRoleName(stack, 'Role', 'admin'))],
      ['that adds the policy', 'Stack/Role/Resource', (policy, stack) => role(stack).addManagedPolicy(policy)],
      ['that is made with the policy', 'Stack/Role/Resource', (policy, stack) => role(stack, { managedPolicies: [policy] })],
      ['whose L1 names the ARN', 'Stack/Role', ({ managedPolicyArn }, stack) => {
        return new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {}, managedPolicyArns: [managedPolicyArn] });
      }],
      ['that an override brings', 'admin', (policy) => l1Of<CfnResource>(policy).addPropertyOverride('Roles', ['admin'])],
      ['of a nested stack', 'Stack/Nested/Role/Resource', (policy, stack) => role(new NestedStack(stack, 'Nested')).addManagedPolicy(policy)],
      ['of another stack', 'Other/Role/Resource', (policy, stack) => role(otherStack(stack)).addManagedPolicy(policy)],
      ['that knows the policy by name', 'Stack/Role/Resource', (__, stack) => role(stack).addManagedPolicy(byName(stack, 'cdk-iam-mfa/Mfa'))],
      ['of another stack that knows the policy by name', 'Other/Role/Resource', (__, stack) => {
        const other = otherStack(stack);
        role(other).addManagedPolicy(byName(other, 'cdk-iam-mfa/Mfa'));
      }],
    ])('fails on one %s', (__, got, attach) => {
      const stack = testStack();
      attach(create(stack, NAMED), stack);
      expectSynthRefused(stack, refusal('Stack/Policy', 'roles', `"${got}"`,
        'users and groups only, because a role session has no aws:username and carries no MFA', 'attach the policy to a group'));
    });

    test('fails on one that knows the policy by the whole ARN', () => {
      const stack = testStack(inAccount(ACCOUNT));
      create(stack, NAMED);
      role(stack).addManagedPolicy(byArn(stack, `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Mfa`));
      expectSynthRefused(stack, refusal('Stack/Policy', 'roles', '"Stack/Role/Resource"'));
    });

    test.each<[string, (stack: Stack) => iam.IManagedPolicy]>([
      ['has another path', (stack) => byName(stack, 'Mfa')],
      ['has another name', (stack) => byName(stack, 'cdk-iam-mfa/Mfa2')],
      ['is of another account', (stack) => byArn(stack, `arn:aws:iam::${OTHER_ACCOUNT}:policy/cdk-iam-mfa/Mfa`)],
      ['is of AWS', () => iam.ManagedPolicy.fromAwsManagedPolicyName('Mfa')],
    ])('a policy that %s is not meant', (__, other) => {
      const stack = testStack(inAccount(ACCOUNT));
      create(stack, NAMED);
      role(stack, { managedPolicies: [other(stack)] });
      expect(() => synth(stack)).not.toThrow();
    });
  });

  describe('on a user', () => {
    const refused = (got: string) => refusal('Stack/Policy', 'users', `"${got}"`, 'at most 64 letters, digits and +=,.@-_, and at least one', 'write it as in ada');

    test('fails on what is no name, attached later', () => {
      const stack = testStack();
      create(stack).attachToUser(importedUser(stack, 'ann smith', 'Ann'));
      expectSynthRefused(stack, refused('ann smith'));
    });

    test('fails on a name with a path that an override brings', () => {
      const stack = testStack();
      (create(stack).node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Users', ['team/ann']);
      expectSynthRefused(stack, refused('team/ann'));
    });
  });

  describe('on a group', () => {
    test('fails on a name with a path, attached later', () => {
      const stack = testStack();
      create(stack).attachToGroup(importedGroup(stack, 'team/devs', 'Devs'));
      expectSynthRefused(stack, refusal('Stack/Policy', 'groups', '"team/devs"', 'a group name without its path', 'pass the bare name "devs"'));
    });

    test('fails on a name with a path that an override brings', () => {
      const stack = testStack();
      (create(stack).node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('Groups', ['team/devs']);
      expectSynthRefused(stack, refusal('Stack/Policy', 'groups', '"team/devs"', 'a group name without its path', 'pass the bare name "devs"'));
    });

    const foreign = (got: string) => refusal('Stack/Policy', 'groups', `"${got} of account ${OTHER_ACCOUNT}"`,
      `one of account ${ACCOUNT}`, `deploy the policy in a stack of account ${OTHER_ACCOUNT}`);

    test('fails on one of another account, attached later by ARN', () => {
      const stack = testStack(inAccount(ACCOUNT));
      create(stack).attachToGroup(foreignGroup(stack));
      expectSynthRefused(stack, foreign('devs'));
    });

    test('fails on one of a stack of another account, attached later', () => {
      const stack = testStack(inAccount(ACCOUNT));
      create(stack).attachToGroup(new iam.Group(otherStack(stack, inAccount(OTHER_ACCOUNT)), 'Devs', { groupName: 'devs' }));
      expectSynthRefused(stack, foreign('Other/Devs/Resource'));
    });

    test('a name that the app knows in the own account too is not foreign', () => {
      const stack = testStack(inAccount(ACCOUNT));
      foreignGroup(stack);
      create(stack).attachToGroup(importedGroup(stack, 'devs'));
      expect(() => synth(stack)).not.toThrow();
    });

    test('one that only an L1 knows is not foreign', () => {
      const stack = testStack(inAccount(ACCOUNT));
      (create(stack).node.defaultChild as iam.CfnManagedPolicy).groups = ['devs', new iam.CfnGroup(stack, 'Group').ref];
      expect(() => synth(stack)).not.toThrow();
    });

    test('an account that is not known is not foreign', () => {
      const stack = testStack();
      create(stack).attachToGroup(foreignGroup(stack));
      expect(() => synth(stack)).not.toThrow();
    });
  });

  describe('the quota of ten policies a group', () => {
    const over = (policies: number, group: string, path: string) => refusal(path, 'groups', `"${policies} managed policies on ${group}"`,
      'at most 10, IAM\'s quota for a group, counted over the group\'s side and the policies\' side', 'or on a second group');
    const THE_GROUP = 'Stack/Group/Resource';

    /** Attaches so many policies from their own side, so many from the group's side, and so many from both. */
    function attach({ own = 0, groups = 0, both = 0 }): Stack {
      const stack = testStack();
      const group = new iam.Group(stack, 'Group', { groupName: 'devs' });
      const byName = importedGroup(stack); // A policy and a group that refer to each other would be a cycle.
      count(own).forEach((i) => create(stack, { groups: [group] }, `Own${i}`));
      count(groups).forEach((i) => group.addManagedPolicy(create(stack, {}, `Groups${i}`)));
      count(both).forEach((i) => group.addManagedPolicy(create(stack, { groups: [byName] }, `Both${i}`)));
      return stack;
    }

    test.each([{ own: 10 }, { groups: 10 }, { both: 10 }, { own: 4, groups: 3, both: 3 }])('is kept by %j', (sides) => {
      expect(() => synth(attach(sides))).not.toThrow();
    });

    test.each([
      [{ own: 11 }, 'Own10'], [{ groups: 11 }, 'Groups10'], [{ both: 11 }, 'Both10'],
      [{ own: 1, groups: 10 }, 'Own0'], [{ own: 10, groups: 1 }, 'Groups0'], [{ own: 4, groups: 3, both: 4 }, 'Both3'],
    ])('fails with %j', (sides, reported) => {
      expectSynthRefused(attach(sides), over(11, THE_GROUP, `Stack/${reported}`));
    });

    test('counts the policies of others', () => {
      const stack = testStack();
      const group = new iam.Group(stack, 'Group', {
        managedPolicies: count(10).map((i) => iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${i}`)),
      });
      create(stack, { groups: [group] });
      expectSynthRefused(stack, over(11, THE_GROUP, 'Stack/Policy'));
    });

    test.each<[string, (group: iam.Group, policy: iam.ManagedPolicy, isProduction: string) => unknown]>([
      ['policies that have a condition', (group, policy, isProduction) => {
        l1Of<CfnResource>(policy).addOverride('Condition', isProduction);
        policy.attachToGroup(group);
      }],
      ['entries of the group that have a condition', (group, policy, isProduction) => group.addManagedPolicy(
        iam.ManagedPolicy.fromManagedPolicyArn(policy, 'Conditional', Fn.conditionIf(isProduction, policy.managedPolicyArn, Aws.NO_VALUE).toString()),
      )],
    ])('leaves out %s, because the group need not have all of them', (__, attachTo) => {
      const stack = attach({ groups: 10 });
      const { logicalId } = new CfnCondition(stack, 'IsProduction', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
      count(2).forEach((i) => attachTo(stack.node.findChild('Group') as iam.Group, create(stack, {}, `Conditional${i}`), logicalId));
      expect(() => synth(stack)).not.toThrow();
    });

    test('names each policy once', () => {
      const stack = attach({ both: 11 });
      expect(() => synth(stack)).not.toThrow(/(Stack\/Both0: groups).*\1/s);
    });

    /** Six policies attached to one group, five to the other. */
    function attachToTwo(one: iam.IGroup, other: iam.IGroup) {
      count(6).forEach((i) => create(Stack.of(one), { groups: [one] }, `Policy${i}`));
      count(5).forEach((i) => create(Stack.of(other), { groups: [other] }, `More${i}`));
      return Stack.of(one);
    }

    test('counts over stacks that import a group by the same name', () => {
      const stack = testStack();
      const devs = '{\\"Ref\\":\\"AWS::AccountId\\"}:group/devs';
      expectSynthRefused(attachToTwo(importedGroup(stack), importedGroup(otherStack(stack))), over(11, devs, 'Stack/Policy0'));
    });

    test('counts over a group that one stack owns and another imports by name', () => {
      const stack = testStack();
      const owned = new iam.Group(stack, 'Group', { groupName: 'devs' });
      expectSynthRefused(attachToTwo(owned, importedGroup(otherStack(stack))), over(11, THE_GROUP, 'Stack/Policy0'));
    });

    test.each<[string, (stack: Stack) => [iam.IGroup, iam.IGroup]]>([
      ['two groups', (stack) => [importedGroup(stack), importedGroup(stack, 'ops')]],
      ['groups of one name in two accounts', (stack) => [importedGroup(stack), importedGroup(otherStack(stack, inAccount(OTHER_ACCOUNT)))]],
      ['groups of one name in two deployments', (stack) => {
        const deployedApart = testStack({ scope: new Stage(stack.node.root, 'Stage'), ...inAccount(ACCOUNT) });
        return [importedGroup(stack), importedGroup(deployedApart)];
      }],
    ])('does not mix up %s', (__, groups) => {
      const stack = testStack(inAccount(ACCOUNT));
      attachToTwo(...groups(stack));
      expect(() => synth(stack)).not.toThrow();
    });
  });

  describe('twice', () => {
    test.each<[string, string, string, (stack: Stack) => SelfManageMfaPolicyProps]>([
      ['one group by its name and its ARN', 'groups', 'group/devs', (stack) => {
        return { groups: [importedGroup(stack), iam.Group.fromGroupArn(stack, 'ByArn', `arn:aws:iam::${ACCOUNT}:group/devs`)] };
      }],
      ['one user by its name and its ARN', 'users', 'user/ann', (stack) => {
        return { users: [importedUser(stack), iam.User.fromUserArn(stack, 'ByArn', `arn:aws:iam::${ACCOUNT}:user/staff/ann`)] };
      }],
      ['a group of the app and its name', 'groups', 'Stack/Group', (stack) => {
        return { groups: [new iam.Group(stack, 'Group', { groupName: 'devs' }), importedGroup(stack)] };
      }],
    ])('fails on %s', (__, prop, got, props) => {
      const stack = testStack(inAccount(ACCOUNT));
      create(stack, props(stack));
      expectSynthRefused(stack, refusal('Stack/Policy', prop, `"${got} twice"`, 'once, because CloudFormation refuses a list with one name twice', 'leave one'));
    });

    test('takes one group from two constructs whose ARNs are alike, which CDK writes once', () => {
      const stack = testStack();
      create(stack, { groups: [importedGroup(stack), importedGroup(stack, 'devs', 'Again')] });
      synth(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { Groups: ['devs'] });
    });
  });

  describe('from both sides', () => {
    const cycle = (prop: string, got: string) => refusal('Stack/Policy', prop, `"${got}, which attaches the policy from its own side too"`,
      'one side, because CloudFormation cannot create two resources that refer to each other', 'attach the policy from its own side only');

    test('fails with a group', () => {
      const stack = testStack();
      const group = new iam.Group(stack, 'Group');
      group.addManagedPolicy(create(stack, { groups: [group] }));
      expectSynthRefused(stack, cycle('groups', 'Stack/Group/Resource'));
    });

    test('fails with a user', () => {
      const stack = testStack();
      const user = new iam.User(stack, 'User');
      create(stack, { managedPolicyName: 'Mfa' }).attachToUser(user);
      user.addManagedPolicy(stack.node.findChild('Policy') as iam.ManagedPolicy);
      expectSynthRefused(stack, cycle('users', 'Stack/User/Resource'));
    });

    test('fails with a group that an override brings', () => {
      const stack = testStack();
      const group = new iam.Group(stack, 'Group');
      const policy = create(stack);
      group.addManagedPolicy(policy);
      l1Of<CfnResource>(policy).addPropertyOverride('Groups', [group.groupName]);
      expectSynthRefused(stack, cycle('groups', 'Stack/Group/Resource'));
    });

    test('is no cycle between Regions, where CDK writes plain names', () => {
      const stack = testStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
      const group = new iam.Group(otherStack(stack, { env: { account: ACCOUNT, region: 'eu-west-1' } }), 'Group', { groupName: 'developers' });
      group.addManagedPolicy(create(stack, { groups: [group], managedPolicyName: 'Mfa' }));
      expect(() => synth(stack)).not.toThrow();
    });

    test.each<[string, (group: iam.Group, stack: Stack) => unknown]>([
      ['the policy names the group', (group, stack) => group.addManagedPolicy(create(stack, { groups: [importedGroup(stack)] }))],
      ['the group names the policy', (group, stack) => {
        create(stack, { groups: [group], managedPolicyName: 'Mfa' });
        group.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Imported', 'cdk-iam-mfa/Mfa'));
      }],
      ['another group is on the other side', (group, stack) => new iam.Group(stack, 'Other').addManagedPolicy(create(stack, { groups: [group] }))],
    ])('is no cycle if %s', (__, attach) => {
      const stack = testStack();
      attach(new iam.Group(stack, 'Group', { groupName: 'devs' }), stack);
      expect(() => synth(stack)).not.toThrow();
    });
  });

  test('a policy that was taken out of the tree again is no obstacle', () => {
    const stack = testStack();
    create(stack, { groups: [importedGroup(stack)] });
    stack.node.tryRemoveChild('Policy');
    expect(() => synth(stack)).not.toThrow();
  });

  test('resources of the wrong class are no obstacle', () => {
    const stack = testStack();
    create(stack, { groups: [importedGroup(stack)] });
    ['Role', 'Group', 'User', 'ManagedPolicy', 'UserToGroupAddition'].forEach((type) => new CfnResource(stack, type, { type: `AWS::IAM::${type}` }));
    expect(() => synth(stack)).not.toThrow();
  });
});

describe.each([
  ...BOTH,
  ['MfaAdministratorPolicy', (scope, props, id = 'Policy') => new MfaAdministratorPolicy(scope, id, props)] as (typeof BOTH)[number],
])('%s that would deny or allow nothing', (_, create) => {
  const withoutStatements = (got: string) => refusal('Stack/Policy', 'PolicyDocument', got,
    'a document of Version, Id and statements, because without statements the policy denies and allows nothing',
    'take away the override, the mixin or the assignment');

  test.each<[string, string, (resource: iam.CfnManagedPolicy) => unknown]>([
    ['an override takes the document away', 'nothing', (resource) => resource.addPropertyDeletionOverride('PolicyDocument')],
    ['an override takes the statements away', '"a document of Version"', (resource) => resource.addPropertyDeletionOverride('PolicyDocument.Statement')],
    ['an override empties it', '"a document of Statement, Version"', (resource) => resource.addPropertyOverride('PolicyDocument.Statement', [])],
    ['an assignment empties it', '"a document of nothing"', (resource) => { resource.policyDocument = {}; }],
  ])('fails if %s', (__, got, change) => {
    const stack = testStack();
    change(l1Of(create(stack, { groups: [importedGroup(stack)] })));
    expectSynthRefused(stack, withoutStatements(got));
  });

  // As a mixin of CDK merges it: an object of its own that has the fields of ours.
  test('fails if the document was merged with another', () => {
    const stack = testStack();
    const resource = l1Of<iam.CfnManagedPolicy>(create(stack, { groups: [importedGroup(stack)] }));
    resource.policyDocument = { ...resource.policyDocument as object, Id: 'other' };
    expectSynthRefused(stack, /Stack\/Policy: PolicyDocument got "a document of Id.*, expected a document of Version, Id and statements/);
  });

  test('fails if CDK keeps the policies out of the template', () => {
    const stack = testStack();
    iam.Role.customizeRoles(stack);
    create(stack, { groups: [importedGroup(stack)] });
    expectSynthRefused(stack, refusal('Stack/Policy', 'Role.customizeRoles', '"synthesis that is prevented"',
      'managed policies in the template', 'call Role.customizeRoles on a scope without this construct, or pass preventSynthesis: false'));
  });

  test('works if CDK customizes roles only', () => {
    const stack = testStack();
    iam.Role.customizeRoles(stack, { preventSynthesis: false });
    create(stack, { groups: [importedGroup(stack)] });
    synth(stack).resourceCountIs('AWS::IAM::ManagedPolicy', 1);
  });
});

test.each<[string, (stack: Stack) => unknown]>([
  ['ConsoleMfaEnforcedGroup', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group')],
  ['ForceMfaGroup', (stack) => new ForceMfaGroup(stack, 'Group')],
])('a %s whose policies CDK keeps out of the template is refused, and named', (_, create) => {
  const stack = testStack();
  iam.Role.customizeRoles(stack);
  create(stack);
  expectSynthRefused(stack, refusal('Stack/Group/RequireMfaPolicy', 'Role.customizeRoles', '"synthesis that is prevented"'));
});

describe('warns of a group by an ARN that is a token, because CDK takes the first part of its path for the name', () => {
  const UNKNOWN_PATH = ['/Stack/Policy/Resource cdk-iam-mfa:group-path-unknown'];
  const byArn = (scope: Construct, arn: string) => iam.Group.fromGroupArn(scope, 'Group', arn);

  test.each<[string, (stack: Stack) => string]>([
    ['an import', () => Fn.importValue('GroupArn')],
    ['a parameter', (stack) => new CfnParameter(stack, 'GroupArn').valueAsString],
    ['an ARN with a token for its path', () => Fn.sub('arn:aws:iam::111111111111:group${Path}devs', { Path: Fn.importValue('Path') })],
  ])('%s', (_, arn) => {
    const stack = testStack();
    requireMfa(stack, { groups: [byArn(stack, arn(stack))] });
    expect(warningsOf(stack)).toEqual(UNKNOWN_PATH);
  });

  test('of a policy that only grants, and attached later', () => {
    const stack = testStack();
    new SelfManageMfaPolicy(stack, 'Policy').attachToGroup(byArn(stack, Fn.importValue('GroupArn')));
    expect(warningsOf(stack)).toEqual(UNKNOWN_PATH);
  });

  test('but not of a name that is a token, nor of an ARN that is known', () => {
    const stack = testStack();
    requireMfa(stack, { groups: [iam.Group.fromGroupName(stack, 'ByName', Fn.importValue('GroupName')), byArn(stack, `arn:aws:iam::${ACCOUNT}:group/devs`)] });
    expect(warningsOf(stack)).toEqual([]);
  });

  test('and says what to do', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [byArn(stack, Fn.importValue('GroupArn'))] });
    synth(stack);
    expect(policy.node.defaultChild!.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringMatching(
      /^groups got a group by an ARN that is a token, .*; fix: import it by its name, with iam.Group.fromGroupName, or acknowledge this warning if the group has no path/,
    ));
  });
});

test('warns of a user by an ARN that is a token, because CDK takes the path for a part of the name', () => {
  const stack = testStack();
  const byArn = (id: string, arn: string) => iam.User.fromUserArn(stack, id, arn);
  requireMfa(stack, { users: [byArn('Known', `arn:aws:iam::${ACCOUNT}:user/team/ann`), iam.User.fromUserName(stack, 'ByName', Fn.importValue('Name'))] });
  expect(warningsOf(stack)).toEqual([]);
  const other = testStack();
  requireMfa(other, { users: [iam.User.fromUserArn(other, 'User', Fn.importValue('Arn'))] });
  expect(warningsOf(other)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:user-path-unknown']);
});

describe('warns of an enforcement that no monitoring looks for', () => {
  const UNWATCHED = ['/Stack/Policy/Resource cdk-iam-mfa:policy-not-monitored'];
  const corp = (stack: Stack) => requireMfa(stack, { path: '/corp/mfa/', groups: [importedGroup(stack)] });
  const monitor = (stack: Stack, props: MfaMonitoringProps = {}, id = 'Monitoring') => new MfaMonitoring(stack, id, { configRules: [], ...props });
  const warned = (build: (stack: Stack) => unknown) => {
    const stack = testStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
    build(stack);
    return warningsOf(stack);
  };

  test.each<[string, (stack: Stack) => unknown]>([
    ['under another path', (stack) => { corp(stack); monitor(stack); }],
    ['under a path that an override brings', (stack) => {
      l1Of<CfnResource>(requireMfa(stack, { groups: [importedGroup(stack)] })).addPropertyOverride('Path', '/corp/');
      monitor(stack);
    }],
    ['under a path that is settled at deploy', (stack) => { requireMfa(stack, { path: `/${Aws.STACK_NAME}/`, groups: [importedGroup(stack)] }); monitor(stack); }],
    ['while a path of the monitoring is settled at deploy', (stack) => { corp(stack); monitor(stack, { policyPath: `/${Aws.STACK_NAME}/` }); }],
    ['in a stack that may be of the same account', (stack) => { corp(stack); monitor(testStack({ scope: Stage.of(stack)!, id: 'Other' })); }],
    ['for alarms only', (stack) => {
      corp(stack);
      monitor(stack, { notifyOfChanges: false, trailLogGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'trail') });
    }],
  ])('%s', (_, build) => {
    expect(warned(build).filter((warning) => !warning.includes('region-unknown'))).toEqual(UNWATCHED);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['with the path', (stack) => { corp(stack); monitor(stack, { policyPath: '/corp/' }); }],
    ['with the same token as its path', (stack) => {
      requireMfa(stack, { path: `/${Aws.STACK_NAME}/`, groups: [importedGroup(stack)] });
      monitor(stack, { policyPath: `/${Aws.STACK_NAME}/` });
    }],
    ['of which one of two looks for it', (stack) => { corp(stack); monitor(stack); monitor(stack, { policyPath: '/corp/' }, 'Second'); }],
    ['that does not look for policies', (stack) => { corp(stack); monitor(stack, { notifyOfChanges: false, configRules: undefined }); }],
    ['of another account', (stack) => { corp(stack); monitor(testStack({ scope: Stage.of(stack)!, id: 'Other', env: { account: OTHER_ACCOUNT, region: 'us-east-1' } })); }],
    ['of a policy that enforces nothing', (stack) => { new SelfManageMfaPolicy(stack, 'Policy', { path: '/corp/', groups: [importedGroup(stack)] }); monitor(stack); }],
  ])('but not beside one %s', (_, build) => {
    expect(warned(build)).toEqual([]);
  });

  test('and says which monitoring, and what to do', () => {
    const stack = testStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
    const policy = corp(stack);
    monitor(stack);
    synth(stack);
    expect(policy.node.defaultChild!.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringMatching(
      /^path got "\/corp\/mfa\/", but Stack\/Monitoring looks for policies under \/cdk-iam-mfa\/ only, .*; fix: pass policyPath to the MfaMonitoring, or acknowledge/,
    ));
  });
});

describe('warns of a document that is no longer the one of the construct', () => {
  const REPLACED = ['/Stack/Policy/Resource cdk-iam-mfa:document-replaced'];
  const OTHER = new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });

  test.each<[string, (resource: iam.CfnManagedPolicy) => unknown]>([
    ['assigned', (resource) => { resource.policyDocument = OTHER; }],
    ['overridden in part', (resource) => resource.addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Allow')],
  ])('%s', (_, change) => {
    const stack = testStack();
    change(l1Of(requireMfa(stack, { groups: [importedGroup(stack)] })));
    expect(warningsOf(stack)).toEqual(REPLACED);
  });

  test('but not of statements that were added to it', () => {
    const stack = testStack();
    requireMfa(stack, { groups: [importedGroup(stack)] }).addStatements(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
    expect(warningsOf(stack)).toEqual([]);
  });
});

test('each deployment is reviewed, and only once', () => {
  const app = new App();
  const stage = new Stage(app, 'Stage');
  const reviews = [app, stage].map(({ node }) => jest.spyOn(node, 'addValidation'));
  [app, app, stage].forEach((scope, i) => new ConsoleMfaEnforcedGroup(testStack({ scope, id: `Stack${i}` }), 'Group'));
  reviews.forEach((review) => expect(review).toHaveBeenCalledTimes(1));
});

test('a tree without a stage is reviewed from its root', () => {
  const root = new Construct(undefined as any, '');
  const stack = new Stack(root, 'Stack');
  requireMfa(stack).attachToRole(role(stack));
  expect(root.node.validate()).toEqual([expect.stringContaining('Stack/Policy: roles got')]);
});

describe('warns of a policy that nothing attaches', () => {
  test.each<[string, (policy: iam.ManagedPolicy, stack: Stack) => unknown]>([
    ['a group, from the policy\'s side', (policy, stack) => policy.attachToGroup(importedGroup(stack))],
    ['a user, from the policy\'s side', (policy, stack) => policy.attachToUser(importedUser(stack))],
    ['a group of another stack', (policy, stack) => policy.attachToGroup(new iam.Group(testStack({ scope: Stage.of(stack)!, id: 'Other' }), 'Group'))],
    ['a user, from the user\'s side', (policy, stack) => new iam.User(stack, 'User', { managedPolicies: [policy] })],
  ])('but not if it is attached to %s', (_, attach) => {
    const stack = testStack();
    attach(new SelfManageMfaPolicy(stack, 'Policy'), stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('says what to do', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [] });
    synth(stack);
    expect(policy.node.defaultChild!.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringMatching(
      /^groups and users got nothing, .*; fix: pass groups or users, or acknowledge this warning if something outside the app attaches it/,
    ));
  });
});

describe('warns of a group that is not guarded', () => {
  const NOT_GUARDED = ['/Stack/Policy/Resource cdk-iam-mfa:group-not-guarded'];

  test.each<[string, string[], (group: iam.Group, policy: iam.ManagedPolicy) => unknown]>([
    ['adds the policy', NOT_GUARDED, (group, policy) => group.addManagedPolicy(policy)],
    ['is attached from both sides: no', [], (group, policy) => {
      group.addManagedPolicy(policy);
      policy.attachToGroup(importedGroup(Stack.of(group), 'admin'));
    }],
    ['is attached from the policy\'s side: no', [], (group, policy) => policy.attachToGroup(group)],
    ['has another policy: no', ['/Stack/Policy/Resource cdk-iam-mfa:policy-not-attached'], (group) => group.addManagedPolicy(new SelfManageMfaPolicy(group, 'Other'))],
  ])('that %s', (_, warnings, attach) => {
    const stack = testStack();
    const group = new iam.Group(stack, 'Group', { groupName: 'admin' });
    new iam.User(stack, 'User', { userName: 'admin' }); // no group, though of the same name
    attach(group, requireMfa(stack));
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test('says which and what to do', () => {
    const stack = testStack();
    const policy = requireMfa(stack);
    new iam.Group(stack, 'Group', { managedPolicies: [policy] });
    synth(stack);
    expect(policy.node.defaultChild!.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringMatching(
      /^groups got Stack\/Group\/Resource from the group's side only, .*; fix: attach it from the policy's side \(groups, or attachToGroup\), or acknowledge/,
    ));
  });
});

describe('warns of a user whom two resources add to an enforced group', () => {
  const list = (group: iam.IGroup, users: string[], scope = Stack.of(group)) =>
    new iam.CfnUserToGroupAddition(scope, 'List', { groupName: group.groupName, users });
  const enforced = (stack: Stack, id = 'Developers') => new ConsoleMfaEnforcedGroup(stack, id);
  const warned = (build: (stack: Stack) => unknown, env = {}) => {
    const stack = testStack(env);
    build(stack);
    return warningsOf(stack).filter((warning) => warning.includes('twice'));
  };

  test.each<[string, (stack: Stack, group: iam.Group) => unknown]>([
    ['by two calls', (stack, group) => { const ann = importedUser(stack); group.addUser(ann); group.addUser(ann); }],
    ['in a nested stack', (stack, group) => { group.addUser(importedUser(stack)); list(group, ['ann'], new NestedStack(stack, 'Nested')); }],
    ['by a call and a list', (stack, group) => { group.addUser(importedUser(stack)); list(group, ['ben', 'ann']); }],
    ['by the user and a list', (stack, group) => { const { userName } = new iam.User(stack, 'Ann', { groups: [group] }); list(group, [userName]); }],
    ['in another stack of the account', (stack, group) => { group.addUser(importedUser(stack)); list(group, ['ann'], otherStack(stack, inAccount(ACCOUNT))); }],
  ])('%s', (_, add) => {
    expect(warned((stack) => add(stack, enforced(stack)), inAccount(ACCOUNT))).toEqual(['/Stack/Developers/RequireMfaPolicy/Resource cdk-iam-mfa:user-added-twice']);
  });

  test.each<[string, (stack: Stack, group: iam.Group) => unknown]>([
    ['to two groups', (stack, group) => { const ann = importedUser(stack); group.addUser(ann); enforced(stack, 'Operators').addUser(ann); }],
    ['twice by one list', (_, group) => list(group, ['ann', 'ann'])],
    ['by one of two lists, which a condition settles', (stack, group) => {
      list(group, ['ann']).cfnOptions.condition = new CfnCondition(stack, 'Wanted');
      group.addUser(importedUser(stack));
    }],
    ['in a stack that may be of another account', (stack, group) => { group.addUser(importedUser(stack)); list(group, ['ann'], otherStack(stack)); }],
    ['to a group without enforcement', (stack) => { const ann = importedUser(stack); const group = new iam.Group(stack, 'Group'); group.addUser(ann); group.addUser(ann); }],
  ])('but not %s', (_, add) => {
    expect(warned((stack) => add(stack, enforced(stack)))).toEqual([]);
  });

  test('and says by what, and what to do', () => {
    const stack = testStack();
    const group = enforced(stack);
    group.addUser(importedUser(stack));
    list(group, ['ann']);
    warningsOf(stack);
    expect(l1Of<CfnResource>(group.requireMfaPolicy).node.metadata.map(({ data }) => data)).toContain(
      'Stack/Developers got user/ann from Stack/annGroup0 and from Stack/List, and once you delete one, CloudFormation takes the user out, whatever the other says; '
      + 'fix: leave one out before you deploy both, or acknowledge this warning [ack: cdk-iam-mfa:user-added-twice]',
    );
  });
});

describe('warns of a user that is not guarded', () => {
  test.each<[string, string[], (user: iam.User, policy: iam.ManagedPolicy) => unknown]>([
    ['adds the policy', ['/Stack/Policy/Resource cdk-iam-mfa:user-not-guarded'], (user, policy) => user.addManagedPolicy(policy)],
    ['is attached from the policy\'s side: no', [], (user, policy) => policy.attachToUser(user)],
    ['adds a policy that guards another user, and with it every user it is attached to: no', [], (user, policy) => {
      policy.attachToUser(importedUser(Stack.of(user), 'bob'));
      user.addManagedPolicy(policy);
    }],
    ['has another policy: no', ['/Stack/Policy/Resource cdk-iam-mfa:policy-not-attached'], (user) => user.addManagedPolicy(new SelfManageMfaPolicy(user, 'Other'))],
  ])('that %s', (_, warnings, attach) => {
    const stack = testStack();
    attach(new iam.User(stack, 'User'), requireMfa(stack));
    expect(warningsOf(stack)).toEqual(warnings);
  });
});

describe('warns of a user whose first sign-in would loop', () => {
  const BLOCKED = ['/Stack/Ann/Resource cdk-iam-mfa:password-reset-blocked'];
  const RESET = { password: SecretValue.unsafePlainText('initial'), passwordResetRequired: true };
  const ann = (stack: Stack, props: iam.UserProps = {}) => new iam.User(stack, 'Ann', { ...RESET, ...props });

  test.each<[string, (group: ConsoleMfaEnforcedGroup, stack: Stack) => unknown]>([
    ['joins', (group, stack) => ann(stack).addToGroup(group)],
    ['is added', (group, stack) => group.addUser(ann(stack))],
    ['is made with the group', (group, stack) => ann(stack, { groups: [group] })],
    ['is made with the group by its name', (_, stack) => ann(stack, { groups: [importedGroup(stack)] })],
    ['is added by an L1', ({ groupName }, stack) => {
      return new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: [ann(stack).userName] });
    }],
    ['is added by name', (_, stack) => {
      ann(stack, { userName: 'ann' });
      return new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName: 'devs', users: ['bob', 'ann'] });
    }],
    ['has the policy itself', (group, stack) => group.requireMfaPolicy.attachToUser(ann(stack))],
    ['adds the policy to itself', (group, stack) => ann(stack).addManagedPolicy(group.requireMfaPolicy)],
    ['has the policy itself, by name', (group, stack) => {
      ann(stack, { userName: 'ann' });
      group.requireMfaPolicy.attachToUser(importedUser(stack, 'ann'));
    }],
    ['joins a group that adds the policy', (group, stack) => {
      const other = new iam.Group(stack, 'Other', { managedPolicies: [group.requireMfaPolicy] });
      ann(stack).addToGroup(other);
    }],
  ])('when the user %s', (_, join) => {
    const stack = testStack();
    join(new ConsoleMfaEnforcedGroup(stack, 'Group', { groupName: 'devs' }), stack);
    expect(warningsOf(stack).filter((warning) => !warning.includes('-not-guarded'))).toEqual(BLOCKED);
  });

  test('or an L1', () => {
    const stack = testStack();
    const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
    new iam.CfnUser(stack, 'Ann', { groups: [groupName], loginProfile: { password: 'initial', passwordResetRequired: true } });
    expect(warningsOf(stack)).toEqual(['/Stack/Ann cdk-iam-mfa:password-reset-blocked']);
  });

  test('once, if two groups block it, and names both', () => {
    const stack = testStack();
    const user = ann(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'One'), new ConsoleMfaEnforcedGroup(stack, 'Two')] });
    expect(warningsOf(stack)).toEqual(BLOCKED);
    expect(user.node.defaultChild!.node.metadata.map(({ data }) => data))
      .toContainEqual(expect.stringContaining('but Stack/One/RequireMfaPolicy and Stack/Two/RequireMfaPolicy deny this user'));
  });

  test.each<[string, string[], (stack: Stack) => unknown]>([
    ['holds the user', BLOCKED, (stack) => { new ForceMfaGroup(stack, 'WithoutMfa'); ann(stack); }],
    ['holds another path: no', [], (stack) => { new ForceMfaGroup(stack, 'WithoutMfa', { userPathPrefix: '/staff/' }); ann(stack); }],
    ['exempts the user: no', [], (stack) => new ForceMfaGroup(stack, 'WithoutMfa', { exemptUsers: [ann(stack).userName] })],
    ['lets members change it: no', [], (stack) => { new ForceMfaGroup(stack, 'WithoutMfa', { allowPasswordChange: true }); ann(stack); }],
    ['is on a dry run: no', [], (stack) => { new ForceMfaGroup(stack, 'WithoutMfa', { dryRun: true }); ann(stack); }],
    ['is of another account: no', [], (stack) => {
      new ForceMfaGroup(testStack({ scope: Stage.of(stack)!, id: 'Other', ...inAccount(OTHER_ACCOUNT) }), 'WithoutMfa');
      ann(stack);
    }],
  ])('of a ForceMfaGroup that %s', (_, warnings, build) => {
    const stack = testStack(inAccount(ACCOUNT));
    build(stack);
    expect(warningsOf(stack)).toEqual(warnings);
  });

  test('and says by which policy, and what to do', () => {
    const stack = testStack();
    const user = ann(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] });
    synth(stack);
    expect(user.node.defaultChild!.node.metadata.map(({ data }) => data)).toContainEqual(expect.stringMatching(
      /^passwordResetRequired got true, but Stack\/Group\/RequireMfaPolicy denies .* iam:ChangePassword .*; fix: set allowPasswordChange on the enforcement, or/,
    ));
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['the group allows it', (stack) => ann(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group', { allowPasswordChange: true })] })],
    ['the policy allows it', (stack) => requireMfa(stack, { allowPasswordChange: true, users: [ann(stack)] })],
    ['nothing is enforced', (stack) => new SelfManageMfaPolicy(stack, 'Policy', { users: [ann(stack)] })],
    ['the user is in no group', (stack) => new ConsoleMfaEnforcedGroup(ann(stack), 'Group')],
    ['another user is added', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(ann(stack), 'Group');
      return new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: [importedUser(stack, 'bob').userName] });
    }],
    ['the user need not reset a password', (stack) => {
      return ann(stack, { passwordResetRequired: false, groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] });
    }],
    ['the user has no password', (stack) => new iam.User(stack, 'Ann', { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] })],
    ['a group of the user\'s name is enforced', (stack) => {
      requireMfa(stack, { groups: [importedGroup(stack, 'ann', 'Group')] });
      return ann(stack, { userName: 'ann' });
    }],
  ])('not when %s', (_, create) => {
    const stack = testStack();
    create(stack);
    expect(warningsOf(stack)).toEqual([]);
  });
});
