/**
 * Whether a request that looks like one of CloudFormation is one. Anyone who can invoke the function can send such a request; what they
 * cannot do is make CloudFormation delete the resource.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as CloudFormation from '@aws-sdk/client-cloudformation';
import { ATTEMPT_MS, within } from './concurrency';
import { MEMBERS_ID_PREFIX, MEMBERS_TYPE } from './environment';

export class RefusedRequest extends Error {
  public override readonly name = 'RefusedRequest';
}


/** What the hosts of a partition end in, by what the names of its Regions begin with. In another partition, the bucket may be anybody's. */
const SUFFIXES: readonly (readonly [string, string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-iso-', 'c2s.ic.gov'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];
const COMMERCIAL_SUFFIX = 'amazonaws.com';

/** CloudFormation says what it is about to do before it does it, but reads may lag. */
const ATTEMPTS = 4;
const PAUSE_MS = 2_000;

/** The address of an answer, if it is CloudFormation's own. Where the SDK is told of another AWS by its own variable, that one is it. */
export function checkedAddress(url: string, env: Readonly<Record<string, string | undefined>>): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (env.AWS_ENDPOINT_URL !== undefined && address?.origin === new URL(env.AWS_ENDPOINT_URL).origin) {
    return address;
  }
  const { protocol, port, username, password, hostname } = address ?? {};
  if (address === undefined || protocol !== 'https:' || `${port}${username}${password}` !== '' || !hosts(env.AWS_REGION ?? '').includes(`${hostname}`)) {
    throw new RefusedRequest('the address of the answer is not one of CloudFormation in this Region');
  }
  return address;
}

/** The bucket is AWS's own: its name has the function's Region in it. */
function hosts(region: string): string[] {
  const bucket = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}`;
  const [, suffix] = SUFFIXES.find(([beginning]) => region.startsWith(beginning)) ?? ['', COMMERCIAL_SUFFIX];
  return [`s3.${suffix}`, `s3.${region}.${suffix}`, `s3-${region}.${suffix}`, `s3-fips.${region}.${suffix}`, `s3.dualstack.${region}.${suffix}`]
    .map((host) => `${bucket}.${host}`);
}

export interface StackResource {
  readonly type?: string;
  readonly status?: string;
  readonly physicalId?: string;
}

export type DescribeResource = (stackId: string, logicalId: string, signal: AbortSignal) => Promise<StackResource>;

/** What the function belongs to. It knows this from its own environment, and from no request. */
export interface Own {
  readonly stackId: string;
  readonly membersId: string;
  readonly groupName: string;
}

/**
 * Resolves if CloudFormation is deleting the members of the own group: with the stack, after a create that failed, or because a template
 * leaves them out.
 *
 * The stack may have another group, whose members are being deleted. So only the own logical id passes. The name of the group is the one in
 * the physical id. After a create that was not answered, CloudFormation has an id of its own, or none: then it is the own name.
 */
export async function checkDeleting(
  describe: DescribeResource, own: Own, asked: { readonly logicalId?: string; readonly groupName?: string }, signal: AbortSignal, pauseMs = PAUSE_MS,
): Promise<void> {
  if (own.membersId === '' || asked.logicalId !== own.membersId) {
    throw new RefusedRequest(`${asked.logicalId} is not the logical id of the members that this function keeps`);
  }
  for (let attempt = 1; ; attempt += 1) {
    const { type, status, physicalId } = await described(describe(own.stackId, own.membersId, signal));
    const groupName = physicalId?.startsWith(MEMBERS_ID_PREFIX) ? physicalId.slice(MEMBERS_ID_PREFIX.length) : own.groupName;
    if (type === MEMBERS_TYPE && status === 'DELETE_IN_PROGRESS' && groupName === asked.groupName) {
      return;
    }
    if (attempt === ATTEMPTS) {
      throw new RefusedRequest(`CloudFormation is not deleting ${own.membersId} of this stack and the group ${asked.groupName} (${type}, ${status}, ${physicalId})`);
    }
    await sleep(pauseMs, undefined, { signal });
  }
}

/** CloudFormation has no other error for a resource that the stack does not have. */
async function described(resource: Promise<StackResource>): Promise<StackResource> {
  try {
    return await resource;
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'ValidationError') {
      return {};
    }
    throw thrown;
  }
}

/** The SDK's client is loaded here, because a run needs none. An attempt that stalls is made again, and the signal ends the last. */
export async function describeResource(stackId: string, logicalId: string, signal: AbortSignal, attemptMs = ATTEMPT_MS): Promise<StackResource> {
  // Not by `import()`, which does not look where the runtime has the SDK.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { CloudFormationClient, DescribeStackResourceCommand } = require('@aws-sdk/client-cloudformation') as typeof CloudFormation;
  const client = new CloudFormationClient({ maxAttempts: 8 });
  client.middlewareStack.add((next) => async (args) => within(attemptMs, next(args)), { step: 'finalizeRequest', priority: 'low', name: 'limitAttempts' });
  try {
    const command = new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId });
    const { StackResourceDetail: detail } = await client.send(command, { abortSignal: signal });
    return { type: detail?.ResourceType, status: detail?.ResourceStatus, physicalId: detail?.PhysicalResourceId };
  } finally {
    client.destroy();
  }
}
