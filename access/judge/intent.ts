/** Which mode the author of a policy means. */
import { type JudgeRow, isFirstSignIn, isReadOfIam } from './judge-row';

export const INTENTS = ['console-only', 'all-requests'] as const;

export type Intent = typeof INTENTS[number];

/** The rows as that mode wants them. */
export function rowsFor(intent: Intent, rows: readonly JudgeRow[]): readonly JudgeRow[] {
  return intent === 'console-only' ? rows : rows.map((row) => !row.deniedByAllRequests ? row : {
    ...row, wanted: isFirstSignIn(row) ? 'either' : 'denied', outside: isReadOfIam(row), reason: 'keys need an MFA session; remedy: `MfaEnforcement.ALL_REQUESTS`',
  });
}
