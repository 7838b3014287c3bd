/** A statement with an empty list, whose effect the documents of AWS do not agree on. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const Condition = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const DENY = { Sid: 'NeedMfa', Effect: 'Deny', Action: '*', Resource: '*', Condition };
const judged = (Statement: unknown) => report(readInputs(input({ Version: '2012-10-17', Statement })), ROWS);

function answersIn(Statement: unknown): string[] {
  const { subjects: [{ answers }] } = judged(Statement);
  return answers.filter(({ row }) => row.request === 'access key' && row.action === 'iam:UpdateLoginProfile' && row.resource === 'other user')
    .map((one) => `${one.answer} ${dependenceOf(one) ?? ''} -> ${one.closes}`);
}

test.each<[string, object, string]>([
  ['NotAction', { ...DENY, Action: undefined, NotAction: [] }, 'NotAction'],
  ['NotResource', { ...DENY, Resource: undefined, NotResource: [] }, 'NotResource'],
  ['a condition', { ...DENY, Condition: { StringNotEqualsIfExists: { 'aws:MultiFactorAuthPresent': [] } } }, 'StringNotEqualsIfExists'],
  ['a condition beside others', { ...DENY, Condition: { ...Condition, StringEquals: { 'aws:PrincipalType': 'User' }, StringNotEquals: { 'aws:username': [] } } }, 'StringNotEquals'],
  ['all of them', { ...DENY, Action: undefined, NotAction: [], Resource: undefined, NotResource: [] }, 'NotAction and NotResource'],
])('a Deny with an empty list, of %s, cannot be counted on', (_what, statement, list) => {
  const key = `statement:NeedMfa with an empty ${list}`;
  expect(answersIn([statement])).toEqual([`depends ${key} = any other: allowed; has an effect: denied -> fill the empty list, or leave its statement out`]);
  expect(judged(statement).notes).toContain(
    `The documents of AWS contradict one another on what NeedMfa with an empty ${list} does (input.json): answers depend on it.`);
});

test('an Allow may grant', () => {
  const [answer] = answersIn([{ Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': [] } } }]);
  expect(answer).toContain('depends statement:statement 1 with an empty Bool = has an effect: allowed; any other: denied');
});

test('a list that is not empty is as it was, also beside such a statement', () => {
  const { notes } = judged([DENY]);
  expect(notes.filter((note) => note.includes('contradict'))).toEqual([]);
  expect(answersIn([DENY, { ...DENY, Sid: 'Empty', Action: undefined, NotAction: [] }])).toEqual(['denied  -> undefined']);
  expect(answersIn([DENY, { Effect: 'Deny', NotAction: [], Resource: '*' }])).toEqual(['denied  -> undefined']);
});

test('what the evaluator does not know is refused all the same', () => {
  expect(() => judged({ ...DENY, Condition: { Sounds: { 'aws:username': [] } } })).toThrow('unknown condition operator');
});
