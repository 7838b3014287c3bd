/** Runs `cdk-iam-mfa judge` in the process of the test, with the rows as they are now. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { judge } from '../../../cli/judge/judge-command';

/** What the command prints about an input. */
export async function printed(input: unknown, ...options: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-judge-'));
  const log = jest.spyOn(console, 'log').mockImplementation();
  try {
    const file = join(folder, 'input.json');
    writeFileSync(file, JSON.stringify(input));
    await judge([file, ...options]);
    return log.mock.calls.map(([text]) => `${text}`.replaceAll(`${folder}/`, '')).join('\n');
  } finally {
    log.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
