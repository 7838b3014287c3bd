/** Keys that AWS documents as absent have no value that an answer could depend on. */
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';
import type { RequestName } from '../../../access/requests/request-kinds';

const ROWS = judgeTable();
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

/** The kinds of request of which an answer is this. */
function kindsOf(answer: string, Condition: object, known: Record<string, string> = {}): Set<RequestName> {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [EVERYTHING, { Effect: 'Deny', Action: '*', Resource: '*', Condition }] });
  const [{ answers }] = report(readInputs([{ name: 'policy.json', text }]), ROWS, known).subjects;
  return new Set(answers.filter((one) => one.answer === answer).map(({ row }) => row.request));
}

test.each([
  ['aws:CalledVia', { 'ForAllValues:StringNotEquals': { 'aws:CalledVia': 'athena.amazonaws.com' } }],
  ['aws:CalledViaFirst', { StringNotEquals: { 'aws:CalledViaFirst': 'athena.amazonaws.com' } }],
  ['aws:CalledViaLast', { StringNotEquals: { 'aws:CalledViaLast': 'athena.amazonaws.com' } }],
])('a direct call has no %s, so a Deny that lets a service through denies it', (key, condition) => {
  const kinds = kindsOf('depends', { ...WITHOUT_MFA, ...condition });
  expect([...kinds].sort()).toEqual(['MCP', 'MCP, no MFA key', 'MCP, no service', 'service']);
  expect([...kindsOf('open', { ...WITHOUT_MFA, ...condition })]).toEqual([]);
  // Unless the reader knows better.
  expect(kindsOf('open', { ...WITHOUT_MFA, ...condition }, { [key]: 'athena.amazonaws.com' }).has('console')).toBe(true);
});

test('an access key has no aws:TokenIssueTime, so a Deny of old sessions does not stop it', () => {
  const old = { DateLessThan: { 'aws:TokenIssueTime': '2030-01-01T00:00:00Z' } };
  expect(kindsOf('depends', old).has('access key')).toBe(false);
  expect(kindsOf('open', old).has('access key')).toBe(true);
  expect(kindsOf('depends', old).has('console')).toBe(true);
});
