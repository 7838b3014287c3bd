/** The documents that the command prints are those that synth gives: for every combination of the closed options, and of what a policy is attached to. */
import { isDeepStrictEqual } from 'node:util';
import { App, Duration, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { printed } from './in-process';
import { memoizeByKey } from '../../../access/judge/inputs/memoize-by-key';
import { MfaEnforcement, RequireMfaPolicy, RequireMfaPolicyProps, SelfManageMfaPolicy, SelfManageMfaPolicyProps, UserCredential } from '../../../src';
import { combinations, importedGroup, importedUser, subsets } from '../../helpers';

const ACCOUNT = '111111111111';
const EITHER = [undefined, true];
const CREDENTIALS = subsets(Object.values(UserCredential));

interface Attached {
  readonly groups: string[];
  readonly users: string[];
}

type ByName<Props> = Omit<Props, 'groups' | 'users'> & Attached;
type RequireMfa = ByName<RequireMfaPolicyProps>;
type SelfManage = ByName<SelfManageMfaPolicyProps>;

const TO_BOTH = { groups: [['devs', 'dev', 'devs']], users: [['ann']] };
const IN_BOTH_MODES = {
  allowAwsServiceCalls: [undefined, false],
  allowPasswordChange: EITHER,
  allowEnrollmentWithAccessKeys: EITHER,
  allowManagedMcpCalls: EITHER,
  maxMfaAge: [undefined, Duration.hours(12)],
};
const REQUIRE_MFA: RequireMfa[] = [
  ...combinations<RequireMfa>({
    ...TO_BOTH,
    enforcement: [MfaEnforcement.CONSOLE_ONLY],
    ...IN_BOTH_MODES,
    allowFederationTokensWithAccessKeys: EITHER,
    allowUserAdministrationWithAccessKeys: EITHER,
    credentialsRequiringMfa: CREDENTIALS,
  }),
  ...combinations<RequireMfa>({ ...TO_BOTH, enforcement: [MfaEnforcement.ALL_REQUESTS], ...IN_BOTH_MODES }),
  // The guard, by what it names.
  ...combinations<RequireMfa>({
    enforcement: Object.values(MfaEnforcement),
    groups: [[], ['devs'], ['devs', 'ops', 'a+b=c,d.e@f-g_h']],
    users: [[], ['ann', 'bob']],
    path: [undefined, '/', '/corp/mfa/'],
    maxMfaAge: [undefined, Duration.seconds(1)],
    allowActions: [undefined, ['s3:GetObject', 'iam:getuser', 'ec2:Describe*', 's3:GetObject']],
  }),
];
const SELF_MANAGE = combinations<SelfManage>({
  groups: [[], ['devs']],
  users: [[]],
  selfManagedCredentials: CREDENTIALS,
  allowListUsers: EITHER,
  grantAwsLogin: EITHER,
});

/** Account and partition are known, so that no function of CloudFormation is left in its policies. */
function stackOfPolicies(): Stack {
  const app = new App({ treeMetadata: false, context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  return new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'eu-west-1' } });
}

/** The document in the template. Not of the whole template, because one with thousands of policies takes minutes. */
function documentsIn<Props extends Attached>(stack: Stack, create: (id: string, props: any) => iam.ManagedPolicy): (props: Props) => unknown {
  const groupNamed = memoizeByKey((name: string) => importedGroup(stack, name, `Group-${name}`));
  const userNamed = memoizeByKey((name: string) => importedUser(stack, name, `User-${name}`));
  let policies = 0;
  return (props) => {
    const { node } = create(`Policy${policies++}`, { ...props, groups: props.groups.map(groupNamed), users: props.users.map(userNamed) });
    return stack.resolve((node.defaultChild as iam.CfnManagedPolicy).policyDocument);
  };
}

const kebab = (prop: string) => `--${prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function argumentsFor(construct: string, { groups, users, ...props }: Attached): string[] {
  const options = Object.entries<any>(props).flatMap(([prop, value]) => {
    switch (true) {
      case value === undefined: return [];
      case prop === 'enforcement': return ['--enforcement', value === MfaEnforcement.CONSOLE_ONLY ? 'CONSOLE_ONLY' : 'ALL_REQUESTS'];
      case value === true: return [kebab(prop)];
      case value === false: return [`--no-${kebab(prop).slice(2)}`];
      case value instanceof Duration: return [kebab(prop), `${(value as Duration).toSeconds()}`];
      // Both spellings of a list.
      case Array.isArray(value): return value.length === 2 ? value.flatMap((one: string) => [kebab(prop), one]) : value.length === 0 ? [] : [kebab(prop), value.join(',')];
      default: return [kebab(prop), value];
    }
  });
  return [construct, '--account', ACCOUNT, ...options, ...groups.flatMap((name) => ['--group', name]), ...users.flatMap((name) => ['--user', name])];
}

test('these are all', () => {
  expect([REQUIRE_MFA.length, SELF_MANAGE.length]).toEqual([2 ** 7 * 2 ** 5 + 2 ** 5 + 2 * 3 * 2 * 3 * 2 * 2, 2 * 2 ** 5 * 2 * 2]);
});

function expectPrinted(args: string[], document: unknown): void {
  const json = JSON.parse(printed(...args));
  // Jest compares ten times as slowly, because it finds words for each difference.
  if (!isDeepStrictEqual(json, document)) {
    expect(json).toEqual(document);
    throw new Error(`printed for ${args.join(' ')}, and not what synth gives`);
  }
}

const CHUNK = 200;

test.each(REQUIRE_MFA.flatMap((_, index) => index % CHUNK === 0 ? [index] : []))('RequireMfaPolicy %i, and those after it', (first) => {
  const stack = stackOfPolicies();
  const documentOf = documentsIn(stack, (id, given) => new RequireMfaPolicy(stack, id, given));
  const seen = new Set<string>();
  for (const props of REQUIRE_MFA.slice(first, first + CHUNK)) {
    const document = documentOf(props);
    expectPrinted(argumentsFor('RequireMfaPolicy', props), document);
    seen.add(JSON.stringify(document));
  }
  expect(seen.size).toBeGreaterThan(20); // or the options changed nothing
});

test('every SelfManageMfaPolicy', () => {
  const stack = stackOfPolicies();
  const documentOf = documentsIn(stack, (id, given) => new SelfManageMfaPolicy(stack, id, given));
  for (const props of SELF_MANAGE) {
    expectPrinted(argumentsFor('SelfManageMfaPolicy', props), documentOf(props));
  }
});
