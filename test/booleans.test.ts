/** Every boolean option refuses what is no boolean: a string of the context counts as true, and opens or closes what nobody meant. */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Aws, Lazy, Stack, Token } from 'aws-cdk-lib';
import { ACCOUNT, expectRefused, refusal, requireMfa, testStack } from './helpers';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaMonitoring, SelfManageMfaPolicy } from '../src';

type Create = (stack: Stack, props: object) => unknown;

const GROUP: Create = (stack, props) => new ConsoleMfaEnforcedGroup(stack, 'It', props);
const FORCE: Create = (stack, props) => new ForceMfaGroup(stack, 'It', props);
const REQUIRE: Create = (stack, props) => requireMfa(stack, props, 'It');
const SELF_MANAGE: Create = (stack, props) => new SelfManageMfaPolicy(stack, 'It', props);
const MONITORING: Create = (stack, props) => new MfaMonitoring(stack, 'It', props);

/** By the name of the option, who takes it. */
const BOOLEANS: Record<string, Create[]> = {
  allowAwsServiceCalls: [REQUIRE, GROUP],
  allowPasswordChange: [REQUIRE, GROUP, FORCE],
  allowEnrollmentWithAccessKeys: [REQUIRE, GROUP],
  allowFederationTokensWithAccessKeys: [REQUIRE, GROUP],
  allowUserAdministrationWithAccessKeys: [REQUIRE, GROUP],
  allowManagedMcpCalls: [REQUIRE, GROUP],
  allowListUsers: [SELF_MANAGE, GROUP],
  grantAwsLogin: [SELF_MANAGE, GROUP],
  dryRun: [FORCE],
  reactToIamEvents: [FORCE],
  notifyOfChanges: [MONITORING],
};

const CASES = Object.entries(BOOLEANS).flatMap(([prop, takers]) => takers.map((create): [string, Create] => [prop, create]));

test.each(CASES)('%s refuses a string, a number, and a token', (prop, create) => {
  const values: [unknown, string][] = [
    ['false', '"false"'], ['', '""'], [0, '0'], [Aws.STACK_NAME, '"a token"'], [Token.asAny({ Ref: 'Parameter' }), '"a token"'],
    [Lazy.any({ produce: () => true }), '"a token"'],
  ];
  for (const [value, got] of values) {
    const stack = testStack({ env: { account: ACCOUNT, region: 'us-east-1' } });
    expectRefused(stack, () => create(stack, { [prop]: value }), refusal('Stack/It', prop, got, 'true or false', 'compare it'));
  }
});

test.each(CASES)('%s takes true, false, and what languages send for nothing', (prop, create) => {
  for (const value of [true, false, undefined, null]) {
    expect(() => create(testStack({ env: { account: ACCOUNT, region: 'us-east-1' } }), { [prop]: value })).not.toThrow();
  }
});

test('these are all that there are', () => {
  const folder = join(__dirname, '../src');
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
  const found = sources.flatMap((source) => [...source.matchAll(/readonly (\w+)\??: boolean/g)].map(([, name]) => name));
  expect([...new Set(found)].sort()).toEqual(Object.keys(BOOLEANS).sort());
});
