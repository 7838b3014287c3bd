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
import type { AppliedPolicies, PartialRequest, Policy } from '../../access/evaluator';
import type { JudgeRow } from '../../access/judge/judge-row';
import type { Report } from '../../access/judge/report';
import { judgeTable } from '../../access/matrix/judge-table';
import { generateAccount } from '../../test/access/judge/generated-account';

const { RepresentativesCache, actionDecider, readInputs, readPolicy, report, rowRequester } = asShipped();
const QUICK = process.argv.includes('--quick');
const PART = QUICK ? 1 / 50 : 1;
const TARGET = 20;
const ROUNDS = QUICK ? 1 : 5;
const ALL = 5_000 * PART;

/** What one user is asked. */
interface Asked {
  readonly policies: AppliedPolicies;
  /** The same, as the simulator reads them. */
  readonly documents: readonly object[];
  readonly principal: string;
  readonly account: string;
  readonly requests: readonly PartialRequest[];
}

interface Input {
  readonly name: string;
  readonly text: string;
}

interface Work extends Input {
  readonly asked: readonly Asked[];
}

/** Rows on roles and keys want a resource policy of the simulator, and a star is a pattern to it; so both leave them out. */
const ROWS = judgeTable().filter(({ resource }) => !['role', 'kms key', '*'].includes(resource));

function workOn({ name, text }: Input, documentsOf: (index: number) => object[], beside: readonly Policy[] = []): Work {
  const requestsFor = rowRequester();
  const asked = readInputs([{ name, text }]).subjects.map(({ place, appliedPolicies }, index): Asked => ({
    policies: { ...appliedPolicies, identity: [...appliedPolicies.identity, ...beside] },
    documents: documentsOf(index),
    principal: `arn:aws:iam::${place.account}:user${place.path}${place.userName}`,
    account: place.account,
    requests: ROWS.flatMap((row: JudgeRow) => requestsFor(place)(row, row.request)),
  }));
  return { name, text, asked };
}

function onePolicy(): Work {
  const text = readFileSync('access/matrix/published/aws-self-manage.json', 'utf8');
  const administrator = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  return workOn({ name: 'one policy', text }, () => [JSON.parse(text) as object, administrator], [readPolicy('administrator', administrator)]);
}

function accountOf(users: number): Input {
  return { name: `${users.toLocaleString('en')} users`, text: JSON.stringify(generateAccount(users)) };
}

function workOnAccountOf(users: number): Work {
  const generated = generateAccount(users);
  const documentOf = new Map(generated.Policies.map(({ Arn, PolicyVersionList }) => [Arn, PolicyVersionList[1].Document]));
  const groups = new Map(generated.GroupDetailList.map((group) => [group.GroupName, group]));
  const documents = generated.UserDetailList.map((user) => [
    ...(user.UserPolicyList as { PolicyDocument: object }[]).map(({ PolicyDocument }) => PolicyDocument),
    ...[user, ...(user.GroupList as string[]).map((name) => groups.get(name)!)]
      .flatMap(({ AttachedManagedPolicies }) => AttachedManagedPolicies as { PolicyArn: string }[])
      .map(({ PolicyArn }) => documentOf.get(PolicyArn)!),
  ]);
  return workOn(accountOf(users), (index) => documents[index]);
}

function byEvaluator({ asked }: Work): void {
  const values = new RepresentativesCache();
  for (const { policies, requests } of asked) {
    const { decide } = actionDecider(policies, values);
    requests.forEach((request) => decide(request));
  }
}

function bySimulator({ asked }: Work): void {
  for (const { documents, principal, account: accountId, requests } of asked) {
    for (const { action, resource, context } of requests) {
      runUnsafeSimulation({
        request: { principal, action, resource: { resource, accountId }, contextVariables: Object.fromEntries(context) as Record<string, string> },
        identityPolicies: documents.map((policy, order) => ({ name: `${order}`, policy })),
        serviceControlPolicies: [],
        resourceControlPolicies: [],
      }, {});
    }
  }
}

/** With reading the input, and what makes a report of the verdicts. */
function reported({ name, text }: Input): Report {
  return report(readInputs([{ name, text }]), ROWS);
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
/** A round takes this long at least, because the clock is coarse. */
const ROUND = QUICK ? 0 : 300;

/** Milliseconds for the work once. */
function measure<T>(work: T, run: (work: T) => unknown): number {
  runFor(WARM_UP, () => run(work));
  return median(Array.from({ length: ROUNDS }, () => {
    let times = 0;
    const all = cpuMilliseconds(() => {
      times = runFor(ROUND, () => run(work));
    });
    return all / times;
  }));
}

function runFor(milliseconds: number, run: () => unknown): number {
  const start = performance.now();
  for (let times = 1; ; times++) {
    run();
    if (performance.now() - start >= milliseconds) {
      return times;
    }
  }
}

const missed: string[] = [];

function target(name: string, value: number, limit: number, unit: string): string {
  if (value > limit && !QUICK) {
    missed.push(name);
  }
  return `${value.toFixed(value < 10 ? 2 : 0)} ${unit}, target at most ${limit}`;
}

function besideTheSimulator(work: Work): void {
  const [ours, theirs] = [byEvaluator, bySimulator].map((run) => measure(work, run));
  if (theirs / ours < TARGET && !QUICK) {
    missed.push(work.name);
  }
  console.log(`${work.name}: ${ours.toFixed(2)} ms, the simulator ${theirs.toFixed(0)} ms: ${(theirs / ours).toFixed(0)} times as fast, target at least ${TARGET}`);
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
function boundMet(subjects: Report['subjects']): string {
  const count = (answers: Report['subjects'][number]['answers'], members: number) => answers.filter(({ depends }) => depends !== undefined && depends.key === undefined).length * members;
  const met = subjects.reduce((sum, { answers, members }) => sum + count(answers, members.length), 0);
  const all = subjects.reduce((sum, { answers, members }) => sum + answers.length * members.length, 0);
  return `${met} of ${all.toLocaleString('en')}`;
}

console.log(`Node.js ${process.version}, ${cpus().length} CPUs${QUICK ? '; a fiftieth of each input' : ''}\n`);
besideTheOlder();
console.log(`\nthe evaluator, beside the simulator: CPU time, median of ${ROUNDS} rounds, ${ROWS.length} rows\n`);
const policy = onePolicy();
besideTheSimulator(policy);
// A tenth of the users, because the simulator takes minutes for all of them.
besideTheSimulator(workOnAccountOf(ALL / 10));
console.log('\nwith reading the input and making the report\n');
for (const input of [policy, accountOf(ALL)]) {
  const { subjects } = reported(input);
  console.log(`${input.name}: ${measure(input, reported).toFixed(1)} ms; the bound of combinations is met for ${boundMet(subjects)} answers`);
}
if (missed.length > 0) {
  console.error(`\nmissed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
