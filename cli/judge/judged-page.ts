import { worstFirst } from './worst-first';
import { SubjectReport, Report, conclusion, describe } from '../../access/judge/report';
import { decidersOf, namesOf } from '../../access/judge/summaries';
import { code, escaped, page, table } from '../output/html';

export function judgedPage(report: Report): string {
  return page({
    heading: 'Which ways around MFA are open?',
    content: `<p>${escaped(conclusion(report))}</p>
${report.lines.map(section).join('\n')}
<h2>What was not judged</h2>
<ul>${report.notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>`,
  });
}

function section(line: SubjectReport): string {
  const { open, broken, beyond } = line.counts;
  const rows = worstFirst(line.answers)
    .map(({ row, answer, decidedBy, closes }) => [answer, escaped(describe(row)), escaped(decidersOf(decidedBy)), code(closes!)]);
  return `<h2>${escaped(namesOf(line))}</h2>
<p>${open} open, ${broken} broken, ${beyond} left open by the default of this library too.</p>
${line.names.length > 3 ? `<details><summary>All ${line.names.length} names</summary><p>${escaped(line.names.join(', '))}</p></details>` : ''}
${rows.length === 0 ? '' : table(['Answer', 'Request', 'Decided by', 'What closes it'], rows)}`;
}
