/**
 * A property injector is written as `{ ...defaults, ...props }`, and an explicit `undefined` among the props takes the default away. So no construct
 * of CDK gets one from us. Injectors came after the floor: here is what each construct of CDK is given, `packed` projects have the injectors themselves.
 */
import { dirname, join } from 'path';
import { Stack, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { testStack } from './helpers';
import { CASES } from './stability/cases';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup, MfaAdministratorPolicy, MfaEnforcement, MfaImpactAnalysis, MfaMonitoring, RequireMfaPolicy, SelfManageMfaPolicy } from '../src';

/** CDK's own, to which each of its constructs gives its props. Only a file in the package, not an export. */
// eslint-disable-next-line @typescript-eslint/no-require-imports
const METADATA = require(join(dirname(require.resolve('aws-cdk-lib/package.json')), 'core/lib/metadata-resource.js'));

/** Paths of the constructs that got an explicit `undefined`, and the props. */
function explicitlyUndefined(build: (stack: Stack) => unknown): string[] {
  const given = jest.spyOn(METADATA, 'addConstructMetadata');
  try {
    build(testStack());
    expect(given).toHaveBeenCalled();
    return given.mock.calls.flatMap(([construct, props]) => Object.entries(props ?? {})
      .filter(([, value]) => value === undefined).map(([prop]) => `${(construct as Construct).node.path} ${prop}`));
  } finally {
    given.mockRestore();
  }
}

test('an explicit undefined is seen', () => {
  expect(explicitlyUndefined((stack) => new iam.Group(stack, 'Group', { groupName: undefined }))).toEqual(['Stack/Group groupName']);
});

test.each(Object.entries(CASES))('%s gives none to a construct of CDK', (_, build) => {
  expect(explicitlyUndefined(build)).toEqual([]);
});

test.each<[string, (stack: Stack) => unknown]>([
  ['ConsoleMfaEnforcedGroup', (stack) => new ConsoleMfaEnforcedGroup(stack, 'It', { groupName: undefined, path: undefined, managedPolicies: undefined })],
  ['ForceMfaGroup', (stack) => new ForceMfaGroup(stack, 'It', { groupName: undefined, logEncryptionKey: undefined, alarmTopic: undefined })],
  ['SelfManageMfaPolicy', (stack) => new SelfManageMfaPolicy(stack, 'It', { groups: undefined, description: undefined })],
  ['RequireMfaPolicy', (stack) => new RequireMfaPolicy(stack, 'It', { enforcement: MfaEnforcement.CONSOLE_ONLY, users: undefined })],
  ['MfaAdministratorPolicy', (stack) => new MfaAdministratorPolicy(stack, 'It', { managedPolicyName: undefined })],
  ['MfaMonitoring', (stack) => new MfaMonitoring(stack, 'It', { topic: undefined, unusedCredentialsAge: undefined })],
  ['MfaImpactAnalysis', (stack) => new MfaImpactAnalysis(stack, 'It', {
    trailBucket: s3.Bucket.fromBucketName(stack, 'Trail', 'trail'), regions: ['us-east-1'], accounts: undefined, lookback: undefined,
  })],
])('nor does %s that got one itself', (_, build) => {
  expect(explicitlyUndefined(build)).toEqual([]);
});
