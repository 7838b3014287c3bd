/**
 * The function behind `ForceMfaGroup`.
 *
 * Lifecycle:
 * - EventBridge Scheduler invokes it once per interval: a whole run.
 * - A queue of IAM events invokes it with a batch, if the user wants that. The run looks at the users whom they name. What they say of
 *   these users is not taken at its word: events come late, twice or never.
 * - CloudFormation invokes it as a custom resource. On delete it empties the group; create and update change nothing.
 *
 * Gotchas:
 * - Runs may overlap. Each change is idempotent, so the worst is a call too many; what a run decides from an old read,
 *   the next one mends.
 * - The AWS SDK comes with the Lambda runtime. Everything else is in the bundle, and no module keeps state:
 *   an environment that is used again begins afresh.
 * - A run with failures fails the invocation. The construct tells Lambda not to repeat it, because the next run comes anyway; the
 *   queue gives a batch again, and in the end to its dead-letter queue.
 * - Anyone who can invoke the function can send what CloudFormation sends. Nothing in a request proves that it is one, so
 *   CloudFormation is asked (request-verification.ts).
 * - A run may end before its work does, by a timer some seconds before Lambda's own end, so that the summary is written.
 */
import { setMaxListeners } from 'node:events';
import { type CloudFormationRequest, LONGEST_ANSWER_MS, answer, isCloudFormationRequest } from './custom-resource';
import { emptyGroup } from './empty-group';
import { ENVIRONMENT, MEMBERS_ID, STACK_ID, fromEnvironment } from './environment';
import { IamDirectory, iamClient } from './iam-directory';
import { logToStdout } from './log';
import { MetricName } from './metric-names';
import { metricsOf, publishMetrics } from './metrics';
import { reconcile } from './reconcile';
import { checkDeleting, checkedAddress, describeResource } from './request-verification';
import { type Summary, problemOf } from './summary';
import { triggerOf } from './trigger';

/** To write the summary. */
const RUN_RESERVE_MS = 5_000;

/** To reach CloudFormation at the last attempt, if need be. The margin is for the log and the metrics. */
const MARGIN_MS = 10_000;
const ANSWER_RESERVE_MS = LONGEST_ANSWER_MS + MARGIN_MS;

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(event: unknown, context: Context): Promise<Summary | void> {
  return isCloudFormationRequest(event) ? empty(event, context) : run(event, context);
}

async function run(event: unknown, context: Context): Promise<Summary> {
  const options = fromEnvironment(process.env);
  const signal = signalBefore(context, RUN_RESERVE_MS);
  const summary = await withDirectory(options.groupName, signal, async (directory) =>
    reconcile(directory, options, { now: new Date(), signal, log: logToStdout, ...triggerOf(event) }));
  const problem = problemOf(summary);
  logToStdout({ level: problem ? 'ERROR' : 'INFO', event: 'summary', group: options.groupName, dryRun: options.dryRun, ...summary });
  publishMetrics(options.groupName, metricsOf(summary));
  if (problem !== undefined) {
    throw new Error(`the run for group ${options.groupName} ${problem}`);
  }
  return summary;
}

async function empty(request: CloudFormationRequest, context: Context): Promise<void> {
  const signal = signalBefore(context, ANSWER_RESERVE_MS);
  const own = {
    stackId: process.env[STACK_ID] ?? '',
    membersId: process.env[MEMBERS_ID] ?? '',
    groupName: process.env[ENVIRONMENT.groupName] ?? '',
  };
  const emptyNamed = async (groupName: string): Promise<number> =>
    withDirectory(groupName, signal, async (directory) => emptyGroup(directory, signal));
  await answer(request, {
    addressOf: (url) => checkedAddress(url, process.env),
    checkDeleting: async ({ LogicalResourceId, ResourceProperties }) =>
      checkDeleting(describeResource, own, { logicalId: LogicalResourceId, groupName: ResourceProperties?.GroupName }, signal),
    empty: emptyNamed,
    log: logToStdout,
    refused: () => publishMetrics(own.groupName, { [MetricName.REFUSED_REQUESTS]: 1 }),
  }, signal);
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
  const signal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - reserveMs));
  setMaxListeners(0, signal); // Each call in flight listens twice, and Node warns of more than ten.
  return signal;
}
