/**
 * The custom resources. The one that stands for the members empties the group on delete; the one that stands for the name only refuses
 * a rename. They are two, because the policies of the group come between them, both when the stack changes and when it is deleted.
 *
 * CloudFormation waits for an answer, an hour if need be, so every request gets one: errors as well, in time, and
 * with the reason. It is given by a PUT to a pre-signed address, which is a secret and stays out of the log.
 *
 * A request passes verification if its answer goes to CloudFormation, and, before the group is emptied, if CloudFormation says that it is
 * deleting the resource. Anything else is refused, and counted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { unlessAborted } from './concurrency';
import { MEMBERS_ID_PREFIX, MEMBERS_TYPE } from './environment';
import { type Log, describeError } from './log';
import { RefusedRequest } from './request-verification';

export interface CloudFormationRequest {
  readonly RequestType: string;
  readonly ResourceType: string;
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  /** Of requests other than Create. */
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties?: { readonly GroupName?: string };
}

/** How an answer is given, if need be again. */
const ANSWER_ATTEMPTS = 5;
const ANSWER_ATTEMPT_MS = 5_000;
const ANSWER_PAUSE_MS = 1_000;

/** The longest that an answer takes: every attempt hangs to its end. */
export const LONGEST_ANSWER_MS = ANSWER_ATTEMPTS * ANSWER_ATTEMPT_MS + (ANSWER_ATTEMPTS - 1) * ANSWER_PAUSE_MS;

/** CloudFormation takes 4096 bytes in all. */
const MAX_REASON_CHARACTERS = 1000;

export function isCloudFormationRequest(event: unknown): event is CloudFormationRequest {
  const { RequestType, ResponseURL } = (event ?? {}) as Record<string, unknown>;
  return typeof RequestType === 'string' && typeof ResponseURL === 'string';
}

export interface Handling {
  /** Returns the address of an answer, or throws `RefusedRequest`. */
  readonly addressOf: (url: string) => URL;
  /** Rejects with `RefusedRequest` if CloudFormation is not deleting the resource. */
  readonly checkDeleting: (request: CloudFormationRequest) => Promise<void>;
  readonly empty: (groupName: string) => Promise<number>;
  readonly log: Log;
  /** Called for a request that fails verification. */
  readonly refused: () => void;
  readonly pauseMs?: number;
}

/**
 * Handles a request and answers it. Rejects only if CloudFormation could not be reached.
 *
 * @param signal comes early enough before the end to answer
 */
export async function answer(request: CloudFormationRequest, handling: Handling, signal: AbortSignal): Promise<void> {
  const { log } = handling;
  let address: URL;
  try {
    address = handling.addressOf(request.ResponseURL);
  } catch (thrown) {
    log({ level: 'ERROR', event: 'refused', request: request.RequestType, ...describeError(thrown) });
    handling.refused();
    return;
  }
  let reason: string | undefined;
  let removed = 0;
  try {
    removed = await unlessAborted(signal, handle(request, handling));
  } catch (thrown) {
    const { error, message } = describeError(thrown);
    if (thrown instanceof RefusedRequest) {
      handling.refused();
    }
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
  await put(address, {
    Status: reason === undefined ? 'SUCCESS' : 'FAILED',
    Reason: reason?.slice(0, MAX_REASON_CHARACTERS),
    PhysicalResourceId: request.PhysicalResourceId ?? physicalId(request.ResourceProperties?.GroupName),
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  }, handling.pauseMs ?? ANSWER_PAUSE_MS);
}

export function physicalId(groupName: string | undefined): string {
  return `${MEMBERS_ID_PREFIX}${groupName}`;
}

async function handle(request: CloudFormationRequest, { checkDeleting, empty }: Handling): Promise<number> {
  const groupName = request.ResourceProperties?.GroupName;
  switch (request.RequestType) {
    case 'Create':
      return 0;
    case 'Update':
      // By the id and not by the old properties: the rollback of a refused rename is an update as well, and must pass.
      if (request.PhysicalResourceId !== physicalId(groupName)) {
        throw new Error(`the group cannot be renamed to ${groupName}, because its members would stay in a group that is about to be deleted; `
          + 'take the old name back, or delete the construct and create it again');
      }
      return 0;
    case 'Delete':
      if (groupName === undefined || request.ResourceType !== MEMBERS_TYPE) {
        return 0;
      }
      await checkDeleting(request);
      return empty(groupName);
    default:
      throw new Error(`RequestType got ${request.RequestType}, expected Create, Update or Delete`);
  }
}

async function put(url: URL, body: object, pauseMs: number, attempts = ANSWER_ATTEMPTS): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': '' }, // As the address was signed.
      body: JSON.stringify(body),
      redirect: 'error', // CloudFormation does not redirect; where another sends us is not where we meant to go.
      signal: AbortSignal.timeout(ANSWER_ATTEMPT_MS),
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
