/** `npm run demo`: who can do what without MFA, the published answers beside this library. No AWS account, no network. */
import { spawnSync } from 'child_process';
import { join } from 'path';
import { bundleIfMissing, bundledCommand } from './bundles';
import type { Cell, Column } from './columns';
import { QUESTIONS } from './demo-questions';
import { synthesizeExample } from './synthesize-example';
import { GROUP_NAME } from '../access/requests/example-account';

const COLORS: Record<Cell, number> = { works: 32, denied: 32, MFA: 36, HOLE: 31, BROKEN: 33 };
const inColor = process.stdout.isTTY && process.env.NO_COLOR === undefined;

async function main(): Promise<void> {
  console.log('Synthesizing examples/console-mfa with the CDK CLI ...');
  console.log('Judging the template with an IAM policy simulator (@cloud-copilot/iam-simulate) ...\n');
  const synthesized = synthesizeExample('console-mfa', 'ConsoleMfa');
  // The others are judged while the CLI is at work.
  const [template, strategies] = await Promise.all([synthesized, import('./columns.js').then(({ columns }) => columns(synthesized))]);
  printTable(strategies);
  await printSizes(template);
  const page = join(__dirname, '../demo-output/index.html');
  console.log('\nWriting the page: each request, judged for every combination of options ...');
  bundleIfMissing();
  const { writePage } = await import('../page/write-page.js');
  await writePage(page, printProgress);
  console.log(`\nThe page with every option, policy and reason: ${page}`);
  console.log('Every case, one row each:                      docs/access-matrix.md');
  console.log('\nNext: examples/README.md says how to build the package and use it in your CDK app. It is not released yet. Add');
  console.log("  new ConsoleMfaEnforcedGroup(this, 'Developers');");
  console.log('and look at what it would change:\n  npx cdk diff');
}

function printTable(strategies: Column[]): void {
  const width = Math.max(...QUESTIONS.map(({ text }) => text.length)) + 2;
  console.log(`${''.padEnd(width)}${strategies.map((_, index) => `${index + 1}`.padEnd(8)).join('')}`);
  QUESTIONS.forEach(({ text, wanted }, row) => {
    if (QUESTIONS[row - 1]?.wanted !== wanted) {
      console.log(`${row > 0 ? '\n' : ''}${HEADINGS[wanted]}`);
    }
    console.log(`${text.padEnd(width)}${strategies.map(({ cells }) => colored(cells[row])).join('')}`);
  });
  console.log('');
  strategies.forEach(({ title }, index) => console.log(`${index + 1}  ${title}`));
  console.log('\nIn each test the user also has AdministratorAccess, except in the enrollment rows and in column 1.');
  console.log('HOLE: a way around MFA.  BROKEN: work that stops.  MFA: works only in a session with MFA, as this mode should.');
}

const HEADINGS = { works: 'Should work', fails: 'Should be denied' };

/** In a terminal on one line; in a log, a line at each quarter. */
function printProgress(judged: number, all: number): void {
  if (process.stdout.isTTY) {
    process.stdout.write(`\r  ${judged + 1} of ${all} requests`);
    if (judged + 1 === all) {
      process.stdout.write('\n');
    }
  } else if ((judged + 1) % Math.ceil(all / 4) === 0 || judged + 1 === all) {
    console.log(`  ${judged + 1} of ${all} requests`);
  }
}

function colored(cell: Cell): string {
  const text = cell.padEnd(8);
  return inColor ? `\x1b[${COLORS[cell]}m${text}\x1b[0m` : text;
}

function written(count: number): string {
  return count.toLocaleString('en');
}

/** With the names filled in, so that the page says the same numbers. The check at synth assumes the longest names. */
async function printSizes(template: Record<string, any>): Promise<void> {
  const { EXAMPLE_ACCOUNT } = await import('./columns.js');
  const { policiesOf } = await import('../access/matrix/synthesized-policies.js');
  const { MAX_POLICY_CHARACTERS, policyCharacters } = await import('../src/private/checks/policy-size.js');
  console.log(`\nPolicies of the example, with a group named ${GROUP_NAME} (IAM takes ${written(MAX_POLICY_CHARACTERS)} characters each):`);
  for (const [id, document] of Object.entries(policiesOf(template, EXAMPLE_ACCOUNT))) {
    console.log(`  ${id}: ${written(policyCharacters(document))}`);
  }
}

/** `npm run demo -- --policy FILE...`: a policy of the reader's instead, by the command of the package. */
function judgePolicy(files: string[]): void {
  const { status } = spawnSync(process.execPath, [bundledCommand(), 'judge', ...files], { stdio: 'inherit' });
  process.exitCode = status ?? 2;
}

const [option, ...rest] = process.argv.slice(2);
if (option === '--policy') {
  judgePolicy(rest);
} else {
  void main();
}
