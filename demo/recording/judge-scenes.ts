/** The two commands of the recording, run as a reader runs them: a policy of AWS, and an app with the group of this library. */
import { execFileSync } from 'child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import type { Scene } from './terminal-svg';
import { ConsoleMfaEnforcedGroup } from '../../src';

const AWS_POLICY = join(__dirname, '../../access/matrix/published/aws-self-manage.json');
const COLUMNS = '80';

/** @param command the file of the command `cdk-iam-mfa` */
export function judgeScenes(command: string): Scene[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-recording-'));
  try {
    copyFileSync(AWS_POLICY, join(folder, 'aws-tutorial.json'));
    const app = new App({ outdir: join(folder, 'cdk.out') });
    new ConsoleMfaEnforcedGroup(new Stack(app, 'Identity'), 'Developers');
    app.synth();
    return ['aws-tutorial.json', 'cdk.out'].map((input) => ({
      command: `npx --no cdk-iam-mfa judge ${input}`,
      output: execFileSync(process.execPath, [command, 'judge', input], { cwd: folder, encoding: 'utf8', env: { ...process.env, COLUMNS } }),
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
