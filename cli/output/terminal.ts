/** Lines for a terminal. In a file or a pipe they have no color. */
import { printable } from './printable';

const WIDTH = 110;

const COLORS = { red: 31, yellow: 33, cyan: 36 };
export type Color = keyof typeof COLORS;

export interface Terminal {
  readonly isTTY?: boolean;
}

/** The lines as text. Color comes last, because names in the lines lose their control characters before. */
export function terminalText(lines: readonly string[], terminal: Terminal, colorOf: (line: string) => Color | undefined): string {
  const isColored = terminal.isTTY === true && process.env.NO_COLOR === undefined;
  return lines.map(printable).map((line) => isColored ? colored(line, colorOf(line)) : line).join('\n');
}

function colored(line: string, color: Color | undefined): string {
  return color === undefined ? line : `\x1b[${COLORS[color]}m${line}\x1b[0m`;
}

/** Lines of the width of a page. All but the first are indented further. */
export function wrapped(text: string, indent: string): string[] {
  return text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1);
    return last === undefined ? [indent + word]
      : last.length + word.length < WIDTH ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, `${indent}  ${word}`];
  }, []);
}
