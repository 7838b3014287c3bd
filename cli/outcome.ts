/** What a command found: its output comes piece by piece, because all of it may be more than fits into one text. */
export interface Outcome {
  readonly code: number;
  readonly output: Iterable<string>;
  /** What is worth a second look. The standard error has it, because the output may go into a file. */
  readonly warnings?: readonly string[];
}
