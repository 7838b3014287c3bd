import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  Annotations as CdkAnnotations, App, Aspects, Aws, CfnCondition, CfnDynamicReference, CfnDynamicReferenceService, CfnParameter, CfnResource,
  Duration, Fn, IAspect, Lazy, NestedStack,
  SecretValue, Stack, Stage, Token, aws_iam as iam, aws_lambda as lambda, aws_scheduler as scheduler, cloudformation_include as cfninclude,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Construct, IConstruct } from 'constructs';
import { ACCOUNT, OTHER_ACCOUNT, importedGroup, inAccount, l1Of, refusal, requireMfa, role, testStack, warningsOf } from './helpers';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, ForceMfaGroupProps, ForceMfaScope, MfaCoverageCheck, MfaCoverageSeverity, MfaRequiredPrincipal, SelfManageMfaPolicy } from '../src';

const PASSWORD = { password: SecretValue.unsafePlainText('initial') };
const USER = 'cdk-iam-mfa:user-not-covered';
const GROUP = 'cdk-iam-mfa:group-not-covered';
const UNKNOWN = 'cdk-iam-mfa:coverage-unknown';

const consoleUser = (scope: Construct, props: iam.UserProps = {}, id = 'User') => new iam.User(scope, id, { ...PASSWORD, ...props });
function include(stack: Stack, template: object): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-include-'));
  const templateFile = join(folder, 'template.json');
  writeFileSync(templateFile, JSON.stringify(template));
  new cfninclude.CfnInclude(stack, 'Included', { templateFile });
  rmSync(folder, { recursive: true });
}
const openToken = () => Fn.importValue('Name');
const dynamicReference = () => new CfnDynamicReference(CfnDynamicReferenceService.SSM, '/iam/name').toString();
const otherStack = (stack: Stack, props = {}) => testStack({ scope: Stage.of(stack)!, id: 'Other', ...props });

/** Level, path and id of what is reported, in order of paths. */
function reports(stack: Stack): string[] {
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())]
    .map(({ level, id, entry }) => `${level} ${id} ${/cdk-iam-mfa:[a-z-]+/.exec(entry.data as string)?.[0]}`)
    .filter((report) => /coverage|covered/.test(report)).sort();
}

const messagesOf = (stack: Stack) => {
  const annotations = Annotations.fromStack(stack);
  return [...annotations.findError('*', Match.anyValue()), ...annotations.findWarning('*', Match.anyValue())].map(({ entry }) => entry.data as string)
    .filter((message) => /coverage|covered/.test(message));
};

function checked(build: (stack: Stack) => unknown, severity?: MfaCoverageSeverity, env = {}): string[] {
  const stack = testStack(env);
  Aspects.of(stack.node.root).add(new MfaCoverageCheck({ severity }));
  build(stack);
  return reports(stack);
}

describe('what no enforcement covers', () => {
  const build = (stack: Stack) => {
    consoleUser(stack, { groups: [new iam.Group(stack, 'Group')] });
    new iam.CfnUser(stack, 'L1User', { loginProfile: { password: 'initial' } });
    new iam.CfnGroup(stack, 'L1Group', {});
  };

  test('is an error by default', () => {
    expect(checked(build)).toEqual([
      `error /Stack/Group/Resource ${GROUP}`, `error /Stack/L1Group ${GROUP}`, `error /Stack/L1User ${USER}`, `error /Stack/User/Resource ${USER}`,
    ]);
    expect(checked(build, MfaCoverageSeverity.ERROR)).toEqual(checked(build));
  });

  test('is a warning if asked for', () => {
    expect(checked(build, MfaCoverageSeverity.WARNING)).toEqual(checked(build).map((report) => report.replace('error', 'warning')));
  });

  test('says what is the matter, and how to fix it', () => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    build(stack);
    const messages = Annotations.fromStack(stack).findError('*', Match.anyValue()).map(({ entry }) => entry.data);
    expect(messages).toContain('the user has a password, and no enforcement covers the user, so the password alone opens the console; '
      + `fix: add the user to a ConsoleMfaEnforcedGroup, attach a RequireMfaPolicy, or let a ForceMfaGroup look after the user, or acknowledge "${USER}"`);
    expect(messages).toContain('no enforcement covers the group, so a member with a password gets what the group allows by the password alone; '
      + `fix: make it a ConsoleMfaEnforcedGroup, or attach a RequireMfaPolicy, or acknowledge "${GROUP}"`);
  });

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['a document that was replaced', (stack) => {
      l1Of<iam.CfnManagedPolicy>(requireMfa(stack, { users: [consoleUser(stack)] })).addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Allow');
    }, 'the document of Stack/Policy was replaced, so it may deny nothing'],
    ['a time before the enforcement', (stack) => { new ForceMfaGroup(stack, 'Held', { enforceFrom: new Date('2099-01-01') }); consoleUser(stack); },
      'Stack/Held covers nobody before 2099-01-01T00:00:00.000Z (enforceFrom)'],
    ['a grace period', (stack) => { new ForceMfaGroup(stack, 'Held', { gracePeriod: Duration.days(7) }); consoleUser(stack); },
      'Stack/Held leaves a new user alone for a time (gracePeriod)'],
  ])('names a cause, if there is one: %s', (_, add, cause) => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    add(stack);
    expect(messagesOf(stack)).toEqual([expect.stringContaining(`no enforcement covers the user (${cause}), so `)]);
  });

  test('is reported once, however often the app is synthesized', () => {
    const stack = testStack();
    Aspects.of(stack.node.root).add(new MfaCoverageCheck());
    build(stack);
    (stack.node.root as App).synth();
    (stack.node.root as App).synth({ force: true });
    expect(reports(stack)).toHaveLength(4);
  });
});

describe('users', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['without a password', (stack) => new iam.User(stack, 'User')],
    ['without a password, made without a class of its own', (stack) => new CfnResource(stack, 'User', { type: 'AWS::IAM::User', properties: {} })],
    ['whose password an override takes away', (stack) => l1Of<CfnResource>(consoleUser(stack)).addPropertyDeletionOverride('LoginProfile')],
    ['made without a class of their own, in an enforced group', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      new CfnResource(stack, 'User', { type: 'AWS::IAM::User', properties: { LoginProfile: { Password: 'initial' }, Groups: [groupName] } });
    }],
    ['added to an enforced group by an override', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      l1Of<CfnResource>(consoleUser(stack, { groups: [importedGroup(stack)] })).addPropertyOverride('Groups.1', groupName);
    }],
    ['without a password, as L1', (stack) => new iam.CfnUser(stack, 'User', {})],
    ['whose password turns out to be none', (stack) => new iam.CfnUser(stack, 'User', { loginProfile: Lazy.any({ produce: () => undefined }) })],
    ['that are imported', (stack) => iam.User.fromUserName(stack, 'User', 'ann')],
    ['in an enforced group', (stack) => consoleUser(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] })],
    ['added to an enforced group by the group', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group').addUser(consoleUser(stack))],
    ['added to an enforced group by the user', (stack) => consoleUser(stack).addToGroup(new ConsoleMfaEnforcedGroup(stack, 'Group'))],
    ['in an enforced group and another', (stack) => {
      consoleUser(stack, { groups: [importedGroup(stack), new ConsoleMfaEnforcedGroup(stack, 'Group')] });
    }],
    ['in an imported group with the policy', (stack) => {
      requireMfa(stack, { groups: [importedGroup(stack)] });
      consoleUser(stack, { groups: [iam.Group.fromGroupName(stack, 'Again', 'devs')] });
    }],
    ['added by an L1 addition', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: [consoleUser(stack).userName] });
    }],
    ['added by an L1 addition, by names', (stack) => {
      new ConsoleMfaEnforcedGroup(stack, 'Group', { groupName: 'devs' });
      consoleUser(stack, { userName: 'ann' });
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName: 'devs', users: ['ann'] });
    }],
    ['with the policy, from its side', (stack) => requireMfa(stack, { users: [consoleUser(stack)] })],
    ['with the policy, from its side, by name', (stack) => {
      consoleUser(stack, { userName: 'ann' });
      requireMfa(stack, { users: [iam.User.fromUserName(stack, 'Imported', 'ann')] });
    }],
    ['with the policy, later', (stack) => requireMfa(stack).attachToUser(consoleUser(stack))],
    ['with the policy, from the side of the user', (stack) => consoleUser(stack).addManagedPolicy(requireMfa(stack))],
    ['with the policy, from the side of an L1', (stack) => {
      new iam.CfnUser(stack, 'User', { loginProfile: { password: 'initial' }, managedPolicyArns: [requireMfa(stack).managedPolicyArn] });
    }],
    ['with the policy, by its name', (stack) => {
      requireMfa(stack, { managedPolicyName: 'Mfa' });
      consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Imported', 'cdk-iam-mfa/Mfa'));
    }],
    ['in an enforced group of another stack', (stack) => consoleUser(stack, { groups: [new ConsoleMfaEnforcedGroup(otherStack(stack), 'Group')] })],
    ['in an enforced group of a nested stack', (stack) => consoleUser(stack, { groups: [new ConsoleMfaEnforcedGroup(new NestedStack(stack, 'Nested'), 'Group')] })],
    ['with the policy of another stack', (stack) => requireMfa(otherStack(stack), { users: [consoleUser(stack)] })],
  ])('%s are left alone', (_, build) => {
    expect(checked(build)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['in no group', (stack) => consoleUser(stack)],
    ['made without a class of its own', (stack) => {
      new CfnResource(new Construct(stack, 'User'), 'Resource', { type: 'AWS::IAM::User', properties: { LoginProfile: { Password: 'initial' } } });
    }],
    ['with a password by an override', (stack) => {
      l1Of<CfnResource>(new iam.User(stack, 'User')).addPropertyOverride('LoginProfile.Password', 'initial');
    }],
    ['taken out of the enforced group by an override', (stack) => {
      const user = consoleUser(stack, { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] });
      l1Of<CfnResource>(user).addPropertyDeletionOverride('Groups');
    }],
    ['with the policy, whose document was replaced', (stack) => {
      l1Of<iam.CfnManagedPolicy>(requireMfa(stack, { users: [consoleUser(stack)] })).policyDocument = new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
      });
    }],
    ['with the policy, of which an override takes the teeth', (stack) => {
      l1Of<iam.CfnManagedPolicy>(requireMfa(stack, { users: [consoleUser(stack)] })).addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Allow');
    }],
    ['beside an enforced group', (stack) => { new ConsoleMfaEnforcedGroup(stack, 'Group'); consoleUser(stack); }],
    ['with a policy that only grants', (stack) => new SelfManageMfaPolicy(stack, 'Policy', { users: [consoleUser(stack)] })],
    ['with a policy of AWS', (stack) => consoleUser(stack, { managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess')] })],
    ['with a policy of the team', (stack) => consoleUser(stack, { managedPolicies: [iam.ManagedPolicy.fromManagedPolicyName(stack, 'Deploy', 'deploy')] })],
    ['with the policy on somebody else', (stack) => { consoleUser(stack); requireMfa(stack, { users: [new iam.User(stack, 'Bob')] }); }],
    ['of the same name, in another account', (stack) => {
      consoleUser(stack, { userName: 'ann' });
      const other = otherStack(stack, inAccount(OTHER_ACCOUNT));
      requireMfa(other, { users: [iam.User.fromUserName(other, 'Ann', 'ann')] });
    }],
  ])('%s are reported', (_, build) => {
    expect(checked(build, undefined, inAccount(ACCOUNT))).toEqual([`error /Stack/User/Resource ${USER}`]);
  });
});

describe('groups', () => {
  test.each<[string, (stack: Stack) => unknown]>([
    ['that enforce', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group')],
    ['that are imported', (stack) => importedGroup(stack)],
    ['with the policy, from its side', (stack) => requireMfa(stack, { groups: [new iam.Group(stack, 'Group')] })],
    ['with the policy, from its side, by name', (stack) => {
      new iam.Group(stack, 'Group', { groupName: 'devs' });
      requireMfa(stack, { groups: [importedGroup(stack)] });
    }],
    ['with the policy, from their side', (stack) => new iam.Group(stack, 'Group', { managedPolicies: [requireMfa(stack)] })],
    ['with the policy, as L1', (stack) => new iam.CfnGroup(stack, 'Group', { managedPolicyArns: [requireMfa(stack).managedPolicyArn] })],
    ['with the policy of another stack', (stack) => requireMfa(otherStack(stack), { groups: [new iam.Group(stack, 'Group')] })],
  ])('%s are left alone', (_, build) => {
    expect(checked(build)).toEqual([]);
  });

  test('with a policy that only grants are reported', () => {
    expect(checked((stack) => new SelfManageMfaPolicy(stack, 'Policy', { groups: [new iam.Group(stack, 'Group')] }))).toEqual([
      `error /Stack/Group/Resource ${GROUP}`,
    ]);
  });
});

describe('what the check cannot see through is a softer warning, whatever the severity', () => {
  const RESOURCE = `warning /Stack/User/Resource ${UNKNOWN}`;

  test.each<[string, (stack: Stack) => unknown]>([
    ['a user in an imported group', (stack) => consoleUser(stack, { groups: [importedGroup(stack)] })],
    ['a user in a group of any name', (stack) => consoleUser(stack, { groups: [iam.Group.fromGroupName(stack, 'Devs', openToken())] })],
    ['a user in a group whose name is a parameter', (stack) => {
      consoleUser(stack, { groups: [iam.Group.fromGroupName(stack, 'Devs', new CfnParameter(stack, 'Name').valueAsString)] });
    }],
    ['a policy that names any users', (stack) => {
      consoleUser(stack);
      requireMfa(stack, { users: [iam.User.fromUserName(stack, 'Any', openToken())] });
    }],
    ['an addition of any user to an enforced group', (stack) => {
      consoleUser(stack);
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: Token.asList({ 'Fn::Split': [',', openToken()] }) });
    }],
    ['a policy by any ARN', (stack) => consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Any', openToken()))],
    ['a policy that may be of another app', (stack) => {
      consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Other', 'cdk-iam-mfa/Mfa'));
    }],
    ['a policy of another stack by a name, while both accounts are unknown', (stack) => {
      consoleUser(stack, { userName: 'ann' });
      const other = otherStack(stack);
      requireMfa(other, { users: [iam.User.fromUserName(other, 'Ann', 'ann')] });
    }],
    ['a policy of another stack by its name, while both accounts are unknown', (stack) => {
      requireMfa(otherStack(stack), { managedPolicyName: 'Mfa' });
      consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Imported', 'cdk-iam-mfa/Mfa'));
    }],
    ['a group of another stack by a name, while both accounts are unknown', (stack) => {
      new ConsoleMfaEnforcedGroup(otherStack(stack), 'Group', { groupName: 'devs' });
      consoleUser(stack, { groups: [importedGroup(stack)] });
    }],
    ['an addition in another stack by names, while both accounts are unknown', (stack) => {
      const other = otherStack(stack);
      consoleUser(stack, { userName: 'ann' });
      new iam.CfnUserToGroupAddition(other, 'Addition', { groupName: new ConsoleMfaEnforcedGroup(other, 'Group').groupName, users: ['ann'] });
    }],
    ['a policy of any name', (stack) => consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Any', openToken()))],
  ])('%s', (_, build) => {
    expect(checked(build)).toEqual([RESOURCE]);
    expect(checked(build, MfaCoverageSeverity.WARNING)).toEqual([RESOURCE]);
  });

  test('the message names its one cause', () => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    consoleUser(stack, { groups: [importedGroup(stack)] });
    expect(messagesOf(stack)).toEqual([
      'whether an enforcement of MFA covers this user is unknown: the user is in the group devs, which another app may enforce; '
      + 'fix: name users, groups and policies by reference, or by a plain name in stacks that have an account, '
      + `or acknowledge "${UNKNOWN}" [ack: ${UNKNOWN}]`,
    ]);
  });

  test.each<[string, (stack: Stack) => unknown, string]>([
    ['a group of a token', (stack) => consoleUser(stack, { groups: [iam.Group.fromGroupName(stack, 'Devs', openToken())] }), 'the name of a group of the user is a token'],
    ['a group that a parameter of SSM names', (stack) => consoleUser(stack, { groups: [iam.Group.fromGroupName(stack, 'Devs', dynamicReference())] }), 'the name of a group of the user is a token'],
    ['a group of an ARN that is a token', (stack) => consoleUser(stack, { groups: [iam.Group.fromGroupArn(stack, 'Devs', new CfnParameter(stack, 'Arn').valueAsString)] }),
      'the name of a group of the user is a token'],
    ['a policy on any user', (stack) => {
      consoleUser(stack);
      requireMfa(stack, { users: [iam.User.fromUserName(stack, 'Any', openToken())] });
    }, 'Stack/Policy is attached to a user whose name is a token'],
    ['an addition of any user', (stack) => {
      consoleUser(stack);
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName: new ConsoleMfaEnforcedGroup(stack, 'Group').groupName, users: [openToken()] });
    }, 'a token may add the user to Stack/Group'],
    ['any policy', (stack) => consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Any', openToken())),
      'the policy with a token as its ARN is of another app, which may enforce by it'],
    ['a policy of another app', (stack) => consoleUser(stack).addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Other', `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Mfa`)),
      `the policy arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Mfa is of another app, which may enforce by it`],
    ['a group in another stack', (stack) => { new ForceMfaGroup(otherStack(stack), 'WithoutMfa'); consoleUser(stack); }, 'Other/WithoutMfa may be of another account'],
    ['a password that is a token', (stack) => new iam.CfnUser(stack, 'User', { loginProfile: new CfnParameter(stack, 'Profile').value as any }),
      'whether the user has a password depends on a token'],
    ['a name in another stack', (stack) => {
      consoleUser(stack, { userName: 'ann' });
      const other = otherStack(stack);
      requireMfa(other, { users: [iam.User.fromUserName(other, 'Ann', 'ann')] });
    }, 'Other/Policy is named by a plain name, in a stack that may be of another account'],
  ])('such as %s', (_, build, cause) => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    build(stack);
    expect(messagesOf(stack)).toEqual([expect.stringContaining(`is unknown: ${cause}; fix: `)]);
  });

  test.each<[string, (stack: Stack) => any]>([
    ['an intrinsic', () => Fn.conditionIf('HasPassword', { Password: 'initial' }, Aws.NO_VALUE)],
    ['a reference', (stack) => new CfnParameter(stack, 'Profile').value],
  ])('a user whose password is %s', (_, loginProfile) => {
    expect(checked((stack) => new iam.CfnUser(stack, 'User', { loginProfile: loginProfile(stack) }))).toEqual([`warning /Stack/User ${UNKNOWN}`]);
  });

  test('a user whose password is a token that the check sees through is no such case', () => {
    const loginProfile = Lazy.any({ produce: () => ({ password: 'initial' }) });
    expect(checked((stack) => new iam.CfnUser(stack, 'User', { loginProfile }))).toEqual([`error /Stack/User ${USER}`]);
  });

  test('a group, and with it its members, if a policy names any groups', () => {
    expect(checked((stack) => {
      consoleUser(stack, { groups: [new iam.Group(stack, 'Group')] });
      requireMfa(stack, { groups: [iam.Group.fromGroupName(stack, 'Any', openToken())] });
    })).toEqual([`warning /Stack/Group/Resource ${UNKNOWN}`, RESOURCE]);
  });

  test('an addition of any user to a group that nothing covers says nothing', () => {
    expect(checked((stack) => {
      consoleUser(stack);
      const { groupName } = new iam.CfnGroup(stack, 'Group', { groupName: 'devs' });
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName: groupName!, users: [openToken()] });
    })).toEqual([`error /Stack/Group ${GROUP}`, `error /Stack/User/Resource ${USER}`]);
  });
});

describe('a condition of CloudFormation', () => {
  const wanted = (stack: Stack) => new CfnCondition(stack, 'Wanted');

  test.each<[string, (stack: Stack) => unknown]>([
    ['the policy', (stack) => { l1Of<CfnResource>(requireMfa(stack, { users: [consoleUser(stack)] })).cfnOptions.condition = wanted(stack); }],
    ['the policy, by an override', (stack) => {
      wanted(stack);
      l1Of<CfnResource>(requireMfa(stack, { users: [consoleUser(stack)] })).addOverride('Condition', 'Wanted');
    }],
    ['the nested stack of the policy', (stack) => {
      const nested = new NestedStack(stack, 'Nested');
      nested.nestedStackResource!.cfnOptions.condition = wanted(stack);
      requireMfa(nested, { users: [consoleUser(stack)] });
    }],
    ['the membership', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      const addition = new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users: [consoleUser(stack).userName] });
      addition.cfnOptions.condition = wanted(stack);
    }],
  ])('on %s makes it unknown whether a user is covered', (_, build) => {
    expect(checked(build)).toEqual([`warning /Stack/User/Resource ${UNKNOWN}`]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['the membership is there without it too', (stack) => {
      const group = new ConsoleMfaEnforcedGroup(stack, 'Group');
      const { groupName } = group;
      const users = [consoleUser(stack, { groups: [group] }).userName];
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users }).cfnOptions.condition = wanted(stack);
    }],
    ['another addition is there without it', (stack) => {
      const { groupName } = new ConsoleMfaEnforcedGroup(stack, 'Group');
      const users = [consoleUser(stack).userName];
      new iam.CfnUserToGroupAddition(stack, 'Addition', { groupName, users }).cfnOptions.condition = wanted(stack);
      new iam.CfnUserToGroupAddition(stack, 'Always', { groupName, users });
    }],
    ['the user is under it too', (stack) => {
      const user = consoleUser(stack);
      const policy = requireMfa(stack, { users: [user] });
      const condition = wanted(stack);
      [user, policy].forEach((construct) => { l1Of<CfnResource>(construct).cfnOptions.condition = condition; });
    }],
  ])('does not matter if %s', (_, build) => {
    expect(checked(build)).toEqual([]);
  });

  test('beside another enforcement does not matter', () => {
    expect(checked((stack) => {
      const users = [consoleUser(stack)];
      l1Of<CfnResource>(requireMfa(stack, { users })).cfnOptions.condition = wanted(stack);
      requireMfa(stack, { users }, 'Second');
    })).toEqual([]);
  });
});

describe('policies of AWS that an included template names', () => {
  const USER_TEMPLATE = (arn: unknown) => ({ Resources: { User: { Type: 'AWS::IAM::User', Properties: { LoginProfile: { Password: 'initial' }, ManagedPolicyArns: [arn] } } } });

  test.each<[string, unknown]>([
    ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/ReadOnlyAccess' }],
    ['Fn::Sub with values', { 'Fn::Sub': ['arn:${Part}:iam::aws:policy/${Name}', { Part: { Ref: 'AWS::Partition' }, Name: 'ReadOnlyAccess' }] }],
    ['Fn::Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 'iam:', 'aws', 'policy/ReadOnlyAccess']] }],
  ])('by %s enforce nothing', (_, arn) => {
    expect(checked((stack) => include(stack, USER_TEMPLATE(arn)))).toEqual([`error /Stack/Included/User ${USER}`]);
  });

  test.each<[string, unknown]>([
    ['of the own account', { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/cdk-iam-mfa/Mfa' }],
    ['whose path is a parameter', { 'Fn::Sub': ['arn:aws:iam::${AWS::AccountId}:policy/${Name}', { Name: { 'Fn::ImportValue': 'Name' } }] }],
  ])('a policy %s may enforce', (_, arn) => {
    expect(checked((stack) => include(stack, USER_TEMPLATE(arn)))).toEqual([`warning /Stack/Included/User ${UNKNOWN}`]);
  });
});

describe('what asks for MFA without this library', () => {
  const OWN = new iam.PolicyStatement({
    effect: iam.Effect.DENY, notActions: ['iam:*'], resources: ['*'], conditions: { BoolIfExists: { 'aws:MultifactorAuthPresent': 'false' } },
  });
  const judge = 'asks for MFA, which this check does not judge: npx --no cdk-iam-mfa judge does';
  const messages = (build: (stack: Stack) => unknown) => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    build(stack);
    return messagesOf(stack);
  };

  test.each<[string, string, (group: iam.Group, stack: Stack) => unknown]>([
    ['an inline policy', 'Stack/Group/DefaultPolicy', (group) => group.addToPolicy(OWN)],
    ['an inline policy of the L1', 'Stack/Group', (group) => l1Of<CfnResource>(group).addPropertyOverride('Policies', [
      { PolicyName: 'mfa', PolicyDocument: { Statement: [OWN.toStatementJson()] } },
    ])],
    ['an L1 of an inline policy', 'Stack/Inline', ({ groupName }, stack) => {
      new iam.CfnGroupPolicy(stack, 'Inline', { groupName, policyName: 'mfa', policyDocument: { Statement: [OWN.toStatementJson()] } });
    }],
    ['a managed policy', 'Stack/Own', (group, stack) => new iam.ManagedPolicy(stack, 'Own', { groups: [group], statements: [OWN] })],
    ['a managed policy, from its side', 'Stack/Own', (group, stack) => group.addManagedPolicy(new iam.ManagedPolicy(stack, 'Own', { statements: [OWN] }))],
  ])('is named: %s of a group', (_, path, add) => {
    expect(messages((stack) => add(new iam.Group(stack, 'Group'), stack))).toEqual([
      `no enforcement of this library covers the group; its own policy ${path} ${judge}; `
      + `fix: make it a ConsoleMfaEnforcedGroup, or attach a RequireMfaPolicy, or acknowledge "${GROUP}"`,
    ]);
  });

  test.each<[string, string, (user: iam.User, stack: Stack) => unknown]>([
    ['an inline policy', 'Stack/User/DefaultPolicy', (user) => user.addToPolicy(OWN)],
    ['an L1 of an inline policy', 'Stack/Inline', ({ userName }, stack) => {
      new iam.CfnUserPolicy(stack, 'Inline', { userName, policyName: 'mfa', policyDocument: { Statement: [OWN.toStatementJson()] } });
    }],
    ['a policy of a group', 'Stack/Group/DefaultPolicy', (user, stack) => {
      const group = new iam.Group(stack, 'Group');
      CdkAnnotations.of(group).acknowledgeWarning(GROUP);
      group.addToPolicy(OWN);
      user.addToGroup(group);
    }],
  ])('is named: %s of a user', (_, path, add) => {
    expect(messages((stack) => add(consoleUser(stack), stack))).toEqual([
      expect.stringContaining(`no enforcement of this library covers the user; the policy ${path} ${judge}; fix: add the user to`),
    ]);
  });

  test('other policies are not', () => {
    expect(messages((stack) => new iam.Group(stack, 'Group').addToPolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }))))
      .toEqual([expect.stringContaining('gets what the group allows by the password alone')]);
  });

  test.each<[string, (stack: Stack) => iam.IManagedPolicy]>([
    ['our statements', (stack) => {
      const boundary = new iam.ManagedPolicy(stack, 'Boundary', { statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] });
      boundary.addStatements(OWN);
      return boundary;
    }],
    ['our policy', (stack) => {
      const policy = requireMfa(stack, {}, 'Boundary');
      CdkAnnotations.of(policy).acknowledgeWarning('cdk-iam-mfa:policy-not-attached');
      return policy;
    }],
  ])('a permissions boundary with %s is told apart from none', (_, boundary) => {
    expect(messages((stack) => consoleUser(stack, { permissionsBoundary: boundary(stack) }))).toEqual([
      expect.stringContaining(`is unknown: the permissions boundary Stack/Boundary ${judge}; fix: `),
    ]);
  });

  test('a permissions boundary that asks for nothing is none', () => {
    expect(messages((stack) => consoleUser(stack, { permissionsBoundary: iam.ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess') })))
      .toEqual([expect.stringContaining('so the password alone opens the console')]);
  });
});

describe('a role that asks for MFA', () => {
  const ROLE = 'cdk-iam-mfa:role-without-mfa';
  const account = () => new iam.AccountPrincipal(ACCOUNT);
  const trusting = (stack: Stack, assumedBy: iam.IPrincipal, ...others: iam.IPrincipal[]) => {
    const created = new iam.Role(stack, 'Role', { assumedBy });
    others.forEach((principal) => created.assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [principal] })));
    return created;
  };
  const warned = (build: (stack: Stack) => unknown) => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    build(stack);
    return warningsOf(stack);
  };

  test.each<[string, (stack: Stack) => unknown]>([
    ['the same account', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), account())],
    ['the same account by its ARN', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:root`))],
    ['the own account', (stack) => trusting(stack, new MfaRequiredPrincipal(new iam.AccountRootPrincipal()), new iam.AccountRootPrincipal())],
    ['a user of the account', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/ann`))],
    ['everybody of an organization', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new iam.OrganizationPrincipal('o-1234567890'))],
    ['an account of the organization', (stack) => trusting(stack, new MfaRequiredPrincipal(new iam.OrganizationPrincipal('o-1234567890')), account())],
    ['an L1 for everybody', (stack) => new iam.CfnRole(stack, 'Role', {
      assumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } },
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' },
        ],
      },
    })],
    ['an L1', (stack) => new iam.CfnRole(stack, 'Role', {
      assumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: ACCOUNT }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } },
          { Effect: 'Allow', Action: ['sts:*'], Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:root`] } },
        ],
      },
    })],
  ])('gets a warning if another statement lets them in without: %s', (_, build) => {
    expect(warned(build).map((warning) => warning.replace('/Resource', ''))).toEqual([`/Stack/Role ${ROLE}`]);
  });

  const PRESENT = 'aws:MultiFactorAuthPresent';
  const AGE = 'aws:multifactorauthage';
  const second = (conditions: iam.Conditions) => warned((stack) => {
    trusting(stack, new MfaRequiredPrincipal(account()), account().withConditions(conditions));
  });

  test.each<[string, iam.Conditions]>([
    ['access keys, by IfExists', { BoolIfExists: { [PRESENT]: 'true' } }],
    ['access keys only', { Null: { [PRESENT]: 'true' } }],
    ['sessions without MFA only', { Bool: { [PRESENT]: 'false' } }],
    ['sessions with MFA and without', { Bool: { [PRESENT]: ['true', 'false'] } }],
    ['console sessions without MFA, because the key is there', { Null: { [PRESENT]: 'false' } }],
    ['console sessions without MFA, by a pattern', { StringLike: { [PRESENT]: '*' } }],
    ['access keys, which are not false', { StringNotEquals: { [PRESENT]: 'false' } }],
    ['access keys, which have no values', { 'ForAllValues:Bool': { [PRESENT]: 'true' } }],
    ['requests without an age', { NumericLessThanIfExists: { [AGE]: '3600' } }],
    ['requests that have no age', { Null: { [AGE]: true } }],
  ])('gets a warning if a second statement names MFA, and lets in %s', (_, conditions) => {
    expect(second(conditions)).toEqual([`/Stack/Role/Resource ${ROLE}`]);
  });

  test.each<[string, iam.Conditions]>([
    ['true', { Bool: { [PRESENT]: true } }],
    ['true as text', { StringEquals: { 'aws:multifactorauthpresent': 'true' } }],
    ['true by IfExists, and there', { BoolIfExists: { [PRESENT]: 'true' }, Null: { [PRESENT]: 'false' } }],
    ['an age', { NumericLessThan: { [AGE]: '3600' } }],
    ['an age that is there', { Null: { [AGE]: 'false' } }],
    ['what a token says', { Bool: { [PRESENT]: Token.asString({ Ref: 'Mfa' }) } }],
  ])('gets none if a second statement asks for %s', (_, conditions) => {
    expect(second(conditions)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['has one statement', (stack) => trusting(stack, new MfaRequiredPrincipal(account()))],
    ['also trusts a service', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new iam.ServicePrincipal('ec2.amazonaws.com'))],
    ['also trusts another account', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new iam.AccountPrincipal(OTHER_ACCOUNT))],
    ['also trusts a role of the account', (stack) => {
      trusting(stack, new MfaRequiredPrincipal(account()), new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/pipeline`));
    }],
    ['asks for MFA twice', (stack) => trusting(stack, new MfaRequiredPrincipal(account()), new MfaRequiredPrincipal(account()))],
    ['asks a user, and trusts another user', (stack) => {
      trusting(stack, new MfaRequiredPrincipal(new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/ann`)), new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/bob`));
    }],
    ['has no statements', (stack) => new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {} })],
    ['asks nobody', (stack) => trusting(stack, account(), new iam.AccountPrincipal(OTHER_ACCOUNT))],
    ['lets others tag sessions only', (stack) => {
      trusting(stack, new MfaRequiredPrincipal(account())).assumeRolePolicy!
        .addStatements(new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [account()] }));
    }],
  ])('gets none if it %s', (_, build) => {
    expect(warned(build)).toEqual([]);
  });
});

describe('a ForceMfaGroup', () => {
  const scheduleOf = (group: ForceMfaGroup) => group.node.findChild('Schedule') as scheduler.CfnSchedule;
  const functionOf = ({ membershipFunction }: ForceMfaGroup): CfnResource => l1Of(membershipFunction);
  const policyOf = (group: ForceMfaGroup, id: string): iam.CfnManagedPolicy => l1Of(group.node.findChild(id) as iam.ManagedPolicy);
  const DRY_RUN = 'Environment.Variables.FORCE_MFA_DRY_RUN';
  const holding = (scope: Construct, props: ForceMfaGroupProps = {}) => new ForceMfaGroup(scope, 'WithoutMfa', props);
  const acknowledgedGroup = (stack: Stack, id: string) => {
    const group = new iam.Group(stack, id);
    CdkAnnotations.of(group).acknowledgeWarning(GROUP);
    return group;
  };
  const NOT_COVERED = [`error /Stack/User/Resource ${USER}`];
  const MAY_BE_COVERED = [`warning /Stack/User/Resource ${UNKNOWN}`];

  test.each<[string, (stack: Stack) => unknown]>([
    ['whom it holds, as all', (stack) => { holding(stack); consoleUser(stack); }],
    ['whom it holds, with all of its users', (stack) => { holding(stack, { userScope: ForceMfaScope.ALL_USERS }); consoleUser(stack); }],
    ['under its path', (stack) => { holding(stack, { userPathPrefix: '/staff/' }); consoleUser(stack, { path: '/staff/sales/' }); }],
    ['as L1, under its path', (stack) => {
      holding(stack, { userPathPrefix: '/staff/' });
      new iam.CfnUser(stack, 'User', { path: '/staff/', loginProfile: { password: 'initial' } });
    }],
    ['at once, by a grace period of nothing', (stack) => { holding(stack, { gracePeriod: Duration.seconds(0) }); consoleUser(stack); }],
    ['of any path, if it holds all', (stack) => { holding(stack); consoleUser(stack, { path: openToken() }); }],
    ['of any name, if nobody is exempt', (stack) => { holding(stack); consoleUser(stack, { userName: openToken() }); }],
    ['of another name than the exempt', (stack) => { holding(stack, { exemptUsers: ['break-glass'] }); consoleUser(stack, { userName: 'ann' }); }],
    ['whose name CloudFormation generates', (stack) => { holding(stack, { exemptUsers: ['break-glass'] }); consoleUser(stack); }],
    ['beside one who is exempt by reference', (stack) => {
      holding(stack, { exemptUsers: [new iam.User(stack, 'BreakGlass').userName] });
      consoleUser(stack, { userName: 'ann' });
    }],
    ['whom the other of two holds', (stack) => {
      holding(stack, { userPathPrefix: '/staff/' });
      new ForceMfaGroup(stack, 'Guests', { userPathPrefix: '/guests/' });
      consoleUser(stack, { path: '/guests/' });
    }],
    ['of a nested stack', (stack) => { holding(new NestedStack(stack, 'Nested')); consoleUser(stack); }],
    ['whom the app adds, beside nine groups', (stack) => {
      const groups = Array.from({ length: 9 }, (_, i) => acknowledgedGroup(stack, `Group${i}`));
      consoleUser(stack, { groups: [...groups, holding(stack)] });
    }],
    ['whom the app adds on a dry run, which takes nobody out', (stack) => holding(stack, { dryRun: true, userPathPrefix: '/staff/' }).addUser(consoleUser(stack))],
  ])('covers a user %s', (_, build) => {
    expect(checked(build)).toEqual([]);
  });

  test('covers a user of the same account, whatever the Regions', () => {
    expect(checked((stack) => {
      holding(otherStack(stack, { env: { account: ACCOUNT, region: 'us-east-1' } }));
      consoleUser(stack);
    }, undefined, inAccount(ACCOUNT))).toEqual([]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['on a dry run', (stack) => { holding(stack, { dryRun: true }); consoleUser(stack); }],
    ['before enforceFrom', (stack) => { holding(stack, { enforceFrom: new Date('2099-01-01') }); consoleUser(stack); }],
    ['in a grace period', (stack) => { holding(stack, { gracePeriod: Duration.days(7) }); consoleUser(stack); }],
    ['outside its path', (stack) => { holding(stack, { userPathPrefix: '/staff/' }); consoleUser(stack, { path: '/guests/' }); }],
    ['without a path, outside its path', (stack) => { holding(stack, { userPathPrefix: '/staff/' }); consoleUser(stack); }],
    ['exempt by name, in whatever case', (stack) => { holding(stack, { exemptUsers: ['Ann'] }); consoleUser(stack, { userName: 'aNN' }); }],
    ['exempt by reference', (stack) => holding(stack, { exemptUsers: [consoleUser(stack).userName] })],
    ['exempt, of any path', (stack) => {
      holding(stack, { userPathPrefix: '/staff/', exemptUsers: ['ann'] });
      consoleUser(stack, { userName: 'ann', path: openToken() });
    }],
    ['of ten groups, which is IAM\'s quota', (stack) => {
      holding(stack);
      consoleUser(stack, { groups: Array.from({ length: 10 }, (_, i) => acknowledgedGroup(stack, `Group${i}`)) });
    }],
    ['whom the app adds and the next run takes out', (stack) => holding(stack, { userPathPrefix: '/staff/' }).addUser(consoleUser(stack))],
    ['if its schedule is disabled', (stack) => { scheduleOf(holding(stack)).state = 'DISABLED'; consoleUser(stack); }],
    ['if an override disables its schedule', (stack) => { scheduleOf(holding(stack)).addPropertyOverride('State', 'DISABLED'); consoleUser(stack); }],
    ['if its schedule is taken out', (stack) => { holding(stack).node.tryRemoveChild('Schedule'); consoleUser(stack); }],
    ['if its function is taken out', (stack) => { holding(stack).node.tryRemoveChild('Function'); consoleUser(stack); }],
    ['if its function may add nobody, because the policy is taken out', (stack) => { holding(stack).node.tryRemoveChild('AddUsersPolicy'); consoleUser(stack); }],
    ['if its function may add nobody, because the policy is on no role', (stack) => { policyOf(holding(stack), 'AddUsersPolicy').roles = []; consoleUser(stack); }],
    ['if its function may find nobody, because the policy is on another role', (stack) => {
      policyOf(holding(stack), 'RunPolicy').roles = ['another', role(stack).roleName];
      consoleUser(stack);
    }],
    ['if its function may add nobody, because a document allows nothing', (stack) => {
      policyOf(holding(stack), 'AddUsersPolicy').addPropertyOverride('PolicyDocument.Statement', []);
      consoleUser(stack);
    }],
    ['if its function may add nobody, because a document denies it', (stack) => {
      policyOf(holding(stack), 'AddUsersPolicy').addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Deny');
      consoleUser(stack);
    }],
    ['if its schedule may start nothing', (stack) => { policyOf(holding(stack), 'SchedulePolicy').addPropertyDeletionOverride('PolicyDocument'); consoleUser(stack); }],
    ['if an override makes it a dry run', (stack) => { functionOf(holding(stack)).addPropertyOverride(DRY_RUN, 'true'); consoleUser(stack); }],
    ['if its environment is assigned, and a dry run in it', (stack) => {
      const handler = functionOf(holding(stack)) as lambda.CfnFunction;
      handler.environment = { variables: { FORCE_MFA_DRY_RUN: 'true' } };
      consoleUser(stack);
    }],
    ['if a variable that is added makes it a dry run', (stack) => {
      (holding(stack).membershipFunction as lambda.Function).addEnvironment('FORCE_MFA_DRY_RUN', 'true');
      consoleUser(stack);
    }],
    ['if a variable that is added exempts somebody', (stack) => {
      (holding(stack).membershipFunction as lambda.Function).addEnvironment('FORCE_MFA_EXEMPT_USERS', 'ann');
      consoleUser(stack);
    }],
    ...Object.entries({
      EXEMPT_USERS: 'ann', PATH_PREFIX: '/staff/', ENFORCE_FROM: '2099-01-01', GRACE_PERIOD_SECONDS: '600000', GROUP_NAME: 'others', SCOPE: 'NOBODY',
    }).map(([name, value]): [string, (stack: Stack) => unknown] => [`if an override changes ${name} of its environment`, (stack) => {
      functionOf(holding(stack)).addPropertyOverride(`Environment.Variables.FORCE_MFA_${name}`, value);
      consoleUser(stack);
    }]),
    ['if an override takes its environment away', (stack) => { functionOf(holding(stack)).addPropertyDeletionOverride('Environment'); consoleUser(stack); }],
    ['if its function may not run', (stack) => { functionOf(holding(stack)).addPropertyOverride('ReservedConcurrentExecutions', 0); consoleUser(stack); }],
  ])('covers no user %s', (_, build) => {
    expect(checked(build)).toEqual(NOT_COVERED);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['if its policy was replaced', (stack) => {
      l1Of<CfnResource>(holding(stack).requireMfaPolicy).addPropertyOverride('PolicyDocument.Statement.0.Effect', 'Allow');
      consoleUser(stack);
    }],
    ['if its policy is attached to another group', (stack) => {
      l1Of<iam.CfnManagedPolicy>(holding(stack).requireMfaPolicy).groups = ['others'];
      consoleUser(stack);
    }],
  ])('covers no user, and not its own group either, %s', (_, build) => {
    expect(checked(build)).toEqual([...NOT_COVERED, `error /Stack/WithoutMfa/Resource ${GROUP}`]);
  });

  test('covers whom it covers, if an override changes another part of a document', () => {
    expect(checked((stack) => {
      policyOf(holding(stack), 'AddUsersPolicy').addPropertyOverride('PolicyDocument.Statement.0.Sid', 'AllowAdding');
      consoleUser(stack);
    })).toEqual([]);
  });

  test('covers whom it covers, if an override says that it is no dry run', () => {
    expect(checked((stack) => { functionOf(holding(stack)).addPropertyOverride(DRY_RUN, 'false'); consoleUser(stack); })).toEqual([]);
  });

  test('covers whom it covers, with an environment that has variables of the user too', () => {
    expect(checked((stack) => {
      const group = holding(stack, { groupName: 'without-mfa', exemptUsers: [new iam.User(stack, 'BreakGlass').userName], interval: Duration.hours(2) });
      (group.membershipFunction as lambda.Function).addEnvironment('NODE_OPTIONS', '--enable-source-maps');
      functionOf(group).addPropertyOverride('Environment.Variables.FORCE_MFA_INTERVAL_MINUTES', '60');
      consoleUser(stack, { userName: 'ann' });
    })).toEqual([]);
  });

  test('says which variable of its function was changed', () => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    functionOf(holding(stack)).addPropertyOverride('Environment.Variables.FORCE_MFA_EXEMPT_USERS', 'ann');
    consoleUser(stack);
    expect(messagesOf(stack)).toContainEqual(expect.stringContaining(
      'the variable FORCE_MFA_EXEMPT_USERS of the function of Stack/WithoutMfa was changed, so the props do not say whom it holds',
    ));
  });

  test('covers whom it covers, with a schedule of other times, of a version of its function', () => {
    expect(checked((stack) => {
      const group = holding(stack);
      scheduleOf(group).addPropertyOverride('ScheduleExpression', 'cron(0 * * * ? *)');
      scheduleOf(group).addPropertyOverride('Target.Arn', `${group.membershipFunction.functionArn}:live`);
      consoleUser(stack);
    })).toEqual([]);
  });

  test('covers whom it covers, with a function that may run several times at once', () => {
    expect(checked((stack) => { functionOf(holding(stack)).addPropertyOverride('ReservedConcurrentExecutions', 5); consoleUser(stack); })).toEqual([]);
  });

  test.each<[string, string, (group: ForceMfaGroup) => CfnResource]>([
    ['schedule', '/Schedule', scheduleOf], ['function', '/Function', functionOf], ['group', '', l1Of],
    ['policy', '/RequireMfaPolicy', ({ requireMfaPolicy }) => l1Of(requireMfaPolicy)],
    ['right to add users', '/AddUsersPolicy', (group) => policyOf(group, 'AddUsersPolicy')],
  ])('may cover a user if a condition settles whether it has its %s', (_, path, resourceOf) => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    resourceOf(holding(stack)).cfnOptions.condition = new CfnCondition(stack, 'Wanted');
    consoleUser(stack);
    expect(messagesOf(stack)).toContainEqual(expect.stringContaining(
      `whether an enforcement of MFA covers this user is unknown: a condition of CloudFormation settles whether Stack/WithoutMfa${path} is there`,
    ));
  });

  test('covers no user of another account, and may cover one of a known account if its own is not known', () => {
    const elsewhere = (env: object) => (stack: Stack) => { holding(otherStack(stack, env)); consoleUser(stack); };
    expect(checked(elsewhere(inAccount(OTHER_ACCOUNT)), undefined, inAccount(ACCOUNT))).toEqual(NOT_COVERED);
    expect(checked(elsewhere({}), undefined, inAccount(ACCOUNT))).toEqual(MAY_BE_COVERED);
    expect(checked(elsewhere(inAccount(ACCOUNT)))).toEqual(MAY_BE_COVERED);
  });

  test('covers no user of another stage', () => {
    expect(checked((stack) => { holding(testStack({ scope: new Stage(stack.node.root as App, 'Stage') })); consoleUser(stack); })).toEqual(NOT_COVERED);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['of any path', (stack) => { holding(stack, { userPathPrefix: '/staff/' }); consoleUser(stack, { path: openToken() }); }],
    ['if its path may be any', (stack) => { holding(stack, { userPathPrefix: openToken() }); consoleUser(stack, { path: '/staff/' }); }],
    ['of another stack, whose account is as unknown', (stack) => { holding(otherStack(stack)); consoleUser(stack); }],
    ['of any name, if somebody is exempt', (stack) => { holding(stack, { exemptUsers: ['ann'] }); consoleUser(stack, { userName: openToken() }); }],
    ['if anybody may be exempt', (stack) => { holding(stack, { exemptUsers: [openToken()] }); consoleUser(stack, { userName: 'ann' }); }],
    ['of any name, if a parameter of SSM has the name of somebody who is exempt', (stack) => { holding(stack, { exemptUsers: [dynamicReference()] }); consoleUser(stack, { userName: 'ann' }); }],
    ['of a name in a parameter of SSM, if somebody is exempt', (stack) => { holding(stack, { exemptUsers: ['ann'] }); consoleUser(stack, { userName: dynamicReference() }); }],
    ['if a parameter says whether its schedule is enabled', (stack) => {
      scheduleOf(holding(stack)).state = new CfnParameter(stack, 'State').valueAsString;
      consoleUser(stack);
    }],
    ['if it depends on a token whether it is on a dry run', (stack) => {
      functionOf(holding(stack)).addPropertyOverride(DRY_RUN, { 'Fn::ImportValue': 'DryRun' });
      consoleUser(stack);
    }],
    ['if its schedule starts one run only', (stack) => { scheduleOf(holding(stack)).scheduleExpression = 'at(2027-01-31T00:00:00)'; consoleUser(stack); }],
    ['if an override lets its schedule start something else', (stack) => {
      scheduleOf(holding(stack)).addPropertyOverride('Target.Arn', 'arn:aws:lambda:us-east-1:111111111111:function:other');
      consoleUser(stack);
    }],
    ['if its schedule ends', (stack) => { scheduleOf(holding(stack)).endDate = '2027-01-31T00:00:00Z'; consoleUser(stack); }],
    ['if an override lets its schedule begin later', (stack) => {
      scheduleOf(holding(stack)).addPropertyOverride('StartDate', '2099-01-31T00:00:00Z');
      consoleUser(stack);
    }],
    ['if it depends on a token whom its environment exempts', (stack) => {
      functionOf(holding(stack, { exemptUsers: [new iam.User(stack, 'BreakGlass').userName] }))
        .addPropertyOverride('Environment.Variables.FORCE_MFA_EXEMPT_USERS', { 'Fn::ImportValue': 'Names' });
      consoleUser(stack, { userName: 'ann' });
    }],
    ['if another function takes the place of its own', (stack) => {
      const group = holding(stack);
      group.node.tryRemoveChild('Function');
      const code = lambda.Code.fromInline('exports.handler = () => {}');
      new lambda.Function(group, 'Function', { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_20_X });
      consoleUser(stack);
    }],
    ['if it depends on a token which roles may add users', (stack) => { policyOf(holding(stack), 'AddUsersPolicy').roles = [openToken()]; consoleUser(stack); }],
    ['if the concurrency of its function depends on a token', (stack) => {
      functionOf(holding(stack)).addPropertyOverride('ReservedConcurrentExecutions', { 'Fn::ImportValue': 'Runs' });
      consoleUser(stack);
    }],
    ['if a parameter says who is exempt', (stack) => {
      holding(stack, { exemptUsers: [new CfnParameter(stack, 'Name').valueAsString] });
      consoleUser(stack);
    }],
  ])('may cover a user %s', (_, build) => {
    expect(checked(build)).toEqual(MAY_BE_COVERED);
  });

  test.each<[string, ForceMfaGroupProps, string[]]>([
    ['covers groups, if it holds all', {}, []],
    ['covers groups, also with exempt users', { exemptUsers: ['break-glass'] }, []],
    ['covers no other group, if it holds a path', { userPathPrefix: '/staff/' }, [`error /Stack/Group/Resource ${GROUP}`]],
    ['covers no other group on a dry run', { dryRun: true }, [`error /Stack/Group/Resource ${GROUP}`]],
    ['covers no group, with gracePeriod', { gracePeriod: Duration.days(7) }, [`error /Stack/Group/Resource ${GROUP}`]],
    ['covers groups, once enforceFrom is past', { enforceFrom: new Date('2020-01-01') }, []],
    ['may cover groups, if its path may be any', { userPathPrefix: openToken() }, [`warning /Stack/Group/Resource ${UNKNOWN}`]],
  ])('%s', (_, props, expected) => {
    expect(checked((stack) => { holding(stack, props); new iam.Group(stack, 'Group'); })).toEqual(expected);
  });

  test('covers no group of another account', () => {
    expect(checked((stack) => { holding(otherStack(stack, inAccount(OTHER_ACCOUNT))); new iam.Group(stack, 'Group'); }, undefined, inAccount(ACCOUNT)))
      .toEqual([`error /Stack/Group/Resource ${GROUP}`]);
  });
});

describe('acknowledgment', () => {
  test.each<[MfaCoverageSeverity]>([[MfaCoverageSeverity.ERROR], [MfaCoverageSeverity.WARNING]])('of a user, a group or all below a construct (%s)', (severity) => {
    expect(checked((stack) => {
      CdkAnnotations.of(consoleUser(stack)).acknowledgeWarning(USER, 'a break-glass user');
      CdkAnnotations.of(new iam.Group(stack, 'Group')).acknowledgeWarning(GROUP);
      const team = new Construct(stack, 'Team');
      CdkAnnotations.of(team).acknowledgeWarning(USER);
      consoleUser(team);
      consoleUser(stack, {}, 'Last');
    }, severity)).toEqual([`${severity.toLowerCase()} /Stack/Last/Resource ${USER}`]);
  });

  test('of an L1, on itself and on the stack', () => {
    expect(checked((stack) => CdkAnnotations.of(new iam.CfnGroup(stack, 'Group')).acknowledgeWarning(GROUP))).toEqual([]);
    expect(checked((stack) => { CdkAnnotations.of(stack).acknowledgeWarning(GROUP); new iam.CfnGroup(stack, 'Group'); })).toEqual([]);
  });

  test('of what is unknown', () => {
    expect(checked((stack) => CdkAnnotations.of(consoleUser(stack, { groups: [importedGroup(stack)] })).acknowledgeWarning(UNKNOWN))).toEqual([]);
  });

  test('of another id changes nothing', () => {
    expect(checked((stack) => CdkAnnotations.of(consoleUser(stack)).acknowledgeWarning(GROUP))).toEqual([`error /Stack/User/Resource ${USER}`]);
  });
});

describe('where it is added', () => {
  test('on a stage it reports the stage, and sees all of its stacks', () => {
    const stage = new Stage(new App(), 'Stage');
    const stack = testStack({ scope: stage });
    Aspects.of(stage).add(new MfaCoverageCheck());
    consoleUser(stack);
    consoleUser(otherStack(stack), { groups: [new ConsoleMfaEnforcedGroup(stack, 'Group')] });
    expect(reports(stack)).toEqual([`error /Stage/Stack/User/Resource ${USER}`]);
    expect(reports(stage.node.findChild('Other') as Stack)).toEqual([]);
  });

  test('on a stack it reports that stack, and sees what the others attach', () => {
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    const other = otherStack(stack);
    consoleUser(other, {}, 'Unchecked');
    requireMfa(other, { users: [consoleUser(stack, {}, 'Covered')] });
    consoleUser(stack);
    expect(reports(stack)).toEqual([`error /Stack/User/Resource ${USER}`]);
    expect(reports(other)).toEqual([]);
  });

  test('one instance serves several stages, which have nothing to do with each other', () => {
    const check = new MfaCoverageCheck();
    const stages = ['One', 'Two'].map((id) => new Stage(new App(), id));
    const stacks = stages.map((stage) => testStack({ scope: stage, ...inAccount(ACCOUNT) }));
    stages.forEach((stage) => Aspects.of(stage).add(check));
    consoleUser(stacks[0], { userName: 'ann' });
    requireMfa(stacks[1], { users: [iam.User.fromUserName(stacks[1], 'Ann', 'ann')] });
    expect(stacks.flatMap(reports)).toEqual([`error /One/Stack/User/Resource ${USER}`]);
  });

  describe('on an app with stages, such as those of CDK Pipelines', () => {
    const stageIn = (scope: Construct, id: string) => testStack({ scope: new Stage(scope, id) });
    const synth = (app: App) => () => app.synth();
    const unseen = (stage: string, got: string) => refusal(stage, 'MfaCoverageCheck', `"${got}"`,
      'the check on the stage too, because CDK does not carry aspects into stages, and nothing can be reported there afterwards',
      'add it where the stage is made: Aspects.of(stage).add(new MfaCoverageCheck())');

    test.each<[string, string, (stack: Stack) => unknown]>([
      ['a user', 'a user without enforcement: Prod/Stack/User', (stack) => consoleUser(stack)],
      ['a group', 'a group without enforcement: Prod/Stack/Group', (stack) => new iam.Group(stack, 'Group')],
      ['what is not known', 'perhaps without enforcement: Prod/Stack/User', (stack) => consoleUser(stack, { groups: [importedGroup(stack)] })],
    ])('fails on %s of a stage, and names it', (_, got, build) => {
      const app = new App();
      Aspects.of(app).add(new MfaCoverageCheck());
      build(stageIn(app, 'Prod'));
      expect(synth(app)).toThrow(unseen('Prod', got));
    });

    test('names all of them, stage by stage, whatever the severity', () => {
      const app = new App();
      Aspects.of(app).add(new MfaCoverageCheck({ severity: MfaCoverageSeverity.WARNING }));
      const prod = stageIn(app, 'Prod');
      consoleUser(prod);
      new iam.Group(prod, 'Group');
      new iam.Group(stageIn(Stage.of(prod)!, 'Inner'), 'Group');
      expect(synth(app)).toThrow(unseen('Prod', 'a user without enforcement: Prod/Stack/User; a group without enforcement: Prod/Stack/Group'));
      expect(synth(app)).toThrow(unseen('Prod/Inner', 'a group without enforcement: Prod/Inner/Stack/Group'));
    });

    test.each<[string, (stack: Stack, app: App) => unknown]>([
      ['is enforced', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Group')],
      ['is acknowledged', (stack) => CdkAnnotations.of(new iam.Group(stack, 'Group')).acknowledgeWarning(GROUP)],
      ['is checked by a check on its stage', (stack) => { new iam.Group(stack, 'Group'); Aspects.of(Stage.of(stack)!).add(new MfaCoverageCheck()); }],
      ['is checked by a check on its stack', (stack) => { new iam.Group(stack, 'Group'); Aspects.of(stack).add(new MfaCoverageCheck()); }],
    ])('does not fail if all %s', (_, build) => {
      const app = new App();
      Aspects.of(app).add(new MfaCoverageCheck());
      build(stageIn(app, 'Prod'), app);
      expect(synth(app)).not.toThrow();
    });

    test('a check on one stack looks at no stage', () => {
      const app = new App();
      const stack = testStack({ scope: app });
      Aspects.of(stack).add(new MfaCoverageCheck());
      consoleUser(stageIn(app, 'Prod'));
      expect(synth(app)).not.toThrow();
    });
  });

  test('it sees what another aspect adds', () => {
    const addUser: IAspect = {
      visit: (node: IConstruct) => {
        if (Stack.isStack(node) && node.node.tryFindChild('User') === undefined) {
          consoleUser(node);
        }
      },
    };
    const stack = testStack();
    Aspects.of(stack).add(new MfaCoverageCheck());
    Aspects.of(stack).add(addUser);
    expect(reports(stack)).toEqual([`error /Stack/User/Resource ${USER}`]);
  });

  test('the template is what it is without the check', () => {
    const template = (check: boolean) => {
      const stack = testStack();
      if (check) {
        Aspects.of(stack).add(new MfaCoverageCheck({ severity: MfaCoverageSeverity.WARNING }));
      }
      consoleUser(stack);
      return (stack.node.root as App).synth().getStackByName('Stack').template;
    };
    expect(template(true)).toEqual(template(false));
  });
});

test.each([['INFO'], ['error'], [null]])('fails on the severity %s', (severity) => {
  const create = () => new MfaCoverageCheck({ severity: severity as never });
  if (severity === null) {
    expect(create).not.toThrow(); // as left out, in languages that send null
  } else {
    expect(create).toThrow(refusal('MfaCoverageCheck', 'severity', `"${severity}"`, 'a member of the enum (ERROR, WARNING)', 'pass one of the two'));
  }
});

test('fails on a scope, as if it were a construct', () => {
  const Check: any = MfaCoverageCheck;
  const fix = 'add it with Aspects.of(app).add(new MfaCoverageCheck())';
  expect(() => new Check(testStack(), 'Check')).toThrow(refusal('MfaCoverageCheck', 'props', '"the construct Stack"', 'MfaCoverageCheckProps', fix));
  expect(() => new Check(new App())).toThrow(refusal('MfaCoverageCheck', 'props', '"the construct App"', 'MfaCoverageCheckProps', fix));
});
