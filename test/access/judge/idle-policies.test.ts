/** An old policy that asks for MFA, left attached beside the new ones. */
import { attached, input, managed } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { INTENTS, rowsFor } from '../../../access/judge/intent';
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
  expect(new Set(broken.map(({ closes }) => closes))).toEqual(new Set([`detach ${OLD}: other policies ask for MFA wherever it is needed`]));
  expect(notes).toContain(`${OLD} stops access keys, and other policies ask for MFA: detach it if keys should work. `
    + 'Keys can then do all that is outside the promise too, such as assuming roles.');
});

test('the group and the policy that carry nothing are not what a row asks about', () => {
  const { subjects: [{ answers }] } = report(readInputs(account(documents('old-tutorial')[0], 'console-only')), ROWS);
  expect(answers.filter(({ resource }) => resource.includes('group/old') || resource.includes(OLD))).toEqual([]);
});

test('of two equal policies, one stays', () => {
  const { subjects: [{ idle, answers }], notes } = report(readInputs(account(documents('console-only').at(-1), 'console-only')), ROWS);
  expect(idle).toEqual([OLD]);
  expect(notes).toContain(`${OLD} asks for MFA, and so do other policies wherever it is needed: detach it from those who have them.`);
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

test.each(['old-tutorial', 'old-tutorial-bool', 'tightened-bool', 'aws-self-manage'])('%s beside ours can be detached', (old) => {
  const idleBeside = (strategy: string, rows: Parameters<typeof report>[1] = ROWS) =>
    report(readInputs(account(documents(old)[0], strategy)), rows).subjects[0].idle;
  expect([idleBeside('console-only'), idleBeside('all-requests'), idleBeside('all-requests', rowsFor('all-requests', ROWS))]).toEqual([[OLD], [OLD], [OLD]]);
  // What the first sign-in needs may continue to work: that is an option of ours.
  expect(idleBeside('console-only+password-change')).toEqual([OLD]);
});

const NO_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const CONSOLE_WITHOUT_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
const ENROLLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ListVirtualMFADevices', 'iam:ResyncMFADevice', 'sts:GetSessionToken'];
const inConsole = (more: object) => deny({ Condition: CONSOLE_WITHOUT_MFA, ...more });
const LISTED = ['iam:*', 'sts:*', 's3:*', 'ec2:*', 'kms:*', 'cloudformation:*', 'dynamodb:*', 'signin:*'];
const SOME_LEFT_OUT = ['cloudformation:UpdateStack', 'dynamodb:PutItem', 'iam:PassRole'];
const OUTSIDE_A_REGION = { ...NO_MFA, StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
const SECRETS = 'arn:aws:secretsmanager:*:*:secret:*';

describe.each(INTENTS)('with the intent %s', (intent) => {
  const rows = rowsFor(intent, ROWS);
  const idleOf = (one: unknown, others: string | readonly object[]) => {
    const { subjects: [{ idle }], notes } = report(readInputs(account(one, others)), rows);
    expect(notes.filter((note) => note.includes('detach')).length).toBe(idle.length);
    return idle;
  };

  test.each<[string, object, string | readonly object[]]>([
    ['roles need MFA, beside a Deny of console sessions', deny({ Action: 'sts:AssumeRole' }), [inConsole({ Action: '*' })]],
    ['roles need MFA, beside ours', deny({ Action: 'sts:AssumeRole' }), 'console-only'],
    ['one role needs MFA, beside ours', deny({ Action: 'sts:AssumeRole', Resource: arn('role/prod-admin') }), 'console-only'],
    ['stacks need MFA, beside ours', deny({ Action: ['cloudformation:UpdateStack', 'cloudformation:DeleteStack', 'cloudformation:ExecuteChangeSet'] }), 'console-only'],
    ['secret objects need MFA, beside ours', deny({ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::secrets/*' }), 'console-only'],
    ['enrollment needs MFA, beside ours', deny({ Action: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'] }), 'console-only'],
    ['everything, beside some services', inConsole({ Action: '*' }), [inConsole({ Action: LISTED })]],
    ['everything, beside all but secrets', inConsole({ NotAction: ENROLLMENT }), [inConsole({ NotAction: ENROLLMENT, Resource: undefined, NotResource: SECRETS })]],
    ['what another one leaves out', inConsole({ Action: SOME_LEFT_OUT }), [inConsole({ NotAction: [...ENROLLMENT, ...SOME_LEFT_OUT] })]],
    ['sessions of some age, beside ours', deny({ Action: '*', Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } } }), 'console-only'],
    ['another Deny beside what ours denies', {
      Version: '2012-10-17', Statement: [inConsole({ Action: 's3:*' }).Statement, { Effect: 'Deny', Action: 'ec2:TerminateInstances', Resource: '*' }],
    }, 'console-only'],
    ['all but what keys work with, beside ours', deny({ NotAction: ['iam:*', 's3:PutObject'] }), 'console-only'],
    ['all but what may depend, beside ours', deny({ NotAction: ['iam:*', 's3:*'] }), [...documents('console-only'), deny({ Action: 's3:*', Condition: OUTSIDE_A_REGION })]],
    ['all but what services work with, beside ours', inConsole({ NotAction: ['iam:*', 'ec2:*'] }), 'console-only'],
    ['everything of one bucket too, beside ours', {
      Version: '2012-10-17',
      Statement: [deny({ NotAction: ['iam:*', 's3:DeleteObject'] }).Statement, deny({ Action: '*', Resource: 'arn:aws:s3:::payroll/*' }).Statement],
    }, 'console-only'],
    ['managed MCP servers too, of which another one denies some calls', inConsole({ NotAction: 'iam:*' }), [
      inConsole({ NotAction: 'iam:*', Condition: { Bool: { ...CONSOLE_WITHOUT_MFA.Bool, 'aws:ViaAWSService': 'false' } } }),
      inConsole({ Action: ['s3:*', 'sts:*'], Condition: { Bool: { ...CONSOLE_WITHOUT_MFA.Bool, 'aws:ViaAWSMCPService': 'true' } } }),
      deny({ Action: 'sts:GetFederationToken' }),
    ]],
    ['the enrollment of others, which another one opens', inConsole({ Action: '*' }), [inConsole({ NotAction: 'iam:EnableMFADevice' })]],
    ['the enrollment of one other user', inConsole({ Action: '*' }), documents('console-only').map((one) => (
      {
        ...one,
        Statement: one.Statement.flatMap(({ NotResource, Action, ...more }) => NotResource === undefined ? { Action, ...more } : [
          { ...more, NotResource, Action: [Action!].flat().filter((action) => action !== 'iam:EnableMFADevice') },
          { ...more, NotResource: [NotResource, arn('user/carol')].flat(), Action: 'iam:EnableMFADevice' },
        ]),
      }))],
    ['the reading of others, which another one opens', inConsole({ Action: '*' }), [inConsole({ NotAction: 'iam:GetUser' })]],
    ['what keeps keys from taking off ours, without its guard', documents('aws-self-manage')[0], documents('console-only').map((one) => (
      { ...one, Statement: one.Statement.filter(({ Sid }) => !Sid?.startsWith('DenyUndoing')) }))],
  ])('a policy without which more is allowed is kept: %s', (_what, one, others) => {
    expect(idleOf(one, others)).not.toContain(OLD);
  });

  test.each<[string, object, string | readonly object[]]>([
    ['some services, beside everything', inConsole({ Action: LISTED }), [inConsole({ Action: '*' })]],
    ['some services, beside all but enrollment', inConsole({ Action: ['s3:*', 'ec2:*'] }), [inConsole({ NotAction: ENROLLMENT })]],
    ['all but secrets, beside everything', inConsole({ NotAction: ENROLLMENT, Resource: undefined, NotResource: SECRETS }), [inConsole({ NotAction: ENROLLMENT })]],
    ['console sessions, beside every request', inConsole({ Action: 's3:*' }), [deny({ NotAction: ENROLLMENT })]],
    ['what ours keeps from keys', deny({ Action: ['iam:CreateLoginProfile', 'sts:GetFederationToken'] }), 'console-only'],
  ])('a policy whose Deny another one repeats can be detached: %s', (_what, one, others) => {
    expect(idleOf(one, others)).toEqual([OLD]);
  });
});

test('of two, the one that stops more is left out', () => {
  const [, requireMfa] = documents('console-only');
  const stopping = { ...requireMfa, Statement: [...requireMfa.Statement, deny({ NotAction: 'iam:*' }).Statement] };
  expect(report(readInputs(account(requireMfa, [stopping])), ROWS).subjects[0].idle).toEqual([arn('policy/cdk-iam-mfa/Ours0')]);
});

describe('of a member who is no administrator', () => {
  const idleOf = (old: { readonly Statement: unknown }, others: string | readonly object[], ...grants: object[]) => {
    const whole = JSON.parse(account(old, others)[0].text);
    whole.UserDetailList[0].UserPolicyList = [{ PolicyName: 'grants', PolicyDocument: { Version: '2012-10-17', Statement: grants } }];
    return report(readInputs(input(whole)), ROWS).subjects[0].idle;
  };
  const allow = (more: object) => ({ Effect: 'Allow', Resource: '*', ...more });
  const [selfManage, requireMfa] = documents('console-only');

  test('a policy that grants the everyday work is no policy to detach', () => {
    const { Statement } = inConsole({ Action: 's3:*' });
    expect(idleOf({ ...EVERYTHING, Statement: [Statement, ...EVERYTHING.Statement] }, [inConsole({ Action: '*' })], allow({ Action: 's3:ListAllMyBuckets' }))).toEqual([]);
  });

  test('a policy that grants the enrollment is no policy to detach, unless another one does', () => {
    const work = allow({ NotAction: 'iam:*' });
    expect(idleOf(documents('aws-self-manage')[0], [requireMfa], work)).toEqual([]);
    expect(idleOf(documents('aws-self-manage')[0], [selfManage, requireMfa], work)).toEqual([OLD]);
  });

  test('nobody knows whether keys should work of which nothing is granted', () => {
    expect(idleOf(documents('old-tutorial')[0], 'console-only', allow({ Action: 'iam:ListUsers' }))).toEqual([]);
  });
});

test('a boundary is no policy to detach, because it also limits what is allowed', () => {
  const whole = JSON.parse(account(inConsole({ Action: 's3:*' }), [inConsole({ Action: '*' })])[0].text);
  whole.UserDetailList[0] = { ...whole.UserDetailList[0], GroupList: ['developers'], PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/limit') } };
  whole.Policies.push(managed(arn('policy/limit'), { Version: '2012-10-17', Statement: [...EVERYTHING.Statement, inConsole({ Action: 's3:*' }).Statement] }));
  expect(report(readInputs(input(whole)), ROWS).subjects[0].idle).toEqual([]);
});

describe('a policy of a group', () => {
  const general = inConsole({ NotAction: ENROLLMENT });
  const member = (UserName: string, ...GroupList: string[]) => ({ UserName, Arn: arn(`user/${UserName}`), GroupList, UserPolicyList: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] });
  const idleOf = (users: readonly object[], more: object = {}) => report({
    ...readInputs(input({
      UserDetailList: users,
      GroupDetailList: [
        { GroupName: 'devs', Arn: arn('group/devs'), ...attached([arn('policy/A')]) },
        { GroupName: 'ops', Arn: arn('group/ops'), ...attached([arn('policy/B')]) },
        { GroupName: 'all', Arn: arn('group/all'), ...attached([arn('policy/A')]) },
      ],
      Policies: [managed(arn('policy/A'), general), managed(arn('policy/B'), general), managed(arn('policy/C'), inConsole({ Action: 's3:*' }))],
    })),
    ...more,
  }, ROWS).subjects.map(({ members, idle }) => [members.map(({ name }) => name).join(), idle]);

  test('that all members hold twice can be detached', () => {
    expect(idleOf([member('alice', 'devs', 'ops'), member('bob', 'devs', 'ops')])).toEqual([['alice,bob', [arn('policy/A')]]]);
  });

  test('that one member needs is kept, because it is detached from all or from none', () => {
    expect(idleOf([member('alice', 'devs', 'ops'), member('bob', 'devs')])).toEqual([['alice', []], ['bob', []]]);
  });

  test('that a member of another group needs can be detached from this one', () => {
    expect(idleOf([member('alice', 'devs', 'ops'), member('bob', 'all')])).toEqual([['alice', [arn('policy/A')]], ['bob', []]]);
  });

  test('that somebody may need who was not judged is kept', () => {
    expect(idleOf([member('alice', 'devs', 'ops')], { stopped: 1 })).toEqual([['alice', []]]);
    expect(idleOf([member('alice', 'devs', 'ops')], { isPartial: true })).toEqual([['alice', []]]);
  });

  test('that one user has directly is detached from that user, also if others need it', () => {
    const direct = (name: string, ...groups: string[]) => ({ ...member(name, ...groups), ...attached([arn('policy/C')]) });
    expect(idleOf([direct('alice', 'ops'), direct('bob')])).toEqual(expect.arrayContaining([['alice', [arn('policy/C')]], ['bob', []]]));
  });
});
