/** A whole account: what holds for each user, and the verdicts of the simulator. */
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { GeneratedAccount, generateAccount } from './generated-account';
import { evaluate } from '../../../access/evaluator';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { rowRequester } from '../../../access/judge/row-requests';
import { judgeTable } from '../../../access/matrix/judge-table';
import { read as readPage } from '../../docs/texts';

const ROWS = judgeTable();
const USERS = 5_000;
const EACH = 521;
const ACCOUNT = generateAccount(USERS);
const { subjects, unjudged } = readInputs([{ name: 'account.json', text: JSON.stringify(ACCOUNT) }]);

/** The policies of a user, found here by another way than the reader of the command finds them. */
function policiesOf({ UserDetailList, GroupDetailList, Policies }: GeneratedAccount, index: number) {
  const user = UserDetailList[index] as any;
  const groups = GroupDetailList.filter(({ GroupName }) => user.GroupList.includes(GroupName)) as any[];
  const managed = (arn: string) => Policies.find(({ Arn }) => Arn === arn)!.PolicyVersionList
    .find(({ IsDefaultVersion }) => IsDefaultVersion)!.Document;
  return {
    identity: [
      ...user.UserPolicyList.map((policy: any) => policy.PolicyDocument),
      ...[user, ...groups].flatMap((owner) => owner.AttachedManagedPolicies.map((policy: any) => managed(policy.PolicyArn))),
    ],
    boundary: user.PermissionsBoundary && managed(user.PermissionsBoundary.PermissionsBoundaryArn),
  };
}

test('docs/evidence.md says how many users are asked about', () => {
  expect(readPage('docs/evidence.md')).toContain(`on ${Math.ceil(USERS / EACH)} of ${USERS.toLocaleString('en')} generated users`);
});

test('every row of one user in many has the verdict of the simulator', () => {
  const requestsFor = rowRequester();
  let compared = 0;
  for (let index = 0; index < USERS; index += EACH) {
    const { appliedPolicies, place } = subjects[index];
    const questions = requestsFor(place);
    const { identity, boundary } = policiesOf(ACCOUNT, index);
    for (const row of ROWS) {
      for (const request of questions(row, row.request)) {
        if (row.resource === 'role' || row.resource === 'kms key' || request.resource === '*') {
          continue; // The simulator wants a resource policy, or takes the star for a pattern.
        }
        const theirs = runUnsafeSimulation({
          request: {
            principal: (ACCOUNT.UserDetailList[index] as any).Arn,
            action: request.action,
            resource: { resource: request.resource, accountId: '210987654321' },
            contextVariables: Object.fromEntries(request.context) as Record<string, string>,
          },
          identityPolicies: identity.map((policy: object, order: number) => ({ name: `${order}`, policy })),
          permissionBoundaryPolicies: boundary && [{ name: 'boundary', policy: boundary }],
          serviceControlPolicies: [],
          resourceControlPolicies: [],
        }, {}) === 'Allowed';
        expect([index, row.id, evaluate(appliedPolicies, request).allowed]).toEqual([index, row.id, theirs]);
        compared++;
      }
    }
  }
  expect(compared).toBeGreaterThan(2_000);
});

test('variables are filled in for each user, in groups and with a path', () => {
  expect(subjects).toHaveLength(USERS);
  expect(subjects[3].place).toMatchObject({ account: '210987654321', userName: 'user-3', path: '/team/', groups: [expect.stringContaining('group/')] });
  expect(subjects[13].appliedPolicies.boundary?.name).toBe('arn:aws:iam::210987654321:policy/PowerUserAccess');
});

test('users who are alike are one report, worst first', () => {
  const some = subjects.slice(0, 1_000);
  const { subjects: reports, notes } = report({ subjects: some, unjudged }, ROWS);
  expect(reports.reduce((sum, { members }) => sum + members.length, 0)).toBe(some.length);
  expect(reports.length).toBeLessThan(some.length / 4);
  const open = reports.map(({ counts }) => counts.open);
  expect(open).toEqual([...open].sort((a, b) => b - a));
  expect(notes.join(' ')).toContain('The input has 1 trust policies of roles.');
});

test('the policies of an organization hold too', () => {
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }] };
  const serviceControl = readServiceControl([{ name: 'scp.json', text: JSON.stringify(deny) }]);
  const read = readInputs([{ name: 'account.json', text: JSON.stringify(generateAccount(40)) }], { serviceControl });
  const open = report(read, ROWS).subjects.flatMap(({ answers }) => answers.filter(({ answer }) => answer === 'open').map(({ row }) => row.request));
  expect(new Set(open)).toEqual(new Set(['access key', 'federated', 'MCP, no MFA key']));
});

test.each<[string, object]>([
  ['ARN', { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/break-glass' } }],
  ['id', { StringNotEquals: { 'aws:userid': 'AIDABREAKGLASS' } }],
  ['tags', { StringNotEqualsIfExists: { 'aws:PrincipalTag/role': 'break-glass' } }],
])('policies of the organization may exempt a user by its %s', (_what, exemption) => {
  const deny = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { ...exemption, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }] };
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const user = (name: string, UserId: string) => ({
    UserName: name,
    UserId,
    Arn: `arn:aws:iam::123456789012:user/${name}`,
    Tags: [{ Key: 'role', Value: name }],
    UserPolicyList: [{ PolicyName: 'all', PolicyDocument: everything }],
  });
  const text = JSON.stringify({ UserDetailList: [user('break-glass', 'AIDABREAKGLASS'), user('alice', 'AIDAALICE')] });
  const read = readInputs([{ name: 'account.json', text }], { serviceControl: readServiceControl([{ name: 'scp.json', text: JSON.stringify(deny) }]) });
  // A federated session is somebody else, whom the exemption does not name.
  const open = report(read, ROWS).subjects.map(({ members: [{ name }], answers }) => [name, answers.some(({ answer, row }) => answer === 'open' && row.request === 'access key')]);
  expect(open).toEqual([['break-glass', true], ['alice', false]]);
});
