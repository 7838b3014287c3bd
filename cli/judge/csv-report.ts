import type { Report } from '../../access/judge/report';
import { decidersOf } from '../../access/judge/summaries';

const HEAD = ['kind', 'name', 'answer', 'request', 'action', 'resource', 'decided by', 'reason', 'closes', 'row'];

/** One line for each open or broken row of each name. */
export function csv({ lines }: Report): string {
  const rows = lines.flatMap(({ kind, names, answers }) => names.flatMap((name) => answers
    .filter(({ closes }) => closes !== undefined)
    .map(({ row, answer, decidedBy, closes }) => [
      kind, name, answer, row.request, row.action, row.resource, decidersOf(decidedBy), row.reason, closes!.replace(/`/g, ''), row.id,
    ])));
  return [HEAD, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}

/** A name that a spreadsheet would run as a formula stays text. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert;
}
