/** Which kinds of request a user can make, by the credentials that the report says. */
import type { Subject } from './subject';
import type { RequestName } from '../requests/request-kinds';

/** What a user without the credential cannot ask. */
export function isPossible(request: RequestName, { credentials }: Pick<Subject, 'credentials'>): boolean {
  if (credentials === undefined) {
    return true;
  }
  const { password, keys, device } = credentials;
  switch (request) {
    case 'console': return password && !device;
    case 'access key':
    case 'federated':
    case 'federated, MFA false':
    case 'MCP, no MFA key':
    case 'session': return keys;
    // The report does not say who has these.
    case 'SSH key':
    case 'Bedrock API key': return true;
    case 'MCP':
    case 'MCP, no service':
    case 'service': return keys || (password && !device);
    default: return password || keys;
  }
}
