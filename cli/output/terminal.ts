/** Lines for a terminal. In a file or a pipe they have no color, and the width of a page. */
import { printable } from './printable';

const PAGE = 110;
/** Narrower, and words would stand alone in their lines. */
const NARROWEST = 40;

const COLORS = { red: 31, yellow: 33, cyan: 36 };
export type Color = keyof typeof COLORS;

export interface Terminal {
  readonly isTTY?: boolean;
  /** Of a terminal only. */
  readonly columns?: number;
}

export function widthOf(terminal: Terminal): number {
  return Math.max(NARROWEST, toldWidth(terminal) || PAGE);
}

export function hasWidth(terminal: Terminal): boolean {
  return toldWidth(terminal) > 0;
}

/** Of the terminal, or of what shows the output there, such as a pager. */
function toldWidth({ columns = Number(process.env.COLUMNS) }: Terminal): number {
  return columns;
}

/** A line as text. Color comes last, because names in the line lose their control characters before. */
export function terminalLine(line: string, terminal: Terminal, color?: Color): string {
  const text = printable(line);
  return color === undefined || !isColored(terminal) ? text : `\x1b[${COLORS[color]}m${text}\x1b[0m`;
}

/** An empty NO_COLOR says nothing: https://no-color.org. */
function isColored({ isTTY }: Terminal): boolean {
  return isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
}

/** Lines of that width. All but the first are indented further; a word that is longer stays whole. */
export function wrapped(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = indent;
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${indent}  `;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
