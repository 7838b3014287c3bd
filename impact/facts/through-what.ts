/** Whether the user's own client sent the request, or a service for the user. */
import { type CloudTrailRecord, textAt } from './record';
import type { Known } from '../../src/private/impact/vocabulary/fact';
import { ADDRESS, MCP_HOST, SERVICE_HOST, SIGN_IN_HOST } from '../../src/private/impact/vocabulary/record-values';

const IS_SERVICE = new RegExp(SERVICE_HOST);
const IS_ADDRESS = new RegExp(ADDRESS);
const IS_MCP = new RegExp(MCP_HOST);

export interface Through {
  readonly viaService: Known;
  /** Only as the record shows it: no record says of any other call that no such server forwarded it. */
  readonly viaMcp: 'yes' | 'no';
}

const DIRECT: Through = { viaService: 'no', viaMcp: 'no' };

/** A name of AWS is a service, an address is none, and of anything else, such as `AWS Internal/3`, nobody can tell. */
export function throughWhat(record: CloudTrailRecord): Through {
  const invokedBy = senderOf(textAt(record, 'userIdentity', 'invokedBy'));
  const source = senderOf(textAt(record, 'sourceIPAddress'));
  if (invokedBy === '' && IS_ADDRESS.test(source)) {
    return DIRECT;
  }
  return {
    viaService: IS_SERVICE.test(invokedBy) || IS_SERVICE.test(source) ? 'yes' : 'unknown',
    viaMcp: IS_MCP.test(invokedBy) || IS_MCP.test(source) ? 'yes' : 'no',
  };
}

/** Records of the console had its own name there until about 2018. */
function senderOf(name: string): string {
  return name === SIGN_IN_HOST ? '' : name;
}
