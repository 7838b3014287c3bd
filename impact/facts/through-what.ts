/** Whether the user's own client sent the request, or a service for the user. */
import { type CloudTrailRecord, textAt } from './record';
import type { Known } from '../../src/private/impact/vocabulary/fact';
import { ADDRESS, MCP_HOST, SERVICE_HOST, SIGN_IN_HOST } from '../../src/private/impact/vocabulary/record-values';

const IS_SERVICE = new RegExp(SERVICE_HOST);
const IS_ADDRESS = new RegExp(ADDRESS);
const IS_MCP = new RegExp(MCP_HOST);

/** A name of AWS is a service, an address is none, and of anything else, such as `AWS Internal/3`, nobody can tell. */
export function throughService(record: CloudTrailRecord): Known {
  const [invokedBy, source] = senders(record);
  if (invokedBy === '' && IS_ADDRESS.test(source)) {
    return 'no';
  }
  return IS_SERVICE.test(invokedBy) || IS_SERVICE.test(source) ? 'yes' : 'unknown';
}

/** Only as the record shows it: no record says of any other call that no such server forwarded it. */
export function throughMcp(record: CloudTrailRecord): 'yes' | 'no' {
  return senders(record).some((sender) => IS_MCP.test(sender)) ? 'yes' : 'no';
}

/** Records of the console had its own name there until about 2018. */
function senders(record: CloudTrailRecord): [invokedBy: string, source: string] {
  const own = (sender: string) => sender === SIGN_IN_HOST ? '' : sender;
  return [own(textAt(record, 'userIdentity', 'invokedBy')), own(textAt(record, 'sourceIPAddress'))];
}
