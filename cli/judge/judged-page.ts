import { worstFirst } from './worst-first';
import { dependenceOf } from '../../access/judge/answer-words';
import { Report, SubjectReport } from '../../access/judge/report';
import { conclusion, decidersOf, describe, namesOf } from '../../access/judge/report-words';
import { code, escaped, page, table } from '../output/html';

export function judgedPage(report: Report): Iterable<string> {
  return page({ heading: 'Which ways around MFA are open?', content: contentOf(report) });
}

function* contentOf(report: Report): Generator<string> {
  yield report.warnings.map((warning) => `<p><strong>${escaped(warning)}</strong></p>\n`).join('');
  yield `<p>${escaped(conclusion(report))}</p>\n`;
  for (const subject of report.subjects) {
    yield `${section(subject)}\n`;
  }
  yield `<h2>What was not judged</h2>
<ul>${report.notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>`;
}

function section(subject: SubjectReport): string {
  const { members, counts: { open, broken, depends, outside } } = subject;
  const rows = worstFirst(subject.answers)
    .map((one) => [one.answer, escaped(describe(one)), escaped(dependenceOf(one) ?? decidersOf(one.decidedBy)), code(one.closes!)]);
  return `<h2>${escaped(namesOf(subject))}</h2>
<p>${open} open, ${broken} broken, ${depends} depends, ${outside} outside.</p>
${members.length > 3 ? `<details><summary>All ${members.length} names</summary><p>${escaped(members.map(({ name }) => name).join(', '))}</p></details>` : ''}
${rows.length === 0 ? '' : table(['Answer', 'Request', 'Decided by', 'What closes it'], rows)}`;
}
