/** Runs `cdk-iam-mfa judge` in the process of the test, with the rows as they are now. */
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { judge } from '../../../cli/judge/judge-command';
import type { Outcome } from '../../../cli/outcome';
import type { Terminal } from '../../../cli/output/terminal';

/** What the command prints about an input. */
export function printed(input: unknown, ...options: string[]): string {
  return printedOn({}, input, ...options);
}

export function printedOn(terminal: Terminal, input: unknown, ...options: string[]): string {
  return judged({ 'input.json': input }, ['input.json', ...options], terminal).text;
}

/** What the command answers about files, which the arguments name. */
export function judged(files: Record<string, unknown>, args: string[], terminal: Terminal = {}): Pick<Outcome, 'code' | 'warnings'> & { readonly text: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-judge-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    const { code, output, warnings } = judge(args.map((arg) => Object.hasOwn(files, arg) ? join(folder, arg) : arg), terminal);
    return { code, warnings, text: [...output].join('').replaceAll(`${folder}/`, '') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
