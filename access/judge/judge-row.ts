/** What a reader's policy is asked. The rows are made from the access matrix when the command and the page are built. */
import { REQUESTS, type RequestName } from '../requests/request-kinds';

export interface JudgeRow {
  /** Stable, because scripts compare it: the case in one word. */
  readonly id: string;
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  readonly otherPermissions: 'admin' | 'none';
  /** What the answer should be; `either` where an option of this library decides it, and both are meant. */
  readonly wanted: 'works' | 'denied' | 'either';
  /** Outside the promise of `CONSOLE_ONLY`, the default of this library, or a read that opens nothing. */
  readonly outside: boolean;
  /** Denied by `ALL_REQUESTS`, though `CONSOLE_ONLY` lets it through. */
  readonly deniedByAllRequests?: true;
  /** Number of the attack path in the threat model, or nothing. */
  readonly attack: string;
  readonly reason: string;
}

/** Of what the row asks, so that the command has it without its text. */
export function rowId({ request, action, resource, otherPermissions }: Pick<JudgeRow, 'request' | 'action' | 'resource' | 'otherPermissions'>): string {
  const word = (text: string) => text === '*' ? 'any' : text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return [word(request), action, word(resource), ...otherPermissions === 'none' ? ['alone'] : []].join('/');
}

/** Whether it is about what holds the policies that enforce MFA. Who does not have all of it is not asked about the rest. */
export function isAboutEnforcement({ resource }: Pick<JudgeRow, 'resource'>): boolean {
  return /\bthis\b/.test(resource);
}

/** Whether it is a way around MFA that the default of this library stops. */
export function isWayAround({ wanted, outside, request }: Pick<JudgeRow, 'wanted' | 'outside' | 'request'>): boolean {
  return wanted === 'denied' && !outside && !REQUESTS[request].mfa;
}

/** Tells who is there, and opens nothing. */
export function isReadOfIam({ action }: Pick<JudgeRow, 'action'>): boolean {
  return /^iam:(Get|List)/.test(action);
}

/** What a first sign-in with a password to change needs: the default denies it, and `allowPasswordChange` lets it through. */
export function isFirstSignIn({ action }: Pick<JudgeRow, 'action'>): boolean {
  return action === 'iam:ChangePassword' || action === 'iam:GetAccountPasswordPolicy';
}
