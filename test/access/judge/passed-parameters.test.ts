/** A parameter of a nested template that another template of the input passes may have any value, whatever its default is. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';

const nested = (Parameters: unknown = { ExemptType: { Type: 'String', Default: 'none' }, Own: { Type: 'String', Default: 'own' }, Odd: 'odd' }) => ({
  Parameters,
  Resources: {
    Staff: {
      Type: 'AWS::IAM::Group',
      Properties: {
        Policies: [{
          PolicyName: 'p',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: { Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalType': { Ref: 'ExemptType' }, 'aws:PrincipalTag/x': { Ref: 'Own' } } } },
          },
        }],
      },
    },
  },
});

/** What the statement compares with, and what the output says of defaults. */
function readWith(stack: object, child: object = nested(), name = 'out/child.json') {
  const files = { 'out/parent.json': { Resources: { Child: stack } }, [name]: child };
  const { subjects, remarks } = readInputs(Object.entries(files).map(([file, value]) => ({ name: file, text: JSON.stringify(value) })));
  return [...subjects[0].appliedPolicies.identity[0].statements[0].conditions.map(({ compared }) => compared!.values.join()),
    remarks.filter((one) => one.startsWith('Judged with')).join()];
}

const TYPE = 'AWS::CloudFormation::Stack';
const TemplateURL = 'https://bucket.s3.amazonaws.com/child.json';
const LISTED = [{ ParameterKey: 'ExemptType', ParameterValue: 'User' }];

test.each<[string, object]>([
  ['by a nested stack', { Type: TYPE, Properties: { TemplateURL, Parameters: { ExemptType: 'User', Unheard: 'of' } } }],
  ['by CDK', { Type: TYPE, Properties: { Parameters: { ExemptType: { Ref: 'X' } } }, Metadata: { 'aws:asset:path': 'child.json' } }],
  ['by SAM', { Type: 'AWS::Serverless::Application', Properties: { Location: './child.json', Parameters: { ExemptType: 'User' } } }],
  ['by a stack set', { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateURL, Parameters: LISTED } }],
  ['by a stack set, to some accounts', { Type: 'AWS::CloudFormation::StackSet', Properties: { TemplateURL, StackInstancesGroup: [{ ParameterOverrides: LISTED }] } }],
])('passed %s', (_what, stack) => {
  expect(readWith(stack)).toEqual(['${template:Ref.ExemptType}', 'own', 'Judged with Own=own, the default of the template.']);
});

test.each<[string, object]>([
  ['without parameters', { Type: TYPE, Properties: { TemplateURL } }],
  ['without properties', { Type: TYPE }],
  ['of another template', { Type: TYPE, Properties: { TemplateURL: 'https://x/other.json', Parameters: { ExemptType: 'User' } } }],
])('the default counts beside a stack %s', (_what, stack) => {
  expect(readWith(stack)).toEqual(['none', 'own', 'Judged with ExemptType=none, Own=own, the default of the template.']);
});

test('what a template does not declare is refused as before', () => {
  const stack = { Type: TYPE, Properties: { TemplateURL, Parameters: { ExemptType: 'User' } } };
  expect(() => readWith(stack, nested('none'))).toThrow('cannot tell what Ref ExemptType will be');
});
