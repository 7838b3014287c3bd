/** What a template only names is said to be not judged, with what to give; what makes no policy gets no note. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { conclusion } from '../../../access/judge/report-words';
import { judgeTable } from '../../../access/matrix/judge-table';

const PolicyDocument = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const P = { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument } };
const STACK = 'AWS::CloudFormation::Stack';
const PROCESSED = 'Give the output of aws cloudformation get-template --template-stage Processed.';

const read = (template: object, more: Record<string, object> = {}) =>
  readInputs(Object.entries({ 'cdk.out/app.template.json': template, ...more }).map(([name, value]) => ({ name, text: JSON.stringify(value) })));
const notes = (template: { readonly Resources?: object }, more: Record<string, object> = {}) =>
  read({ ...template, Resources: { P, ...template.Resources } }, more).remarks;
const nested = (more: object) => ({ Resources: { Users: { Type: STACK, ...more } } });

test.each<[string, object]>([
  ['with its address', { Properties: { TemplateURL: 'https://bucket.s3.amazonaws.com/users.yaml' } }],
  ['with an address that is not known', { Properties: { TemplateURL: { 'Fn::Sub': 'https://${Bucket}/x' } } }],
  ['without properties', {}],
])('a nested stack %s', (_what, more) => {
  expect(notes(nested(more))).toContain('Not judged: the templates that cdk.out/app.template.json embeds: Users. Give them, too.');
});

test.each([
  'AWS::CloudFormation::StackSet', 'AWS::Serverless::Application', 'AWS::ServiceCatalog::CloudFormationProvisionedProduct', 'Acme::Users::Group::MODULE',
])('%s embeds a template, and the conclusion tells it', (Type) => {
  const all = read({ Resources: { P, Users: { Type, Properties: { TemplateBody: '{}' } } } });
  expect(all.remarks).toContain('Not judged: the templates that cdk.out/app.template.json embeds: Users. Give them, too.');
  expect(conclusion(report(all, judgeTable()))).toContain('A part of the input was not judged.');
  expect(conclusion(report(read({ Resources: { P } }), judgeTable()))).not.toContain('not judged');
});

test('the conclusion rests on what was read, and not on the words of a note', () => {
  const partial = report(read({ Resources: { P, ...nested({}).Resources } }), judgeTable());
  expect(conclusion({ ...partial, notes: [] })).toContain('A part of the input was not judged.');
  const whole = report(read({ Resources: { P } }), judgeTable());
  expect(conclusion({ ...whole, notes: partial.notes })).not.toContain('A part of the input was not judged.');
});

test.each<[string, string, object]>([
  ['CDK', 'cdk.out/Users.nested.template.json', { Metadata: { 'aws:asset:path': 'Users.nested.template.json' } }],
  ['aws cloudformation package', 'infra/users.json', { Properties: { TemplateURL: './users.json' } }],
])('a nested stack that is given too, by %s', (_what, name, more) => {
  expect(notes(nested(more), { [name]: { Resources: { P } } })).toEqual([]);
});

test.each<[string, object, string[], string[]]>([
  ['in a folder below, by its path', { Properties: { TemplateURL: 'nested/users.json' } }, ['cdk.out/nested/users.json', 'other/users.json'], []],
  ['in a folder beside, by its path', { Properties: { TemplateURL: '../iam/./users.json' } }, ['iam/users.json', 'other/users.json'], []],
  ['in another folder than one that is called the same', { Properties: { TemplateURL: 'https://b/users.json' } }, ['a/users.json', 'b/users.json'], ['Users']],
  ['in another folder than one that is called the same, by path', { Properties: { TemplateURL: '../users.json' } }, ['a/users.json', 'b/users.json'], ['Users']],
  ['called as the template itself', { Properties: { TemplateURL: 'https://b/app.template.json' } }, [], ['Users']],
  ['called as the template itself, and given', { Properties: { TemplateURL: 'https://b/app.template.json' } }, ['users/app.template.json'], []],
])('a nested stack is %s', (_what, more, files, missing) => {
  const found = notes(nested(more), Object.fromEntries(files.map((name) => [name, { Resources: { P } }])));
  expect(found).toEqual(missing.map((id) => `Not judged: the templates that cdk.out/app.template.json embeds: ${id}. Give them, too.`));
});

test('a nested stack of another stage stands for none of this one', () => {
  const stage = nested({ Metadata: { 'aws:asset:path': 'users.json' } });
  const given = { 'cdk.out/dev/app.json': { Resources: { P, ...stage.Resources } }, 'cdk.out/dev/users.json': { Resources: { P } } };
  expect(notes(stage, given)).toEqual(['Not judged: the templates that cdk.out/app.template.json embeds: Users. Give them, too.']);
});

test.each<[string, object, string]>([
  ['of the template', { Transform: 'MyMacro' }, 'MyMacro'],
  ['of several', { Transform: ['AWS::Serverless-2016-10-31', { Name: 'AWS::Include', Parameters: { Location: 's3://x' } }, 'AWS::Include'] }, 'AWS::Include'],
  ['in a group', { Resources: { G: { Type: 'AWS::IAM::Group', Properties: { 'Fn::Transform': { Name: 'AWS::Include' } } } } }, 'AWS::Include'],
  ['of a resource', { Resources: { G: { 'Fn::Transform': { Name: 'Users' } } } }, 'Users'],
])('a macro %s', (_what, template, macros) => {
  expect(notes(template)).toContain(`Not judged: what macros make of cdk.out/app.template.json: ${macros}. ${PROCESSED}`);
});

test.each<[string, object]>([
  ['SAM', { Transform: 'AWS::Serverless-2016-10-31' }],
  ['what CDK writes for secrets and deployments', { Transform: ['AWS::SecretsManager-2020-07-23', 'AWS::CodeDeployBlueGreen'] }],
  ['the definition of an interface', { Resources: { Api: { Type: 'AWS::Serverless::Api', Properties: { DefinitionBody: { 'Fn::Transform': { Name: 'AWS::Include' } } } } } }],
])('no note: %s', (_what, template) => {
  expect(notes(template)).toEqual([]);
});

test('where nobody is left, the refusal says it', () => {
  expect(() => read(nested({}))).toThrow('it has no policy of a user or group. Not judged: the templates that cdk.out/app.template.json embeds: Users.');
});
