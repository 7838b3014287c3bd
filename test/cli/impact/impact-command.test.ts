/** `cdk-iam-mfa impact` on folders and files: what it reads, what it says about what it cannot read, and its exit codes. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { gzipSync } from 'zlib';
import { impact } from '../../../cli/impact/impact-command';
import { key, record, session } from '../../impact/records';

jest.mock('../../../cli/impact/bundled-policies', () => ({
  POLICIES: jest.requireActual<typeof import('../../../projenrc/default-policies')>('../../../projenrc/default-policies').defaultPolicies(),
}));

const TRAIL = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/03';
const file = (...records: unknown[]) => JSON.stringify({ Records: records });
const robot = record(key('robot'));
const ann = record(session('ann', 'false'));

const STDERR = { write: () => true };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content);
}

function run(...args: string[]) {
  const { code, output } = impact([folder, ...args], {}, STDERR);
  return { code, text: [...output].join('').replaceAll(`${folder}/`, '') };
}

function json() {
  const { code, text } = run('--json');
  return { code, ...JSON.parse(text) };
}

test('a folder of a trail, compressed and not', () => {
  write(`${TRAIL}/one.json.gz`, gzipSync(file(robot)));
  write(`${TRAIL}/two.json`, file(ann, robot));
  expect(json()).toMatchObject({
    code: 0,
    read: { files: 2, records: 3, firstDay: '2026-11-03', lastDay: '2026-11-03', unread: [], skipped: [], cutOff: [] },
    counts: { CONSOLE_ONLY: { 'stops': 1, 'goes on': 1 }, ALL_REQUESTS: { 'stops': 2, 'goes on': 0 } },
    users: [{ user: 'ann' }, { user: 'robot', facts: [{ session: 'key', calls: 1, example: robot.eventID }] }],
  });
  expect(run().text).toContain('CONSOLE_ONLY: 1 call of 1 user stops; 1 call keeps working\n');
});

test('the output of aws cloudtrail lookup-events, of which only the record itself counts', () => {
  const events = [robot, ann].map((one) => ({ EventId: 'x', EventTime: 1_700_000_000.5, Username: 'somebody', CloudTrailEvent: JSON.stringify(one) }));
  write('events.json', JSON.stringify({ Events: events }));
  expect(json()).toMatchObject({ code: 0, read: { records: 2, cutOff: [] }, users: [{ user: 'ann' }, { user: 'robot' }] });
  write('events.json', JSON.stringify({ Events: events, NextToken: 'more' }));
  expect(run().text).toMatch(/^1 file is cut off, and no number counts the rest: there is a NextToken/);
});

test('a list of records, a list of their texts, and one record', () => {
  write('list.json', JSON.stringify([robot]));
  write('texts.json', JSON.stringify([JSON.stringify(ann)]));
  write('one.json', JSON.stringify(record(key('other'))));
  expect(json()).toMatchObject({ code: 0, read: { files: 3, records: 3 } });
});

test('the folders beside that of the calls are left out', () => {
  write(`${TRAIL}/one.json`, file(robot));
  write('AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/digest.json', '{}');
  write('AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/insight.json', file(ann));
  expect(json()).toMatchObject({ code: 0, read: { files: 1, records: 1, skipped: [expect.stringContaining('CloudTrail-Digest'), expect.stringContaining('CloudTrail-Insight')] } });
});

test('what cannot be read is named, and the rest still counts', () => {
  write('one.json', file(robot));
  write('two.json.gz', gzipSync(file(ann)).subarray(0, 40));
  write('three.json', '{"Records": [{"name": "no record"}]}');
  expect(json()).toMatchObject({ code: 2, read: { files: 1, records: 1, unread: [{ why: expect.stringContaining('no CloudTrail record') }, { why: expect.stringContaining('gzip') }] } });
  expect(run().text).toMatch(/^2 files could not be read, and no number counts them:\n {2}three.json: it holds something that is no CloudTrail record/);
});

test('no records are refused, with what was looked for', () => {
  expect(() => run()).toThrow('no CloudTrail records in 0 files; looked for *.json and *.json.gz');
  write('empty.json', file());
  expect(() => run()).toThrow('no CloudTrail records in 1 file;');
  expect(() => impact(['no such folder'], {}, STDERR)).toThrow('no such folder: no CloudTrail records in 0 files; looked for *.json and *.json.gz in every folder below; 1 file could not be read, the first is no such folder: there is no such file');
});

test('options', () => {
  expect([...impact(['--help'], {}, STDERR).output].join('')).toMatch(/^Usage: cdk-iam-mfa impact/);
  expect(() => impact([], {}, STDERR)).toThrow('impact of which logs?');
  expect(() => impact(['--jsn', folder], {}, STDERR)).toThrow("Unknown option '--jsn'");
});
