/** What the answers are called, and the marks that tell them apart without color. */
import type { Expected } from '../access/matrix/expected-table';

export type Mark = Expected | 'unrated' | 'good' | 'design' | 'needless';

/** Drawn in a box of 16 by 16. */
export const MARKS: Record<Mark, string> = {
  allowed: '<path d="M3 8.5l3.5 3.5L13 4.5"/>',
  good: '<path d="M3 8.5l3.5 3.5L13 4.5"/>',
  denied: '<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8l7.6-7.6"/>',
  design: '<circle cx="8" cy="8" r="5.5"/><path d="M4.2 11.8l7.6-7.6"/>',
  open: '<path d="M8 2.5l6 11H2zM8 6.5v3.5M8 11.6v.4"/>',
  hole: '<path d="M8 1.5l6.5 6.5L8 14.5 1.5 8zM8 5v4M8 10.8v.4"/>',
  broken: '<path d="M4 4l8 8M12 4l-8 8"/>',
  unrated: '<path d="M4 8h.1M8 8h.1M12 8h.1"/>',
  needless: '<path d="M3.5 8h9"/>',
};

export const ANSWERS: Record<Expected, { readonly word: string; readonly meaning: string }> = {
  allowed: { word: 'Allowed', meaning: 'as it should be' },
  denied: { word: 'Denied', meaning: 'as it should be' },
  open: { word: 'Open', meaning: 'allowed, because the strategy does not promise to stop this, or because an option opened it; the reason says what to do, or what the risk is' },
  hole: { word: 'Hole', meaning: 'allowed, and a way around MFA' },
  broken: { word: 'Broken', meaning: 'denied, and work that stops' },
};

export const UNRATED = 'the simulator\'s answer, not checked against an expected result';
