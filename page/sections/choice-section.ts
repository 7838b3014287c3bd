/** Renders the choice: three questions, with the answer to each combination. */
import { CHOICE_QUESTIONS, ChoiceQuestion, EVERY_CHOICE, nameOf } from '../../guide/choice';
import { Effects, Recommendation, recommendationFor } from '../../guide/recommendation';
import { Markup, html, linkedProse } from '../markup';

/** The titles of the three cards of an answer. */
const EFFECTS: Record<keyof Effects, string> = {
  keeps: 'What stays possible', stops: 'What stops', people: 'What changes for people',
};

export function choiceSection(repository: string): Markup {
  return html`<section id="choice" aria-labelledby="choice-title">
<h2 id="choice-title">Which strategy?</h2>
<p>Three questions, and what to use. If people can do without IAM users, let them:
<a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html">AWS recommends temporary credentials</a>. This is for the users that remain.</p>
<div class="picker">
<form class="card questions" id="questions" aria-label="Three questions">
${CHOICE_QUESTIONS.map(question)}
<p><a id="choice-link" href="#choice">Link to this answer</a></p>
</form>
<div>
<noscript><p class="card">Choosing needs JavaScript. This is the answer to the first choices; the tables below say when to choose what else.</p></noscript>
${EVERY_CHOICE.map((choice, index) => recommendation(nameOf(choice), recommendationFor(choice), index, repository))}
</div>
</div>
</section>`;
}

function question({ name, text, answers }: ChoiceQuestion): Markup {
  return html`<fieldset name="${name}"><legend>${text}</legend>
${answers.map((answer, index) => html`<label class="choice"><input type="radio" name="${name}" value="${answer.value}"${index === 0 && new Markup(' checked')}>
<span>${answer.text}<small>${answer.hint}</small></span></label>`)}</fieldset>`;
}

function recommendation(
  name: string, { use, why, effects, leavesOpen, next, code }: Recommendation, index: number, repository: string,
): Markup {
  const linked = (text: string) => linkedProse(text, repository);
  return html`<article class="card recommendation" data-choice="${name}"${index > 0 && new Markup(' hidden')}>
<h3>Use ${linked(use)}</h3>
<p>${linked(why)}</p>
<div class="effects">${(Object.keys(EFFECTS) as (keyof Effects)[]).map((effect) => html`<div><h4>${EFFECTS[effect]}</h4>
<ul>${effects[effect].map((text) => html`<li>${linked(text)}</li>`)}</ul></div>`)}</div>
<div class="bar"><h4>The code</h4><button type="button" class="plain" data-copy="choice-code-${index}">Copy the code</button></div>
<pre id="choice-code-${index}">${code}</pre>
<div class="outlook">
<div><h4>What stays open, and what to do</h4>
<ul>${leavesOpen.map((way) => html`<li>${linked(way)}</li>`)}</ul></div>
<div><h4>Next</h4>
<p>${linked(next)}</p></div>
</div>
</article>`;
}
