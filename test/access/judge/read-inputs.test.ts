/** What readers give: every kind that is read, and what is said of every kind that is not. */
import { App, Stack, StackProps, aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readCredentialReport } from '../../../access/judge/inputs/credential-report';
import { InputError } from '../../../access/judge/inputs/input-error';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { judgeSubject } from '../../../access/judge/judge-subject';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import { ConsoleMfaEnforcedGroup, MfaEnforcement, RequireMfaPolicy, SelfManageMfaPolicy } from '../../../src';

const ROWS = judgeTable();
const read = (value: unknown, name = 'file.json') => readInputs([{ name, text: typeof value === 'string' ? value : JSON.stringify(value) }]).subjects;
const policy = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };
const openIn = (value: unknown) => read(value).map((subject) => judgeSubject(subject, ROWS).filter(({ answer }) => answer === 'open').length);

test.each<[string, unknown]>([
  ['a document', policy],
  ['a list', [policy]],
  ['aws iam get-policy-version', { PolicyVersion: { Document: policy, VersionId: 'v1' } }],
  ['aws iam get-user-policy', { UserName: 'alice', PolicyDocument: policy }],
  ['a document encoded for URLs', { PolicyDocument: encodeURIComponent(JSON.stringify(policy)) }],
  ['a document with a byte order mark', `\ufeff${JSON.stringify(policy)}`],
])('%s is read', (_what, value) => {
  const [subject] = read(value);
  expect(subject.appliedPolicies.identity.map(({ statements }) => statements.map(({ name }) => name))).toEqual([['All']]);
});

const depth = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const template = (document: unknown, more: object = {}) => ({ Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document, ...more } } } });
const withResource = (Resource: unknown) => ({ ...policy, Statement: [{ Effect: 'Allow', Action: '*', Resource }] });

test.each<[string, unknown, string]>([
  ['nothing', '  \n', 'file.json: it is empty'],
  ['no JSON', '{\n  "Version": "2012-10-17",\n  Statement: []\n}', 'file.json: not JSON: unexpected Statement (line 3, column 3)'],
  ['a comma too many', '{"a": [1,]}', 'not JSON: unexpected ] (line 1, column 10)'],
  ['a missing colon', '{"a" 1}', 'not JSON: unexpected 1 (line 1, column 6)'],
  ['JSON that ends', '{"a": [', 'not JSON: it ends too early (line 1, column 8)'],
  ['more than JSON', '{} }', 'not JSON: unexpected } (line 1, column 4)'],
  ['a comma between documents', '{}, {}', 'not JSON: unexpected , (line 1, column 3)'],
  ['a name twice, once escaped', '{\n"Effect": "Allow",\n"\\u0045ffect": "Deny"}', '"Effect" stands twice in one object (line 3, column 1)'],
  ['a name twice, both escaped', '{"a\\/b": 1, "a\\u002fb": 2}', '"a/b" stands twice in one object (line 1, column 13)'],
  ['a name twice, with a mark', '{"a\\"b": 1, "a\\u0022b": 2}', '"a\\"b" stands twice in one object (line 1, column 13)'],
  ['a name twice', '{\n"Bool": {"a": {}},\n"Bool": {}}', '"Bool" stands twice in one object (line 3, column 1)'],
  ['a line break in a text', '{"a": "b\n"}', 'not JSON: unexpected "\\n" in a text (line 1, column 9)'],
  ['a text that does not end', '{"a": "b', 'not JSON: it ends too early (line 1, column 9)'],
  ['an escape that JSON does not have', '{"a": "\\x"}', 'not JSON: unexpected "\\\\" in a text (line 1, column 8)'],
  ['a text of 10 megabytes', `{"Statement": "${'a'.repeat(10_000_000)}"}`, 'file.json: Statement: expected an object, got "aaa'],
  ['deep nesting', depth(101), 'nested deeper than 100 levels, which no policy is (line 1, column 101)'],
  ['very deep nesting', depth(1_000_000), 'nested deeper than 100 levels'],
  ['text', '"text"', 'no policy: text'],
  ['null', 'null', 'no policy: null'],
  ['a number', '1', 'no policy: a number'],
  ['an empty list', [], 'no policy: the list is empty'],
  ['an empty object', {}, 'no policy: it has no Statement; it is empty'],
  ['log records', { Records: [] }, 'it looks like log records of CloudTrail'],
  ['one statement', policy.Statement[0], 'it looks like one statement'],
  ['what prints the policy of a bucket', { Policy: JSON.stringify(policy) }, 'it looks like a policy of a resource, such as a bucket or a key; give policies of users and groups'],
  ['a plan of Terraform', { resource_changes: [] }, 'it looks like a plan of Terraform'],
  ['something else', { a: 1, b: 2 }, 'no policy: it has no Statement; it has a, b'],
  ['a trust policy', { ...policy, Statement: [{ ...policy.Statement[0], Principal: '*' }] }, 'file.json: Statement[0].Principal: a resource policy or a trust policy'],
  ['an unknown operator', { ...policy, Statement: [{ ...policy.Statement[0], Condition: { Boolean: { a: 'b' } } }] }, 'unknown condition operator "Boolean"'],
  ['a name of a prototype', '{"__proto__": {"Statement": []}}', 'no policy: it has no Statement; it has __proto__'],
  ['a list with one that is none', [policy, { a: 1 }], 'file.json [2]: no policy: it has no Statement'],
  ['a template without policies', { Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }, 'it has no policy of a user or group'],
  ['a lookup of what no map has', template(withResource({ 'Fn::FindInMap': ['a', 'b', 'c'] })), 'Policy.PolicyDocument: cannot tell what Fn::FindInMap will be'],
  ['a choice from nothing', template(withResource({ 'Fn::Select': [3, ['a']] })), 'cannot tell what Fn::Select will be'],
  ['a list that is none', template(withResource({ 'Fn::Split': [',', ['a']] })), 'cannot tell what Fn::Split will be'],
  ['what a service computes', template(withResource({ 'Fn::Cidr': ['a', 1, 2] })), 'cannot tell what Fn::Cidr will be'],
  ['a parameter', template(withResource({ Ref: 'Bucket' })), 'cannot tell what Ref Bucket will be'],
  ['an attribute', template(withResource({ 'Fn::GetAtt': ['Bucket', 'Arn'] })), 'cannot tell what Fn::GetAtt Bucket.Arn will be'],
  ['a parameter in a text', template(withResource({ 'Fn::Sub': 'arn:aws:s3:::${Name}' })), 'cannot tell what Ref Name will be'],
  ['a name of a prototype in a template', template(withResource({ Ref: 'constructor' })), 'cannot tell what Ref constructor will be'],
  ['a choice of lists', template(withResource({ 'Fn::If': ['Yes', ['a'], ['b']] })), 'cannot tell what Fn::If will be'],
  ['an account that is cut off', { UserDetailList: [], IsTruncated: true }, 'the account is cut off'],
  ['a filtered account', {
    UserDetailList: [{ UserName: 'a', Arn: 'arn:aws:iam::123456789012:user/a', AttachedManagedPolicies: [{ PolicyArn: 'arn:aws:iam::123456789012:policy/X' }] }],
  }, 'a: the policy arn:aws:iam::123456789012:policy/X is not among Policies'],
  ['a user in an unknown group', { UserDetailList: [{ UserName: 'a', Arn: 'arn:aws:iam::123456789012:user/a', GroupList: ['b'] }] }, 'a: the group b is not in GroupDetailList'],
  ['a user without an ARN', { UserDetailList: [{ UserName: 'a' }] }, 'the Arn of the user a: expected text, got nothing'],
  ['a list that is none', { UserDetailList: [], Policies: 1 }, 'Policies: expected a list, got 1'],
])('%s is refused, and named', (_what, value, message) => {
  expect(() => read(value)).toThrow(InputError);
  expect(() => read(value)).toThrow(message);
});

test('a policy of an old version is judged so, with a note', () => {
  const { Version: _version, ...old } = policy;
  expect(report({ subjects: read(old) }, ROWS).notes[0]).toContain('file.json has no Version 2012-10-17');
});

test('several documents are judged together', () => {
  const { subjects } = readInputs([{ name: 'a', text: JSON.stringify(policy) }, { name: 'b', text: JSON.stringify(policy) }]);
  expect(subjects).toHaveLength(1);
  expect(subjects[0].appliedPolicies.identity.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('group and policy are those that the document names', () => {
  const [subject] = read({ ...policy, Statement: [{ Effect: 'Deny', Action: '*', Resource: ['arn:aws-cn:iam::111122223333:group/staff', 'arn:aws-cn:iam::111122223333:policy/Mine'] }] });
  expect(subject.place).toMatchObject({ partition: 'aws-cn', account: '111122223333', groups: ['arn:aws-cn:iam::111122223333:group/staff'], policies: ['arn:aws-cn:iam::111122223333:policy/Mine'] });
});

test('documents that stand one after the other are judged together', () => {
  const { subjects } = readInputs([{ name: 'a', text: `${JSON.stringify(policy)}\n${JSON.stringify(policy)}` }]);
  expect(subjects.map(({ name, appliedPolicies }) => [name, appliedPolicies.identity.length])).toEqual([['a [1] with a [2]', 2]]);
});

test('conditions on keys that no row sets make the answers depend on them, with an example of each outcome', () => {
  const office = { ...policy, Statement: [{ ...policy.Statement[0], Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, StringEquals: { 'AWS:username': 'alice' } } }] };
  const [{ answers, counts }] = report({ subjects: read(office) }, ROWS).subjects;
  expect(counts.depends).toBeGreaterThan(0);
  expect([...new Set(answers.map(dependenceOf))]).toContain('aws:SourceIp = 203.0.113.0: allowed; any other: denied');
});

function synthesized(build: (stack: Stack) => void, props?: StackProps): unknown {
  const stack = new Stack(new App(), 'Stack', props);
  build(stack);
  return Template.fromStack(stack).toJSON();
}

test.each<[string, (stack: Stack) => void, string]>([
  ['a ConsoleMfaEnforcedGroup', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers'), 'group Developers'],
  ['a named group', (stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', { groupName: 'staff', enforcement: MfaEnforcement.ALL_REQUESTS }), 'group staff'],
  ['policies on a user', (stack) => {
    const users = [new iam.User(stack, 'Alice', { userName: 'alice' })];
    new SelfManageMfaPolicy(stack, 'SelfManage', { users });
    new RequireMfaPolicy(stack, 'RequireMfa', { users, enforcement: MfaEnforcement.CONSOLE_ONLY });
  }, 'user alice'],
])('the template of %s leaves nothing open', (_what, build, name) => {
  const value = synthesized(build);
  expect(read(value).map((subject) => subject.name)).toEqual([expect.stringContaining(name)]);
  expect(openIn(value)).toEqual([0]);
});

test('a user of a template has what its group holds', () => {
  const value = synthesized((stack) => {
    const user = new iam.User(stack, 'Alice', { userName: 'alice', groups: [new ConsoleMfaEnforcedGroup(stack, 'Developers')] });
    user.addToPolicy(new iam.PolicyStatement({ actions: ['*'], resources: ['*'] }));
  });
  expect(read(value).map(({ kind, appliedPolicies }) => [kind, appliedPolicies.identity.length])).toEqual(expect.arrayContaining([['group', 2], ['user', 3]]));
  expect(openIn(value)).toEqual([0, 0]);
});

test('policies of roles are not the users\' matter', () => {
  const value = synthesized((stack) => {
    new ConsoleMfaEnforcedGroup(stack, 'Developers');
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    // What it refers to, nobody but CloudFormation knows.
    new s3.Bucket(stack, 'Bucket').grantRead(role);
  });
  const result = readInputs([{ name: 't', text: JSON.stringify(value) }]);
  expect(result.subjects).toHaveLength(1);
  expect(result.unjudged['trust policies of roles']).toBe(1);
});

test('a template for a named account, with a group under a path, leaves nothing open', () => {
  const value = synthesized((stack) => new ConsoleMfaEnforcedGroup(stack, 'Developers', { groupName: 'staff', path: '/team/' }), { env: { account: '111122223333', region: 'cn-north-1' } });
  const [{ place }] = read(value);
  expect(place.groups).toEqual(['arn:aws:iam::111122223333:group/team/staff']);
  expect(openIn(value)).toEqual([0]);
});

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const WITH_MFA = { ...policy, Statement: [{ ...policy.Statement[0], Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }] };

const OF_A_SERVICE = 'arn:aws:iam::aws:policy/AmazonAthenaFullAccess';

test('a policy that the template attaches and does not hold may grant everything', () => {
  const value = (ManagedPolicyArns: string[]) => ({
    Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { ManagedPolicyArns, Policies: [{ PolicyName: 'inline', PolicyDocument: WITH_MFA }] } } },
  });
  expect(openIn(value([]))).toEqual([0]);
  expect(openIn(value([ADMINISTRATOR]))[0]).toBeGreaterThan(50);
  const [{ answers, counts }] = report({ subjects: read(value([OF_A_SERVICE])) }, ROWS).subjects;
  expect(counts.open).toBeGreaterThan(50);
  expect(answers.filter(({ answer }) => answer === 'works').length).toBeGreaterThan(50);
  const { notes } = report({ subjects: read(value([OF_A_SERVICE])) }, ROWS);
  expect(notes[0]).toBe(`The input does not have ${OF_A_SERVICE}: what they allow or deny is not known.`);
  expect(read({ Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { ManagedPolicyArns: [ADMINISTRATOR] } } } }).map(({ name }) => name)).toEqual(['group Staff']);
});

test('a boundary of the template holds, and a boundary from elsewhere is named', () => {
  const value = (PermissionsBoundary: unknown) => ({
    Resources: {
      Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: WITH_MFA } },
      Alice: { Type: 'AWS::IAM::User', Properties: { PermissionsBoundary, Policies: [{ PolicyName: 'inline', PolicyDocument: policy }] } },
    },
  });
  expect(read(value({ Ref: 'Limit' })).map(({ name }) => name)).toEqual(['user Alice']);
  expect(openIn(value({ Ref: 'Limit' }))).toEqual([0]);
  expect(read(value(OF_A_SERVICE)).at(-1)!.unknown).toEqual([OF_A_SERVICE]);
  expect(read(value(ADMINISTRATOR)).at(-1)!.listed).toEqual([ADMINISTRATOR]);
});

test('names of a template may be functions, and users have what their groups hold', () => {
  const [group, user] = read({
    Resources: {
      Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: { 'Fn::Sub': 'staff-${AWS::Region}' }, Policies: [{ PolicyName: 'inline', PolicyDocument: WITH_MFA }] } },
      Alice: { Type: 'AWS::IAM::User', Properties: { Groups: [{ Ref: 'Staff' }] } },
    },
  });
  expect([group.name, user.name, user.appliedPolicies.identity.length]).toEqual(['group staff-<Ref AWS::Region>', 'user Alice', 1]);
});

test('what a template says by hand is filled in', () => {
  const statement = { Effect: 'Deny', Action: '*', Resource: { 'Fn::Sub': ['arn:${AWS::Partition}:iam::${AWS::AccountId}:user/${!aws:username}${End}', { End: '*' }] } };
  const [subject] = read({
    Resources: {
      Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'inline', PolicyDocument: { ...policy, Statement: statement } }] } },
      Alice: { Type: 'AWS::IAM::User', Properties: { LoginProfile: { Password: { Ref: 'Secret' } } } },
    },
  });
  expect(subject.name).toBe('group Staff');
  expect(subject.appliedPolicies.identity[0].statements[0].resource('arn:aws:iam::123456789012:user/alice-2', () => 'alice')).toBe(true);
});

const REPORT = [
  'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_2_active',
  'alice,arn:aws:iam::123456789012:user/alice,2026-01-01T00:00:00+00:00,true,false,false,false',
  'bob,arn:aws:iam::123456789012:user/bob,2026-01-01T00:00:00+00:00,false,false,false,true',
  'carol,arn:aws:iam::123456789012:user/carol,2026-01-01T00:00:00+00:00,true,true,false,false',
].join('\n');

test('the credential report says what a user can ask at all', () => {
  const user = (name: string) => ({ UserName: name, Arn: `arn:aws:iam::123456789012:user/${name}`, UserPolicyList: [{ PolicyName: 'all', PolicyDocument: policy }] });
  const text = JSON.stringify({ UserDetailList: ['alice', 'bob', 'carol', 'dave'].map(user) });
  const { subjects, remarks } = readInputs([{ name: 'account', text }], { credentials: readCredentialReport(REPORT) });
  expect(remarks).toEqual(['1 of 4 are not in the credential report, and were asked everything.']);
  const requests = subjects.map((subject) => new Set(judgeSubject(subject, ROWS).filter(({ answer }) => answer === 'open').map(({ row }) => ROWS[row].request)));
  const mcp = ['MCP', 'MCP, no service'];
  const byKey = ['access key', 'service', 'federated', 'federated, MFA false', 'session', ...mcp, 'MCP, no MFA key'];
  expect(requests).toEqual([new Set(['service', 'console', ...mcp]), new Set(byKey), new Set(), new Set([...byKey, 'console'])]);
});

test('the credential report may come as AWS prints it', () => {
  const printed = JSON.stringify({ Content: Buffer.from(REPORT).toString('base64'), ReportFormat: 'text/csv' });
  expect(readCredentialReport(printed)).toEqual(readCredentialReport(REPORT));
  expect(() => readCredentialReport('{}')).toThrow('it has no Content');
  expect(() => readCredentialReport('user,arn')).toThrow('it has no column password_enabled');
});
