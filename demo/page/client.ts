/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Runs in the browser: shows the combination of options that a person picks. It looks answers up; it judges nothing. */
import type { Combination, Option, Outcome, PageData, Policy, Question } from './model';
import type { Statement } from '../../test/access/simulator';

type Child = Node | string;

const data = JSON.parse(element('data').textContent!) as PageData;
const form = element('options') as HTMLFormElement;
const dialog = element('dialog') as HTMLDialogElement;

/** What a person wants, also while the mode does not take it. */
let wanted: number[] = data.options.map(() => 0);
let shown = keyOf(wanted);

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function create(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const created = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => created.setAttribute(name, value));
  created.append(...children);
  return created;
}

function all<T extends Element>(selector: string): T[] {
  return [...document.querySelectorAll<T>(selector)];
}

// ---- options

function refused({ refusal }: Option, picked: number[]): boolean {
  return refusal !== undefined && picked[0] !== 0;
}

function keyOf(picked: number[]): string {
  return picked.map((choice, index) => refused(data.options[index], picked) ? 0 : choice).join('');
}

function choices(key: string): number[] {
  return [...key].map(Number);
}

function inputsOf({ prop }: Option): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${prop}"]`)];
}

function readForm(): number[] {
  return data.options.map((option, index) => {
    const [first, ...others] = inputsOf(option);
    if (first.disabled) {
      return wanted[index];
    }
    return option.ticked === undefined ? [first, ...others].findIndex(({ checked }) => checked) : Number(first.checked === (option.ticked === 1));
  });
}

function writeForm(key: string): void {
  data.options.forEach((option, index) => {
    const isRefused = refused(option, wanted);
    const choice = choices(key)[index];
    inputsOf(option).forEach((input, position) => {
      input.disabled = isRefused;
      input.checked = option.ticked === undefined ? position === choice : choice === option.ticked;
    });
    if (option.refusal !== undefined) {
      element(`${option.prop}-refusal`).hidden = !isRefused;
    }
  });
}

function linkOf(key: string): string {
  const parameters = new URLSearchParams();
  choices(key).forEach((choice, index) => choice > 0 && parameters.set(data.options[index].prop, data.options[index].choices[choice].value));
  return `#${parameters.size === 0 ? 'picker' : parameters}`;
}

/** The options of a link; none if the link is to a part of the page. */
function readLink(): number[] | undefined {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const linked = data.options.map(({ prop, choices: offered }) => Math.max(0, offered.findIndex(({ value }) => value === parameters.get(prop))));
  return data.options.some(({ prop }) => parameters.has(prop)) ? linked : undefined;
}

// ---- answers

function outcomeOf(key: string, cell: number): Outcome {
  return data.outcomes[cell][parseInt(data.combinations[key].answers[cell], 36)];
}

function wordOf({ answer }: Outcome): string {
  return data.answers[answer].word;
}

function markOf({ answer, rated }: Outcome): string {
  return rated ? answer : 'unrated';
}

function mark(name: string): Node {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstElementChild!.setAttribute('href', `#mark-${name}`);
  return svg;
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function isAllowed({ answer }: Outcome): boolean {
  return answer === 'allowed' || answer === 'open' || answer === 'hole';
}

function decision(outcome: Outcome): string {
  const { sids } = outcome;
  return sids.length === 0 ? 'denied, for no statement allows it' : `${isAllowed(outcome) ? 'allowed' : 'denied'} by ${listed(sids)}`;
}

interface Change {
  readonly cell: number;
  readonly before: Outcome;
  readonly now: Outcome;
}

function changesBetween(before: string, now: string): Change[] {
  return data.cells
    .map((_, cell) => ({ cell, before: outcomeOf(before, cell), now: outcomeOf(now, cell) }))
    .filter((change) => change.before.answer !== change.now.answer);
}

function showMatrix(key: string, changes: Change[]): void {
  const changed = new Map(changes.map((change) => [change.cell, change]));
  all<HTMLElement>('[data-cell]').forEach((button) => {
    const cell = Number(button.dataset.cell);
    const outcome = outcomeOf(key, cell);
    const before = changed.get(cell)?.before;
    const was = button.querySelector<HTMLElement>('.was')!;
    button.dataset.answer = markOf(outcome);
    button.toggleAttribute('data-changed', before !== undefined);
    button.querySelector('.word')!.replaceChildren(mark(markOf(outcome)), wordOf(outcome));
    was.hidden = before === undefined;
    was.textContent = before === undefined ? '' : `was ${wordOf(before).toLowerCase()}`;
  });
}

function nameOf(cell: number): string {
  const { kind, label } = data.cells[cell];
  return `${data.columns[kind]}: ${label}`;
}

function showChanges(changes: Change[], policyChanges: string[]): void {
  const count = changes.length === 0 ? 'No answer changed' : `${changes.length} ${changes.length === 1 ? 'answer' : 'answers'} changed`;
  const first = changes.slice(0, 2).map(({ cell, now }) => `${nameOf(cell)} is now ${wordOf(now).toLowerCase()}`);
  const more = changes.length > 2 ? `; and ${changes.length - 2} more` : '';
  element('status').textContent = `${count}. ${changes.length === 0 ? '' : `${first.join('; ')}${more}.`}`;
  element('to-changes').hidden = false;
  element('change-list').replaceChildren(
    create('p', {}, `${count}. ${policyChanges.length === 0 ? 'The policies are the same.' : `In the policies: ${policyChanges.join('; ')}.`}`),
    ...changes.length === 0 ? [] : [create('ul', {}, ...changes.map(changeItem))],
  );
}

function changeItem({ cell, before, now }: Change): Node {
  const open = create('button', { type: 'button', class: 'inline' }, nameOf(cell));
  open.addEventListener('click', () => openCell(cell));
  return create('li', {}, open, ' ', create('span', { class: 'why' },
    'is now ', create('strong', {}, wordOf(now).toLowerCase()), `: ${decision(now)}. It was ${decision(before)}.`,
    now.row === undefined ? '' : ` Reason: ${now.row.reason}.`));
}

// ---- code, sizes, warnings, policies

function codeOf(key: string): string {
  const lines = choices(key).flatMap((choice, index) => data.options[index].choices[choice].code ?? []);
  const uses = (name: string) => lines.some((line) => line.includes(name));
  const names = ['ConsoleMfaEnforcedGroup', ...['MfaEnforcement', 'UserCredential'].filter(uses)];
  const props = lines.length === 0 ? '' : `, {\n${lines.map((line) => `  ${line},\n`).join('')}}`;
  return [
    ...uses('Duration') ? ["import { Duration } from 'aws-cdk-lib';"] : [],
    `import { ${names.join(', ')} } from 'cdk-iam-mfa';`,
    '',
    `new ConsoleMfaEnforcedGroup(this, 'Developers'${props});`,
  ].join('\n');
}

function showWarnings({ warnings }: Combination): void {
  element('warnings').replaceChildren(...warnings.map((index) => create('li', {},
    create('strong', {}, 'Warning at synth: '), `${data.warnings[index].message}. `, create('code', {}, data.warnings[index].id))));
}

function showSizes({ policies }: Combination): void {
  element('sizes').replaceChildren(...policies.map(({ name, characters }) => create('div', {},
    create('dt', {}, name),
    create('dd', {},
      create('meter', { 'max': `${data.quota}`, 'value': `${characters}`, 'aria-label': `Size of ${name}` }), ` ${characters.toLocaleString('en')} characters`))));
}

/** What changed in a policy, by Sid. */
function statementChanges(before: Policy, now: Policy): { readonly words: string[]; readonly changed: Set<number> } {
  const sidOf = (index: number) => data.statements[index].Sid;
  const changed = now.statements.filter((index) => !before.statements.includes(index));
  const had = new Set(before.statements.map(sidOf));
  const has = new Set(now.statements.map(sidOf));
  return {
    words: [
      ...changed.map((index) => `${sidOf(index)} ${had.has(sidOf(index)) ? 'changed' : 'is new'}`),
      ...[...had].filter((sid) => !has.has(sid)).map((sid) => `${sid} is gone`),
    ],
    changed: new Set(changed),
  };
}

function showPolicies(before: Combination, now: Combination): string[] {
  const changes = now.policies.map((policy, index) => statementChanges(before.policies[index], policy));
  const isOpen = all<HTMLDetailsElement>('#policy-list details').map(({ open }) => open);
  element('policy-list').replaceChildren(...now.policies.map((policy, index) => {
    const { words, changed } = changes[index];
    const details = create('details', {},
      create('summary', {}, create('h3', {}, policy.name), ` ${policy.characters.toLocaleString('en')} of ${data.quota.toLocaleString('en')} characters`),
      ...words.length === 0 ? [] : [create('p', { class: 'fine' }, `Since the last pick: ${words.join('; ')}.`)],
      copyButton(`policy-${index}`, `Copy ${policy.name}`),
      create('pre', { id: `policy-${index}` }, ...policyText(policy, changed)));
    details.toggleAttribute('open', isOpen[index] ?? matchMedia('(min-width: 60rem)').matches);
    return details;
  }));
  return changes.flatMap(({ words }) => words);
}

/** As people write statements; the CDK sorts their elements by name, which means the same. */
function statementText({ Sid, Effect, ...others }: Statement): string {
  return JSON.stringify({ Sid, Effect, ...others }, null, 2);
}

function policyText({ statements }: Policy, changed: Set<number>): Child[] {
  const blocks = statements.flatMap((index, position): Child[] => {
    const json = statementText(data.statements[index]).replace(/^/gm, '    ');
    return [...position === 0 ? [] : [',\n'], changed.has(index) ? create('mark', {}, json) : json];
  });
  return ['{\n  "Version": "2012-10-17",\n  "Statement": [\n', ...blocks, '\n  ]\n}'];
}

function copyButton(target: string, label: string): HTMLElement {
  return create('button', { 'type': 'button', 'class': 'plain', 'data-copy': target }, label);
}

async function copy(button: HTMLElement): Promise<void> {
  const text = element(button.dataset.copy!).textContent!;
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copyBySelection(text);
  element('copied').textContent = copied ? 'Copied.' : 'The browser did not let this page copy; select the text instead.';
  button.toggleAttribute('data-copied', copied);
  setTimeout(() => button.removeAttribute('data-copied'), 2000);
}

/** For browsers that give pages from the disk no clipboard. */
function copyBySelection(text: string): boolean {
  const area = create('textarea', { class: 'hidden' }) as HTMLTextAreaElement;
  const focused = document.activeElement as HTMLElement | null;
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return copied;
}

// ---- one answer, opened

function openCell(cell: number): void {
  const { policies } = data.combinations[shown];
  const statements = policies.flatMap((policy) => policy.statements.map((index) => data.statements[index]));
  openDialog(nameOf(cell), [answered(data.cells[cell], outcomeOf(shown, cell), statements)]);
}

function openOverview(strategy: number, column: number): void {
  const { title, statements, cells } = data.overview[strategy];
  openDialog(`${data.overviewColumns[column]}: ${title}`, cells[column].asked.map(({ question, outcome }) => create('section', {},
    create('h3', {}, question.label), answered(question, outcome, statements))));
}

function openDialog(title: string, contents: Child[]): void {
  element('dialog-title').textContent = title;
  element('dialog-body').replaceChildren(...contents);
  dialog.showModal();
  dialog.scrollTop = 0;
}

function answered(question: Question, outcome: Outcome, statements: Statement[]): HTMLElement {
  return create('div', { class: 'answered' },
    create('p', { 'class': 'verdict', 'data-answer': markOf(outcome) }, mark(markOf(outcome)), create('strong', {}, wordOf(outcome)), `: ${outcome.rated ? data.answers[outcome.answer].meaning : data.unrated}.`),
    create('p', {}, reason(outcome)),
    requestTerms(question),
    create('p', { class: 'by' }, outcome.sids.length === 0
      ? 'No statement of the policies allows the request, so IAM denies it.'
      : `${isAllowed(outcome) ? 'Allowed' : 'Denied'} by:`),
    ...outcome.sids.map((sid) => statementBlock(sid, statements)));
}

function reason({ row, rated }: Outcome): string {
  if (row === undefined) {
    return `The expected table has no row for this; ${rated ? 'what it should be is what the column asks for' : 'the verdict is the judge\'s alone'}.`;
  }
  return `Reason, from the row of ${row.strategy} in the expected table: ${row.reason}.${row.attack && ` Attack path ${row.attack} of the threat model.`}`;
}

function requestTerms({ kind, action, resource, arn, besides }: Question): HTMLElement {
  const { title, keys, alike, unverified } = data.kinds[kind];
  const terms: [string, Child[]][] = [
    ['Request', [title]],
    ['Condition keys', Object.entries(keys).flatMap(([key, value]) => [create('code', {}, `${key}: ${value}`), ' '])],
    ['Action', [create('code', {}, action)]],
    ['Resource', resource === '*' ? [create('code', {}, '*')] : [`${resource}, `, create('code', {}, arn)]],
    ['The member', [besides === 'admin' ? 'is an administrator besides' : 'has no other permissions']],
    ...alike.length === 0 ? [] : [['Same keys', [alike.join('; ')]] as [string, Child[]]],
    ...unverified === undefined ? [] : [['Unverified', [unverified]] as [string, Child[]]],
  ];
  return create('dl', { class: 'terms' }, ...terms.map(([term, description]) => create('div', {}, create('dt', {}, term), create('dd', {}, ...description))));
}

function statementBlock(sid: string, statements: Statement[]): HTMLElement {
  const statement = statements.find(({ Sid }) => Sid === sid) ?? data.administrator;
  return create('figure', {},
    create('figcaption', {}, create('code', {}, sid), statement === data.administrator ? ', which the member has besides' : ''),
    create('pre', {}, statementText(statement)));
}

// ---- all of it

function show(before: string, now: string): void {
  const combination = data.combinations[now];
  const changes = changesBetween(before, now);
  shown = now;
  writeForm(now);
  showMatrix(now, changes);
  element('code').textContent = codeOf(now);
  showWarnings(combination);
  showSizes(combination);
  const policyChanges = showPolicies(data.combinations[before], combination);
  if (before !== now) {
    showChanges(changes, policyChanges);
  }
  (element('permalink') as HTMLAnchorElement).href = linkOf(now);
}

function pick(picked: number[]): void {
  wanted = picked;
  show(shown, keyOf(wanted));
}

function followLink(): void {
  const linked = readLink();
  if (linked !== undefined) {
    pick(linked);
  }
}

form.addEventListener('change', () => {
  pick(readForm());
  history.replaceState(null, '', linkOf(shown));
});
form.addEventListener('reset', (event) => {
  event.preventDefault();
  pick(data.options.map(() => 0));
  history.replaceState(null, '', linkOf(shown));
});
document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('button');
  if (button?.dataset.copy !== undefined) {
    void copy(button);
  } else if (button?.dataset.cell !== undefined) {
    openCell(Number(button.dataset.cell));
  } else if (button?.dataset.overview !== undefined) {
    const [strategy, column] = button.dataset.overview.split('-').map(Number);
    openOverview(strategy, column);
  } else if (target === dialog) {
    dialog.close();
  }
});
addEventListener('hashchange', followLink);
addEventListener('beforeprint', () => all<HTMLDetailsElement>('details').forEach((details) => { details.open = true; }));

show(shown, shown);
followLink();
