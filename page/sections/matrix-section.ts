/** Renders the matrix: a table for each topic, with the answers of the default options. */
import { ANSWERS } from '../../access/requests/answers';
import { UNRATED, capitalized, wordOf } from '../answer-marks';
import { Markup, breakable, html, mark } from '../markup';
import { COLUMNS, MatrixRow, TOPICS, Topic } from '../matrix-topics';
import type { Outcome, PageData, Question } from '../page-data';

/** The matrix shows this library, in which nothing is broken, and open is only what an option opens. A test holds that. */
const LIBRARY_ANSWERS = ['open', 'outside', 'works', 'denied', 'ungranted'] as const;

export function matrixSection(data: PageData): Markup {
  return html`<section aria-labelledby="matrix-title" id="matrix">
<h3 id="matrix-title">Who can do what, by which request</h3>
<p>In every table but the last, the member also has AdministratorAccess, so each denial comes from the policies. Select an answer to see the
statement that decides it. A dash means: not tested for this kind of request.
<a class="past" href="#policies">Skip the matrix</a></p>
${legend()}
${TOPICS.map((topic, index) => topicTable(topic, index, data))}
</section>`;
}

function legend(): Markup {
  return html`<dl class="legend" aria-label="Answers">
${LIBRARY_ANSWERS.map((answer) => html`<div data-answer="${answer}"><dt>${mark(answer)}${capitalized(answer)}</dt><dd>${ANSWERS[answer]}</dd></div>`)}
<div data-answer="unrated"><dt>${mark('unrated')}Allowed, Denied</dt><dd>${UNRATED}</dd></div>
</dl>`;
}

/** A table of its own, because topics differ in the kinds of request that they are asked by. */
function topicTable({ title, otherPermissions, rows }: Topic, index: number, data: PageData): Markup {
  const kinds = COLUMNS.map((_, kind) => kind).filter((kind) => rows.some((row) => cellIndex(data, kind, row, otherPermissions) >= 0));
  return html`<h4 id="topic-${index}">${title}</h4>
<table class="cards matrix" role="table" aria-labelledby="topic-${index}" data-columns="${kinds.length}">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Call</th>
${kinds.map((kind) => html`<th role="columnheader" scope="col">${COLUMNS[kind].title}<small>${breakable(COLUMNS[kind].hint)}</small></th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => html`<tr role="row"><th role="rowheader" scope="row">${row.label}<small><code>${row.action}</code>${onResource(row)}</small></th>
${kinds.map((kind) => matrixCell(data, kind, row, otherPermissions))}</tr>`)}</tbody>
</table>`;
}

function onResource({ resource }: MatrixRow): string {
  return resource === '*' ? '' : ` on ${resource}`;
}

/** Of the question in the data, or -1 if the expected table does not ask it. */
function cellIndex({ cells }: PageData, kind: number, { action, resource }: MatrixRow, otherPermissions: string): number {
  return cells.findIndex((cell) => cell.kind === kind && cell.action === action && cell.resource === resource
    && cell.otherPermissions === otherPermissions);
}

function matrixCell(data: PageData, kind: number, row: MatrixRow, otherPermissions: string): Markup {
  const { cells, outcomes, combinations, options } = data;
  const index = cellIndex(data, kind, row, otherPermissions);
  if (index < 0) {
    return html`<td role="cell" class="unasked"><span aria-hidden="true">&#8211;</span><span class="hidden">not asked</span></td>`;
  }
  const defaults = combinations[options.map(() => 0).join('')];
  return html`<td role="cell"><span class="label" aria-hidden="true">${COLUMNS[kind].title}</span>
${answerButton(cells[index], outcomes[index][parseInt(defaults.answers[index], 36)], index)}</td>`;
}

function answerButton({ kind, label }: Question, outcome: Outcome, index: number): Markup {
  const shown = outcome.answer ?? 'unrated';
  return html`<button type="button" class="answer" data-answer="${shown}" data-cell="${index}">
<span class="word">${mark(shown)}<span class="text">${wordOf(outcome)}</span></span><span class="was" hidden></span>
<span class="hidden">. ${COLUMNS[kind].title}: ${label}</span></button>`;
}
