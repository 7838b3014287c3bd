/** The page: what the logs cover, and the counted calls, which its script judges by what a reader picks. */
import type { Printed } from './impact-json';
import { happenedLines, others } from './impact-table';
import { beside, copied, problemLines } from './log-lines';
import { OPTIONS, rulesOfOptions, rulesOfTemplate } from './page-options';
import { type Line, line } from './table-line';
import { notesOf } from './user-lines';
import { caveatsOf, coverageSentence } from '../../impact/report/coverage-sentences';
import { packed } from '../../impact/report/packed-facts';
import type { ImpactPageData } from '../../impact/report/page-data';
import { keyOf } from '../../impact/report/people';
import type { Policies } from '../../impact/report/report';
import { counted } from '../../impact/report/sentence-parts';
import { type PageAssets, escaped, page } from '../output/html';
import { json } from '../output/json';

const MODES = '<code>CONSOLE_ONLY</code>: the console needs MFA, and access keys keep working, with four exceptions. <code>ALL_REQUESTS</code>: every request needs MFA.';

/** @param templatePolicies in place of the modes and options of this library */
export function impactPage(printed: Printed, assets: PageAssets, templatePolicies?: Policies): Iterable<string> {
  return page({ heading: 'Whose calls would stop?', content: contentOf(printed, templatePolicies), assets });
}

function* contentOf(printed: Printed, templatePolicies: Policies | undefined): Generator<string> {
  const { report, people } = printed;
  yield `<p class="lead">From the calls that they made, as if every user here were a member of a group with ${templatePolicies === undefined ? `<code>RequireMfaPolicy</code>. ${MODES}` : 'a policy of the template.'}</p>
<noscript><p class="error">The answers need JavaScript. Without --html, the command prints them.</p></noscript>
<div class="judged${templatePolicies === undefined ? ' with-options' : ''}">
<div class="top">
<section class="card" aria-labelledby="numbers-title"><h2 id="numbers-title">By policy</h2><div id="numbers"></div></section>
<section class="card covered" aria-labelledby="covered-title"><h2 id="covered-title">What is counted</h2>
`;
  yield* covered(printed);
  yield `</section>
</div>
${templatePolicies === undefined ? '<div id="options"></div>' : ''}
<div class="all-alike-calls">
<section class="card" aria-labelledby="causes-title"><h2 id="causes-title">What stops</h2><div id="causes"></div></section>
<section aria-labelledby="users-title"><h2 id="users-title">User by user</h2><div id="users"></div></section>
</div>
</div>
<div class="status"><p id="status" role="status"></p></div>
<script type="application/json" id="data">`;
  const data: ImpactPageData = {
    calls: packed(report.users.map((user) => ({ ...user, notes: notesOf(user, people.get(keyOf(user))) }))),
    ...templatePolicies === undefined ? rulesOfOptions(report.policies) : rulesOfTemplate(templatePolicies),
    options: templatePolicies === undefined ? OPTIONS.map(({ values, ...option }) => option) : [],
    policy: report.policies[0],
  };
  yield json(data).replace(/</g, '\\u003c');
  yield '</script>';
}

/** Beside the numbers, because it is missing from them. */
function* covered(printed: Printed): Generator<string> {
  const { report, logs, notes } = printed;
  yield* paragraphs(problemLines(logs), ' class="error"');
  yield* paragraphs([
    ...[`${coverageSentence(logs.coverage)}; in ${counted(logs.files, 'file')}.${copied(logs)}`,
      `Calls of ${counted(report.users.length, 'IAM user')}.${beside(report)}`,
      ...notes,
      ...caveatsOf(logs.coverage, report)].map((text) => line(text)),
    ...others(printed, report.users),
    ...happenedLines(report),
  ]);
}

function* paragraphs(lines: Iterable<Line>, attributes = ''): Generator<string> {
  for (const { text } of lines) {
    yield `<p${attributes}>${escaped(text)}</p>\n`;
  }
}
