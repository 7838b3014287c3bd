/** Runs `cdk-iam-mfa impact` in the process of the test, with the policies as they are now. A test that imports it mocks the bundled policies. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { impact } from '../../../cli/impact/impact-command';
import type { ProgressTerminal } from '../../../cli/output/progress';
import type { Terminal } from '../../../cli/output/terminal';

/** Where a trail puts its files. */
export const TRAIL = 'AWSLogs/123456789012/CloudTrail/eu-west-1/2026/11/03';
export const NO_TERMINAL: ProgressTerminal = { write: () => { throw new Error('nothing is written where no terminal is'); } };

/** Contents by their names; what is neither text nor bytes becomes JSON. */
type Files = Readonly<Record<string, unknown>>;

export interface Ran {
  readonly code: number;
  readonly text: string;
  readonly warnings: readonly string[];
}

/** What the command answers about files by their names. Arguments and outputs name them, and the folders of them, as they are here. */
export async function ran(files: Files, args: readonly string[], terminal: Terminal = {}, errors = NO_TERMINAL): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-'));
  const here = (text: string) => text.replaceAll(`${folder}/`, '').replaceAll(folder, 'LOGS');
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
    }
    const { code, output, warnings = [] } = await impact(args.map((arg) => arg === 'LOGS' ? folder : existsSync(join(folder, arg)) ? join(folder, arg) : arg), terminal, errors);
    return { code, text: here([...output].join('')), warnings: warnings.map(here) };
  } catch (error) {
    throw new Error(here((error as Error).message));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** All files are logs. */
export async function onLogs(files: Files, ...args: string[]): Promise<Ran> {
  return ran(files, ['LOGS', ...args]);
}

interface JsonFact {
  readonly calls: number;
  readonly example: string;
  readonly verdicts: Readonly<Record<string, { readonly answer: string; readonly sid?: string }>>;
  readonly [name: string]: unknown;
}

export interface Json {
  readonly code: number;
  readonly warnings: readonly string[];
  readonly read: { readonly records: number; readonly unread: { readonly file: string; readonly why: string }[]; readonly [name: string]: unknown };
  readonly users: {
    readonly user: string;
    readonly facts: readonly JsonFact[];
    readonly [name: string]: unknown;
  }[];
  readonly [name: string]: unknown;
}

export async function jsonOf(files: Files, args: readonly string[]): Promise<Json> {
  const { code, text, warnings } = await ran(files, [...args, '--json']);
  return { ...JSON.parse(text) as Json, code, warnings };
}
