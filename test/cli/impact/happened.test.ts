/** After the enforcement: what is refused now, and who still signs in without MFA. */
import { jsonOf, ran } from './in-process';
import type { CloudTrailRecord } from '../../../impact/facts/record';
import { key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const refused = (user: string, why: string) => record(session(user, 'false'), {
  errorCode: 'Client.UnauthorizedOperation',
  errorMessage: `User: arn:aws:iam::123456789012:user/${user} is not authorized to perform: ec2:DescribeVolumes ${why}`,
});
const signIn = (userName: string, MFAUsed?: string): CloudTrailRecord => record(
  { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::123456789012:user/${userName}`, accountId: '123456789012', userName },
  {
    eventType: 'AwsConsoleSignIn',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', ...MFAUsed === undefined ? {} : { MFAUsed } },
  });

const RECORDS = [
  refused('ann', 'with an explicit deny in an identity-based policy'),
  refused('ann', 'with an explicit deny in an identity-based policy: arn:aws:iam::123456789012:policy/cdk-iam-mfa/RequireMfa'),
  refused('bob', 'with an explicit deny in an identity-based policy'),
  refused('bob', 'because no identity-based policy allows the ec2:DescribeVolumes action'),
  refused('bob', 'with an explicit deny in a service control policy: arn:aws:organizations::111122223333:policy/o-exampleorg/service_control_policy/p-example'),
  // EC2 hides the reason.
  record(session('bob', 'false'), {
    errorCode: 'Client.UnauthorizedOperation', errorMessage: 'You are not authorized to perform this operation. Encoded authorization failure message: abc',
  }),
  signIn('ann', 'No'), signIn('ann', 'No'), signIn('eve', 'No'), signIn('bob', 'Yes'), signIn('bob'),
  record(key('robot')),
];
// Each event has an id of its own.
const FILES = { 'logs.json': { Records: RECORDS } };

test('for each user, and for all', async () => {
  const { users, refusedByDeny, signIns, counts } = await jsonOf(FILES, ['logs.json']);
  expect({ refusedByDeny, signIns, counts }).toMatchObject({
    refusedByDeny: { yes: 3, no: 2, unknown: 1 }, signIns: { withMfa: 1, withoutMfa: 3, unknown: 1 }, counts: { CONSOLE_ONLY: { 'refused already': 6, 'sign-in': 5, 'stops': 0 } },
  });
  const of = (name: string) => users.find(({ user }) => user === name);
  expect(of('ann')).toMatchObject({ refusedByDeny: { yes: 2, no: 0, unknown: 0 }, signIns: { withMfa: 0, withoutMfa: 2, unknown: 0 } });
  expect(of('bob')).toMatchObject({ refusedByDeny: { yes: 1, no: 2, unknown: 1 }, signIns: { withMfa: 1, withoutMfa: 0, unknown: 1 } });
  expect(of('robot')).toMatchObject({ refusedByDeny: { yes: 0, no: 0, unknown: 0 }, signIns: { withMfa: 0, withoutMfa: 0, unknown: 0 } });
});

test('in the table, most first', async () => {
  const { text } = await ran(FILES, ['logs.json'], { columns: 1000 });
  expect(text).toContain('\nRefused already: 3 calls by a Deny in a policy of the user: ann (2), bob (1); 2 calls by something else; 1 call of which the record does not tell by what.\n');
  expect(text).toContain('\nSigned in without MFA: ann (2), eve (1); 1 sign-in had MFA; 1 sign-in of which the record does not tell.\n');
});

test('users of the same name are told apart by their accounts', async () => {
  const elsewhere = JSON.parse(JSON.stringify([refused('bob', 'with an explicit deny in an identity-based policy'), signIn('ann', 'No')]).replaceAll('123456789012', '111122223333')) as CloudTrailRecord[];
  const { text } = await ran({ 'logs.json': { Records: [...RECORDS, ...elsewhere] } }, ['logs.json'], { columns: 1000 });
  expect(text).toContain('in a policy of the user: ann of 123456789012 (2), bob of 111122223333 (1), bob of 123456789012 (1); ');
  expect(text).toContain('\nSigned in without MFA: ann of 123456789012 (2), ann of 111122223333 (1), eve (1); ');
});

test('without any, nothing is said of refused calls, and none of sign-ins', async () => {
  const { text } = await ran({ 'logs.json': { Records: [record(key('robot'))] } }, ['logs.json'], { columns: 1000 });
  expect(text).not.toMatch(/Refused already|Signed in/);
});

test.each([
  ['a resource-based policy', 'no'], ['a permissions boundary', 'no'], ['a session policy', 'no'], ['a VPC endpoint policy', 'no'], ['a resource control policy: arn:aws:organizations::111122223333:policy/o-e/p', 'no'],
  ['the role trust policy', 'no'], ['an identity-based policy', 'yes'], ['something else', 'unknown'],
])('an explicit deny in %s is one of a policy of the user: %s', async (policy, by) => {
  const { refusedByDeny } = await jsonOf({ 'logs.json': { Records: [refused('ann', `with an explicit deny in ${policy}`)] } }, ['logs.json']);
  expect(refusedByDeny).toEqual({ yes: 0, no: 0, unknown: 0, [by]: 1 });
});
