/** What a command found: its output comes piece by piece, because all of it may be more than fits into one text. */
export interface Outcome {
  readonly code: number;
  readonly output: Iterable<string>;
}
