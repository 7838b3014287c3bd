/** Renders the place where a reader pastes a policy; the script judges it and shows the answers. */
import { Markup, html } from '../markup';
import type { PageData } from '../page-data';

export function ownPolicySection({ examples, judgeRows }: PageData): Markup {
  return html`<section id="judge" aria-labelledby="judge-title" tabindex="-1">
<h2 id="judge-title">Your own policy</h2>
<p>Which ways around MFA does it leave open? Paste it: your browser asks it ${judgeRows.length} requests, and nothing leaves this page.</p>
<div class="card paste" id="drop">
<label for="own-policy">A policy, several one after the other, a CloudFormation template in JSON, or the output of
<code>aws iam get-account-authorization-details</code></label>
<textarea id="own-policy" rows="10" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="own-error"></textarea>
<p class="files"><label for="own-files">Or choose files, or drop them here:</label> <input type="file" id="own-files" multiple accept=".json,.template,application/json"></p>
<label for="own-context">Condition keys that you know, such as <code>aws:RequestedRegion=eu-west-1</code>, one on each line</label>
<textarea id="own-context" rows="2" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="own-error"></textarea>
<p id="own-progress" hidden>Judging ...</p>
<p id="own-error" class="error" role="alert" hidden></p>
<h3 id="examples-title">Or load a widely copied policy</h3>
<ul class="examples" aria-labelledby="examples-title">
${examples.map(({ name, title }) => html`<li><a href="#judge=${name}">${title}</a></li>`)}
</ul>
<p class="fine">The requests are those of the access matrix. The page has its own evaluator. The tests of the library check that it agrees with the
simulator of the other tables.</p>
<noscript><p>Judging needs JavaScript. In a terminal, <code>npm run demo -- --policy FILE</code> says the same.</p></noscript>
</div>
<div id="own-result" hidden></div>
</section>`;
}
