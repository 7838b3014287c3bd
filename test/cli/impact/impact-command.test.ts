/** `cdk-iam-mfa impact`: its options, exit codes and refusals. What it reads and prints is in the tests beside. */
import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { NO_TERMINAL, TRAIL, jsonOf, onLogs, ran } from './in-process';
import { impact } from '../../../cli/impact/impact-command';
import { key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/default-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../impact/default-policies')>('../../impact/default-policies').defaultPolicies(),
}));

const ROBOT = record(key('robot'));
const ANN = record(session('ann', 'false'));
const MFA = record(session('ann', 'true'));
const INTERNAL = record(session('ann', 'false', { invokedBy: 'AWS Internal' }), { sourceIPAddress: 'AWS Internal' });

test('both modes by default, with the deciding statement', async () => {
  expect(await jsonOf({ 'logs.json': { Records: [ROBOT, ANN, MFA] } }, ['logs.json'])).toMatchObject({
    code: 0,
    counts: { CONSOLE_ONLY: { 'stops': 1, 'goes on': 2 }, ALL_REQUESTS: { 'stops': 2, 'goes on': 1 } },
    users: [
      { user: 'ann', facts: [{ verdicts: { CONSOLE_ONLY: { answer: 'stops', sid: 'DenyAllButEnrollmentWithoutMfa' } } }, { mfa: 'true' }] },
      { user: 'robot', facts: [{ session: 'key', calls: 1, example: ROBOT.eventID, verdicts: { CONSOLE_ONLY: { answer: 'goes on' }, ALL_REQUESTS: { answer: 'stops' } } }] },
    ],
  });
});

describe('exit codes', () => {
  test.each<[string, object[], string[], number]>([
    ['nothing asked', [ANN], [], 0],
    ['stops', [ANN], ['--fail-on', 'stops'], 1],
    ['no stops', [MFA], ['--fail-on', 'stops'], 0],
    ['stops under one mode', [ROBOT], ['--fail-on', 'stops'], 1],
    ['not under the other', [ROBOT], ['--fail-on', 'stops', '--intent', 'console-only'], 0],
    ['depends', [INTERNAL], ['--fail-on', 'depends'], 1],
    ['depends is not stops', [INTERNAL], ['--fail-on', 'stops'], 0],
    ['several', [INTERNAL], ['--fail-on', 'stops,depends'], 1],
    ['several, repeated', [INTERNAL], ['--fail-on', 'stops', '--fail-on', 'depends'], 1],
  ])('%s', async (_, records, options, code) => {
    for (const format of [[], ['--json'], ['--csv']]) {
      expect((await onLogs({ 'logs.json': { Records: records } }, ...options, ...format)).code).toBe(code);
    }
  });

  test('a file that cannot be read is 2, whatever else is found, and the others are judged', async () => {
    const files = { 'a.json': { Records: [ANN] }, 'b.json': '{"Records": [' };
    expect(await onLogs(files, '--fail-on', 'stops')).toMatchObject({ code: 2, text: expect.stringContaining('CONSOLE_ONLY: 1 call of 1 user stops') });
    expect(await onLogs(files, '--json')).toMatchObject({ code: 2, warnings: [expect.stringContaining('b.json')] });
  });

  test('the help and the page have the same', async () => {
    const numbers = (text: string) => [...text.matchAll(/(?:^\| |[:,] )(\d+)(?= \w|, | \|)/gm)].map(([, code]) => code);
    const help = [...(await impact(['--help'], {}, NO_TERMINAL)).output].join('');
    expect(numbers(help.slice(help.indexOf('Exit codes:')).replace(/\s+/g, ' '))).toEqual(['0', '1', '2', '70']);
    const page = (name: string) => readFileSync(`${__dirname}/../../../docs/${name}.md`, 'utf8');
    const table = (name: string) => [...page(name).matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code);
    expect(table('impact')).toEqual(table('judge'));
  });
});

describe('no logs are an error that says what was looked for', () => {
  test.each<[string, Record<string, unknown>, string[], string]>([
    ['an empty folder', { 'notes/a.txt': 'hello' }, ['LOGS'], 'LOGS: no CloudTrail records in 0 files; looked for *.json and *.json.gz in every folder below; left out notes/a.txt'],
    ['files without records', { 'a.json': { Records: [] } }, ['LOGS'], 'LOGS: no CloudTrail records in 1 file; looked for'],
    ['an answer without events', { 'a.json': { Events: [] } }, ['a.json'], 'a.json: no CloudTrail records in 1 file; looked for'],
    ['a digest', { 'a.json': { digestStartTime: 'x' } }, ['LOGS'], 'LOGS: no CloudTrail records in 0 files; looked for *.json and *.json.gz in every folder below; left out a.json'],
    ['a broken file', { 'a.json': '{' }, ['LOGS'], '1 file could not be read, and no number counts it: a.json: it is damaged, cut off or not JSON'],
    ['no such folder', {}, ['nowhere'], 'nowhere: there is no such file'],
  ])('%s', async (_, files, args, message) => {
    await expect(ran(files, args)).rejects.toThrow(message);
  });
});

test('records of nobody whom a policy of users reaches are no all-clear', async () => {
  const { text } = await ran({ [`${TRAIL}/a.json`]: { Records: [record({ type: 'AssumedRole' })] } }, ['LOGS'], { columns: 500 });
  expect(text).toContain('\nNo IAM user made a call in these records. No policy of a user reaches the others (role: 1).\n');
});

test('a link that leads in a circle is left out', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
  try {
    mkdirSync(join(folder, 'below'));
    symlinkSync(folder, join(folder, 'below/again'));
    writeFileSync(join(folder, 'below/a.json'), JSON.stringify({ Records: [ROBOT] }));
    const { code, output } = await impact([folder, '--json'], {}, NO_TERMINAL);
    expect({ code, ...JSON.parse([...output].join('')) }).toMatchObject({ code: 0, read: { records: 1, skipped: [join(folder, 'below/again')] } });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a folder that may not be read is named', async () => {
  const read = fs.readdirSync;
  const spy = jest.spyOn(fs, 'readdirSync').mockImplementation(((path: string, ...options: never[]) => {
    if (path.endsWith('closed')) {
      throw Object.assign(new Error('closed'), { code: 'EACCES' });
    }
    return read(path, ...options);
  }) as typeof read);
  try {
    expect(await jsonOf({ 'a.json': { Records: [ROBOT] }, 'closed/b.json': { Records: [ANN] } }, ['LOGS'])).toMatchObject({
      code: 2, read: { records: 1, unread: [{ file: 'closed', why: 'the folder cannot be read (EACCES)' }] },
    });
  } finally {
    spy.mockRestore();
  }
});

test.each<[string[], string]>([
  [[], 'impact of which logs? Name a folder or files, or - for the standard input; --help says more'],
  [['LOGS', '--jsn'], "Unknown option '--jsn'; --help says more"],
  [['LOGS', '--json', '--csv'], 'one output at a time, got --json and --csv'],
  [['LOGS', '--fail-on', 'open'], '--fail-on: expected stops, depends, got "open"'],
  [['-', '-'], 'the standard input can be read once, got - 2 times; give files instead'],
])('%j is refused', async (args, message) => {
  await expect(ran({ 'a.json': { Records: [ROBOT] } }, args)).rejects.toThrow(message);
});

test('--help names every option, in lines that fit', async () => {
  const help = [...(await impact(['--help'], {}, NO_TERMINAL)).output].join('');
  for (const option of ['template', 'intent', 'from', 'to', 'region', 'account', 'credential-report', 'account-details', 'explain', 'fail-on', 'json', 'csv', 'help']) {
    expect(help).toContain(`--${option}`);
  }
  expect(help.split('\n').filter(({ length }) => length > 120)).toEqual([]);
});

test('on a terminal the progress is shown, and gone before the output', async () => {
  const written: string[] = [];
  const clock = jest.spyOn(Date, 'now').mockReturnValueOnce(0).mockReturnValue(1000);
  try {
    await ran({ 'a.json': { Records: [ROBOT] } }, ['LOGS'], {}, { isTTY: true, write: (text) => written.push(text) });
  } finally {
    clock.mockRestore();
  }
  expect(written).toEqual([expect.stringMatching(/^\r\u001b\[K0 of 0 MB, 0 MB\/s/), '\r\u001b[K']);
});
