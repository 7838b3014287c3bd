/** Service control policies that one input attaches to several parts of an organization: nobody can tell which of them hold, so none gives an all-clear. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const NEEDS_MFA = policy({ Sid: 'NeedsMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const REGIONS = policy({ Sid: 'Trail', Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' });
const scp = (Content: object, TargetIds?: string[], more: object = {}) => ({ Type: 'AWS::Organizations::Policy', Properties: { Type: 'SERVICE_CONTROL_POLICY', Content, TargetIds }, ...more });
const state = (...policies: object[]) => ({
  values: {
    root_module: {
      resources: policies.map((content, index) => ({
        address: `aws_organizations_policy.p${index}`, mode: 'managed', type: 'aws_organizations_policy', name: `p${index}`, values: { content: JSON.stringify(content) },
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
])('%s', (_what, given, expected) => {
  const lower = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());
  expect(lower(answerWith(given))).toEqual(lower(expected));
});
