/** Users with policies of their own have the answers that each has alone, though most of these were found for others. */
import { generateAccount } from './generated-account';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { type Judge, judgeBy } from '../../../access/judge/judge-subject';
import { judgedInParts } from '../../../access/judge/judged-in-parts';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const allow = (more: object) => ({ Effect: 'Allow', Resource: '*', ...more });

const GRANTS = [
  allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/*' }),
  allow({ Action: ['iam:CreateAccessKey', 'iam:EnableMFADevice'], Resource: 'arn:aws:iam::*:user/${aws:username}' }),
  allow({ NotAction: 'iam:*' }),
];
const OTHERS = [
  allow({ Action: '*' }),
  allow({ Action: 's3:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  { Effect: 'Deny', Action: ['ec2:*', 's3:*', 'dynamodb:*'], Resource: '*' },
  { Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*' },
];

function usersWith(statements: readonly object[], asked: number) {
  const account = generateAccount(asked);
  const UserDetailList = account.UserDetailList.map((user, index) => ({
    ...user,
    UserPolicyList: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements[index % statements.length] } }],
  }));
  return readInputs([{ name: 'account.json', text: JSON.stringify({ ...account, UserDetailList }) }]).subjects;
}

/** Counts the rows that are asked. */
function counted(judge: Judge): { readonly judge: Judge; readonly asked: () => number } {
  let asked = 0;
  return {
    judge: (subject, isAsked = () => true) => judge(subject, (row, index) => {
      const isCounted = isAsked(row, index);
      asked += isCounted ? 1 : 0;
      return isCounted;
    }),
    asked: () => asked,
  };
}

const isOwn = (name: string) => name.startsWith('own of ');

test.each([['that only grant', GRANTS], ['of all kinds', [...GRANTS, ...OTHERS]]])('beside own policies %s', (_kind, statements) => {
  const alone = judgeBy(ROWS);
  const inParts = judgedInParts(alone, ROWS, ({ name }) => !isOwn(name));
  const wrong = usersWith(statements, 300).filter((subject) => JSON.stringify(inParts(subject)) !== JSON.stringify(alone(subject)));
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

test('of some rows', () => {
  const alone = judgeBy(ROWS);
  const inParts = judgedInParts(alone, ROWS, ({ name }) => !isOwn(name));
  const isAsked: Parameters<Judge>[1] = ({ wanted }) => wanted === 'denied';
  for (const subject of usersWith(GRANTS, 30)) {
    expect(inParts(subject, isAsked)).toEqual(alone(subject, isAsked));
  }
});

test('asks much less', () => {
  const { judge, asked } = counted(judgeBy(ROWS));
  const inParts = judgedInParts(judge, ROWS, ({ name }) => !isOwn(name));
  const subjects = usersWith([GRANTS[0]], 1_000);
  subjects.forEach((subject) => inParts(subject));
  expect(asked()).toBeLessThan(subjects.length * ROWS.length / 3);
});

test('under a boundary that stops what the own policy grants', () => {
  const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
  const arn = (resource: string) => `arn:aws:iam::123456789012:${resource}`;
  const [subject] = readInputs([{
    name: 'account.json',
    text: JSON.stringify({
      UserDetailList: [{
        UserName: 'alice',
        Arn: arn('user/alice'),
        GroupList: ['all'],
        UserPolicyList: [{ PolicyName: 'own', PolicyDocument: document(allow({ NotAction: ['iam:*', 'sts:*'] })) }],
        PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/limit') },
      }],
      GroupDetailList: [{
        GroupName: 'all',
        Arn: arn('group/all'),
        GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: document(allow({ Action: 'iam:*' }), { Effect: 'Deny', Action: ['iam:*', 'sts:*'], Resource: '*' }) }],
      }],
      Policies: [{ Arn: arn('policy/limit'), PolicyVersionList: [{ IsDefaultVersion: true, Document: document(allow({ Action: 'iam:*' })) }] }],
    }),
  }]).subjects;
  const alone = judgeBy(ROWS);
  expect(judgedInParts(alone, ROWS, ({ name }) => !isOwn(name))(subject)).toEqual(alone(subject));
});
