/** Statements and documents that `Fn::If` of a template chooses: each answer depends on the condition, and no template is refused. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const NOTHING = { Ref: 'AWS::NoValue' };
const ifSo = (one: unknown, other: unknown = NOTHING, condition = 'IsSo') => ({ 'Fn::If': [condition, one, other] });
const document = (Statement: unknown) => ({ Version: '2012-10-17', Statement });
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' };
const DENY = { Sid: 'NeedsMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } };
const managed = (PolicyDocument: unknown, more: object = {}) => ({ P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Groups: ['staff'], PolicyDocument }, ...more } });
const inline = (Policies: unknown, more: object = {}) => ({ Staff: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'staff', Policies }, ...more } });
const entry = (PolicyDocument: unknown, PolicyName: unknown = 'p') => ({ PolicyName, PolicyDocument });

/** The answer and what it rests on, of a call that should be denied. */
function answerTo(Resources: object): string {
  const [{ answers }] = report(readInputs(input({ Resources })), ROWS).subjects;
  const asked = answers.find(({ row }) => row.id === 'console/s3:GetObject/object')!;
  return [asked.answer, ...dependenceOf(asked)?.split(' (') ?? []].slice(0, 2).join(': ');
}

const WITHOUT = 'depends: template:IsSo = any other: allowed; true: denied';
const WITH = 'depends: template:IsSo = true: allowed; any other: denied';

test.each<[string, object, string]>([
  ['a statement', managed(document([ALL, ifSo(DENY)])), WITHOUT],
  ['a statement that is there otherwise', managed(document([ALL, ifSo(NOTHING, DENY)])), WITH],
  ['one of two that say the same', managed(document([ALL, ifSo(DENY, { ...DENY, Sid: 'Other' })])), 'denied'],
  ['several', managed(document([ALL, ifSo([DENY, ALL])])), WITHOUT],
  ['all statements', managed(document(ifSo([ALL, DENY], [ALL]))), WITHOUT],
  ['the only statement', managed(document(ifSo(DENY))), WITHOUT],
  ['a part of what is chosen', managed(document([ALL, ifSo([ifSo(DENY, ALL, 'IsBig')], DENY)])), WITH],
  ['the same twice', managed(document([ALL, ifSo(ifSo(NOTHING, DENY))])), 'open'],
  ['nothing', managed(document([ALL, DENY, NOTHING, ifSo(NOTHING)])), 'denied'],
  ['a statement, by the condition of the policy', managed(document([ALL, ifSo(DENY)]), { Condition: 'IsSo' }), WITHOUT],
  ['a statement, by the condition of the group', inline([entry(document([ALL, ifSo(DENY)]))], { Condition: 'IsSo' }), 'denied'],
  ['a document', managed(ifSo(document([DENY]), document([ALL]))), WITHOUT],
  ['a statement of an inline policy', inline([entry(document([ALL, ifSo(DENY)]))]), WITHOUT],
  ['an inline document', inline([entry(ifSo(document(DENY), document(ALL)))]), WITHOUT],
  ['an inline policy', inline([ifSo(entry(document(DENY))), entry(document(ALL), { Ref: 'AWS::StackName' })]), WITHOUT],
  ['all inline policies', inline(ifSo([entry(document(DENY)), entry(document(ALL))])), WITHOUT],
])('may be there: %s', (_what, resources, expected) => {
  expect(answerTo(resources)).toBe(expected);
});

test('a service control policy may have a statement', () => {
  const Content = document([ALL, ifSo(DENY)]);
  const template = { Resources: { S: { Type: 'AWS::Organizations::Policy', Properties: { Name: 's', Type: 'SERVICE_CONTROL_POLICY', Content } } } };
  const [{ answers }] = report(readInputs(input(document(ALL)), { serviceControl: readServiceControl(input(template)) }), ROWS).subjects;
  expect(dependenceOf(answers.find(({ row }) => row.action === 's3:GetObject' && row.request === 'console')!)).toContain('template:IsSo');
});

test.each<[string, object, RegExp]>([
  ['a list of actions', managed(document([ifSo({ ...DENY, Action: { 'Fn::If': ['IsBig', ['a:B'], ['c:D']] } })])), /P\.PolicyDocument: cannot tell what Fn::If/],
  ['without a condition', managed(document([{ 'Fn::If': [{}, DENY, ALL] }])), /cannot tell what Fn::If/],
  ['no statement', managed(document([ifSo('text')])), /P: Statement/],
  ['no policy', inline([ifSo('text')]), /Staff\.Policies: expected an object/],
  ['no list', inline('text'), /Staff\.Policies: expected a list/],
])('what cannot be told is named: %s', (_what, Resources, message) => {
  expect(() => readInputs(input({ Resources }))).toThrow(message);
});
