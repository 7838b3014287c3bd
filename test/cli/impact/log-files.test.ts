/** What in a folder is read as a log, and what is left out. */
import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { createServer } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import { logFiles } from '../../../cli/impact/log-files';

const ROOT = join(__dirname, '../../..');
const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-log-files-')));
const server = createServer();

beforeAll(async () => {
  writeFileSync(join(FOLDER, 'a.json'), JSON.stringify({ Records: [{ eventVersion: '1.11', eventType: 'AwsApiCall', userIdentity: { type: 'IAMUser', userName: 'ann' } }] }));
  execFileSync('mkfifo', [join(FOLDER, 'pipe.json')]);
  symlinkSync('/dev/zero', join(FOLDER, 'device.json'));
  symlinkSync('nowhere', join(FOLDER, 'link.json'));
  symlinkSync('circle.json', join(FOLDER, 'circle.json'));
  await new Promise<void>((resolve) => { server.listen(join(FOLDER, 'socket.json'), resolve); });
});

afterAll(async () => {
  await new Promise((resolve) => { server.close(resolve); });
  rmSync(FOLDER, { recursive: true });
});

const at = (...names: string[]) => names.map((name) => join(FOLDER, name));

test('what is no file would make the command wait, so it is left out by its name', () => {
  expect(logFiles(FOLDER)).toEqual({ files: at('a.json', 'circle.json', 'link.json'), skipped: at('device.json', 'pipe.json', 'socket.json'), closed: [] });
});

test('logs of other services in the bucket are left out by their folders', () => {
  const account = join(FOLDER, 'more', 'AWSLogs', '123456789012');
  ['CloudTrail', 'CloudTrail-Digest', 'Config', 'vpcflowlogs'].forEach((folder) => {
    mkdirSync(join(account, folder), { recursive: true });
    writeFileSync(join(account, folder, 'a.json.gz'), '');
  });
  const found = { files: [join(account, 'CloudTrail', 'a.json.gz')], skipped: ['CloudTrail-Digest', 'Config', 'vpcflowlogs'].map((folder) => join(account, folder)) };
  expect(logFiles(join(FOLDER, 'more'))).toMatchObject(found);
  expect(logFiles(account)).toMatchObject(found);
  // What is named is read, and so is a folder that only looks like it.
  expect(logFiles(join(account, 'Config'))).toMatchObject({ files: [join(account, 'Config', 'a.json.gz')] });
  rmSync(join(FOLDER, 'more'), { recursive: true });
});

test('a pipe that is named is read', () => {
  expect(logFiles(join(FOLDER, 'pipe.json'))).toMatchObject({ files: at('pipe.json') });
  const { status, stdout } = spawnSync('bash', ['-c', 'node bin/cdk-iam-mfa.js impact <(cat "$0") --json', ...at('a.json')], { cwd: ROOT, encoding: 'utf8' });
  expect([status, JSON.parse(stdout)]).toMatchObject([0, { read: { records: 1 }, users: [{ user: 'ann' }] }]);
});
