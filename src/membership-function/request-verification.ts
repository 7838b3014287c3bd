/**
 * Whether a request that looks like one of CloudFormation is one. Anyone who can invoke the function can send such a request; what they
 * cannot do is make CloudFormation delete the resource.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type * as CloudFormation from '@aws-sdk/client-cloudformation';
import { MEMBERS_ID_PREFIX, MEMBERS_TYPE } from './environment';

export class RefusedRequest extends Error {
  public override readonly name = 'RefusedRequest';
}


/** Of every partition. The bucket is AWS's own: its name has the function's Region in it. */
const SUFFIXES = [
  'amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'c2s.ic.gov', 'sc2s.sgov.gov', 'cloud.adc-e.uk', 'csp.hci.ic.gov',
];

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

function hosts(region: string): string[] {
  const bucket = `cloudformation-custom-resource-response-${region.replaceAll('-', '')}`;
  return SUFFIXES.flatMap((suffix) => [`s3.${suffix}`, `s3.${region}.${suffix}`, `s3-${region}.${suffix}`, `s3-fips.${region}.${suffix}`, `s3.dualstack.${region}.${suffix}`])
    .map((host) => `${bucket}.${host}`);
}

export interface StackResource {
  readonly type?: string;
  readonly status?: string;
  readonly physicalId?: string;
}

export type DescribeResource = (stackId: string, logicalId: string) => Promise<StackResource>;

/**
 * Resolves if CloudFormation is deleting the resource: with its stack, after a create that failed, or because a template leaves it out.
 *
 * The stack may have another group, whose members are being deleted. Their physical id tells. After a create that was not answered,
 * CloudFormation has an id of its own, or none.
 */
export async function checkDeleting(
  describe: DescribeResource, stackId: string, logicalId: string, ownPhysicalId: string, pauseMs = PAUSE_MS,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const { type, status, physicalId } = await describe(stackId, logicalId);
    const isOfAnotherGroup = physicalId?.startsWith(MEMBERS_ID_PREFIX) && physicalId !== ownPhysicalId;
    if (type === MEMBERS_TYPE && status === 'DELETE_IN_PROGRESS' && !isOfAnotherGroup) {
      return;
    }
    if (attempt === ATTEMPTS) {
      throw new RefusedRequest(`CloudFormation is not deleting ${logicalId} of this stack (${type}, ${status}${isOfAnotherGroup ? `, ${physicalId}` : ''})`);
    }
    await sleep(pauseMs);
  }
}

/** The SDK's client is loaded here, because a run needs none. */
export async function describeResource(stackId: string, logicalId: string): Promise<StackResource> {
  // Not by `import()`, which does not look where the runtime has the SDK.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { CloudFormationClient, DescribeStackResourceCommand } = require('@aws-sdk/client-cloudformation') as typeof CloudFormation;
  const client = new CloudFormationClient({ maxAttempts: 8 });
  try {
    const { StackResourceDetail: detail } = await client.send(new DescribeStackResourceCommand({ StackName: stackId, LogicalResourceId: logicalId }));
    return { type: detail?.ResourceType, status: detail?.ResourceStatus, physicalId: detail?.PhysicalResourceId };
  } finally {
    client.destroy();
  }
}
