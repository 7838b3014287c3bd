/** What the command `judge` costs, against the simulator of the tests on the same work. Run: npm run bench -- judge */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { readInputs } from '../../access/judge/inputs/read-inputs';
import type { JudgeRow } from '../../access/judge/judge-row';
import { report } from '../../access/judge/report';
import { rowRequester } from '../../access/judge/row-requests';
import { judgeTable } from '../../access/matrix/judge-table';
import { generateAccount } from '../../test/access/judge/generated-account';

const TARGET = 20;
const ROUNDS = 5;
const ALL = 5_000;

interface Work {
  readonly name: string;
  readonly text: string;
  /** The documents of each user, for the simulator. */
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
function byUs({ name, text }: Work): void {
  report(readInputs([{ name, text }]), ROWS);
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

function measure(work: Work, run: (work: Work) => void, times: number): number {
  run(work);
  return median(Array.from({ length: ROUNDS }, () => cpuMilliseconds(() => {
    for (let time = 0; time < times; time++) {
      run(work);
    }
  }) / times));
}

function compare({ name }: Work, ours: number, theirs: number): string[] {
  console.log(`${name}: ${ours.toFixed(1)} ms, the simulator ${theirs.toFixed(0)} ms: ${(theirs / ours).toFixed(0)} times as fast, target at least ${TARGET}`);
  return theirs / ours < TARGET ? [name] : [];
}

console.log(`Node.js ${process.version}, ${cpus().length} CPUs; CPU time, median of ${ROUNDS} rounds, ${ROWS.length} rows\n`);
const [policy, everybody] = [onePolicy(), account(ALL)];
const missed = [
  ...compare(policy, measure(policy, byUs, 50), measure(policy, bySimulator, 1)),
  // Once by the simulator, because it takes minutes.
  ...compare(everybody, measure(everybody, byUs, 1), cpuMilliseconds(() => bySimulator(everybody))),
];
if (missed.length > 0) {
  console.error(`\nmissed: ${missed.join('; ')}`);
  process.exitCode = 1;
}
