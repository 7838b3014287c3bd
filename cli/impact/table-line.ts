import type { Color } from '../output/terminal';

/** Of the table, before it is wrapped. */
export interface Line {
  readonly text: string;
  readonly indent: string;
  readonly color?: Color;
}

export function line(text: string, indent = '', color?: Color): Line {
  return { text, indent, color };
}
