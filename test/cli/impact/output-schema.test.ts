/** What `--json` prints is what docs/impact-output.schema.json says, which the package has. */
import { TRAIL, jsonOf } from './in-process';
import { ACCOUNT_DETAILS, CREDENTIAL_REPORT } from './people-files';
import { federated, iam, key, record, session } from '../../impact/records';
import { fieldsOf, schemaNamed, wrongIn } from '../json-schema';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const SCHEMA = schemaNamed('impact-output.schema.json');

/** All kinds of logs, facts and answers. */
const FILES = {
  [`${TRAIL}/a.json`]: {
    Records: [
      record(key('ada')), record(session('ada', 'true')), record(session('ada', 'false', { invokedBy: 'AWS Internal' }), { sourceIPAddress: 'AWS Internal' }), record(federated('bob')), record(federated('bob'), iam('GetUser', null)),
      record(key('ada'), iam('RemoveUserFromGroup', { groupName: 'staff' })), record({ type: 'AssumedRole' }), record({ type: 'Root' }),
      record(key('bob'), { errorCode: 'AccessDenied', errorMessage: 'explicit deny in an identity-based policy' }), record(key('bob'), { eventCategory: 'Data' }),
      record({ type: 'IAMUser', userName: 'ada', accountId: '123456789012' }, {
        eventType: 'AwsConsoleSignIn', eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { MFAUsed: 'No' },
      }),
      record(key('ada'), { eventContext: { requestContext: { 'aws:ViaAWSService': 'true' } } }), record(key('ada'), { eventTime: '2026-12-01T00:00:00Z' }),
    ],
  },
  [`${TRAIL}/b.json`]: 'broken',
  [`${TRAIL}/notes.txt`]: 'hello',
  [`${TRAIL}/c.json`]: { Events: [], NextToken: 'more' },
  'report.csv': CREDENTIAL_REPORT,
  'account.json': ACCOUNT_DETAILS,
};
const printed = async () => {
  const { code, warnings, ...output } = await jsonOf(FILES, ['AWSLogs', '--to', '2026-11-30', '--credential-report', 'report.csv', '--account-details', 'account.json']);
  return output;
};

test('an output with everything', async () => {
  const output = await printed();
  expect(wrongIn(output, SCHEMA)).toEqual([]);
  expect(output.version).toBe(1);
});

test('each field of the schema is printed, and nothing is missed if it is absent or another', async () => {
  const output = await printed();
  const text = JSON.stringify(output);
  expect(fieldsOf(SCHEMA).length).toBeGreaterThan(50);
  expect(fieldsOf(SCHEMA).filter((name) => !text.includes(`"${name}":`))).toEqual([]);
  const { read, users: [{ facts: [{ mfa, ...fact }], ...user }], ...rest } = output;
  expect(wrongIn({ ...rest, version: 2, read: { ...read, bytes: 1 }, users: [{ ...user, facts: [{ ...fact, verdicts: { it: { answer: 'safe' } } }] }] }, SCHEMA)).toEqual([
    '/version: 2', '/read/bytes: not in the schema', '/users/0/facts/0/mfa: missing', '/users/0/facts/0/verdicts/it/answer: "safe"',
  ]);
  expect(mfa).toBeDefined();
});

test('each fact is there once, with its whole key, and the counts are those of the facts', async () => {
  const { users, counts, policies, notReached, read } = await printed();
  const facts = users.flatMap((user) => user.facts);
  const keys = facts.map(({ calls, firstDay, lastDay, example, verdicts, ...asked }) => JSON.stringify(asked));
  expect(new Set(keys).size).toBe(facts.length);
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const others = sum(Object.values(notReached as Record<string, number>));
  expect(sum(facts.map(({ calls }) => calls)) + others).toBe(read.records);
  for (const policy of policies as string[]) {
    const answers = (counts as Record<string, Record<string, number>>)[policy];
    for (const [answer, count] of Object.entries(answers)) {
      expect([answer, sum(facts.filter(({ verdicts }) => verdicts[policy].answer === answer).map(({ calls }) => calls)) + (answer === 'not reached' ? others : 0)]).toEqual([answer, count]);
    }
    expect(facts.filter(({ verdicts }) => ['stops', 'depends'].includes(verdicts[policy].answer) && verdicts[policy].sid === undefined)).toEqual([]);
  }
});
