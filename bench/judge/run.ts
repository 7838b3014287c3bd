/**
 * What the command `judge` costs: beside the build of an older commit, and the evaluator beside the simulator of the tests on the same work.
 * Run: npm run bench -- judge
 * With --quick it measures a fiftieth of each input once, and judges nothing: it only shows that the bench works.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { asShipped } from './as-shipped';
import { INPUTS, TIMES_AS_LARGE, writeInputs } from './inputs';
import { OLDER, type Ran, buildOlder, runCommand } from './older-build';
import type { JudgeRow } from '../../access/judge/judge-row';
import type { Report } from '../../access/judge/report';
import { judgeTable } from '../../access/matrix/judge-table';
import { generateAccount } from '../../test/access/judge/generated-account';

const { readInputs, report, rowRequester } = asShipped();
const QUICK = process.argv.includes('--quick');
const PART = QUICK ? 1 / 50 : 1;
const TARGET = 20;
const ROUNDS = QUICK ? 1 : 5;
const ALL = 5_000 * PART;
const SIMULATED = 500 * PART;

interface Work {
  readonly name: string;
  readonly text: string;
  /** The documents of each user, as the simulator reads them. */
  readonly documents: object[][];
}

/** Rows on roles and keys want a resource policy of the simulator, and a star is a pattern to it; so both leave them out. */
const ROWS = judgeTable().filter(({ resource }) => !['role', 'kms key', '*'].includes(resource));

function onePolicy(): Work {
  const text = readFileSync('access/matrix/published/aws-self-manage.json', 'utf8');
  const administrator = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return { name: 'one policy', text, documents: [[JSON.parse(text) as object, administrator]] };
}

function account(users: number): Work {
  const generated = generateAccount(users);
  const documentOf = new Map(generated.Policies.map(({ Arn, PolicyVersionList }) => [Arn, PolicyVersionList[1].Document]));
  const groups = new Map(generated.GroupDetailList.map((group) => [group.GroupName, group]));
  const documents = generated.UserDetailList.map((user) => [
    ...(user.UserPolicyList as { PolicyDocument: object }[]).map(({ PolicyDocument }) => PolicyDocument),
    ...[user, ...(user.GroupList as string[]).map((name) => groups.get(name)!)]
      .flatMap(({ AttachedManagedPolicies }) => AttachedManagedPolicies as { PolicyArn: string }[])
      .map(({ PolicyArn }) => documentOf.get(PolicyArn)!),
  ]);
  return { name: `${users.toLocaleString('en')} users`, text: JSON.stringify(generated), documents };
}

/** Reading included. */
function byUs({ name, text }: Work): Report {
  return report(readInputs([{ name, text }]), ROWS);
}

/** The same requests, without what makes a report of the verdicts. */
function bySimulator({ name, text, documents }: Work): void {
  const requestsFor = rowRequester();
  readInputs([{ name, text }]).subjects.forEach(({ place }, index) => {
    const questions = requestsFor(place);
    ROWS.forEach((row: JudgeRow) => questions(row, row.request).forEach(({ action, resource, context }) => runUnsafeSimulation({
      request: {
        principal: `arn:aws:iam::${place.account}:user/${place.userName}`,
        action,
        resource: { resource, accountId: place.account },
        contextVariables: Object.fromEntries(context) as Record<string, string>,
      },
      identityPolicies: documents[index].map((policy, order) => ({ name: `${order}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    }, {})));
  });
}

/** CPU time, because other work on the machine does not count into it. */
function cpuMilliseconds(work: () => void): number {
  const { user, system } = process.cpuUsage();
  work();
  const after = process.cpuUsage();
  return (after.user + after.system - user - system) / 1000;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Until the compiler of Node.js has done its work, which is on another thread and counts. */
const WARM_UP = QUICK ? 0 : 1_500;

function measure(work: Work, run: (work: Work) => unknown, times: number): number {
  const start = performance.now();
  do {
    run(work);
  } while (performance.now() - start < WARM_UP);
  return median(Array.from({ length: ROUNDS }, () => cpuMilliseconds(() => {
    for (let time = 0; time < times; time++) {
      run(work);
    }
  }) / times));
}

const missed: string[] = [];

function target(name: string, value: number, limit: number, unit: string): string {
  if (value > limit && !QUICK) {
    missed.push(name);
  }
  return `${value.toFixed(value < 10 ? 2 : 0)} ${unit}, target at most ${limit}`;
}

function besideTheSimulator(name: string, ours: number, theirs: number): void {
  if (theirs / ours < TARGET && !QUICK) {
    missed.push(name);
  }
  console.log(`${name}: ${ours.toFixed(1)} ms, the simulator ${theirs.toFixed(0)} ms: ${(theirs / ours).toFixed(0)} times as fast, target at least ${TARGET}`);
}

const shown = ({ seconds, megabytes, code }: Ran) => `${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB${code === 0 ? '' : `, exit code ${code}`}`;

function besideTheOlder(): void {
  const older = buildOlder();
  const { files, remove } = writeInputs(PART);
  try {
    console.log(`the command, beside that of ${OLDER}: CPU time and memory of whole processes\n`);
    for (const { name, args, share, megabytes } of INPUTS) {
      const command = [...args, files[name]];
      const ours = runCommand('bin/cdk-iam-mfa.js', command);
      const theirs = share === undefined ? undefined : runCommand(older.command, command);
      console.log(`${name} ${args.join(' ')}: ${shown(ours)}${theirs === undefined ? '' : `; older: ${shown(theirs)}`}`);
      if (ours.code !== 0) {
        missed.push(`${name}: exit code ${ours.code}`);
      }
      if (theirs !== undefined && theirs.code === 0) {
        console.log(`  of its CPU time: ${target(name, ours.seconds / theirs.seconds, share!, 'times')}`);
      }
      if (megabytes !== undefined) {
        console.log(`  memory: ${target(`${name}, memory`, ours.megabytes, megabytes, 'MB')}`);
      }
    }
    console.log('\nten times the input\n');
    for (const { name, small, large } of TIMES_AS_LARGE) {
      const [few, many] = [small, large].map((file) => runCommand('bin/cdk-iam-mfa.js', [files[file]]));
      console.log(`${name}: ${shown(few)} and ${shown(many)}: ${target(`${name}, ten times`, many.seconds / few.seconds, 12, 'times')}`);
    }
  } finally {
    remove();
    older.remove();
  }
}

/** Rows for which more combinations of values were possible than are tried. */
function boundMet({ subjects }: Report): string {
  const count = (answers: Report['subjects'][number]['answers'], members: number) => answers.filter(({ depends }) => depends !== undefined && depends.key === undefined).length * members;
  const met = subjects.reduce((sum, { answers, members }) => sum + count(answers, members.length), 0);
  const all = subjects.reduce((sum, { answers, members }) => sum + answers.length * members.length, 0);
  return `${met} of ${all.toLocaleString('en')}`;
}

console.log(`Node.js ${process.version}, ${cpus().length} CPUs${QUICK ? '; a fiftieth of each input' : ''}\n`);
besideTheOlder();
console.log(`\nthe evaluator, beside the simulator: CPU time, median of ${ROUNDS} rounds, ${ROWS.length} rows\n`);
const [policy, everybody] = [onePolicy(), account(ALL)];
besideTheSimulator(policy.name, measure(policy, byUs, QUICK ? 1 : 50), measure(policy, bySimulator, 1));
// A part, once, by the simulator, because all of it takes minutes.
const some = account(SIMULATED);
besideTheSimulator(everybody.name, measure(everybody, byUs, 1), cpuMilliseconds(() => bySimulator(some)) * ALL / SIMULATED);
console.log(`\nanswers for which the bound of combinations is met: ${boundMet(byUs(policy))} of one policy, ${boundMet(byUs(everybody))} of the account`);
if (missed.length > 0) {
  console.error(`\nmissed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
