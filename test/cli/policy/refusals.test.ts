/** What synth refuses, the command refuses in the same words, by the names of its options. What synth warns of, it warns of. */
import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { printed, warningsOf } from './in-process';
import { MfaEnforcement, RequireMfaPolicy, SelfManageMfaPolicy } from '../../../src';
import { importedGroup, testStack } from '../../helpers';

const ACCOUNT = '111111111111';
const REQUIRE = ['--enforcement', 'CONSOLE_ONLY', '--account', ACCOUNT];
const ALL_REQUESTS = ['--enforcement', 'ALL_REQUESTS', '--account', ACCOUNT];
const SELF_MANAGE = ['SelfManageMfaPolicy', '--account', ACCOUNT];

const consoleOnly = (props: object) => (stack: Stack) =>
  new RequireMfaPolicy(stack, 'It', { enforcement: MfaEnforcement.CONSOLE_ONLY, groups: [importedGroup(stack)], ...props });
const allRequests = (props: object) => (stack: Stack) => new RequireMfaPolicy(stack, 'It', { enforcement: MfaEnforcement.ALL_REQUESTS, ...props });
const selfManage = (props: object) => (stack: Stack) => new SelfManageMfaPolicy(stack, 'It', props);

function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

/** What was got and what is expected; the fix may differ. */
const reason = (message: string) => / got (.*?)(; fix:|$)/.exec(message)?.[1].replace(/MfaEnforcement\./g, '');

const ALLOW_ACTIONS = ['*', '', ' s3:GetObject', 's3', 'a:b:c', '*:Get', 'iam:*', 'iam:CreateUser', 'sts:AssumeRole', 'sso:Get*', 's3:Get Object', '${var.action}'];
const LONG = Array.from({ length: 200 }, (_, index) => `s3:GetObject${'x'.repeat(20)}${index}`);

const CASES: [string, string[], (stack: Stack) => unknown, string][] = [
  ['a mode that there is not', ['--account', ACCOUNT, '--enforcement', 'Bool'], (stack) => new RequireMfaPolicy(stack, 'It', { enforcement: 'Bool ' as any }), '--enforcement got "Bool"'],
  ['no mode', ['--account', ACCOUNT], (stack) => new RequireMfaPolicy(stack, 'It', {} as any), '--enforcement got nothing'],
  ...ALLOW_ACTIONS.map((action): [string, string[], (stack: Stack) => unknown, string] => [
    `the action ${JSON.stringify(action)}`, [...REQUIRE, '--allow-actions', action], consoleOnly({ allowActions: [action] }), `--allow-actions got ${JSON.stringify(action)}, expected `,
  ]),
  ['too many actions', [...REQUIRE, '--partition', 'aws-us-gov', '--group', 'devs', '--allow-actions', LONG.join(',')], consoleOnly({ allowActions: LONG }), '--allow-actions got '],
  ['a kind that there is not', [...REQUIRE, '--credentials-requiring-mfa', 'KEYS'], consoleOnly({ credentialsRequiringMfa: ['KEYS'] }), '--credentials-requiring-mfa got "KEYS"'],
  ['no kind', [...SELF_MANAGE, '--self-managed-credentials', ''], selfManage({ selfManagedCredentials: [''] }), '--self-managed-credentials got ""'],
  ['no time', [...REQUIRE, '--max-mfa-age', '0'], consoleOnly({ maxMfaAge: Duration.seconds(0) }), '--max-mfa-age got "0 seconds"'],
  ['too long a time', [...REQUIRE, '--max-mfa-age', '129601'], consoleOnly({ maxMfaAge: Duration.seconds(129601) }), '--max-mfa-age got "129601 seconds"'],
  ['a time in words', [...REQUIRE, '--max-mfa-age', '12h'], consoleOnly({ maxMfaAge: '12h' }), '--max-mfa-age got "12h"'],
  ...['allow-federation-tokens-with-access-keys', 'allow-user-administration-with-access-keys'].map((option): [string, string[], (stack: Stack) => unknown, string] => [
    option, [...ALL_REQUESTS, `--${option}`], allRequests({ [option.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())]: true }), `--${option} got true`,
  ]),
  ['kinds under ALL_REQUESTS', [...ALL_REQUESTS, '--credentials-requiring-mfa', 'PASSWORD'], allRequests({ credentialsRequiringMfa: ['PASSWORD'] }), '--credentials-requiring-mfa got ["PASSWORD"]'],
  ...['corp', '/corp', '/corp-*/', '/${aws:username}/', '${var.path}'].map((path): [string, string[], (stack: Stack) => unknown, string] => [
    `the path ${path}`, [...REQUIRE, '--path', path], consoleOnly({ path }), `--path got "${path}"`,
  ]),
  ['a group with its path', [...REQUIRE, '--group', 'team/devs'], (stack) => consoleOnly({ groups: [importedGroup(stack, 'team/devs', 'Team')] })(stack), '--group got "team/devs"'],
];

test.each(CASES)('%s', (_what, args, create, message) => {
  const stack = testStack({ env: { account: ACCOUNT, region: 'eu-west-1' } });
  const ofSynth = refusalOf(() => {
    create(stack);
    Template.fromStack(stack);
  });
  const ofCommand = refusalOf(() => printed(...args));
  expect(ofCommand).toContain(message);
  // The mode that only a program can give is refused as another text.
  expect(reason(ofCommand)).toBe(reason(ofSynth)?.replace('"Bool "', '"Bool"'));
  expect(ofCommand).not.toMatch(/Duration|MfaEnforcement|allow[A-Z]|credentialsR/);
});

test('an action that only the class of CDK refuses', () => {
  const message = refusalOf(() => consoleOnly({ allowActions: ['s3:Get?bject'] })(testStack()));
  expect(message).toMatch(/^Action 's3:Get\?bject' is invalid/);
  expect(refusalOf(() => printed(...REQUIRE, '--allow-actions', 's3:Get?bject'))).toBe(message);
});

test.each<[string, string[], string]>([
  ['a number of an account in words', ['--account', 'mine'], '--account got "mine", expected the number of an account, 12 digits'],
  ['no account', [], '--account got nothing, expected the number of an account, 12 digits; fix: give it, or leave it out with --terraform or --cloudformation, which find it'],
  ['a reference in JSON', ['--account', '${var.account}'], '--account got "${var.account}", expected the number of an account'],
  ['a partition', ['--account', ACCOUNT, '--partition', 'AWS'], '--partition got "AWS", expected a partition such as aws, aws-cn or aws-us-gov'],
  ['a group for everybody', ['--account', ACCOUNT, '--group', '*'], '--group got "*", expected at most 128 letters, digits and +=,.@-_'],
  ['a group that is a reference, in JSON', ['--account', ACCOUNT, '--group', '${Developers}'], 'fix: write the name; ${...} is for --terraform and --cloudformation, and stands alone'],
  ['a text with a reference', ['--terraform', '--group', 'team-${var.stage}'], '--group got "team-${var.stage}"'],
  ['an expression that Terraform has not', ['--terraform', '--group', '${a} ${b}'], '--group got "${a} ${b}"'],
  ['an expression that CloudFormation has not', ['--cloudformation', '--group', '${a["b"]}'], '--group got "${a[\\"b\\"]}"'],
  ['a user', ['--account', ACCOUNT, '--user', 'a'.repeat(65)], 'expected at most 64 letters'],
  ['a name', ['--account', ACCOUNT, '--managed-policy-name', 'a b'], '--managed-policy-name got "a b"'],
  ['a description', ['--account', ACCOUNT, '--description', 'a\u0007b'], '--description got "a\\u0007b", expected characters that can be seen'],
])('%s, which synth takes from the stack or does not know, is refused', (_what, args, message) => {
  expect(refusalOf(() => printed('--enforcement', 'CONSOLE_ONLY', ...args))).toContain(message);
});

test.each<[string, string[], string]>([
  ['two policies', ['RequireMfaPolicy', 'SelfManageMfaPolicy'], 'one policy at a time, RequireMfaPolicy or SelfManageMfaPolicy, got "RequireMfaPolicy" and "SelfManageMfaPolicy"'],
  ['another policy', ['ForceMfaGroup'], 'one policy at a time, RequireMfaPolicy or SelfManageMfaPolicy, got "ForceMfaGroup"'],
  ['two outputs', ['--terraform', '--cloudformation'], 'one output at a time, got --terraform and --cloudformation'],
  ['an option of the other policy', ['SelfManageMfaPolicy', '--enforcement', 'CONSOLE_ONLY'], '--enforcement is no option of SelfManageMfaPolicy; --help says more'],
  ['an option of the other policy too', ['--grant-aws-login'], '--grant-aws-login is no option of RequireMfaPolicy; --help says more'],
  ['an option twice', ['--enforcement', 'CONSOLE_ONLY', '--enforcement', 'ALL_REQUESTS'], '--enforcement: expected one value, got "CONSOLE_ONLY" and "ALL_REQUESTS"'],
  ['a prop instead of an option', ['--allowActions', 's3:GetObject'], "Unknown option '--allowActions'; --help says more"],
])('%s', (_what, args, message) => {
  expect(refusalOf(() => printed(...args))).toBe(message);
});

test.each<[string, string[], object]>([
  ['an action that writes', ['--allow-actions', 's3:PutObject'], { allowActions: ['s3:PutObject'] }],
  ['an unknown service', ['--allow-actions', 's4:GetObject'], { allowActions: ['s4:GetObject'] }],
  ['calls of services', ['--no-allow-aws-service-calls'], { allowAwsServiceCalls: false }],
  ['no guard of the policy', ['--path', '/'], { path: '/' }],
])('%s is warned of, as at synth', (_what, args, props) => {
  const stack = testStack();
  consoleOnly(props)(stack);
  const [{ entry }] = Annotations.fromStack(stack).findWarning('*', Match.anyValue());
  const before = (message: string) => message.replace(/^\S+ (got false )?/, '').split('; fix:')[0];
  const [warning, ...others] = warningsOf(...REQUIRE, '--group', 'devs', ...args);
  expect(before(warning)).toBe(before(entry.data as string));
  expect(warning).toMatch(/^--[a-z-]+ /);
  expect(warning).not.toMatch(/acknowledge|allow[A-Z]/);
  expect(others).toEqual([]);
});

test('a policy for nobody has no guard of its group', () => {
  expect(warningsOf(...REQUIRE)).toEqual([expect.stringContaining('--group and --user got nothing, so the policy does not name what has it')]);
  expect(warningsOf(...REQUIRE, '--user', 'ann')).toEqual([]);
  expect(warningsOf(...SELF_MANAGE)).toEqual([]);
});
