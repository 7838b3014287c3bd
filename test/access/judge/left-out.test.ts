/** What a policy that asks for MFA leaves out, and no row asks, is named: "none is open" must not be read as an all-clear. */
import { asAccount, asDocuments, asTemplate } from './holdings';
import { readCredentialReport } from '../../../access/judge/inputs/credential-report';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { INTENTS, type Intent, rowsFor } from '../../../access/judge/intent';
import { report } from '../../../access/judge/report';
import { conclusion } from '../../../access/judge/report-words';
import { judgeTable } from '../../../access/matrix/judge-table';
import { OURS, PUBLISHED } from '../../../access/matrix/strategies';
import type { PolicyDocument } from '../../../access/requests/policy-document';

const ROWS = judgeTable();
const PLAIN = { partition: 'aws', path: '/' } as const;
const ARN = 'arn:aws:iam::123456789012';
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const input = (value: unknown) => [{ name: 'input.json', text: JSON.stringify(value) }];
const deny = (more: object, mfa: object = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }) =>
  ({ Effect: 'Deny', Resource: '*', Condition: mfa, ...more });
const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const WITH_MFA = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

/** All of a user, in an account. */
const user = (statements: object[], more: object = {}) => ({
  UserDetailList: [{ UserName: 'alice', Arn: `${ARN}:user/alice`, UserPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(...statements) }], ...more }],
});

const judged = (value: unknown, intent: Intent = 'console-only', sides = {}) => report(readInputs(input(value), sides), rowsFor(intent, ROWS));
const leftOutOf = (...given: Parameters<typeof judged>) => judged(...given).leftOut;

/** Ours, with more in the list of what needs no MFA. */
function loosened(strategy: string, ...actions: string[]): PolicyDocument[] {
  return Object.values(OURS[strategy].policies(PLAIN)).map((document) => ({
    ...document,
    Statement: document.Statement.map((one) => one.NotAction === undefined ? one : { ...one, NotAction: [one.NotAction, ...actions].flat() }),
  }));
}

describe('grants of which some ask for MFA', () => {
  const EVERYTHING_WITH_MFA = allow('*', WITH_MFA);

  test.each<[string, object]>([
    ['a document', policy(EVERYTHING_WITH_MFA, allow(['secretsmanager:*', 's3:GetObject', 'iam:List*', 'sts:GetCallerIdentity']))],
    ['a user', user([EVERYTHING_WITH_MFA, allow(['secretsmanager:*', 'iam:List*'])])],
  ])('name what is granted without, in %s', (_what, value) => {
    const one = judged(value);
    expect(one.leftOut).toEqual(['secretsmanager:*']);
    expect(one.notes).toContainEqual(expect.stringMatching(/^Needs no MFA: secretsmanager:\* \(granted by .+\)\. Rows do not ask about all of that\.$/));
  });

  test('name the policy that grants it', () => {
    const account = user([EVERYTHING_WITH_MFA], {
      UserPolicyList: [
        { PolicyName: 'p', PolicyDocument: policy(EVERYTHING_WITH_MFA) }, { PolicyName: 'logs', PolicyDocument: policy(allow('logs:*')) },
      ],
    });
    expect(judged(account).notes.join()).toContain('Needs no MFA: logs:* (granted by logs of the user alice).');
  });

  test.each(['iam:PutUserPolicy', 'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'])('name %s of a user whom rows about "this policy" do not ask', (action) => {
    const { leftOut, subjects: [{ counts }] } = judged(user([EVERYTHING_WITH_MFA, allow(action)]));
    expect(counts.open).toBe(0);
    expect(leftOut).toEqual([action]);
  });

  test.each(['iam:PutUserPolicy', 'iam:Put*'])('name %s, of which no row asks such a user, on the own user too', (action) => {
    const own = `${ARN}:user/\${aws:username}`;
    expect(leftOutOf(user([EVERYTHING_WITH_MFA, allow(action, { Resource: own })]))).toEqual([`${action} on ${own}`]);
    expect(leftOutOf(user([EVERYTHING_WITH_MFA, allow('iam:*AccessKey', { Resource: own })]))).toEqual([]);
  });

  test('names what a pattern grants that stands for one character somewhere', () => {
    expect(leftOutOf(policy(EVERYTHING_WITH_MFA, allow('dynamodb:?etItem')))).toEqual(['dynamodb:?etItem']);
    expect(leftOutOf(user([allow('*'), deny({ NotAction: 'dynamodb:?etItem' })]))).toEqual(['dynamodb:?etItem']);
  });

  test('are silent where all ask for it, none does, or everything is open', () => {
    expect(leftOutOf(policy(EVERYTHING_WITH_MFA, allow('secretsmanager:*', WITH_MFA)))).toEqual([]);
    expect(leftOutOf(policy(allow('secretsmanager:*')))).toEqual([]);
    expect(leftOutOf(policy(EVERYTHING_WITH_MFA, allow('*'), allow('logs:*')))).toEqual([]);
  });

  test('are silent where a Deny stops it', () => {
    const atHome = { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    expect(leftOutOf(policy(EVERYTHING_WITH_MFA, allow('logs:*'), { Effect: 'Deny', Action: 'logs:*', Resource: '*' }))).toEqual([]);
    expect(leftOutOf(policy(EVERYTHING_WITH_MFA, allow('logs:*'), { Effect: 'Deny', Action: 'logs:*', Resource: '*', Condition: atHome }))).toEqual(['logs:*']);
  });
});

describe('a Deny of all but some actions', () => {
  test.each(INTENTS)('names what it leaves out beyond the rows, with %s', (intent) => {
    const strategy = intent === 'console-only' ? 'console-only' : 'all-requests';
    const one = judged(loosened(strategy, 'secretsmanager:*', 'lambda:*', 'iam:PutRolePolicy', 'iam:Get*', 'STS:GetCallerIdentity'), intent);
    expect(one.subjects[0].counts.open).toBe(0);
    expect(one.leftOut).toEqual(['secretsmanager:*, lambda:*, iam:PutRolePolicy']);
    expect(one.notes).toContainEqual(expect.stringMatching(/^Needs no MFA: secretsmanager:\*, lambda:\*, iam:PutRolePolicy \(left out by .+\)\. Rows do not ask about all of that\.$/));
    expect(conclusion(one)).toMatch(/rows asked is open.*\. But rows do not ask about all that needs no MFA: secretsmanager:\*, lambda:\*, iam:PutRolePolicy\. Other requests/);
  });

  test('is silent where another statement denies it', () => {
    expect(leftOutOf(policy(deny({ NotAction: ['lambda:*', 'sts:GetSessionToken'] }), deny({ Action: 'lambda:*' })))).toEqual([]);
  });

  test('names what another statement denies outside a place only', () => {
    const outside = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
    expect(leftOutOf(policy(deny({ NotAction: 'lambda:*' }), deny({ Action: 'lambda:*' }, outside)))).toEqual(['lambda:*']);
  });

  test('says nothing of what rows tell already', () => {
    const atNight = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } };
    expect(leftOutOf(policy(deny({ Action: '*' }, atNight)))).toEqual([]);
  });
});

describe('a Deny of a list of actions', () => {
  const LIST = deny({ Action: ['iam:*', 'sts:*', 's3:*', 'ec2:*', 'signin:*', 'cloudformation:*'] });

  test('names what it denies, because all else is left out', () => {
    const one = judged(policy(LIST, deny({ Action: 'bedrock:*' })));
    expect(one.leftOut).toEqual(['all actions except iam:*, sts:*, s3:*, ec2:*, signin:* and 2 more']);
    expect(conclusion(one)).toContain('But rows do not ask about all that needs no MFA: all actions except iam:*');
  });

  test.each<[string, object]>([
    ['of sessions that are too old', deny({ Action: '*' }, { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '43200' } })],
    ['of managed MCP servers', deny({ NotAction: 'sts:GetSessionToken' }, { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, Bool: { 'aws:ViaAWSMCPService': 'true' } })],
    ['of one resource', deny({ Action: '*', Resource: 'arn:aws:dynamodb:*:*:table/prod' })],
  ])('names it beside a Deny of everything %s', (_what, other) => {
    expect(leftOutOf(user([allow('dynamodb:*'), deny({ Action: ['s3:*', 'ec2:*'] }), other]))).toEqual(['all actions except s3:*, ec2:*']);
  });

  test.each<[string, object]>([
    ['one that leaves out little', deny({ NotAction: 'sts:GetSessionToken' })],
    ['one of everything', deny({ Action: '*' })],
    ['one that has nothing to do with MFA', { Effect: 'Deny', Action: '*', Resource: '*' }],
  ])('is silent beside %s', (_what, other) => {
    expect(leftOutOf(policy(LIST, other))).toEqual([]);
  });

  test('is silent for a user who is granted nothing else', () => {
    expect(leftOutOf(user([LIST, allow(['s3:*', 'iam:EnableMFADevice'])]))).toEqual([]);
    expect(leftOutOf(user([LIST, allow('*')]))).toEqual([expect.stringContaining('all actions except iam:*')]);
    expect(leftOutOf(user([LIST, allow('lambda:InvokeFunction')]))).toEqual([expect.stringContaining('all actions except iam:*')]);
  });
});

const FUNCTION = 'arn:aws:lambda:*:*:function:';
const LAMBDA = allow('lambda:*');
const on = (actions: string | string[], Resource: string) => allow(actions, { Resource });
const denyBut = (NotResource: string | string[], more: object = { Action: '*' }) => deny({ Resource: undefined, NotResource, ...more });

describe('a Deny that leaves out resources', () => {
  const LEFT = `lambda:* on ${FUNCTION}deploy`;

  test.each<[string, object, string[]]>([
    ['beside a grant of the service', user([LAMBDA, denyBut(`${FUNCTION}deploy`)]), [LEFT]],
    ['beside a grant of everything', user([allow('*'), denyBut(`${FUNCTION}deploy`)]), [LEFT]],
    ['beside a grant of all but some', user([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, denyBut(`${FUNCTION}deploy`)]), [LEFT]],
    ['by itself', policy(denyBut(`${FUNCTION}deploy`)), [LEFT]],
    ['of a service that is left out otherwise', user([allow('*'), deny({ NotAction: 'lambda:*' }), denyBut(`${FUNCTION}deploy`, { Action: 'lambda:*' })]), [LEFT]],
    ['of one service', user([LAMBDA, denyBut(`${FUNCTION}deploy`, { Action: 'lambda:*' })]), [LEFT]],
    ['of which a part is granted', user([on('lambda:*', `${FUNCTION}team-*`), denyBut(`${FUNCTION}*-dev`)]), [`lambda:* on ${FUNCTION}*-dev`]],
    ['by the name of the user', user([allow('s3:*'), denyBut('arn:aws:s3:::home/${aws:username}/*')]), ['s3:* on arn:aws:s3:::home/${aws:username}/*']],
    ['by a tag that the user lacks', user([LAMBDA, denyBut(`${FUNCTION}\${aws:PrincipalTag/team}`)]), ['lambda:*']],
    ['of any service', policy(denyBut('arn:aws:*:*:*:*deploy')), ['all actions on arn:aws:*:*:*:*deploy']],
    ['in an old policy', { ...policy(denyBut(`${FUNCTION}\${x`)), Version: '2008-10-17' }, [`lambda:* on ${FUNCTION}\${x`]],
    ['that are all there are', user([LAMBDA, denyBut('arn:*')]), ['lambda:*']],
  ])('names them: %s', (_what, value, expected) => {
    expect(leftOutOf(value)).toEqual(expected);
  });

  test.each<[string, object]>([
    ['nothing there is granted', user([allow('s3:*'), denyBut(`${FUNCTION}deploy`)])],
    ['other resources are granted', user([on('lambda:*', `${FUNCTION}team-*`), denyBut(`${FUNCTION}deploy`)])],
    ['another statement denies it', user([LAMBDA, denyBut(`${FUNCTION}deploy`), deny({ Action: 'lambda:*' })])],
    ['rows ask about it', user([allow('sts:AssumeRole'), denyBut(`${ARN}:role/deployer`)])],
    ['rows say that everything is open', policy(denyBut('*'))],
  ])('is silent where %s', (_what, value) => {
    expect(leftOutOf(value)).toEqual([]);
  });

  test('names what a complete list of actions leaves out so', () => {
    const documents = Object.values(OURS['console-only'].policies(PLAIN)).map((document) => ({
      ...document,
      Statement: document.Statement.map((one) => one.NotAction === undefined ? one : { ...one, Resource: undefined, NotResource: [`${FUNCTION}deploy`] }),
    }));
    const one = judged(documents);
    expect(one.leftOut).toEqual([LEFT]);
    expect(conclusion(one)).toContain(`But rows do not ask about all that needs no MFA: ${LEFT}.`);
  });
});

describe('a Deny of everything that is not for all', () => {
  const PROD = deny({ Action: '*', Resource: `${FUNCTION}prod-*` });

  test.each<[string, object, string[]]>([
    ['on some resources', user([LAMBDA, PROD]), [`lambda:* except on ${FUNCTION}prod-*`]],
    ['on resources of another service', user([LAMBDA, deny({ Action: '*', Resource: 'arn:aws:s3:::*' }), allow('s3:PutObject')]), ['lambda:*, s3:PutObject except on arn:aws:s3:::*']],
    ['beside a grant on others', user([on('lambda:*', `${FUNCTION}team-*`), PROD]), [`lambda:* on ${FUNCTION}team-*`]],
    ['outside a place', user([LAMBDA, deny({ Action: '*' }, { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })]), ['lambda:*']],
    ['of sessions that are too old', user([LAMBDA, deny({ Action: '*' }, { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '43200' } })]), ['lambda:*']],
  ])('names what is granted and open: %s', (_what, value, expected) => {
    expect(leftOutOf(value)).toEqual(expected);
  });

  test('is silent where nothing else is granted, or rows tell', () => {
    expect(leftOutOf(user([on('lambda:*', `${FUNCTION}prod-*`), PROD]))).toEqual([]);
    expect(leftOutOf(user([allow('*'), PROD]))).toEqual([]);
  });
});

describe('calls that name no resource, which a Deny on ARNs does not stop', () => {
  const EVERY_ARN = deny({ Action: '*', Resource: 'arn:*' });
  const left = (pattern: string) => [`${pattern} on calls without a resource`];

  test.each<[string, object, string[]]>([
    ['of a user', user([allow(['ec2:*', 'sqs:ListQueues']), EVERY_ARN]), left('ec2:* on calls without a resource, sqs:ListQueues')],
    ['of a user with an account that is named', user([allow('ec2:*'), deny({ Action: '*', Resource: 'arn:aws:*:*:123456789012:*' })]), left('ec2:*')],
    ['beside lists', policy(EVERY_ARN, deny({ Action: ['iam:*', 'sts:*', 'signin:*', 'bedrock:*'] })), left('all actions')],
    ['left out otherwise', policy(deny({ NotAction: ['lambda:*', 'sts:GetSessionToken'] }), deny({ Action: 'lambda:*', Resource: 'arn:aws:lambda:*' })), left('lambda:*')],
    ['granted on all but ARNs', user([allow('*', WITH_MFA), { Effect: 'Allow', Action: 'ec2:*', NotResource: 'arn:*' }]), left('ec2:*')],
    ['beside what is left out', user([allow('lambda:*'), deny({ NotAction: 'lambda:*', Resource: 'arn:*' })]), ['lambda:*']],
  ])('are named: %s', (_what, value, expected) => {
    expect(leftOutOf(value)).toEqual(expected);
  });

  test.each<[string, object]>([
    ['nothing is granted without one', user([on('ec2:*', 'arn:aws:ec2:*:*:instance/*'), EVERY_ARN])],
    ['rows ask about it', user([allow('iam:List*'), EVERY_ARN])],
    ['a list denies it', user([allow('ec2:*'), EVERY_ARN, deny({ Action: 'ec2:*' })])],
  ])('are no remark where %s', (_what, value) => {
    expect(leftOutOf(value)).toEqual([]);
  });
});

describe('a grant on some resources', () => {
  const TEAM = on('lambda:*', `${FUNCTION}team-*`);

  test('is found beside what leaves its actions out', () => {
    expect(leftOutOf(user([TEAM, deny({ NotAction: 'lambda:*' })]))).toEqual([`lambda:* on ${FUNCTION}team-*`]);
    expect(leftOutOf(user([TEAM, allow('*', WITH_MFA)]))).toEqual([`lambda:* on ${FUNCTION}team-*`]);
    expect(leftOutOf(user([TEAM, deny({ Action: 's3:*' })]))).toEqual(['all actions except s3:*']);
    expect(leftOutOf(user([TEAM, deny({ NotAction: 'lambda:*' }), deny({ Action: 'lambda:*', Resource: `${FUNCTION}team-*` })]))).toEqual([]);
  });

  test('is no remark where it is of the own user', () => {
    expect(leftOutOf(user([allow('*', WITH_MFA), on('iam:DeleteAccessKey', `${ARN}:user/\${aws:username}`)]))).toEqual([]);
  });

  test('is named where one Deny leaves out the action and another one the resource', () => {
    const denials = [deny({ NotAction: ['lambda:InvokeFunction', 'sqs:*'] }), { ...deny({ Action: '*', NotResource: `${FUNCTION}public` }), Resource: undefined }];
    expect(leftOutOf(user([allow('*'), ...denials]))).toEqual([`lambda:InvokeFunction on ${FUNCTION}public`]);
  });

  test('is named where all but some actions are granted on it', () => {
    const { Action, ...others } = on('', `${FUNCTION}public`);
    const grant = { ...others, NotAction: 'iam:*' };
    const what = `all actions on ${FUNCTION}public`;
    expect(judged(user([allow('*', WITH_MFA), grant])).notes.join()).toContain(`Needs no MFA: ${what} (granted by p of the user alice).`);
    expect(leftOutOf(user([grant, deny({ Action: '*', Resource: `${FUNCTION}live-*` })]))).toEqual([what]);
  });

  test('is named where a Deny of other actions leaves out those of its service', () => {
    const bucket = 'arn:aws:s3:::files/*';
    expect(leftOutOf(user([on('*', bucket), deny({ NotAction: 's3:*', Resource: bucket }), deny({ Action: 's3:Get*' })]))).toEqual(['all actions except s3:Get*']);
  });

  test('is named beside a list of what is denied on some', () => {
    expect(leftOutOf(user([LAMBDA, deny({ Action: 'lambda:*', Resource: [`${FUNCTION}prod-*`, `${FUNCTION}live-*`] })])))
      .toEqual([`all actions except lambda:* on ${FUNCTION}prod-* and 1 more`]);
  });
});

describe('of a user whose permissions are known', () => {
  const LEFT = deny({ NotAction: ['lambda:*', 'sts:GetSessionToken'] });

  test('names what is granted', () => {
    expect(leftOutOf(user([LEFT, allow('s3:*')]))).toEqual([]);
    expect(leftOutOf(user([LEFT, allow('*')]))).toEqual(['lambda:*']);
    expect(leftOutOf(user([LEFT, allow(['s3:*', 'lambda:Get*'])]))).toEqual(['lambda:Get*']);
    expect(leftOutOf(user([LEFT, allow('lambda:*', WITH_MFA)]))).toEqual([]);
  });

  test('a boundary that allows it without MFA leaves it out', () => {
    const boundary = (...statements: object[]) => ({
      ...user([allow('*')], { PermissionsBoundary: { PermissionsBoundaryArn: `${ARN}:policy/edge` } }),
      Policies: [{ Arn: `${ARN}:policy/edge`, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: policy(...statements) }] }],
    });
    expect(leftOutOf(boundary(allow('*', WITH_MFA), allow('lambda:*')))).toEqual(['lambda:*']);
    expect(leftOutOf(boundary(allow('*', WITH_MFA)))).toEqual([]);
    expect(leftOutOf(boundary(allow('*'), allow('s3:*', WITH_MFA)))).toEqual([]);
  });

  test('nobody is asked what their credentials cannot do', () => {
    const head = 'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
    const withReport = (device: boolean, key: boolean) => leftOutOf(user([deny({ NotAction: ['lambda:*', 'iam:*'] }), allow('*')]), 'console-only', {
      credentials: readCredentialReport(`${head}\nalice,${ARN}:user/alice,true,${device},${key},false`),
    });
    expect(withReport(false, false)).toEqual(['lambda:*, iam:*']);
    expect(withReport(true, false)).toEqual([]);
    // A session that a key gets without a code cannot call IAM.
    expect(withReport(true, true)).toEqual(['lambda:*']);
  });

  test('nobody without a policy that asks for MFA is told of it', () => {
    expect(leftOutOf(user([allow('*')]))).toEqual([]);
  });
});

/** Those that attach a policy to somebody; tokens as actions let through what synth would refuse. */
const ATTACHED = Object.keys(OURS).filter((name) => Object.keys(OURS[name].policies(PLAIN)).length > 0 && name !== 'all-requests+no-service-calls');

test.each(ATTACHED.flatMap((name) => INTENTS.map((intent) => [name, intent] as const)))('%s with %s leaves out nothing', (name, intent) => {
  const documents = Object.values(OURS[name].policies(PLAIN));
  for (const files of [asDocuments(documents), asTemplate(documents, PLAIN), asAccount(documents, PLAIN)]) {
    expect(report(readInputs(files), rowsFor(intent, ROWS)).leftOut).toEqual([]);
  }
});

test.each(Object.keys(PUBLISHED))('%s: all of IAM is left out, or nothing', (name) => {
  const left = leftOutOf(Object.values(PUBLISHED[name].policies(PLAIN)));
  expect(left).toEqual(/old|tightened/.test(name) ? ['iam:*'] : []);
});
