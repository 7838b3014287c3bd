/** Which kinds of request a user can make, by the credentials that the report says. */
import type { JudgeRow } from './judge-row';
import type { Subject } from './subject';

type Asked = Pick<JudgeRow, 'request' | 'action' | 'wanted'>;

/** What a user without the credential cannot ask. */
export function isPossible(row: Asked, { credentials }: Pick<Subject, 'credentials'>): boolean {
  if (credentials === undefined) {
    return true;
  }
  const { password, keys, device } = credentials;
  switch (row.request) {
    case 'console': return !isBySessionOfKey(row, { credentials }) || (keys && isOpenToSessions(row));
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

/** Whether a user who can make no console session without MFA can make the request with a key only. */
export function isBySessionOfKey({ request }: Pick<JudgeRow, 'request'>, { credentials }: Pick<Subject, 'credentials'>): boolean {
  return request === 'console' && credentials !== undefined && !(credentials.password && !credentials.device);
}

/**
 * A key gets a session from `sts:GetSessionToken` that no policy can tell from a console session without MFA. It cannot call IAM, and of STS it
 * can call `AssumeRole` and `GetCallerIdentity` only (IAM User Guide, "Compare AWS STS credentials"). It signs in to no console.
 */
function isOpenToSessions({ action, wanted }: Asked): boolean {
  return wanted === 'denied' && (action === 'sts:AssumeRole' || !/^(iam|sts):/.test(action));
}
