/** Renders the page around its sections: everything of the default options is in it, and the script shows the others. */
import { createHash } from 'node:crypto';
import { MARKS } from './answer-marks';
import { Markup, html } from './markup';
import type { PageData } from './page-data';
import { choiceSection } from './sections/choice-section';
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

export function renderPage(data: PageData, style: string, { page: script, judge }: Scripts): string {
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
${ownPolicySection(data)}
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
