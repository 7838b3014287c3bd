/** What the credential report takes away is what the user cannot ask: a key gets sessions that look like a console session without MFA. */
import { readCredentialReport } from '../../../access/judge/inputs/credential-report';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const ARN = 'arn:aws:iam::123456789012:user/alice';
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
/** Stops keys, and of sessions without MFA all but those of EC2. */
const STATEMENTS = [
  EVERYTHING,
  { Effect: 'Deny', Action: '*', Resource: '*', Condition: { Null: { 'aws:MultiFactorAuthPresent': 'true' } } },
  { Effect: 'Deny', NotAction: 'ec2:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } },
];

interface Holds {
  readonly password: boolean;
  readonly device: boolean;
  readonly key: boolean;
}

interface Asked {
  readonly id: string;
  readonly wanted: string;
  readonly answer: string;
}

function rowsAsked({ password, device, key }: Holds, Statement: readonly object[] = STATEMENTS): Asked[] {
  const PolicyDocument = { Version: '2012-10-17', Statement };
  const text = JSON.stringify({ UserDetailList: [{ UserName: 'alice', Arn: ARN, UserPolicyList: [{ PolicyName: 'p', PolicyDocument }] }] });
  const source = `user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active\nalice,${ARN},${password},${device},false,${key}`;
  const { subjects } = report(readInputs([{ name: 'account.json', text }], { credentials: readCredentialReport(source) }), ROWS);
  return subjects[0].answers.map(({ row: { id, wanted }, answer }) => ({ id, wanted, answer }));
}

const ofConsole = (holds: Holds) => rowsAsked(holds).filter(({ id }) => id.startsWith('console/'));
const OPEN = 'console/ec2:StartInstances/instance';

test.each<[string, Holds, boolean]>([
  ['a password without a device', { password: true, device: false, key: false }, true],
  ['a password with a device', { password: true, device: true, key: false }, false],
  ['a password with a device, and a key', { password: true, device: true, key: true }, true],
  ['a key alone', { password: false, device: false, key: true }, true],
])('%s: what a session without MFA can do is asked if there can be one', (_what, holds, isAsked) => {
  expect(ofConsole(holds).filter(({ answer }) => answer === 'open').map(({ id }) => id)).toEqual(isAsked ? [OPEN] : []);
});

test('what a key may do itself is not asked of its session', () => {
  const asked = rowsAsked({ password: false, device: false, key: true }, [
    { Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::123456789012:role/cdk-*' },
  ]);
  expect(asked.filter(({ id }) => /^console\/(ec2:StartInstances|sts:AssumeRole)/.test(id))).toEqual([]);
  expect(asked.filter(({ answer }) => answer === 'open')).toEqual([]);
});

test('such a session calls no IAM, assumes roles, and signs in to no console', () => {
  const asked = ofConsole({ password: true, device: true, key: true });
  expect(asked.filter(({ id, wanted }) => /iam:/.test(id) || wanted !== 'denied')).toEqual([]);
  expect(asked.filter(({ id }) => id.startsWith('console/sts:')).map(({ id }) => id)).toEqual(['console/sts:AssumeRole/role']);
  // A password without a device asks about all of it.
  const all = ofConsole({ password: true, device: false, key: true });
  expect(all.filter(({ id, wanted }) => /iam:/.test(id) && wanted === 'denied').length).toBeGreaterThan(10);
  expect(all.filter(({ id, wanted }) => /signin:/.test(id) && wanted === 'works').length).toBeGreaterThan(0);
});
