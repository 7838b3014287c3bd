/** Rows of cells as CSV (RFC 4180). */
export function* csv(rows: Iterable<readonly string[]>): Generator<string> {
  for (const row of rows) {
    yield `${row.map(cell).join(',')}\r\n`;
  }
}

/** A name that a spreadsheet would run as a formula stays text. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
}
