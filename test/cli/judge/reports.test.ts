/** Who is in one report, what decides its lines, and what counts for --fail-on. */
import { judged, printed } from './in-process';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

const statement = (Sid: string, Action: string | string[], more: object = {}) => ({ Sid, Effect: 'Allow', Action, Resource: '*', ...more });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const template = (resources: Record<string, [type: string, properties: object]>) => ({
  Resources: Object.fromEntries(Object.entries(resources).map(([id, [type, Properties]]) => [id, { Type: `AWS::IAM::${type}`, Properties }])),
});
const EVERYTHING = document(statement('All', '*'));

interface Json {
  readonly subjects: { readonly members: { readonly kind: string; readonly name: string }[] }[];
}

test('each line names what decides its rows, and nothing else', () => {
  const text = printed(document(
    statement('Devices', ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice']),
    statement('Profiles', 'iam:*LoginProfile'),
    statement('Both', ['iam:DeleteVirtualMFADevice', 'iam:CreateLoginProfile']),
  ));
  const lines = text.split('\n').map((line) => line.trim());
  const after = (call: string) => {
    const start = lines.findIndex((line) => line.startsWith('signed with a long-term access key') && line.includes(call));
    return lines.slice(start).find((line) => line.startsWith('by '));
  };
  expect(after('iam:DeactivateMFADevice')).toBe('by Devices');
  expect(after('iam:DeleteVirtualMFADevice')).toBe('by Devices, Both');
  expect(after('iam:UpdateLoginProfile')).toBe('by Profiles');
  expect(after('iam:CreateLoginProfile')).toBe('by Profiles, Both');
});

test('a group and its members with equal answers are one report, and a member who may do more has another', () => {
  const { subjects } = JSON.parse(printed(template({
    Staff: ['Group', { GroupName: 'staff', Policies: [{ PolicyName: 'p', PolicyDocument: document(statement('Read', 's3:*')) }] }],
    Ann: ['User', { UserName: 'ann', Groups: ['staff'] }],
    Bob: ['User', { UserName: 'bob', Groups: ['staff'] }],
    Root: ['User', { UserName: 'root', Groups: ['staff'], Policies: [{ PolicyName: 'all', PolicyDocument: EVERYTHING }] }],
  }), '--json')) as Json;
  expect(subjects.map(({ members }) => members.map(({ kind, name }) => `${kind}: ${name}`))).toEqual([
    ['user: user root'], ['group: group staff', 'user: user ann', 'user: user bob'],
  ]);
});

describe('a policy that nobody has', () => {
  const resources: Parameters<typeof template>[0] = {
    Reader: ['Group', { GroupName: 'reader', Policies: [{ PolicyName: 'p', PolicyDocument: document(statement('Read', 'ec2:Describe*')) }] }],
    Loose: ['ManagedPolicy', { PolicyDocument: EVERYTHING }],
  };
  const attached = { ...resources, Loose: ['ManagedPolicy', { PolicyDocument: EVERYTHING, Groups: ['reader'] }] } as typeof resources;
  const failing = (input: object) => judged({ 'input.json': input }, ['input.json', '--fail-on', 'open']);

  test('is shown, and does not fail --fail-on', () => {
    const { code, text } = failing(template(resources));
    expect(code).toBe(0);
    expect(text).toContain('nobody in this template: ');
    expect(text).toContain('OPEN: ways around MFA');
    expect(text).toContain('The template attaches Loose to nobody: --fail-on does not count what nobody has.');
  });

  test('is all that there is to ask about, where nobody else is judged', () => {
    const { code, text } = failing(template({ Loose: resources.Loose }));
    expect(code).toBe(1);
    expect(text).not.toContain('--fail-on does not count');
  });

  test('does where somebody has it, or where it is given as a document', () => {
    expect(failing(template(attached)).code).toBe(1);
    expect(failing(EVERYTHING).code).toBe(1);
  });
});

test('--fail-on depends counts a part that was not judged, and --fail-on open does not', () => {
  const codeOf = (failing: string, more: object) => {
    const { Resources } = template({ Needs: ['ManagedPolicy', { PolicyDocument: document(statement('Mfa', '*', { Effect: 'Deny' })) }] }) as { Resources: object };
    return judged({ 'input.json': { Resources: { ...Resources, ...more } } }, ['input.json', '--fail-on', failing]).code;
  };
  const nested = { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/x' } } };
  expect([codeOf('depends', nested), codeOf('open', nested), codeOf('depends', {})]).toEqual([1, 0, 0]);
});

test('--context tells the account of a policy', () => {
  const exempt = { Bool: { 'aws:MultiFactorAuthPresent': 'false' }, StringNotEquals: { 'aws:PrincipalAccount': '222222222222' } };
  const needsMfa = document(statement('Mfa', '*', { Effect: 'Deny', Condition: exempt }));
  const codeIn = (...context: string[]) => judged({ 'input.json': needsMfa }, ['input.json', '--fail-on', 'depends', ...context]).code;
  expect([codeIn(), codeIn('--context', 'aws:PrincipalAccount=222222222222')]).toEqual([1, 0]);
});

test('what --context tells is said where a policy asks for it, because others may send another value', () => {
  const needsMfa = document({ ...statement('NeedsMfa', '*'), Effect: 'Deny', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } });
  const told = (...pairs: string[]) => printed(needsMfa, ...pairs.flatMap((pair) => ['--context', pair]));
  expect(told('aws:requestedregion=us-east-1', 'aws:SourceIp=192.0.2.1', 'aws:PrincipalAccount=123456789012'))
    .toContain('Judged with aws:RequestedRegion=us-east-1, as you tell. What is open with other values was not asked.');
  expect(told('aws:SourceIp=192.0.2.1')).not.toContain('as you tell');
  expect(told()).not.toContain('as you tell');
});

test('what lines of answers cannot say, CSV says beside them', () => {
  const arn = (name: string) => `arn:aws:iam::123456789012:user/${name}`;
  const account = {
    UserDetailList: [
      { UserName: 'ada', Arn: arn('ada'), UserPolicyList: [{ PolicyName: 'read', PolicyDocument: document(statement('Read', 's3:ListAllMyBuckets', { Condition: { Bool: { 'aws:MultiFactorPresent': 'true' } } })) }] },
      { UserName: 'bob', Arn: arn('bob'), GroupList: ['gone'] },
    ],
  };
  const { text, warnings } = judged({ 'account.json': account }, ['account.json', '--csv']);
  expect(text).not.toContain('bob');
  expect(warnings).toEqual([
    expect.stringContaining('AWS has no condition key aws:MultiFactorPresent'), expect.stringContaining('Not judged: bob: the group gone is not in GroupDetailList'),
    'Not judged: resource policies, trust policies and session policies.',
  ]);
  expect(judged({ 'account.json': account }, ['account.json', '--json']).warnings).toEqual([]);
});

test('two credential reports that contradict one another are refused', () => {
  const head = 'user,arn,password_enabled,mfa_active,access_key_1_active,access_key_2_active';
  const reports = [true, false].map((key) => `${head}\nada,arn:aws:iam::123456789012:user/ada,true,false,${key},false`);
  const account = { UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada' }] };
  const given = (...some: string[]) => judged({ 'account.json': account, ...Object.fromEntries(some.map((one, index) => [`${index}.csv`, one])) },
    ['account.json', ...some.flatMap((_, index) => ['--credential-report', `${index}.csv`])]);
  expect(() => given(...reports)).toThrow('credential reports contradict one another on arn:aws:iam::123456789012:user/ada; give one for each account');
  expect(given(reports[0], reports[0]).code).toBe(0);
});

test('what --context tells of tags says nothing of users whose account tells all of theirs', () => {
  const needsMfa = document(statement('All', '*'), {
    ...statement('NeedsMfa', '*'), Effect: 'Deny', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
  });
  const Arn = 'arn:aws:iam::123456789012:user/ada';
  const account = { UserDetailList: [{ UserName: 'ada', Arn, UserPolicyList: [{ PolicyName: 'p', PolicyDocument: needsMfa }] }] };
  const told = (input: object) => printed(input, '--context', 'aws:PrincipalTag/team=blue');
  const without = 'Judged without aws:PrincipalTag/team=blue for users of whom the input tells it.';
  expect(told(account)).toContain(without);
  expect(told(account).replace(without, '').replace(/\n+/g, '\n')).toBe(printed(account).replace(/\n+/g, '\n'));
  expect(told(needsMfa)).toContain('Judged with aws:PrincipalTag/team=blue, as you tell.');
});

test('what --context tells of the id of a user says nothing of users whose account tells it', () => {
  const forOne = document({ ...statement('ForOne', '*'), Condition: { StringEquals: { 'aws:userid': 'AIDAOTHER' } } });
  const account = (more: object) => ({ UserDetailList: [{ UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada', UserPolicyList: [{ PolicyName: 'p', PolicyDocument: forOne }], ...more }] });
  const told = (more: object) => printed(account(more), '--context', 'aws:userid=AIDAOTHER');
  expect(told({ UserId: 'AIDAADA' })).toContain('Judged without aws:userid=AIDAOTHER for users of whom the input tells it.');
  expect(told({ UserId: 'AIDAADA' })).not.toContain('Judged with ');
  expect(told({})).toContain('Judged with aws:userid=AIDAOTHER, as you tell.');
});
