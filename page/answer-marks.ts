/** The marks that tell the answers apart without color, and the words of verdicts that nothing rates. */
import type { Outcome } from './page-data';
import type { Answer } from '../access/requests/answers';

/** `unrated`: nothing says what the answer should be. `unasked`: the question does not arise. */
export type Mark = Answer | 'unrated' | 'unasked';

/** Drawn in a box of 16 by 16. */
export const MARKS: Record<Mark, string> = {
  open: '<path d="M8 1.5l6.5 6.5L8 14.5 1.5 8zM8 5v4M8 10.8v.4"/>',
  broken: '<path d="M4 4l8 8M12 4l-8 8"/>',
  depends: '<path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2Q8 8.8 8 10M8 12.4v.2"/>',
  outside: '<path d="M8 2.5l6 11H2zM8 6.5v3.5M8 11.6v.4"/>',
  works: '<path d="M3 8.5l3.5 3.5L13 4.5"/>',
  denied: '<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8l7.6-7.6"/>',
  ungranted: '<circle cx="8" cy="8" r="5.5"/><path d="M5 8h6"/>',
  unrated: '<path d="M4 8h.1M8 8h.1M12 8h.1"/>',
  unasked: '<path d="M3.5 8h9"/>',
};

export const UNRATED = 'the simulator\'s answer, not checked against an expected result';

/** An answer as the first word of a cell. */
export function capitalized(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}

export function wordOf({ answer, allowed }: Pick<Outcome, 'answer' | 'allowed'>): string {
  return capitalized(answer ?? (allowed ? 'allowed' : 'denied'));
}
