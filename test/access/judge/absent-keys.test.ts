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
  // Whatever the reader says of calls through services.
  expect([...kindsOf('open', { ...WITHOUT_MFA, ...condition }, { [key]: 'athena.amazonaws.com' })].sort()).toEqual([...kinds].sort());
});

test('an access key has no aws:TokenIssueTime, so a Deny of old sessions does not stop it', () => {
  const old = { DateLessThan: { 'aws:TokenIssueTime': '2030-01-01T00:00:00Z' } };
  expect(kindsOf('depends', old).has('access key')).toBe(false);
  expect(kindsOf('open', old).has('access key')).toBe(true);
  expect(kindsOf('depends', old).has('console')).toBe(true);
});

test('whatever the reader says, an access key has no aws:TokenIssueTime, and of other long-term credentials nobody knows', () => {
  const told = { 'aws:tokenissuetime': '2026-01-01T00:00:00Z' };
  const withToken = { ...WITHOUT_MFA, Null: { 'aws:TokenIssueTime': 'false' } };
  expect(kindsOf('open', withToken, told)).toEqual(new Set(['access key']));
  expect(kindsOf('depends', withToken, told)).toEqual(new Set(['SSH key', 'Bedrock API key', 'MCP, no MFA key']));
});

describe.each([
  'aws:AssumedRoot', 'aws:Ec2InstanceSourceVpc', 'aws:FederatedProvider', 'aws:PrincipalServiceName', 'aws:SourceAccount', 'ec2:RoleDelivery', 'lambda:SourceFunctionArn',
])('a user has no %s', (key) => {
  test('so a Deny of those who have it stops nobody', () => {
    expect(kindsOf('depends', { Null: { [key]: 'false' } }).size).toBe(0);
    expect(kindsOf('open', { ...WITHOUT_MFA, Null: { [key]: 'false' } }).has('console')).toBe(true);
  });

  test('so a Deny that spares those who have it spares nobody, whatever the reader says', () => {
    expect(kindsOf('depends', { ...WITHOUT_MFA, Null: { [key]: 'true' } }).size).toBe(0);
    expect(kindsOf('open', { ...WITHOUT_MFA, Null: { [key]: 'true' } }, { [key]: '1' }).size).toBe(0);
  });
});

describe('of services that take HTTP, a call may come without TLS', () => {
  const answersWith = (...statements: object[]) => report(readInputs([{ name: 'policy.json', text: JSON.stringify({ Version: '2012-10-17', Statement: statements }) }]), ROWS).subjects[0].answers;
  const denied = (Condition: object) => ({ Effect: 'Deny', Action: '*', Resource: '*', Condition });

  test('so a Deny that asks for MFA with TLS only does not stop it', () => {
    const answers = answersWith(EVERYTHING, denied({ ...WITHOUT_MFA, Bool: { 'aws:SecureTransport': 'true' } }));
    const services = answers.filter(({ answer }) => answer === 'depends').map(({ row }) => row.action.split(':')[0]);
    expect(new Set(services)).toEqual(new Set(['s3', 'ec2', 'dynamodb'].filter((service) => answers.some(({ row }) => row.wanted === 'denied' && row.action.startsWith(`${service}:`)))));
    expect(services).toContain('s3');
  });

  test('and a Deny of that breaks no work', () => {
    const answers = answersWith(EVERYTHING, denied(WITHOUT_MFA), denied({ Bool: { 'aws:SecureTransport': 'false' } }));
    expect(answers.filter(({ answer }) => answer === 'depends' || answer === 'open')).toEqual([]);
  });
});
