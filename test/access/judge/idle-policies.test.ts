/** An old policy that asks for MFA, left attached beside the new ones. */
import { attached, input, managed } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS, PUBLISHED } from '../../../access/matrix/strategies';
import { ExampleAccount } from '../../../access/requests/example-account';

const ROWS = judgeTable();
const PLAIN: ExampleAccount = { partition: 'aws', path: '/' };
const arn = (resource: string) => `arn:aws:iam::123456789012:${resource}`;
const OLD = arn('policy/ForceMfa');
const documents = (strategy: string) => Object.values({ ...OURS, ...PUBLISHED }[strategy].policies(PLAIN));
const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** An administrator in two groups: one with the old policy, one with those of a strategy. */
function account(old: unknown, strategy: string | readonly object[]) {
  const fresh = (typeof strategy === 'string' ? documents(strategy) : strategy).map((document, index) => managed(arn(`policy/cdk-iam-mfa/Ours${index}`), document));
  return input({
    UserDetailList: [{ UserName: 'alice', Arn: arn('user/alice'), GroupList: ['old', 'developers'], UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] }],
    GroupDetailList: [
      { GroupName: 'old', Arn: arn('group/old'), ...attached([OLD]) },
      { GroupName: 'developers', Arn: arn('group/developers'), ...attached(fresh.map(({ Arn }) => Arn)) },
    ],
    Policies: [managed(OLD, old), ...fresh],
  });
}

test('what only the old policy stops is broken, and the remedy is to detach it', () => {
  const { subjects: [{ answers, counts }], notes } = report(readInputs(account(documents('old-tutorial')[0], 'console-only')), ROWS);
  expect([counts.open, counts.depends]).toEqual([0, 0]);
  const broken = answers.filter(({ answer }) => answer === 'broken');
  expect(broken.length).toBeGreaterThan(5);
  expect(new Set(broken.map(({ closes }) => closes))).toEqual(new Set([`detach ${OLD}: without it nothing more is open`]));
  expect(notes).toContain(`${OLD} asks for MFA, and without it nothing more is open: detach it from those who have another policy that does.`);
});

test('the group and the policy that carry nothing are not what a row asks about', () => {
  const { subjects: [{ answers }] } = report(readInputs(account(documents('old-tutorial')[0], 'console-only')), ROWS);
  expect(answers.filter(({ resource }) => resource.includes('group/old') || resource.includes(OLD))).toEqual([]);
});

test('of two equal policies, one stays', () => {
  const { subjects: [{ idle, answers }] } = report(readInputs(account(documents('console-only').at(-1), 'console-only')), ROWS);
  expect(idle).toHaveLength(1);
  expect(answers.some(({ row, answer }) => row.resource === 'this group' && answer === 'denied')).toBe(true);
});

test('an old policy that stops what the new one does not is kept', () => {
  const fromKeys = { Version: '2012-10-17', Statement: [{ Sid: 'Old', Effect: 'Deny', NotAction: 'iam:*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } }] };
  const { subjects: [{ idle, answers }] } = report(readInputs(account(fromKeys, 'console-only+actions')), ROWS);
  expect(idle).toEqual([]);
  expect(answers.filter(({ row, answer }) => answer === 'open' && /console.*CreateStack/.test(row.id))).toEqual([]);
  expect(answers.some(({ resource, answer }) => resource.includes('group/old') && answer === 'open')).toBe(true);
});

test('a template says so too', () => {
  const [PolicyDocument] = documents('old-tutorial');
  const ours = documents('console-only').map((document, index) => [`Ours${index}`, {
    Type: 'AWS::IAM::ManagedPolicy', Properties: { Path: '/cdk-iam-mfa/', PolicyDocument: document, Groups: ['developers'] },
  }]);
  const { subjects } = report(readInputs(input({
    Resources: {
      Old: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument, Groups: ['developers'] } },
      Developers: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'developers' } },
      ...Object.fromEntries(ours),
    },
  })), ROWS);
  expect(subjects.map(({ idle, counts }) => [idle, counts.open])).toEqual([[['Old'], 0]]);
});

test('a policy that keeps another one from being taken off is not idle', () => {
  const [, enforcing] = documents('console-only');
  const ours = { ...enforcing, Statement: enforcing.Statement.filter(({ Sid }) => !Sid!.startsWith('DenyUndoing')) };
  const guard = {
    Version: '2012-10-17',
    Statement: [{
      Sid: 'Guard',
      Effect: 'Deny',
      Action: ['iam:DetachUserPolicy', 'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion'],
      Resource: [arn('user/*'), arn('policy/RequireMfa')],
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    }],
  };
  const { subjects: [{ idle, answers }] } = report(readInputs(input({
    UserDetailList: [{
      UserName: 'ada', Arn: arn('user/ada'), GroupList: ['guards'], UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }], ...attached([arn('policy/RequireMfa')]),
    }],
    GroupDetailList: [{ GroupName: 'guards', Arn: arn('group/guards'), GroupPolicyList: [{ PolicyName: 'guard', PolicyDocument: guard }] }],
    Policies: [managed(arn('policy/RequireMfa'), ours)],
  })), ROWS);
  expect(idle).toEqual([]);
  // A key leaves the group of the guard.
  expect(answers.filter(({ row, answer }) => answer === 'open' && row.action === 'iam:RemoveUserFromGroup').map(({ resource }) => resource)).toContainEqual(expect.stringContaining('group/guards'));
});

const deny = (more: object) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, ...more } });

test.each<[string, object]>([
  ['single actions', { Action: ['s3:DeleteBucket', 's3:DeleteObject', 'kms:ScheduleKeyDeletion'] }],
  ['some of a service', { Action: 's3:Delete*' }],
  ['everything of one bucket', { Action: '*', Resource: 'arn:aws:s3:::payroll/*' }],
  ['all but a few of one bucket', { NotAction: 's3:GetObject', Resource: 'arn:aws:s3:::payroll/*' }],
])('a policy that denies what no row asks is kept: %s', (_what, more) => {
  const { subjects: [{ idle }], notes } = report(readInputs(account(deny(more), 'console-only')), ROWS);
  expect(idle).toEqual([]);
  expect(notes.filter((note) => note.includes('detach'))).toEqual([]);
});

test.each<[string, object]>([['all', { Action: '*' }], ['what rows ask', { Action: ['iam:CreateLoginProfile', 'IAM:updateloginprofile'] }]])('a policy that denies %s may be idle', (_what, more) => {
  expect(report(readInputs(account(deny(more), 'console-only')), ROWS).subjects[0].idle).toEqual([OLD]);
});

test('a policy that denies what another one leaves out, and no row asks, is kept', () => {
  const leftOut = documents('console-only').map(({ Version, Statement }) => {
    const withOneMore = Statement.map(({ NotAction, ...one }) => NotAction === undefined ? one : { ...one, NotAction: [NotAction, 's3:DeleteObject'].flat() });
    return { Version, Statement: withOneMore };
  });
  expect(report(readInputs(account(deny({ Action: '*' }), leftOut)), ROWS).subjects[0].idle).not.toContain(OLD);
});
