/** `npm run demo`: who can do what without MFA, the published answers beside this library. No AWS account, no network. */
import { spawnSync } from 'child_process';
import { join } from 'path';
import { QUESTIONS } from './demo-questions';
import { bundleIfMissing, bundledCommand } from './make-bundles';
import type { Column } from './strategy-columns';
import { synthesizeExample } from './synthesize-example';
import type { DefiniteAnswer } from '../access/requests/answers';
import { GROUP_NAME } from '../access/requests/example-account';
import { MAX_POLICY_CHARACTERS } from '../src/private/aws/quotas';

const COLORS: Partial<Record<DefiniteAnswer, number>> = { works: 32, denied: 32, open: 31, broken: 33 };
const inColor = process.stdout.isTTY && process.env.NO_COLOR === undefined;

async function main(): Promise<void> {
  console.log('This shows who can do what without MFA, for widely copied policies and for this library.');
  console.log('It needs no AWS account, and deploys nothing. First comes a table, then a page with every option.\n');
  console.log('Synthesizing examples/console-mfa with the CDK CLI ...');
  console.log('Judging the template with an IAM policy simulator (@cloud-copilot/iam-simulate) ...\n');
  const synthesized = synthesizeExample('console-mfa', 'ConsoleMfa');
  // The other strategies are judged while the CLI is at work.
  const { columns, policySizes } = await import('./strategy-columns.js');
  printTable(await columns(synthesized));
  printSizes(policySizes(await synthesized));
  const page = join(__dirname, '../demo-output/index.html');
  console.log('\nWriting the page: each request, judged for every combination of options ...');
  bundleIfMissing();
  const { writePage } = await import('../page/write-page.js');
  const { sampleReport } = await import('../page/impact/write-sample.js');
  const { summary } = await import('../cli/impact/impact-table.js');
  await writePage(page, { progress: printProgress });
  const { report } = await sampleReport();
  console.log('\nReading demo/trail, CloudTrail records of an invented account: which calls would stop?');
  report.policies.forEach((policy) => console.log(`  ${policy}: ${summary(report, policy)}`));
  console.log(`\nWhose calls, why, and by every option:         ${join(page, '../impact.html')}`);
  console.log(`The page with every option, policy and reason: ${page}`);
  console.log('Every case, one row each:                      docs/access-matrix.md');
  console.log('\nNext: examples/README.md says how to build the package and use it in your CDK app. It is not released yet. Add');
  console.log("  const developers = new ConsoleMfaEnforcedGroup(this, 'Developers');");
  console.log("  developers.addUser(iam.User.fromUserName(this, 'Ada', 'ada'));");
  console.log('and look at what it would change, with credentials of your account:\n  npx cdk diff');
  console.log('Before you deploy, read "Before you enforce" in README.md.');
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
  console.log('open: a way around MFA.  broken: work that stops.  denied to a key under ALL_REQUESTS: works in a session with MFA.');
}

const HEADINGS = { works: 'Should work', denied: 'Should be denied' };

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

function colored(cell: DefiniteAnswer): string {
  const text = cell.padEnd(8);
  return inColor ? `\x1b[${COLORS[cell]}m${text}\x1b[0m` : text;
}

function written(count: number): string {
  return count.toLocaleString('en');
}

/** With the names filled in, so that the page says the same numbers. The check at synth assumes the longest names. */
function printSizes(sizes: [string, number][]): void {
  console.log(`\nPolicies of the example, with a group named ${GROUP_NAME} (IAM takes ${written(MAX_POLICY_CHARACTERS)} characters each):`);
  sizes.forEach(([id, characters]) => console.log(`  ${id}: ${written(characters)}`));
}

/** `npm run demo -- --policy FILE...`: a policy of the reader's instead, by the command of the package and with its exit code. */
function judgePolicy(files: string[]): void {
  try {
    const { status } = spawnSync(process.execPath, [bundledCommand(), 'judge', ...files], { stdio: 'inherit' });
    process.exitCode = status ?? FAULT;
  } catch (error) {
    console.error(error);
    process.exitCode = FAULT;
  }
}

/** The command has this code where it is wrong itself. */
const FAULT = 70;

const [option, ...files] = process.argv.slice(2);
if (option === '--policy') {
  judgePolicy(files);
} else if (option !== undefined) {
  console.error(`demo: expected nothing, or --policy FILE..., got ${JSON.stringify(option)}`);
  process.exitCode = 2;
} else {
  void main();
}
