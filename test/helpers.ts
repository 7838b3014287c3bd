import { App, CfnElement, DefaultStackSynthesizer, Duration, Stack, StackProps, aws_iam as iam } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { ConsoleMfaEnforcedGroup, MfaEnforcement, RequireMfaOptions, RequireMfaPolicy, UserCredential } from '../src';

export const ACCOUNT = '111111111111';
export const OTHER_ACCOUNT = '222222222222';

/** In which everything is known, as in an app that names its environment. */
export const inAccount = (account: string) => ({ env: { account, region: 'eu-west-1' } });

/** A stack with nothing in its template but what the test adds. Its app writes no tree of the constructs, which takes a third of its time. */
export function testStack({ scope = new App({ treeMetadata: false }), id = 'Stack', ...props }: StackProps & { scope?: Construct; id?: string } = {}): Stack {
  return new Stack(scope, id, { synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }), ...props });
}

export function requireMfa(scope: Construct, props: Partial<ConstructorParameters<typeof RequireMfaPolicy>[2]> = {}, id = 'Policy'): RequireMfaPolicy {
  return new RequireMfaPolicy(scope, id, { enforcement: MfaEnforcement.CONSOLE_ONLY, ...props });
}

export function importedGroup(scope: Construct, name = 'devs', id = name): iam.IGroup {
  return iam.Group.fromGroupName(scope, id, name);
}

export function importedUser(scope: Construct, name = 'ann', id = name): iam.IUser {
  return iam.User.fromUserName(scope, id, name);
}

export function role(scope: Construct, props: Partial<iam.RoleProps> = {}): iam.Role {
  return new iam.Role(scope, 'Role', { assumedBy: new iam.AccountRootPrincipal(), ...props });
}

export function foreignGroup(scope: Construct, name = 'devs'): iam.IGroup {
  return iam.Group.fromGroupArn(scope, `Foreign-${name}`, `arn:aws:iam::${OTHER_ACCOUNT}:group/${name}`);
}

export function foreignUser(scope: Construct, name = 'ann'): iam.IUser {
  return iam.User.fromUserArn(scope, `Foreign-${name}`, `arn:aws:iam::${OTHER_ACCOUNT}:user/${name}`);
}

/** Props of either policy that are refused in a stack of `ACCOUNT`: which, what they got, and how. */
export const BAD_POLICY_PROPS: [string, string, (stack: Stack) => object][] = [
  ['path', '"mfa"', () => ({ path: 'mfa' })],
  ['description', '"1001 characters"', () => ({ description: 'd'.repeat(1001) })],
  ['description', '5', () => ({ description: 5 })],
  ['managedPolicyName', '""', () => ({ managedPolicyName: '' })],
  ['managedPolicyName', '"require mfa"', () => ({ managedPolicyName: 'require mfa' })],
  ['path', 'null', () => ({ path: null })],
  ['path', '"/mfa-*/"', () => ({ path: '/mfa-*/' })],
  ['groups[0]', '"devs"', () => ({ groups: ['devs'] })],
  ['groups[0]', '"the role Stack/Role"', (stack) => ({ groups: [role(stack)] })],
  ['groups[0]', '"the user Stack/ann"', (stack) => ({ groups: [importedUser(stack)] })],
  ['groups[0]', '"team/devs"', (stack) => ({ groups: [importedGroup(stack, 'team/devs', 'devs')] })],
  ['groups[1]', `"devs of account ${OTHER_ACCOUNT}"`, (stack) => ({ groups: [importedGroup(stack), foreignGroup(stack)] })],
  ['users', '"ann"', () => ({ users: 'ann' })],
  ['users[1]', '"ann smith"', (stack) => ({ users: [importedUser(stack), importedUser(stack, 'ann smith')] })],
  ['users[0]', `"ann of account ${OTHER_ACCOUNT}"`, (stack) => ({ users: [foreignUser(stack)] })],
];

/** The constructs that take `RequireMfaOptions`, to try an option in each. */
export const ENFORCEMENTS: [string, (scope: Construct, options: RequireMfaOptions & { enforcement?: MfaEnforcement }) => RequireMfaPolicy][] = [
  ['RequireMfaPolicy', (scope, options) => requireMfa(scope, options, 'It')],
  ['ConsoleMfaEnforcedGroup', (scope, options) => new ConsoleMfaEnforcedGroup(scope, 'It', options).requireMfaPolicy],
];

/** The resource of a construct in its stack's template. */
export function resourceOf(construct: Construct): any {
  const stack = Stack.of(construct);
  const logicalId = stack.resolve(stack.getLogicalId(construct.node.defaultChild as CfnElement));
  return Template.fromStack(stack).toJSON().Resources[logicalId];
}

export function statementsOf(policy: iam.ManagedPolicy): any[] {
  return resourceOf(policy).Properties.PolicyDocument.Statement;
}

export function sidsOf(policy: iam.ManagedPolicy): string[] {
  return statementsOf(policy).map((statement) => statement.Sid);
}

export function statementOf(policy: iam.ManagedPolicy, sid: string): any {
  return statementsOf(policy).find((statement) => statement.Sid === sid);
}

/** As IAM sees an ARN of the stack that emits it, with the rest of the intrinsics as they are. */
export function iamArn(...resource: unknown[]): unknown {
  const [first, ...rest] = resource;
  return { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::', { Ref: 'AWS::AccountId' }, `:${first}`, ...rest]] };
}

export const OWN_USER = [iamArn('user/${aws:username}'), iamArn('user/*/${aws:username}')];

/** Paths and ids of the library's warnings in a stack, in order. */
export function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack.nestedStackParent ?? stack).findWarning('*', Match.stringLikeRegexp('cdk-iam-mfa:'))
    .map(({ id, entry }) => `${id} ${/\[ack: (.*)\]$/.exec(entry.data as string)![1]}`);
}

/** What a refusal must say: where, which prop, what it got, what was expected, how to fix it. */
export function refusal(path: string, prop: string, got: string, expected = '', fix = ''): RegExp {
  const parts = [`${path}: ${prop} got ${got}, expected `, expected, '; fix: ', fix];
  const [start, ...rest] = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`${start}.*${rest.join('.*')}`);
}

/** Bad props are refused before anything is created. */
export function expectRefused(stack: Stack, create: () => unknown, message: RegExp): void {
  const before = stack.node.findAll().length;
  expect(create).toThrow(message);
  expect(stack.node.findAll()).toHaveLength(before);
}

/** What a construct sees only when the app is complete is refused at synth. */
export function expectSynthRefused(stack: Stack, message: RegExp): void {
  expect(() => Template.fromStack(stack)).toThrow(message);
}

/** All combinations of one value for each key. */
export function combinations<T extends object>(choices: { [K in keyof T]: readonly T[K][] }): T[] {
  return Object.entries<readonly unknown[]>(choices).reduce<object[]>(
    (soFar, [key, values]) => soFar.flatMap((one) => values.map((value) => ({ ...one, [key]: value }))),
    [{}],
  ) as T[];
}

export function subsets<T>(members: readonly T[]): T[][] {
  return members.reduce<T[][]>((soFar, member) => soFar.flatMap((subset) => [subset, [...subset, member]]), [[]]);
}

/** The L1 of a construct. Code that looks at the app before it is a template needs it. */
export function l1Of<T>({ node }: Construct): T {
  return node.defaultChild as T;
}

/** Each option with a value that is not its default. `Required` has a new option added here. */
export const EVERY_REQUIRE_MFA_OPTION: Required<RequireMfaOptions> = {
  allowAwsServiceCalls: false,
  allowPasswordChange: true,
  allowActions: ['s3:GetObject'],
  allowEnrollmentWithAccessKeys: true,
  allowFederationTokensWithAccessKeys: true,
  allowUserAdministrationWithAccessKeys: true,
  allowManagedMcpCalls: true,
  credentialsRequiringMfa: [UserCredential.ACCESS_KEYS],
  maxMfaAge: Duration.hours(1),
};
