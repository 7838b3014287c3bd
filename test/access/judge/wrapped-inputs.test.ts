/** What the commands of AWS put around policies and templates. */
import { InputError } from '../../../access/judge/inputs/input-error';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';

const DENY = { Version: '2012-10-17', Statement: [{ Sid: 'NeedMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': false } } }] };
const described = (Type = 'SERVICE_CONTROL_POLICY') => ({
  Policy: { PolicySummary: { Id: 'p-1', Arn: 'arn:aws:organizations::123456789012:policy/o-1/x/p-1', Name: 'NeedMfa', Type }, Content: JSON.stringify(DENY) },
});
const levels = (value: unknown) => readServiceControl([{ name: 'scp.json', text: typeof value === 'string' ? value : JSON.stringify(value) }])
  .map((policies) => policies.map(({ name }) => name));
const text = (value: unknown) => JSON.stringify(value);

test.each<[string, unknown, string[]]>([
  ['describe-policy', described(), ['NeedMfa', 'FullAWSAccess']],
  ['its part Policy', described().Policy, ['NeedMfa', 'FullAWSAccess']],
  ['a list of them', [described(), described()], ['NeedMfa', 'NeedMfa', 'FullAWSAccess']],
  ['several, one after the other', `${text(described())}\n${text(described())}`, ['NeedMfa', 'NeedMfa', 'FullAWSAccess']],
  ['a document', DENY, ['scp.json', 'FullAWSAccess']],
])('--scp takes %s', (_what, value, names) => {
  expect(levels(value)).toEqual([names]);
});

test('--scp refuses what is no service control policy, and says what it is', () => {
  expect(() => levels(described('TAG_POLICY'))).toThrow('scp.json: it is a TAG_POLICY; expected a SERVICE_CONTROL_POLICY');
  expect(() => levels({ Policies: [{ Id: 'p-1', Arn: 'arn:aws:organizations::aws:policy/service_control_policy/p-1' }] }))
    .toThrow('it looks like a list of policies of an organization; aws organizations describe-policy --policy-id ID has the document');
});

test('a service control policy is not judged as a policy that users hold', () => {
  const read = () => readInputs([{ name: 'scp.json', text: text(described()) }]);
  expect(read).toThrow(InputError);
  expect(read).toThrow('scp.json: it is a policy of an organization, which no user holds; give it with --scp');
});

const TEMPLATE = { Resources: { Staff: { Type: 'AWS::IAM::Group', Properties: { Policies: [{ PolicyName: 'mfa', PolicyDocument: DENY }] } } } };

test.each<[string, unknown]>([
  ['an object', TEMPLATE],
  ['text', JSON.stringify(TEMPLATE)],
])('aws cloudformation get-template is a template, with its body as %s', (_what, TemplateBody) => {
  expect(readInputs([{ name: 't', text: text({ TemplateBody, StagesAvailable: ['Original'] }) }]).subjects.map(({ name }) => name)).toEqual(['group Staff']);
});

describe('an inline policy, as AWS prints it', () => {
  const inline = (more: object) => ({ name: `${Object.values(more).join()}.json`, text: text({ PolicyName: 'p', PolicyDocument: DENY, ...more }) });
  const [alice, bob, staff, others] = [{ UserName: 'alice' }, { UserName: 'bob' }, { GroupName: 'staff' }, { GroupName: 'others' }].map(inline);

  test('holds together with those of the same user and of groups', () => {
    const [{ appliedPolicies }] = readInputs([alice, alice, staff, others, { name: 'p.json', text: text(DENY) }]).subjects;
    expect(appliedPolicies.identity).toHaveLength(5);
  });

  test('does not hold for another user, or for a role', () => {
    expect(() => readInputs([staff, alice, bob])).toThrow('bob.json: it is a policy of the user bob, and alice.json is one of alice; expected policies of one member.');
    expect(() => readInputs([{ name: 'all.json', text: `${alice.text}${bob.text}` }])).toThrow('all.json [2]: it is a policy of the user bob, and all.json [1] is one of alice');
    expect(() => readInputs([alice, inline({ RoleName: 'deploy' })])).toThrow('deploy.json: it is a policy of the role deploy, and role sessions carry no MFA; give policies of users and groups');
  });
});

describe('aws iam get-policy-version', () => {
  const version = (VersionId: string, IsDefaultVersion: boolean, Document: object = DENY) =>
    ({ PolicyVersion: { Document, VersionId, IsDefaultVersion } });
  const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const read = (value: unknown) => readInputs([{ name: 'p.json', text: text(value) }]);

  test('is judged if it is the default version, and what is not is named', () => {
    const { subjects, remarks } = read([version('v1', false), version('v2', true, everything), version('v3', false)]);
    expect(subjects.map(({ appliedPolicies }) => appliedPolicies.identity.map(({ name }) => name))).toEqual([['p.json [2]']]);
    expect(remarks).toEqual([1, 3].map((place) => `Not judged: p.json [${place}], because v${place} is not the default version of its policy.`));
    expect(read(version('v1', true)).remarks).toEqual([]);
  });

  test('is refused where no version is the default one', () => {
    expect(() => read(version('v1', false))).toThrow('p.json: expected the default version of a policy, got v1, which AWS does not apply; give the default one');
    expect(() => read(version('v1', false, { PolicyDocument: DENY }))).toThrow('got v1');
    expect(() => read({ PolicyVersion: { Document: JSON.stringify(DENY), VersionId: 'v1', IsDefaultVersion: false } })).toThrow('got v1');
  });
});
