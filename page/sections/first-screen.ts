/** Renders what a reader sees first: what is there today above what this library gives, and who asks. */
import { overviewAnswer } from './overview-section';
import { ASKER_ICONS, AskerIcon } from '../asker-icons';
import { Markup, html, mark } from '../markup';
import { OVERVIEW, OverviewColumn } from '../overview-questions';
import type { OverviewCell, OverviewStrategy, PageData } from '../page-data';

/** The policy that AWS publishes today, and ours, by their names in the expected table. */
const TODAY = 'aws-self-manage';
const OURS = 'console-only';

/** Who asks, and the columns of the overview that say what happens. */
interface Asker {
  readonly icon: AskerIcon;
  readonly who: string;
  readonly hint: string;
  /** What the request says of MFA, which is all that a policy sees of it. */
  readonly carries: string;
  readonly answers: readonly { readonly column: OverviewColumn['title']; readonly about?: string }[];
}

const ASKERS: readonly Asker[] = [
  { icon: 'password', who: 'Ada\'s password', hint: 'console, no code', carries: 'MFA: false', answers: [{ column: 'Console without MFA' }] },
  { icon: 'code', who: 'Password + code', hint: 'console with MFA', carries: 'MFA: true', answers: [{ column: 'Console with MFA' }] },
  { icon: 'key', who: 'Ada\'s key', hint: 'her pipeline signs with it', carries: 'no MFA key', answers: [{ column: 'Automation with access keys' }] },
  { icon: 'service', who: 'A service for her', hint: 'Athena reads S3 for the key', carries: 'MFA: false', answers: [{ column: 'Services acting for a key' }] },
  {
    icon: 'leaked',
    who: 'A leaked key',
    hint: 'can do what Ada\'s key can',
    carries: 'no MFA key',
    answers: [{ column: 'A leaked key: the console', about: 'the console' }, { column: 'A leaked key: other identities', about: 'roles' }],
  },
];

export function firstScreen(data: PageData, repository: string): Markup {
  const { written: { version, date } } = data;
  return html`<section class="first" aria-labelledby="first-title">
<div class="claim">
<h1 id="first-title">Who can do what without MFA, and what stops working?</h1>
<p class="lead">IAM users should sign in with MFA, and their automation should keep working. Seven questions, asked of a policy that many have today
and of the constructs of this library.</p>
<p class="go"><a class="button" href="#judge">Test your own policy</a> <a href="#overview">Compare them all</a></p>
</div>
${comparison(data)}
${diagram(data)}
<p class="origin">Judged by <cite>@cloud-copilot/iam-simulate</cite>, an IAM policy simulator that this project did not write, on the synthesized
templates. <strong>No row was observed on a live AWS account.</strong> The <a href="${repository}/docs/glossary.md">glossary</a> explains the words.
Written on <time>${date}</time> by ${version === '0.0.0' ? 'a clone of cdk-iam-mfa, before its first release' : `cdk-iam-mfa ${version}`}.</p>
</section>`;
}

function comparison({ overview }: PageData): Markup {
  const row = (name: string, when: string, what: string) => {
    const strategy = overview.findIndex((one) => one.name === name);
    const { title, cells, ours } = overview[strategy];
    return html`<tr role="row" class="${ours ? 'ours' : 'published'}"><th role="rowheader" scope="row">${when}<small>${what}</small></th>
${cells.map((cell, column) => html`<td role="cell">${overviewAnswer(shortened(cell), strategy, column, title)}</td>`)}</tr>`;
  };
  return html`<table class="compare" role="table" aria-label="Today, and with this library">
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col"><span class="hidden">Policy</span></th>
${OVERVIEW.map(({ title }) => html`<th role="columnheader" scope="col">${title}</th>`)}</tr></thead>
<tbody role="rowgroup">
${row(TODAY, 'Today', 'AWS\'s self-manage policy')}
${row(OURS, 'With this', 'cdk-iam-mfa, by default')}
</tbody>
</table>`;
}

const MOST_DETAILS = 2;

/** The table side by side has all of it, and so has the dialog. */
function shortened({ details, ...cell }: OverviewCell): OverviewCell {
  const more = details.length - MOST_DETAILS;
  return { ...cell, details: more > 0 ? [...details.slice(0, MOST_DETAILS), `${more} more`] : details, reason: undefined };
}

function diagram({ overview }: PageData): Markup {
  const ours = overview.find(({ name }) => name === OURS)!;
  return html`<figure class="askers" aria-labelledby="askers-title">
<figcaption id="askers-title"><span>Who asks</span> <span>what the policy sees</span> <span>what happens</span></figcaption>
<ul role="list">
${ASKERS.map((asker) => askerRow(asker, ours))}
</ul>
</figure>`;
}

function askerRow({ icon, who, hint, carries, answers }: Asker, { cells }: OverviewStrategy): Markup {
  const ends = answers.map(({ column, about }) => ({ ...cells[OVERVIEW.findIndex(({ title }) => title === column)], about }));
  return html`<li data-answer="${ends[0].status}">
<svg class="asker" viewBox="0 0 24 24" aria-hidden="true">${new Markup(ASKER_ICONS[icon])}</svg>
<span class="who">${who}<small>${hint}</small></span>
<span class="carries"><code>${carries}</code></span>
<span class="ends">${ends.map(({ status, words, about }) => html`<span class="end" data-answer="${status}">${mark(status)}<span>${words}${about && html` <small>(${about})</small>`}</span></span>`)}</span>
</li>`;
}
