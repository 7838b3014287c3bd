/** Threads of the bundled command read what one process reads. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { gzipSync } from 'zlib';
import { threadsFor } from '../../../cli/impact/scan-threads';
import { RECORDED_CALLS } from '../../impact/recorded-calls';
import { run } from '../command';

const FOLDER = join(mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-threads-')), 'logs');
const NAMES = Array.from({ length: 6 }, (_, index) => `111122223333_CloudTrail_eu-west-1_2026110${index % 3 + 2}T0800Z_${index}.json.gz`);

beforeAll(() => {
  mkdirSync(FOLDER);
  const calls = RECORDED_CALLS.map(({ record }) => record);
  NAMES.forEach((name, file) => writeFileSync(join(FOLDER, name), gzipSync(JSON.stringify({
    Records: Array.from({ length: 200 }, (_, round) => calls.map((record, call) => ({ ...record, eventID: `${round}-${call}-${file % 4}`, extra: 'x'.repeat(round) }))).flat(),
  }), { level: 0 })));
  writeFileSync(join(FOLDER, NAMES[0].replace('_0.', '_cut.')), gzipSync('{"Records": []}').subarray(0, 20));
});

afterAll(() => rmSync(join(FOLDER, '..'), { recursive: true }));

test('the same facts, each event once, and the broken file named', () => {
  const { code, stdout } = run(['impact', FOLDER, '--json']);
  const { read, users } = JSON.parse(stdout) as { read: { records: number; unread: { file: string }[] }; users: { facts: { calls: number }[] }[] };
  expect(code).toBe(2);
  expect(read).toMatchObject({ files: 6, records: 6 * 200 * RECORDED_CALLS.length, unread: [{ file: expect.stringContaining('_cut.json.gz') }] });
  expect(read.unread).toHaveLength(1);
  const all = users.flatMap(({ facts }) => facts).map(({ calls }) => calls);
  expect(all.length).toBeGreaterThan(30);
  // Four files have their own events, and two repeat them.
  expect(all.every((calls) => calls % 800 === 0)).toBe(true);
});

test('few bytes, the standard input, and the sources need no thread', () => {
  expect(threadsFor(['a', 'b'], 1000, 'command.js')).toBe(1);
  expect(threadsFor(['a', '-'], 1e9, 'command.js')).toBe(1);
  expect(threadsFor(['a', 'b'], 1e9, undefined)).toBe(1);
  expect(threadsFor(['a'], 1e9, 'command.js')).toBe(1);
  expect(threadsFor(Array.from({ length: 99 }, () => 'a'), 1e9, 'command.js')).toBeLessThanOrEqual(4);
});
