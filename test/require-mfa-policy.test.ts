import { App, Aspects, Aws, Duration, IAspect, Lazy, NestedStack, Stack, Stage, Token, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ACCOUNT, BAD_POLICY_PROPS, ENFORCEMENTS, OTHER_ACCOUNT, expectRefused, expectSynthRefused, iamArn, importedGroup, importedUser, inAccount, l1Of,
  refusal, requireMfa, resourceOf, sidsOf, statementOf, testStack, warningsOf,
} from './helpers';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaEnforcement, RequireMfaOptions, RequireMfaPolicy, UserCredential } from '../src';

const { CONSOLE_ONLY, ALL_REQUESTS } = MfaEnforcement;
const DENY_ALL = 'DenyAllButEnrollmentWithoutMfa';
const GUARD = 'DenyUndoingTheEnforcementWithoutMfa';
const GUARD_OF_USERS = 'DenyDetachingFromUsersWithoutMfa';
const DEFAULT_SIDS = [
  DENY_ALL, 'DenyExemptActionsElsewhereWithoutMfa', 'DenyExemptActionsToFederatedSessions', 'DenyManagedMcpCallsWithoutMfa', 'DenyEnrollmentWithAccessKeys', 'DenyEnrollmentThroughServices', 'DenyWaysIntoTheConsoleWithoutMfa',
];
const GUARDED_POLICIES = iamArn('policy/cdk-iam-mfa/*');
/** What the guard names: the groups, with and without a path, and our policies; sorted, so that templates do not change by chance. */
const guardedArns = (groups: unknown[], policies: unknown[] = [GUARDED_POLICIES]) => [
  ...groups.flatMap((name) => ['group/', 'group/*/'].map((prefix) => typeof name === 'string' ? iamArn(prefix + name) : iamArn(prefix, name))),
  ...policies,
].sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('by default', () => {
  const stack = testStack();
  const policy = requireMfa(stack);

  test('it is a policy attached to nobody, whose name CloudFormation picks', () => {
    const template = Template.fromStack(stack);
    expect(Object.keys(template.toJSON().Resources)).toEqual(['Policy23B91518']);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.',
      Path: '/cdk-iam-mfa/',
      PolicyDocument: { Version: '2012-10-17' },
    });
    expect(Object.keys(resourceOf(policy).Properties)).toEqual(['Description', 'Path', 'PolicyDocument']);
  });

  test('it denies, and guards itself', () => {
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, GUARD]);
    expect(statementOf(policy, GUARD)).toMatchObject({
      Action: ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'],
      Resource: GUARDED_POLICIES,
    });
  });

  test('there is nothing to warn of but that', () => {
    expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:policy-not-attached']);
  });
});

test.each([[CONSOLE_ONLY, 'Bool'], [ALL_REQUESTS, 'BoolIfExists']])('enforcement %s emits the operator of its name', (enforcement, operator) => {
  const { Condition } = statementOf(requireMfa(testStack(), { enforcement }), DENY_ALL);
  expect(Object.keys(Condition)).toEqual([operator]);
});

describe.each(ENFORCEMENTS)('the options of %s', (_, create) => {
  const documentOf = (options: RequireMfaOptions) => JSON.stringify(resourceOf(create(testStack(), options)).Properties.PolicyDocument);

  test.each<[RequireMfaOptions, string, string]>([
    [{ allowAwsServiceCalls: false }, DENY_ALL, '"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}'],
    [{ allowPasswordChange: true }, DENY_ALL, 'iam:ChangePassword'],
    [{ allowActions: ['s3:GetObject'] }, DENY_ALL, 's3:GetObject'],
    [{ allowEnrollmentWithAccessKeys: true }, 'DenyEnrollmentWithAccessKeys', '"NotResource"'],
    [{ allowUserAdministrationWithAccessKeys: true }, 'DenyFederationTokensWithoutMfa', 'sts:GetFederationToken'],
    [{ credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] }, 'DenyCredentialChangesWithoutMfa', 'iam:CreateAccessKey'],
    [{ maxMfaAge: Duration.hours(36) }, 'DenyAllButEnrollmentWithOldMfa', '"aws:MultiFactorAuthAge":"129600"'],
  ])('%j reaches the policy', (options, sid, text) => {
    expect(JSON.stringify(statementOf(create(testStack(), options), sid))).toContain(text);
    expect(JSON.stringify(statementOf(create(testStack(), {}), sid)) ?? '').not.toContain(text);
  });

  test('allowFederationTokensWithAccessKeys reaches the policy', () => {
    expect(documentOf({})).toContain('sts:GetFederationToken');
    expect(documentOf({ allowFederationTokensWithAccessKeys: true })).not.toContain('sts:GetFederationToken');
  });

  test.each<[string, string, object]>([
    ['enforcement', '"always"', { enforcement: 'always' }],
    ['enforcement', '"CONSOLE_ONLY"', { enforcement: 'CONSOLE_ONLY' }],
    ['allowActions', '"s3:GetObject"', { allowActions: 's3:GetObject' }],
    ['allowActions', '"an unresolved list"', { allowActions: Token.asList({ Ref: 'Actions' }) }],
    ['allowActions[1]', '"iam:*"', { allowActions: ['s3:GetObject', 'iam:*'] }],
    ['credentialsRequiringMfa[0]', '"mfa"', { credentialsRequiringMfa: ['mfa'] }],
    ['maxMfaAge', '"0 seconds"', { maxMfaAge: Duration.seconds(0) }],
    ['allowFederationTokensWithAccessKeys', 'true', { enforcement: ALL_REQUESTS, allowFederationTokensWithAccessKeys: true }],
    ['allowUserAdministrationWithAccessKeys', 'true', { enforcement: ALL_REQUESTS, allowUserAdministrationWithAccessKeys: true }],
    ['credentialsRequiringMfa', '["PASSWORD"]', { enforcement: ALL_REQUESTS, credentialsRequiringMfa: [UserCredential.PASSWORD] }],
  ])('fails on a bad %s (%s), and leaves nothing behind', (prop, got, options) => {
    const stack = testStack();
    expectRefused(stack, () => create(stack, options), refusal('Stack/It', prop, got));
  });

  test('a token among allowActions reaches the template unharmed', () => {
    const policy = create(testStack(), {
      allowActions: [`s3:${Aws.STACK_NAME}`, Token.asString({ Ref: 'Action' }), Lazy.any({ produce: () => 's3:GetObject' }) as never],
    });
    expect(statementOf(policy, DENY_ALL).NotAction).toEqual(expect.arrayContaining([
      { 'Fn::Join': ['', ['s3:', { Ref: 'AWS::StackName' }]] }, { Ref: 'Action' }, 's3:GetObject',
    ]));
  });

  test('the arrays of the props may change afterwards', () => {
    const options = { allowActions: ['s3:GetObject'], credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] };
    const policy = create(testStack(), options);
    options.allowActions.push('*');
    options.credentialsRequiringMfa.pop();
    expect(statementOf(policy, DENY_ALL).NotAction).toEqual(expect.not.arrayContaining(['*']));
    expect(sidsOf(policy)).toContain('DenyCredentialChangesWithoutMfa');
  });
});

describe('from plain JavaScript', () => {
  test.each([[undefined], [{}], [{ enforcement: undefined }], [{ allowActions: ['*'] }]])('fails on the props %j, because there is no default enforcement', (props) => {
    const stack = testStack();
    expectRefused(stack, () => new RequireMfaPolicy(stack, 'Policy', props as any),
      refusal('Stack/Policy', 'enforcement', 'nothing', 'a member of the enum (CONSOLE_ONLY, ALL_REQUESTS)', 'pass one of the two'));
  });
});

test.each(BAD_POLICY_PROPS)('fails on a bad %s (%s), and leaves nothing behind', (prop, got, props) => {
  const stack = testStack(inAccount(ACCOUNT));
  const given = props(stack);
  expectRefused(stack, () => requireMfa(stack, given), refusal('Stack/Policy', prop, got));
});

test('fails on a group that a stack of another account owns', () => {
  const stack = testStack(inAccount(ACCOUNT));
  const group = new iam.Group(testStack({ scope: stack.node.root, id: 'Other', ...inAccount(OTHER_ACCOUNT) }), 'Group', { groupName: 'devs' });
  expectRefused(stack, () => requireMfa(stack, { groups: [group] }), refusal('Stack/Policy', 'groups[0]', `"an identity of account ${OTHER_ACCOUNT}"`));
});

describe('name, description and path', () => {
  test.each<[MfaEnforcement, string]>([
    [CONSOLE_ONLY, 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.'],
    [ALL_REQUESTS, 'Denies every request without MFA everything but enrollment. Access keys need a session with MFA.'],
  ])('the description says what the mode %s denies', (enforcement, description) => {
    expect(resourceOf(requireMfa(testStack(), { enforcement })).Properties.Description).toBe(description);
  });

  test('are as given', () => {
    const stack = testStack();
    requireMfa(stack, { managedPolicyName: 'Mfa', description: 'Ours.', path: '/security/' });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', { ManagedPolicyName: 'Mfa', Description: 'Ours.', Path: '/security/' });
  });

  test.each<[string, unknown]>([
    ['/security/', iamArn('policy/security/*')],
    ['/a/b/', iamArn('policy/a/b/*')],
    [`/${Aws.STACK_NAME}/`, iamArn('policy/', { Ref: 'AWS::StackName' }, '/*')],
  ])('the guard names the path %s', (path, arn) => {
    const policy = requireMfa(testStack(), { path, users: [importedUser(testStack())] });
    expect(statementOf(policy, GUARD).Resource).toEqual(arn);
    expect(statementOf(policy, GUARD_OF_USERS).Condition.ArnLikeIfExists).toEqual({ 'iam:PolicyARN': arn });
  });

  test('warns that the guard cannot name the path /, and guards the groups still', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { path: '/', groups: [importedGroup(stack)], users: [importedUser(stack)] });
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, GUARD]);
    expect(statementOf(policy, GUARD)).toMatchObject({ Action: expect.not.arrayContaining(['iam:DeletePolicy']), Resource: guardedArns(['devs'], []) });
    expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:policy-not-guarded']);
  });

  test('with the path / and no groups there is no guard', () => {
    expect(sidsOf(requireMfa(testStack(), { path: '/' }))).toEqual(DEFAULT_SIDS);
  });
});

describe('the guard follows', () => {
  const guarded = (policy: RequireMfaPolicy) => statementOf(policy, GUARD).Resource;

  test.each<[string, (stack: Stack) => iam.IGroup, unknown]>([
    ['by name', (stack) => importedGroup(stack), 'devs'],
    ['by ARN', (stack) => iam.Group.fromGroupArn(stack, 'Group', `arn:aws:iam::${ACCOUNT}:group/devs`), 'devs'],
    ['by a name that is a token', (stack) => importedGroup(stack, Aws.STACK_NAME, 'Group'), { Ref: 'AWS::StackName' }],
    ['of the stack', (stack) => new iam.Group(stack, 'Group'), { Ref: 'GroupC77FDACD' }],
    ['of the stack with a physical name', (stack) => new iam.Group(stack, 'Group', { groupName: 'devs', path: '/team/' }), { Ref: 'GroupC77FDACD' }],
    ['of another stack', (stack) => new iam.Group(testStack({ scope: stack.node.root, id: 'Other' }), 'Group'),
      { 'Fn::ImportValue': expect.stringMatching(/^Other:.*Group/) }],
    ['of a nested stack', (stack) => new iam.Group(new NestedStack(stack, 'Nested'), 'Group'),
      { 'Fn::GetAtt': [expect.stringMatching(/^Nested/), expect.stringMatching(/^Outputs.*Group/)] }],
  ])('a group %s, from the start or later', (_, groupOf, name) => {
    const [stack, another] = [testStack(), testStack()];
    const atOnce = requireMfa(stack, { groups: [groupOf(stack)] });
    const later = requireMfa(another);
    later.attachToGroup(groupOf(another));
    expect(guarded(atOnce)).toEqual(guardedArns([name]));
    expect(resourceOf(atOnce).Properties.Groups).toEqual([name]);
    expect(resourceOf(later)).toEqual(resourceOf(atOnce));
    expect(statementOf(atOnce, GUARD).Action).toEqual([
      'iam:CreatePolicyVersion', 'iam:DeleteGroup', 'iam:DeleteGroupPolicy', 'iam:DeletePolicy', 'iam:DeletePolicyVersion',
      'iam:DetachGroupPolicy', 'iam:PutGroupPolicy', 'iam:RemoveUserFromGroup', 'iam:SetDefaultPolicyVersion', 'iam:UpdateGroup',
    ]);
  });

  test('many groups', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [importedGroup(stack), new iam.Group(stack, 'Group')] });
    policy.attachToGroup(importedGroup(stack, 'ops'));
    expect(guarded(policy)).toEqual(guardedArns(['devs', { Ref: 'GroupC77FDACD' }, 'ops']));
  });

  test('a group that was given by two tokens, once', () => {
    const stack = testStack();
    const later = Lazy.string({ produce: () => Aws.STACK_NAME });
    const policy = requireMfa(stack, { groups: [importedGroup(stack, Aws.STACK_NAME, 'Group'), importedGroup(stack, later, 'Again')] });
    expect(guarded(policy)).toEqual(guardedArns([{ Ref: 'AWS::StackName' }]));
  });

  test('a group of another Region of the account, by its physical name', () => {
    const stack = testStack(inAccount(ACCOUNT));
    const elsewhere = testStack({ scope: stack.node.root, id: 'Other', env: { account: ACCOUNT, region: 'us-east-1' } });
    const policy = requireMfa(stack, { groups: [new ConsoleMfaEnforcedGroup(elsewhere, 'Group', { groupName: 'devs' })] });
    expect(resourceOf(policy).Properties.Groups).toEqual(['devs']);
    expect(JSON.stringify(guarded(policy))).toContain(':group/*/devs');
  });

  test('no group that adds the policy from its side, because that would be a cycle', () => {
    const stack = testStack();
    const policy = requireMfa(stack);
    new iam.Group(stack, 'Group', { managedPolicies: [policy] });
    expect(guarded(policy)).toEqual(GUARDED_POLICIES);
    expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:group-not-guarded']);
  });

  test.each<[string, (stack: Stack) => iam.IUser, unknown]>([
    ['by name', (stack) => importedUser(stack), 'ann'],
    ['of the stack', (stack) => new iam.User(stack, 'User'), { Ref: 'User00B015A1' }],
  ])('a user %s, from the start or later', (_, userOf, name) => {
    const [stack, another] = [testStack(), testStack()];
    const atOnce = requireMfa(stack, { users: [userOf(stack)] });
    const later = requireMfa(another);
    later.attachToUser(userOf(another));
    expect(resourceOf(atOnce).Properties.Users).toEqual([name]);
    expect(resourceOf(later)).toEqual(resourceOf(atOnce));
    expect(sidsOf(atOnce)).toEqual([...DEFAULT_SIDS, GUARD, GUARD_OF_USERS]);
    expect(statementOf(atOnce, GUARD_OF_USERS)).toMatchObject({ Action: 'iam:DetachUserPolicy', Resource: iamArn('user/*') });
  });

  test.each<[RequireMfaOptions & { enforcement?: MfaEnforcement }, object]>([
    [{}, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    [{ enforcement: ALL_REQUESTS }, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }],
    [{ maxMfaAge: Duration.hours(1) }, { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } }],
  ])('the conditions of %j', (options, conditions) => {
    const stack = testStack();
    expect(statementOf(requireMfa(stack, { ...options, groups: [importedGroup(stack)] }), GUARD).Condition).toEqual(conditions);
  });
});

test('the arrays of groups and users may change afterwards', () => {
  const stack = testStack();
  const props = { groups: [importedGroup(stack)], users: [importedUser(stack)] };
  const policy = requireMfa(stack, props);
  Object.values(props).forEach((list) => list.pop());
  expect(resourceOf(policy).Properties).toMatchObject({ Groups: ['devs'], Users: ['ann'] });
});

describe('statements added by the user', () => {
  const ours = (sid?: string) => new iam.PolicyStatement({ sid, actions: ['s3:GetObject'], resources: ['*'] });

  test('are kept beside ours', () => {
    const policy = requireMfa(testStack());
    policy.addStatements(ours('One'));
    policy.document.addStatements(ours('Two'));
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, 'One', 'Two', GUARD]);
  });

  test('may be merged by CDK, and ours stay as they are', () => {
    const minimizing = new Stack(undefined, 'Stack');
    minimizing.node.setContext('@aws-cdk/aws-iam:minimizePolicies', true);
    const policy = requireMfa(minimizing);
    policy.addStatements(ours(), new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: ['*'] }));
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, undefined, GUARD]);
    expect(statementOf(policy, undefined as any).Action).toEqual(['s3:GetObject', 's3:ListBucket']);
  });
});

test('a group may be enforced by a further policy, from another stack of its stage', () => {
  const stage = new Stage(new App(), 'Stage');
  const group = new ConsoleMfaEnforcedGroup(testStack({ scope: stage }), 'Group');
  const policy = requireMfa(testStack({ scope: stage, id: 'Other' }), { groups: [group], enforcement: ALL_REQUESTS });
  expect(statementOf(policy, GUARD).Resource).toEqual(guardedArns([{ 'Fn::ImportValue': expect.stringMatching(/^Stage-Stack:/) }]));
});

describe('the guard names what is rendered, whatever changed it', () => {
  const otherPath: IAspect = {
    visit: (node) => {
      if (node instanceof iam.CfnManagedPolicy) {
        node.path = '/corp/';
      }
    },
  };
  const CHANGES: [string, (policy: RequireMfaPolicy) => unknown][] = [
    ['an assignment', (policy) => { l1Of<iam.CfnManagedPolicy>(policy).path = '/corp/'; }],
    ['an override', (policy) => l1Of<iam.CfnManagedPolicy>(policy).addPropertyOverride('Path', '/corp/')],
    ['an override of the whole resource', (policy) => l1Of<iam.CfnManagedPolicy>(policy).addOverride('Properties.Path', '/corp/')],
    ['an aspect', (policy) => Aspects.of(policy).add(otherPath)],
  ];

  test.each(CHANGES)('a path that %s changes', (_, change) => {
    const stack = testStack();
    const policy = requireMfa(stack, { users: [importedUser(stack)] });
    change(policy);
    expect(resourceOf(policy).Properties.Path).toBe('/corp/');
    expect(statementOf(policy, GUARD).Resource).toEqual(iamArn('policy/corp/*'));
    expect(statementOf(policy, GUARD_OF_USERS).Condition.ArnLikeIfExists).toEqual({ 'iam:PolicyARN': iamArn('policy/corp/*') });
    expect(warningsOf(stack)).toEqual([]);
  });

  test.each(CHANGES)('a path that %s changes, in a ForceMfaGroup', (_, change) => {
    const { requireMfaPolicy } = new ForceMfaGroup(testStack(), 'WithoutMfa');
    change(requireMfaPolicy);
    expect(statementOf(requireMfaPolicy, GUARD).Resource).toContainEqual(iamArn('policy/corp/*'));
  });

  test('a path that an override makes a token', () => {
    const policy = requireMfa(testStack());
    l1Of<iam.CfnManagedPolicy>(policy).addPropertyOverride('Path', { Ref: 'PolicyPath' });
    expect(statementOf(policy, GUARD).Resource).toEqual(iamArn('policy', { Ref: 'PolicyPath' }, '*'));
  });

  test.each<[string, (policy: RequireMfaPolicy) => unknown]>([
    ['an assignment', (policy) => { l1Of<iam.CfnManagedPolicy>(policy).path = undefined; }],
    ['an override', (policy) => l1Of<iam.CfnManagedPolicy>(policy).addPropertyDeletionOverride('Path')],
    ['an override that says so', (policy) => l1Of<iam.CfnManagedPolicy>(policy).addPropertyOverride('Path', '/')],
  ])('no path, which is /, that %s brings', (_, change) => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [importedGroup(stack)] });
    change(policy);
    expect(statementOf(policy, GUARD).Resource).toEqual(guardedArns(['devs'], []));
    expect(warningsOf(stack)).toEqual(['/Stack/Policy/Resource cdk-iam-mfa:policy-not-guarded']);
  });

  test.each(['/corp', '/corp-*/'])('not a path that IAM or an ARN would read otherwise: %s', (path) => {
    const stack = testStack();
    l1Of<iam.CfnManagedPolicy>(requireMfa(stack)).addPropertyOverride('Path', path);
    expectSynthRefused(stack, refusal('Stack/Policy', 'path', `"${path}"`, 'a path that begins and ends with /', 'write it as in /cdk-iam-mfa/'));
  });

  test('groups that an override brings', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [importedGroup(stack)] });
    l1Of<iam.CfnManagedPolicy>(policy).addPropertyOverride('Groups', ['ops', { Ref: 'Name' }]);
    expect(statementOf(policy, GUARD).Resource).toEqual(guardedArns(['ops', { Ref: 'Name' }]));
  });

  test('users that an override brings', () => {
    const policy = requireMfa(testStack());
    l1Of<iam.CfnManagedPolicy>(policy).addPropertyOverride('Users', ['ann']);
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, GUARD, GUARD_OF_USERS]);
  });

  test('nobody whom an override takes away', () => {
    const stack = testStack();
    const policy = requireMfa(stack, { groups: [importedGroup(stack)], users: [importedUser(stack)] });
    l1Of<iam.CfnManagedPolicy>(policy).addPropertyDeletionOverride('Groups');
    l1Of<iam.CfnManagedPolicy>(policy).addPropertyDeletionOverride('Users');
    expect(statementOf(policy, GUARD).Resource).toEqual(GUARDED_POLICIES);
    expect(sidsOf(policy)).toEqual([...DEFAULT_SIDS, GUARD]);
  });
});
