/** Shows the answer to the three questions; all answers are in the page. */
import { all, announce, element } from './dom';

const form = element('questions') as HTMLFormElement;
const questions = [...form.querySelectorAll('fieldset')].map(({ name }) => name);

function radioButtons(question: string): HTMLInputElement[] {
  return all<HTMLInputElement>(`#questions input[name="${question}"]`);
}

function picked(): string[] {
  return questions.map((question) => radioButtons(question).find(({ checked }) => checked)!.value);
}

function link(): string {
  const values = picked();
  return `#${new URLSearchParams(questions.map((question, index) => [question, values[index]]))}`;
}

function showAnswer(): void {
  const wanted = picked().join(' ');
  all<HTMLElement>('[data-choice]').forEach((answer) => { answer.hidden = answer.dataset.choice !== wanted; });
  (element('choice-link') as HTMLAnchorElement).href = link();
}

/** Goes to the answer of a link, if it is a link to one; what it does not say, or says wrong, is the first choice. */
function followLink(): void {
  const parameters = new URLSearchParams(location.hash.slice(1));
  if (!questions.some((question) => parameters.has(question))) {
    return;
  }
  questions.forEach((question) => {
    const [first, ...others] = radioButtons(question);
    (others.find(({ value }) => value === parameters.get(question)) ?? first).checked = true;
  });
  showAnswer();
  element('choice').scrollIntoView();
}

export function startChoice(): void {
  form.addEventListener('change', () => {
    showAnswer();
    history.replaceState(null, '', link());
    announce(`The answer is now: ${document.querySelector('[data-choice]:not([hidden]) h3')!.textContent}.`);
  });
  addEventListener('hashchange', followLink);
  showAnswer();
  followLink();
}
