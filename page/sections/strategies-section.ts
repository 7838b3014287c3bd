/** Renders all constructs side by side: the tables of docs/constructs.md. */
import { ASPECTS, ASPECT_NAMES, STRATEGY_TABLES, StrategyTable } from '../../guide/construct-comparison';
import { Markup, breakable, html, linkedProse, prose } from '../markup';

export function strategiesSection(repository: string): Markup {
  return html`<section id="strategies" aria-labelledby="strategies-title">
<h2 id="strategies-title">Every construct of the library</h2>
<details><summary>Show the tables</summary>
<p>"As before" means as without this library: all that the user may do. <a href="${repository}/docs/constructs.md">docs/constructs.md</a> has the same tables.</p>
${STRATEGY_TABLES.map((table, index) => strategyTable(table, index, repository))}
</details>
</section>`;
}

function strategyTable({ title, strategies }: StrategyTable, index: number, repository: string): Markup {
  return html`<h3 id="strategies-${index}">${title}</h3>
<table class="cards strategies" role="table" aria-labelledby="strategies-${index}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Aspect</th>
${strategies.map(({ name }) => html`<th role="columnheader" scope="col">${prose(name, breakable)}</th>`)}</tr></thead>
<tbody role="rowgroup">
${ASPECT_NAMES.map((aspect) => html`<tr role="row"><th role="rowheader" scope="row">${ASPECTS[aspect]}</th>
${strategies.map((strategy) => html`<td role="cell"><span class="label" aria-hidden="true">${prose(strategy.name)}</span>
<span>${linkedProse(strategy[aspect], repository)}</span></td>`)}</tr>`)}
</tbody>
</table>`;
}
