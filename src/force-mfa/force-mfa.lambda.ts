/**
 * The function behind `ForceMfaGroup`.
 *
 * Lifecycle:
 * - EventBridge Scheduler invokes it each interval, and so do IAM events if the user wants that. Whatever the event says,
 *   a run is a whole run: events come late, twice or never, so none is taken at its word.
 * - CloudFormation invokes it as a custom resource. On delete it empties the group; create and update change nothing.
 *
 * Gotchas:
 * - Runs may overlap. Each change is idempotent, so the worst is a call too many; what a run decides from an old read,
 *   the next one mends.
 * - The AWS SDK comes with the Lambda runtime. Everything else is in the bundle, and no module keeps state:
 *   an environment that is used again begins afresh.
 * - A run with failures fails the invocation. Lambda repeats failed asynchronous invocations unless told not to,
 *   which does no harm and tells the same failure again.
 * - Whoever may invoke the function may have the group emptied, until the next run: nothing in a request of
 *   CloudFormation proves that it is one.
 * - A run may end before its work does, by a timer some seconds before Lambda's own end, so that the summary is written.
 */
import { type CloudFormationRequest, answer, isCloudFormationRequest } from './cloudformation';
import { emptyGroup } from './empty-group';
import { fromEnvironment } from './environment';
import { IamDirectory, iamClient } from './iam-directory';
import { logToStdout } from './log';
import { publishMetrics } from './metrics';
import { reconcile } from './reconcile';
import { type Summary, problemOf } from './summary';

/** To write the summary. */
const RUN_RESERVE_MS = 5_000;

/** To reach CloudFormation, at the fifth attempt if need be. */
const ANSWER_RESERVE_MS = 40_000;

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(event: unknown, context: Context): Promise<Summary | void> {
  return isCloudFormationRequest(event) ? empty(event, context) : run(context);
}

async function run(context: Context): Promise<Summary> {
  const options = fromEnvironment(process.env);
  const signal = signalBefore(context, RUN_RESERVE_MS);
  const summary = await withDirectory(options.groupName, signal, async (directory) =>
    reconcile(directory, options, { now: new Date(), signal, log: logToStdout, random: Math.random }));
  const problem = problemOf(summary);
  logToStdout({ level: problem ? 'ERROR' : 'INFO', event: 'summary', group: options.groupName, dryRun: options.dryRun, ...summary });
  publishMetrics(options.groupName, summary);
  if (problem !== undefined) {
    throw new Error(`the run for group ${options.groupName} ${problem}`);
  }
  return summary;
}

async function empty(request: CloudFormationRequest, context: Context): Promise<void> {
  const signal = signalBefore(context, ANSWER_RESERVE_MS);
  const emptyNamed = async (groupName: string): Promise<number> =>
    withDirectory(groupName, signal, async (directory) => emptyGroup(directory, signal));
  await answer(request, emptyNamed, signal, logToStdout);
}

async function withDirectory<T>(groupName: string, signal: AbortSignal, work: (directory: IamDirectory) => Promise<T>): Promise<T> {
  const client = iamClient();
  try {
    return await work(new IamDirectory(client, groupName, signal));
  } finally {
    client.destroy();
  }
}

function signalBefore(context: Context, reserveMs: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserveMs));
}
