/** Users who are judged together have the answers that each has alone. */
import { generateAccount } from './generated-account';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { Answered, judgeSubject } from '../../../access/judge/judge-subject';
import { judgedOnce } from '../../../access/judge/judged-once';
import { Subject } from '../../../access/judge/subject';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const ARN = 'arn:aws:iam::123456789012';
const read = (value: unknown) => readInputs([{ name: 'account.json', text: JSON.stringify(value) }]).subjects;

/** Whose answers differ from those that they have alone, and how many were judged. */
function wrongOf(subjects: readonly Subject[]): { readonly wrong: string[]; readonly judged: number } {
  let judged = 0;
  const answersOf = judgedOnce((subject): Answered[] => {
    judged++;
    return judgeSubject(subject, ROWS);
  });
  const isWrong = (subject: Subject) => JSON.stringify(answersOf(subject)) !== JSON.stringify(judgeSubject(subject, ROWS));
  const wrong = subjects.filter(isWrong).map(({ name }) => name);
  return { wrong, judged };
}

test('in an account, and few are judged', () => {
  const subjects = read(generateAccount(1_000));
  const { wrong, judged } = wrongOf(subjects);
  expect(wrong).toEqual([]);
  expect(judged).toBeLessThan(subjects.length / 2);
});

const PEOPLE = ['alice', 'bob', 'carol', 'x', 'dave', 'phone', 'lice', 'erin', 'frank', 'example', 'xxx'];

/** One group, whose policy says this; each user is in it, and half of them have a path. */
const readWithStatements = (...Statement: object[]) => read({
  UserDetailList: PEOPLE.flatMap((name) => [name, `${name}-2`]).map((UserName, index) => ({
    UserName,
    UserId: `AIDA${index}`,
    Arn: `${ARN}:user${index % 2 === 0 ? '/team/' : '/'}${UserName}`,
    GroupList: ['all'],
    Tags: [{ Key: 'team', Value: index % 3 === 0 ? 'red' : 'blue' }],
  })),
  GroupDetailList: [{
    GroupName: 'all',
    Arn: `${ARN}:group/all`,
    GroupPolicyList: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement } }],
  }],
});

const withStatement = (statement: object) => readWithStatements({ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }, statement);

test.each<[string, object]>([
  ['the name of one', { Effect: 'Allow', Action: '*', Resource: `${ARN}:user/carol` }],
  ['a path', { Effect: 'Deny', Action: '*', Resource: `${ARN}:user/team/*` }],
  ['the own user without a path', { Effect: 'Allow', Action: '*', Resource: `${ARN}:user/\${aws:username}` }],
  ['all but the own user', { Effect: 'Allow', Action: '*', NotResource: `${ARN}:user/\${aws:username}` }],
  ['a bucket that is called as the user', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::da${aws:username}' }],
  ['a device', { Effect: 'Allow', Action: '*', NotResource: `${ARN}:mfa/alice*` }],
  ['a name beside a variable', { Effect: 'Allow', Action: '*', NotResource: [`${ARN}:user/*/bob-2`, `${ARN}:group/\${aws:username}`] }],
  ['the own user on any path', { Effect: 'Allow', Action: '*', Resource: `${ARN}:user/*/\${aws:username}` }],
  ['what begins with the name', { Effect: 'Allow', Action: '*', Resource: `${ARN}:user/\${aws:username}*` }],
  ['the own user and who is called as another', { Effect: 'Allow', Action: '*', Resource: [`${ARN}:user/\${aws:username}`, `${ARN}:user/erin*`] }],
  ['the own user and another one', { Effect: 'Deny', Action: '*', NotResource: [`${ARN}:mfa/\${aws:username}`, `${ARN}:user/erin`, `${ARN}:user/team/*`] }],
  ['the own user and a longer name', { Effect: 'Allow', Action: '*', Resource: [`${ARN}:user/\${aws:username}`, `${ARN}:user/xfrank`] }],
  ['a tag as a resource', { Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::${aws:PrincipalTag/team}*/*' }],
  ['a tag', { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'red' } } }],
  ['an id', { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:userid': 'AIDA3' } } }],
  ['the ARN of a user', { Effect: 'Allow', Action: '*', Resource: '*', Condition: { ArnLike: { 'aws:PrincipalArn': `${ARN}:user/team/*` } } }],
  ['a name in a value', { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': '${aws:username}' } } }],
  ['nothing of users', { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
])('where a statement is about %s', (_what, statement) => {
  expect(wrongOf(withStatement(statement)).wrong).toEqual([]);
});

test.each<[string, string, string, string]>([
  ['s3:GetObject', 'a folder of the user', 'arn:aws:s3:::home/${aws:username}/*', 'arn:aws:s3:::home/alice/*'],
  ['s3:GetObject', 'a bucket of the user', 'arn:aws:s3:::home-${aws:username}/*', 'arn:aws:s3:::*e/*'],
  ['sts:AssumeRole', 'a role of the user', `${ARN}:role/\${aws:username}`, `${ARN}:role/?????`],
])('where a Deny of %s on another one takes %s', (Action, _what, own, denied) => {
  const subjects = readWithStatements({ Effect: 'Allow', Action, Resource: own }, { Effect: 'Deny', Action, Resource: denied });
  expect(wrongOf(subjects).wrong).toEqual([]);
});

test('where a Deny is about the folders of all, or another bucket, few are judged', () => {
  const { wrong, judged } = wrongOf(readWithStatements(
    { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::home', 'arn:aws:s3:::home/${aws:username}', 'arn:aws:s3:::home/${aws:username}/*'] },
    { Effect: 'Deny', Action: 's3:*', Resource: ['arn:aws:s3:::home/*', 'arn:aws:s3:::private/*'] },
  ));
  expect(wrong).toEqual([]);
  expect(judged).toBeLessThan(5);
});
