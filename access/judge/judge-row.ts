/** What a reader's policy is asked. The rows are made from the access matrix when the command and the page are built. */
import type { RequestName } from '../requests/request-kinds';

export interface JudgeRow {
  /** Stable, because scripts compare it: the case in one word. */
  readonly id: string;
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  readonly otherPermissions: 'admin' | 'none';
  /** What the answer should be. */
  readonly wanted: 'works' | 'denied';
  /** Outside the promise of `CONSOLE_ONLY`, the default of this library. */
  readonly outside: boolean;
  /** Number of the attack path in the threat model, or nothing. */
  readonly attack: string;
  readonly reason: string;
}
