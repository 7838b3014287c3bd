/** How far a long work is: one line of a terminal, which is written over, and which is gone at the end. In a pipe there is none. */

export interface ProgressTerminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

export interface Progress {
  readonly advance: (bytes: number) => void;
  readonly end: () => void;
}

const NONE: Progress = { advance: () => undefined, end: () => undefined };
/** Milliseconds between two states of the line, and before the first. */
const PAUSE = 250;
const ERASE = '\r\x1b[K';

/** @param now the milliseconds of a clock */
export function progressOn(terminal: ProgressTerminal, total: number, now: () => number = Date.now): Progress {
  if (terminal.isTTY !== true || process.env.TERM === 'dumb') {
    return NONE;
  }
  const began = now();
  let [done, shown] = [0, began];
  return {
    advance: (bytes) => {
      done += bytes;
      if (now() - shown >= PAUSE) {
        shown = now();
        terminal.write(`${ERASE}${progressLine(done, total, (shown - began) / 1000)}`);
      }
    },
    end: () => {
      if (shown !== began) {
        terminal.write(ERASE);
      }
    },
  };
}

function progressLine(done: number, total: number, seconds: number): string {
  const rate = done / seconds;
  const left = rate === 0 ? '' : `, ${Math.ceil(Math.max(0, total - done) / rate)} s left`;
  return `${megabytes(done)} of ${megabytes(total)} MB, ${megabytes(rate)} MB/s${left}`;
}

function megabytes(bytes: number): string {
  const value = bytes / 1_000_000;
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
}
