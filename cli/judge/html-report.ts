import { SubjectReport, Report, conclusion, describe } from '../../access/judge/report';
import { TITLES, decidersOf, namesOf } from '../../access/judge/summaries';

/** One file that loads nothing and runs nothing. */
export function page(report: Report): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Which ways around MFA are open? cdk-iam-mfa</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
</style>
</head>
<body>
<main>
<h1>Which ways around MFA are open?</h1>
<p>${escaped(conclusion(report))}</p>
${report.lines.map(section).join('\n')}
<h2>What was not judged</h2>
<ul>${report.notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul>
</main>
</body>
</html>`;
}

function section(line: SubjectReport): string {
  const rows = line.answers.filter(({ answer }) => answer in TITLES);
  const { open, broken, beyond } = line.counts;
  const table = `<div class="wide"><table>
<thead><tr><th scope="col">Answer</th><th scope="col">Request</th><th scope="col">Decided by</th><th scope="col">What closes it</th></tr></thead>
<tbody>${rows.map(({ row, answer, decidedBy, closes }) => `<tr><td>${answer}</td><td>${escaped(describe(row))}</td>`
  + `<td>${escaped(decidersOf(decidedBy))}</td><td>${code(closes!)}</td></tr>`).join('\n')}</tbody>
</table></div>`;
  return `<h2>${escaped(namesOf(line))}</h2>
<p>${open} open, ${broken} broken, ${beyond} left open by the default of this library too.</p>
${line.names.length > 3 ? `<details><summary>All ${line.names.length} names</summary><p>${escaped(line.names.join(', '))}</p></details>` : ''}
${rows.length === 0 ? '' : table}`;
}

function code(text: string): string {
  return text.split('`').map((part, index) => index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)).join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
