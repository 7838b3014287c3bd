import { WarningId } from './warnings';
import type { Warning } from './warnings';

/** Below `/` lies every policy of the account, so the guard cannot name the path. */
export function policyPathWarnings(path: string): Warning[] {
  return path !== '/' ? [] : [{
    id: WarningId.POLICY_NOT_GUARDED,
    message: 'path got "/", below which lies every policy of the account, so the guard does not name this one and members with the permissions '
      + 'may change it without MFA; fix: leave path out, or acknowledge this warning',
  }];
}
