/** Renders the published answers and ours, side by side. */
import { Markup, html, mark, prose } from '../markup';
import { OVERVIEW } from '../overview-questions';
import type { OverviewCell, PageData } from '../page-data';

export function overviewSection({ overview }: PageData): Markup {
  return html`<section id="overview" aria-labelledby="overview-title">
<h2 id="overview-title">Side by side</h2>
<p>Select an answer to see its requests, and the statement that decides each of them.</p>
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

function overviewCell({ status, words, details }: OverviewCell, strategy: number, column: number, title: string): Markup {
  return html`<td role="cell"><span class="label" aria-hidden="true">${OVERVIEW[column].title}</span>
<button type="button" class="answer" data-answer="${status}" data-overview="${strategy}-${column}">
<span class="word">${mark(status)}${words}</span>${details.length > 0 && html`<span class="details">${details.join(', ')}</span>`}
<span class="hidden">. ${OVERVIEW[column].title}, ${title}</span></button></td>`;
}
