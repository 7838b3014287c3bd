/** Renders how the answers were found: the judge, the kinds of request, and where the judge differs from AWS. */
import { DIFFERENCES } from '../../access/matrix/simulator-differences';
import { Markup, html, prose } from '../markup';
import type { PageData } from '../page-data';

export function notesSection({ kinds }: PageData): Markup {
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
