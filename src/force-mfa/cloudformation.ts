/**
 * The custom resource that stands for the members of the group. It has one purpose: on delete, the group is emptied.
 *
 * CloudFormation waits for an answer, an hour if need be, so every request gets one: errors as well, in time, and
 * with the reason. It is given by a PUT to a pre-signed address, which is a secret and stays out of the log.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from './concurrency';
import { type Log, describeError } from './log';

export interface CloudFormationRequest {
  readonly RequestType: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** Of requests other than Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties?: { readonly GroupName?: string };
}

/** CloudFormation takes 4096 bytes in all. */
const MAX_REASON_CHARACTERS = 1000;

export function isCloudFormationRequest(event: unknown): event is CloudFormationRequest {
  const { RequestType, ResponseURL } = (event ?? {}) as Record<string, unknown>;
  return typeof RequestType === 'string' && typeof ResponseURL === 'string';
}

/**
 * Handles a request and answers it. Rejects only if CloudFormation could not be reached.
 *
 * @param signal comes early enough before the end to answer
 */
export async function answer(
  request: CloudFormationRequest, empty: (groupName: string) => Promise<number>, signal: AbortSignal, log: Log, pauseMs = 1_000,
): Promise<void> {
  let reason: string | undefined;
  let removed = 0;
  try {
    removed = await unlessAborted(signal, handle(request, empty));
  } catch (thrown) {
    const { error, message } = describeError(thrown);
    reason = signal.aborted ? 'the time was up before the group stayed empty; delete again' : `${error}: ${message}`;
  }
  log({
    level: reason === undefined ? 'INFO' : 'ERROR',
    event: 'cloudformation',
    group: request.ResourceProperties?.GroupName,
    request: request.RequestType,
    removed,
    ...(reason !== undefined && { reason }),
  });
  await put(request.ResponseURL, {
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    Reason: reason?.slice(0, MAX_REASON_CHARACTERS),
    PhysicalResourceId: request.PhysicalResourceId ?? physicalId(request.ResourceProperties?.GroupName),
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  }, pauseMs);
}

export function physicalId(groupName: string | undefined): string {
  return `members-of-${groupName}`;
}

async function handle(request: CloudFormationRequest, empty: (groupName: string) => Promise<number>): Promise<number> {
  const groupName = request.ResourceProperties?.GroupName;
  switch (request.RequestType) {
    case 'Create':
      return 0;
    case 'Update':
      // By the id and not by the old properties: the rollback of a refused rename is an update as well, and must pass.
      if (request.PhysicalResourceId !== physicalId(groupName)) {
        throw new Error(`the group cannot be renamed to ${groupName}, for its members would stay in a group that is about to be deleted; `
          + 'take the old name back, or delete the construct and create it anew');
      }
      return 0;
    case 'Delete':
      return groupName === undefined ? 0 : empty(groupName);
    default:
      throw new Error(`RequestType got ${request.RequestType}, expected Create, Update or Delete`);
  }
}

async function put(url: string, body: object, pauseMs: number, attempts = 5): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': '' }, // As the address was signed.
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    if (!response.ok) {
      throw new Error(`CloudFormation refused the answer with status ${response.status}`);
    }
  } catch (error) {
    if (attempts === 1) {
      throw error;
    }
    await sleep(pauseMs);
    await put(url, body, pauseMs, attempts - 1);
  }
}
