/** Renders the page around its sections: everything of the default options is in it, and the script shows the others. */
import { createHash } from 'node:crypto';
import { MARKS } from './answer-marks';
import { Markup, html } from './markup';
import type { PageData } from './page-data';
import { choiceSection } from './sections/choice-section';
import { firstScreen } from './sections/first-screen';
import { notesSection } from './sections/notes-section';
import { overviewSection } from './sections/overview-section';
import { ownPolicySection } from './sections/own-policy-section';
import { pickerSection } from './sections/picker-section';
import { strategiesSection } from './sections/strategies-section';

const TITLE = 'Who can do what without MFA? cdk-iam-mfa';

export interface Scripts {
  readonly page: string;
  /** Of the thread that judges. */
  readonly judge: string;
}

/** @param repository where the files of the repository are: an address, or a path from the page */
export function renderPage(data: PageData, style: string, { page: script, judge }: Scripts, repository: string): string {
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
<a class="skip" href="#judge">Skip to your own policy</a>
${sprite()}
${header()}
<main>
${firstScreen(data, repository)}
${ownPolicySection(data)}
${overviewSection(data)}
${choiceSection(repository)}
${strategiesSection(repository)}
${pickerSection(data)}
${policiesSection()}
${notesSection(data)}
</main>
${dialog()}
<script type="application/json" id="data">${new Markup(json)}</script>
<script type="text/plain" id="judge-script">${new Markup(judge.replace(/<\/script/g, '<\\/script'))}</script>
<script type="module">${new Markup(script)}</script>
</body>
</html>
`.text;
}

/** Nothing is loaded from anywhere, and only this style, this script and the thread that it starts run. */
function contentSecurityPolicy(style: string, script: string): string {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; worker-src blob:; base-uri 'none'; form-action 'none'`;
}

function sprite(): Markup {
  const symbols = Object.entries(MARKS).map(([name, shape]) => html`<symbol id="mark-${name}" viewBox="0 0 16 16">${new Markup(shape)}</symbol>`);
  return html`<svg hidden>${symbols}</svg>`;
}

function header(): Markup {
  return html`<header>
<p class="name">cdk-iam-mfa</p>
<nav aria-label="On this page"><a href="#judge">Your own policy</a> <a href="#overview">Side by side</a> <a href="#choice">Which strategy?</a>
<a href="#strategies">Every construct</a> <a href="#picker">Pick your options</a> <a href="#policies">The two policies</a>
<a href="#notes">How the answers were found</a> <a href="impact.html">Whose calls would stop? (sample logs)</a></nav>
</header>`;
}

function policiesSection(): Markup {
  return html`<section id="policies" aria-labelledby="policies-title" tabindex="-1">
<h2 id="policies-title">The two policies</h2>
<p>As CloudFormation would create them, in account 123456789012 for a group named developers.</p>
<div id="policy-list" class="policies"></div>
</section>`;
}

function dialog(): Markup {
  return html`<dialog id="dialog" aria-labelledby="dialog-title">
<div class="bar"><h2 id="dialog-title" tabindex="-1" autofocus></h2><form method="dialog"><button class="plain">Close</button></form></div>
<div id="dialog-body"></div>
</dialog>
<p id="announcement" role="status" class="hidden"></p>`;
}
