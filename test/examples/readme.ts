/** What the README of an example and docs/quick-start.md say to run, as far as it is run here: up to the synthesis. */
import { readFileSync } from 'fs';
import { join } from 'path';

const EXAMPLES = join(__dirname, '../../examples');

export interface Commands {
  readonly inClone: string[];
  readonly inOwnProject: string[];
}

export function commandsOf(example: string): Commands {
  const readme = readFileSync(join(EXAMPLES, example, 'README.md'), 'utf8');
  const [inClone, inOwnProject, ...others] = readme.split(/^In a (?=clone of this repository:|project of your own,)/m).slice(1).map(shellLines);
  if (inClone === undefined || inOwnProject === undefined || others.length > 0) {
    throw new Error(`examples/${example}/README.md does not have "In a clone of this repository:" and then "In a project of your own,", once each`);
  }
  return { inClone, inOwnProject };
}

/** The commands that build the package. */
export function packageCommands(): string[] {
  return shellLines(readFileSync(join(EXAMPLES, 'README.md'), 'utf8'));
}

export interface QuickStart {
  /** The files to write, by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly commands: string[];
}

/** docs/quick-start.md, as far as it goes without an AWS account. */
export function quickStart(): QuickStart {
  const page = readFileSync(join(EXAMPLES, '../docs/quick-start.md'), 'utf8').split(/^## 3\./m)[0];
  const files = [...page.matchAll(/^Write `([^`]+)`:\n\n```\w+.*\n([^]*?)^```$/gm)].map(([, name, text]) => [name, text] as const);
  return { files: new Map(files), commands: shellLines(page) };
}

function shellLines(text: string): string[] {
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) => block.trim().split('\n'));
}
