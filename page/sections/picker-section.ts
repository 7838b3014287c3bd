/** Renders the options to pick, the code and the sizes; the script fills in what a pick changes. */
import { matrixSection } from './matrix-section';
import { Markup, html } from '../markup';
import type { Option, PageData } from '../page-data';

export function pickerSection(data: PageData): Markup {
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
${matrixSection(data)}
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
