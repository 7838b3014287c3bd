/** Renders the page: everything of the default options is in it, and the script shows the others. */
import { createHash } from 'node:crypto';
import { judgeSection } from './judge-section';
import { MARKS, Mark, UNRATED, capitalized, wordOf } from './marks';
import { Markup, breakable, html, prose } from './markup';
import { COLUMNS, MatrixRow, OVERVIEW, TOPICS, Topic } from './matrix-questions';
import { Option, Outcome, OverviewCell, PageData, Question } from './page-model';
import { choiceSection, strategiesSection } from './recommendation-section';
import { DIFFERENCES } from '../access/matrix/simulator-differences';
import { ANSWERS } from '../access/requests/answers';

const TITLE = 'Who can do what without MFA? cdk-iam-mfa';

export function renderPage(data: PageData, style: string, script: string): string {
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Published IAM policies and the cdk-iam-mfa constructs, asked the same questions: who can do what, by which request, without MFA.">
<title>${TITLE}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<a class="skip" href="#choice">Skip to the questions</a>
${sprite()}
${header(data)}
<main>
${choiceSection()}
${strategiesSection()}
${overviewSection(data)}
${judgeSection(data)}
${pickerSection(data)}
${policiesSection()}
${notesSection(data)}
</main>
${dialog()}
<script type="application/json" id="data">${new Markup(json)}</script>
<script type="module">${new Markup(script)}</script>
</body>
</html>
`.text;
}

/** Nothing is loaded from anywhere, and only this style and this script run. */
function contentSecurityPolicy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}

function sprite(): Markup {
  const symbols = Object.entries(MARKS).map(([name, shape]) => html`<symbol id="mark-${name}" viewBox="0 0 16 16">${new Markup(shape)}</symbol>`);
  return html`<svg hidden>${symbols}</svg>`;
}

function mark(name: Mark): Markup {
  return html`<svg class="mark" aria-hidden="true"><use href="#mark-${name}"/></svg>`;
}

function header({ written: { version, date } }: PageData): Markup {
  return html`<header>
<p class="name">cdk-iam-mfa</p>
<h1>Who can do what without MFA, and what stops working?</h1>
<p class="lead">Teams want MFA for their IAM users, and automation that keeps working. This page says which construct of this library
to use, and asks widely copied IAM policies the same questions. Pick options, and see which answers change, and why.
The <a href="https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main/docs/glossary.md">glossary</a> explains the words.</p>
<p class="origin">Who can do what, side by side and in the matrix, was judged by <cite>@cloud-copilot/iam-simulate</cite>, an IAM policy simulator
that this project did not write, on the synthesized templates. <strong>No row was observed on a live AWS account.</strong> Written on <time>${date}</time> by
${version === '0.0.0' ? 'a clone of cdk-iam-mfa, before its first release' : `cdk-iam-mfa ${version}`}.</p>
<nav aria-label="On this page"><a href="#choice">Which strategy?</a> <a href="#strategies">Every construct</a> <a href="#overview">Side by side</a>
<a href="#judge">Your own policy</a> <a href="#picker">Pick your options</a> <a href="#policies">The two policies</a> <a href="#notes">How the answers were found</a></nav>
</header>`;
}

function overviewSection({ overview }: PageData): Markup {
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

function pickerSection(data: PageData): Markup {
  return html`<section id="picker" aria-labelledby="picker-title" tabindex="-1">
<h2 id="picker-title">Pick your options</h2>
<div class="picker">
${optionsForm(data.options)}
<div class="result">
<div class="top">
<section aria-labelledby="code-title" class="card">
<div class="bar"><h3 id="code-title">CDK code to paste</h3><button type="button" class="plain" data-copy="code">Copy</button></div>
<pre id="code"></pre>
<ul id="warnings" class="warnings"></ul>
</section>
<section aria-labelledby="sizes-title" class="card">
<h3 id="sizes-title">Size of the policies</h3>
<dl id="sizes" class="sizes"></dl>
<p class="fine">IAM takes ${data.quota.toLocaleString('en')} characters, white space not counted. These are the sizes for a group named developers.
The check at synth assumes the longest possible names.</p>
</section>
</div>
<section aria-labelledby="changes-title" class="card" id="changes" tabindex="-1">
<h3 id="changes-title">What changed, and why</h3>
<div id="change-list"><p>Nothing yet: these are the defaults. Pick an option, and the answers that change are listed here and marked below.</p></div>
</section>
<noscript><p class="card">Picking options needs JavaScript. The answers below are those of the defaults.</p></noscript>
${matrix(data)}
</div>
</div>
<div class="status"><p id="status" role="status"></p><a href="#changes" id="to-changes" hidden>See why</a></div>
</section>`;
}

function optionsForm(options: Option[]): Markup {
  return html`<form class="card options" aria-labelledby="options-title" id="options">
<div class="bar"><h3 id="options-title">Options</h3><button type="reset" class="plain">Defaults</button></div>
${options.map((option) => option.ticked === undefined ? radioButtons(option) : tickBox(option))}
<p><a id="permalink" href="#picker">Link to these options</a></p>
</form>`;
}

function radioButtons({ prop, label, choices, refusal }: Option): Markup {
  return html`<fieldset data-prop="${prop}"><legend>${label} <code>${prop}</code></legend>
${choices.map((choice, index) => html`<label class="choice"><input type="radio" name="${prop}" value="${index}"
${index === 0 && new Markup('checked')}${refusedBy(prop, refusal)}> <span>${choice.label}</span></label>`)}
${refusalNote(prop, refusal)}</fieldset>`;
}

function tickBox({ prop, label, hint, ticked, refusal }: Option): Markup {
  return html`<div data-prop="${prop}" class="tick"><label class="choice"><input type="checkbox" name="${prop}"
${ticked === 0 && new Markup('checked ')}aria-describedby="${prop}-hint${refusal && ` ${prop}-refusal`}"> <span>${label} <code>${prop}</code></span></label>
<p class="hint" id="${prop}-hint">${hint}</p>${refusalNote(prop, refusal)}</div>`;
}

function refusedBy(prop: string, refusal?: string): Markup | undefined {
  return refusal === undefined ? undefined : html` aria-describedby="${prop}-refusal"`;
}

function refusalNote(prop: string, refusal?: string): Markup | undefined {
  return refusal === undefined ? undefined : html`<p class="refusal" id="${prop}-refusal" hidden>Refused by the library: expected ${refusal}.</p>`;
}

/** The matrix shows this library, in which nothing is open or broken. A test holds that. */
const LIBRARY_ANSWERS = ['outside', 'works', 'denied', 'ungranted'] as const;

function matrix(data: PageData): Markup {
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

function policiesSection(): Markup {
  return html`<section id="policies" aria-labelledby="policies-title" tabindex="-1">
<h2 id="policies-title">The two policies</h2>
<p>As CloudFormation would create them, in account 123456789012 for a group named developers.</p>
<div id="policy-list" class="policies"></div>
</section>`;
}

function notesSection({ kinds }: PageData): Markup {
  return html`<section id="notes" aria-labelledby="notes-title">
<h2 id="notes-title">How the answers were found</h2>
<p>The judge is <cite>@cloud-copilot/iam-simulate</cite>. It judged the policies of each combination of options as the CDK
synthesizes them, in the partition aws, for a user and a group without an IAM path. The reasons are those of the expected table,
which the tests of the library compare to the judge in three partitions, with and without a path. <strong>No row was observed on a live AWS account.</strong></p>
<h3>Kinds of request</h3>
<dl class="kinds">
${kinds.map(({ title, keys, alike, unverified }) => html`<div><dt>${title}</dt><dd>
${Object.entries(keys).map(([key, value]) => html`<code>${key}: ${value}</code> `)}
${alike.length > 0 && html`<br>The same keys come with: ${alike.join('; ')}.`}${unverified && html`<br>Unverified: ${unverified}.`}</dd></div>`)}
</dl>
<details><summary>Where the judge differs from AWS</summary>
<dl class="kinds">
${DIFFERENCES.map(({ what, simulator, aws, workaround }) => html`<div><dt>${prose(what)}</dt><dd>
The judge: ${prose(simulator)}. AWS: ${prose(aws)}. What the tests do about it: ${prose(workaround)}.</dd></div>`)}
</dl></details>
</section>`;
}

function dialog(): Markup {
  return html`<dialog id="dialog" aria-labelledby="dialog-title">
<div class="bar"><h2 id="dialog-title" tabindex="-1" autofocus></h2><form method="dialog"><button class="plain">Close</button></form></div>
<div id="dialog-body"></div>
</dialog>
<p id="announcement" role="status" class="hidden"></p>`;
}
