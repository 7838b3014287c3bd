/** Text that is written into a file that people write, between two lines. */

const END = '<!-- End of what is written. -->\n';

export interface GeneratedBlock {
  /** What it is written from. */
  readonly source: string;
  /** What writes it. */
  readonly command: string;
  readonly text: string;
}

export function withGeneratedBlock(document: string, { source, command, text }: GeneratedBlock): string {
  const begin = `<!-- Written from ${source} by \`${command}\`. Do not edit. -->\n`;
  const [before, rest, ...more] = document.split(begin);
  const end = rest?.indexOf(END) ?? -1;
  if (end === -1 || more.length > 0) {
    throw new Error(`the document should have this line once, and after it ${END.trim()}: ${begin}`);
  }
  return `${before}${begin}\n${text}\n${rest.slice(end)}`;
}
