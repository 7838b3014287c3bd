/** Renders the published answers and ours, side by side. */
import { Markup, html, mark, prose } from '../markup';
import { OVERVIEW } from '../overview-questions';
import type { OverviewCell, PageData } from '../page-data';

export function overviewSection({ overview }: PageData): Markup {
  return html`<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">Side by side</h2>
<p><strong>One standard for every row:</strong> red is a way around MFA that this library closes by default, in our own rows too.
Each row is about a user without a device, except the last one. The answers count on the policies, and on AWS's sign-in, which asks for the
code. They count on no other check of AWS. Select an answer to see its requests, and the statement that decides each of them.</p>
<table class="cards overview" role="table" aria-labelledby="overview-title">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Strategy</th>
${OVERVIEW.map(({ title, hint }) => html`<th role="columnheader" scope="col">${title}<small>${hint}</small></th>`)}
</tr></thead>
<tbody role="rowgroup">
${overview.map(({ title, detail, ours, cells }, strategy) => html`<tr role="row" class="${ours ? 'ours' : 'published'}">
<th role="rowheader" scope="row">${title}<small>${prose(detail)}</small></th>
${cells.map((cell, column) => overviewCell(cell, strategy, column, title))}
</tr>`)}
</tbody>
</table>
</section>`;
}

function overviewCell(cell: OverviewCell, strategy: number, column: number, title: string): Markup {
  return html`<td role="cell"><span class="label" aria-hidden="true">${OVERVIEW[column].title}</span>
${overviewAnswer(cell, strategy, column, title)}</td>`;
}

/** An answer that opens to its requests. */
export function overviewAnswer({ status, words, details, reason }: OverviewCell, strategy: number, column: number, title: string): Markup {
  return html`<button type="button" class="answer" data-answer="${status}" data-overview="${strategy}-${column}">
<span class="word">${mark(status)}${words}</span>${details.length > 0 && html`<span class="details">${details.join(', ')}</span>`}
${reason !== undefined && html`<span class="reason">${status === 'open' ? 'Why' : 'Remedy'}: ${reason}</span>`}
<span class="hidden">. ${OVERVIEW[column].title}, ${title}</span></button>`;
}
