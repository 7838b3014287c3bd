/** What a reader's policy is asked. The rows are made from the access matrix when the command and the page are built. */
import type { RequestName } from '../requests/request-kinds';

export interface JudgeRow {
  /** Stable, because scripts compare it: the case in one word. */
  readonly id: string;
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  readonly otherPermissions: 'admin' | 'none';
  /** `denied`: allowed is a way around MFA. `allowed`: denied is work that stops. */
  readonly wanted: 'allowed' | 'denied';
  /** `CONSOLE_ONLY`, the default of this library, leaves it open too. */
  readonly beyond: boolean;
  /** Number of the attack path in the threat model, or nothing. */
  readonly attack: string;
  readonly reason: string;
}
