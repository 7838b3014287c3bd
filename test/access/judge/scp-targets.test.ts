/** Service control policies that one input attaches to several parts of an organization: nobody can tell which of them hold, so none gives an all-clear. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const NEEDS_MFA = policy({ Sid: 'NeedsMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const REGIONS = policy({ Sid: 'Trail', Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' });
const scp = (Content: object, TargetIds?: string[], more: object = {}) => ({ Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', Content, TargetIds }, ...more });
const resource = (type: string, name: string, values: object) => ({ address: `${type}.${name}`, mode: 'managed', type, name, values });
const policies = (contents: readonly object[]) =>
  contents.map((content, index) => resource('aws_organizations_policy', `p${index}`, { id: `p-${index}`, content: JSON.stringify(content) }));
const state = (...contents: object[]) => ({ values: { root_module: { resources: policies(contents) } } });
const attachment = (index: number, more: object) => resource('aws_organizations_policy_attachment', `a${index}`, more);
/** Attaches each policy to one target. */
const attaching = (contents: readonly object[], targets: readonly (readonly [policy: number, target: string])[]) => ({
  values: {
    root_module: {
      resources: [...policies(contents), ...targets.map(([policyOf, target_id], index) => attachment(index, { policy_id: `p-${policyOf}`, target_id }))],
    },
  },
});
/** What a plan refers to. */
const planned = (...targets: string[]) => ({
  planned_values: { root_module: { resources: [...policies([NEEDS_MFA, REGIONS]), attachment(0, {}), attachment(1, {}), resource('aws_organizations_organizational_unit', 'a', {})] } },
  configuration: {
    root_module: {
      resources: targets.map((target, index) => ({
        address: `aws_organizations_policy_attachment.a${index}`,
        expressions: { policy_id: { references: [`aws_organizations_policy.p${index}.id`, `aws_organizations_policy.p${index}`] }, target_id: { references: [`${target}.id`, target] } },
      })),
    },
  },
});
const input = (value: unknown) => [{ name: 'input.json', text: JSON.stringify(value) }];

/** Whether an administrator deactivates the device of another user with an access key. */
function answerWith(serviceControlIn: unknown) {
  const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
  const [{ answers }] = report(readInputs(input(everything), { serviceControl: readServiceControl(input(serviceControlIn)) }), judgeTable()).subjects;
  const { answer, depends } = answers.find(({ row }) => row.request === 'access key' && row.action === 'iam:DeactivateMFADevice')!;
  return [answer, ...depends?.keys ?? []];
}

test.each<[string, object, string[]]>([
  ['one policy', { Resources: { A: scp(NEEDS_MFA, ['ou-a']) } }, ['denied']],
  ['two with the same targets', { Resources: { A: scp(NEEDS_MFA, ['ou-a']), B: scp(REGIONS, ['ou-a']) } }, ['denied']],
  ['two that say no target', { Resources: { A: scp(NEEDS_MFA), B: scp(REGIONS) } }, ['denied']],
  ['two with different targets', { Resources: { A: scp(NEEDS_MFA, ['ou-a']), B: scp(REGIONS, ['ou-b']) } }, ['depends', 'template:targets of A']],
  ['under a condition too', { Conditions: {}, Resources: { A: scp(NEEDS_MFA, ['ou-a'], { Condition: 'IsProd' }), B: scp(REGIONS, ['ou-b']) } },
    ['depends', 'template:IsProd', 'template:targets of A']],
  ['one policy of a state', state(NEEDS_MFA), ['denied']],
  ['two policies of a state', state(NEEDS_MFA, REGIONS), ['depends', 'template:targets of aws_organizations_policy.p0']],
  ['two policies of a state with the same targets', attaching([NEEDS_MFA, REGIONS], [[0, 'r-a'], [1, 'ou-b'], [0, 'ou-b'], [1, 'r-a']]), ['denied']],
  ['two policies of a state with different targets', attaching([NEEDS_MFA, REGIONS], [[0, 'r-a'], [1, 'ou-b']]), ['depends', 'template:targets of aws_organizations_policy.p0']],
  ['two policies of a plan with the same targets', planned('aws_organizations_organizational_unit.a', 'aws_organizations_organizational_unit.a'), ['denied']],
  ['two policies of a plan whose targets are to come', planned('var.a', 'var.a'), ['depends', 'template:targets of aws_organizations_policy.p0']],
])('%s', (_what, given, expected) => {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  expect(lower(answerWith(given))).toEqual(lower(expected));
});

const OTHER = '210987654321';
const asking = (equals: object) => policy({ ...NEEDS_MFA.Statement[0], Condition: { StringEqualsIgnoreCase: equals } });
const ONLY_READS = policy({ Effect: 'Allow', Action: 'iam:Get*', Resource: '*' });

test.each<[string, object, string[] | undefined, string]>([
  ['the own account', NEEDS_MFA, ['123456789012'], 'denied'],
  ['the own account and another one', NEEDS_MFA, [OTHER, '123456789012'], 'denied'],
  ['another account', NEEDS_MFA, [OTHER], 'open'],
  ['another account and a part of the organization', NEEDS_MFA, [OTHER, 'ou-a'], 'denied'],
  ['another account, of what it allows', ONLY_READS, [OTHER], 'open'],
  ['the own account, of what it allows', ONLY_READS, ['123456789012'], 'denied'],
  ['the own account, where it asks for more', asking({ 'aws:PrincipalTag/team': 'x' }), ['123456789012'], 'open'],
  ['the own account, where it asks for another one', asking({ 'AWS:PrincipalAccount': OTHER }), ['123456789012'], 'open'],
  ['another account, where it asks for the own one', asking({ 'aws:PrincipalAccount': '123456789012' }), [OTHER], 'open'],
  ['another account, where it asks in two spellings', asking({ 'aws:PrincipalAccount': '123456789012', 'Aws:PrincipalAccount': '123456789012' }), [OTHER], 'open'],
  ['the own account, where it asks for it', asking({ 'aws:PrincipalAccount': '123456789012' }), ['123456789012'], 'denied'],
  ['no account', NEEDS_MFA, [], 'denied'],
  ['nothing', NEEDS_MFA, undefined, 'denied'],
])('a policy that a template attaches to %s', (_what, content, targets, answer) => {
  const everything = { UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/ada', UserPolicyList: [{ PolicyName: 'all', PolicyDocument: policy({ Effect: 'Allow', Action: '*', Resource: '*' }) }] };
  const serviceControl = readServiceControl(input({ Resources: { A: scp(content, targets) } }));
  const [{ answers }] = report(readInputs(input({ UserDetailList: [everything] }), { serviceControl }), judgeTable()).subjects;
  expect(answers.find(({ row }) => row.request === 'access key' && row.action === 'iam:DeactivateMFADevice')!.answer).toBe(answer);
});

test('a policy that Terraform attaches to another account does not hold', () => {
  const asked = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:iam::123456789012:user/*' }] };
  const answerOf = (target: string) => {
    const serviceControl = readServiceControl(input(attaching([NEEDS_MFA], [[0, target]])));
    const [{ answers }] = report(readInputs(input(asked), { serviceControl }), judgeTable()).subjects;
    return answers.find(({ row }) => row.request === 'access key' && row.action === 'iam:DeactivateMFADevice')!.answer;
  };
  expect(['123456789012', OTHER].map(answerOf)).toEqual(['denied', 'open']);
});

test('whether a policy for one account holds depends where the account is not told', () => {
  const [answer, ...keys] = answerWith({ Resources: { A: scp(NEEDS_MFA, [OTHER]) } });
  expect([answer, ...keys.map((key) => key.toLowerCase())]).toEqual(['depends', 'aws:principalaccount']);
});

test('two files that allow single actions are two levels, and a note says so', () => {
  const notesOn = (...levels: object[]) => report(readInputs(input(policy({ Effect: 'Allow', Action: '*', Resource: '*' })), {
    serviceControl: readServiceControl(levels.flatMap(input)),
  }), judgeTable()).notes;
  const allowing = (Action: string) => policy({ Effect: 'Allow', Action, Resource: '*' });
  const note = '2 files of service control policies allow single actions. Each is a level, and all must allow: policies of one level belong in one file.';
  expect(notesOn(allowing('s3:*'), allowing('iam:*'))).toContain(note);
  expect(notesOn(allowing('s3:*'), NEEDS_MFA)).not.toContain(note);
  expect(notesOn(allowing('s3:*'), allowing('*'))).not.toContain(note);
});
