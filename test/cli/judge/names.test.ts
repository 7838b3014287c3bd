/** Names in an account are text, whatever is in them: for terminals, browsers and spreadsheets. */
import { parse } from 'csv-parse/sync';
import { printed } from './in-process';
import { UNPRINTABLE } from '../output/characters';

jest.mock('../../../cli/judge/bundled-rows', () => ({
  ROWS: jest.requireActual<typeof import('../../../access/matrix/judge-table')>('../../../access/matrix/judge-table').judgeTable(),
}));

/** A user, a policy and a statement of this name. A policy without a version is named in the notes. */
function account(name: string) {
  const statement = { Sid: `${name}-statement`, Effect: 'Allow', Action: '*', Resource: '*' };
  return {
    UserDetailList: [{
      UserName: `${name}-user`,
      Arn: 'arn:aws:iam::123456789012:user/x',
      UserPolicyList: [{ PolicyName: `${name}-policy`, PolicyDocument: { Statement: [statement] } }],
    }],
  };
}

describe.each(UNPRINTABLE)('%s', (_, character) => {
  const input = account(`a${character}b`);

  test('in a name of a user, a statement or a policy is a question mark in the table', async () => {
    const table = printed(input);
    expect(table).toContain('a?b-user: ');
    expect(table).toContain('      by a?b-statement');
    expect(table).toContain('a?b-policy of the user a?b-user has no Version');
    expect(table.replace(/\n/g, '')).not.toContain(character);
  });

  test('is a question mark on the page, and escaped in JSON', async () => {
    const page = printed(input, '--html');
    expect(page).toContain('<h2>a?b-user</h2>');
    expect(page).toContain('a?b-statement (a?b-policy of the user a?b-user)');
    const json = printed(input, '--json');
    expect(json.replace(/\n/g, '')).not.toContain(character);
    expect((JSON.parse(json) as { subjects: { names: string[] }[] }).subjects[0].names).toEqual([`a${character}b-user`]);
  });
});

test.each(['=', '+', '-', '@', '\t', '\r'])('a name that begins with %j is text to a spreadsheet', async (beginning) => {
  const name = `${beginning}1+cmd|' /C calc'!A0`;
  const rows = parse(printed(account(name), '--csv'), { columns: true }) as Record<string, string>[];
  expect(new Set(rows.map((row) => row.name))).toEqual(new Set([`'${name}-user`]));
  expect(new Set(rows.map((row) => row['decided by']))).toEqual(new Set([`'${name}-statement (${name}-policy of the user ${name}-user)`]));
});

test('a name that holds such a character elsewhere is left as it is', async () => {
  const [row] = parse(printed(account('a=b+c-d@e'), '--csv'), { columns: true }) as Record<string, string>[];
  expect(row.name).toBe('a=b+c-d@e-user');
});

test('a name is no markup', async () => {
  const page = printed(account('<img src=x onerror=alert(1)>'), '--html');
  expect(page).not.toContain('<img');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});
