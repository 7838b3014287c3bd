/** Shows the answers to a reader's policy: the table of the published answers, and every row with what decides and closes it. */
import { openDialog, requestTerms } from './answer-dialog';
import { Child, create, mark } from './dom';
import { data } from './embedded-data';
import type { ShownAnswer, ShownDecider, ShownLine, ShownReport } from './own-policy-lines';
import type { OwnAsked, OwnCell } from './own-policy-overview';
import { dependenceOf } from '../../access/judge/answer-words';
import { askedTogether, byRemedy, namesOf } from '../../access/judge/report-words';
import { ALL_ANSWERS, ANSWERS, Answer } from '../../access/requests/answers';
import { capitalized } from '../answer-marks';
import { OVERVIEW } from '../overview-questions';

export function showReport({ conclusion, warnings, lines, rest, notes }: ShownReport, place: HTMLElement): void {
  place.replaceChildren(
    ...warnings.map((warning) => create('p', {}, create('strong', {}, warning))),
    create('p', { class: 'conclusion' }, create('strong', {}, conclusion)),
    overviewOf(lines),
    ...lines.map((line, index) => rowsOf(line, index === 0)),
    ...rest > 0 ? [create('p', {}, `${rest} more: the command cdk-iam-mfa judge lists all of them.`)] : [],
    create('ul', { class: 'fine' }, ...notes.map((note) => create('li', {}, note))));
  place.hidden = false;
}

function heading(words: string, hint?: string): HTMLElement {
  return create('th', { role: 'columnheader', scope: 'col' }, words, ...hint === undefined ? [] : [create('small', {}, hint)]);
}

function table(className: string, label: string, head: HTMLElement[], rows: HTMLElement[]): HTMLElement {
  return create('table', { 'class': `cards ${className}`, 'role': 'table', 'aria-label': label },
    create('thead', { role: 'rowgroup' }, create('tr', { role: 'row' }, ...head)),
    create('tbody', { role: 'rowgroup' }, ...rows));
}

function cell(label: string, ...contents: Child[]): HTMLElement {
  return create('td', { role: 'cell' }, create('span', { 'class': 'label', 'aria-hidden': 'true' }, label), create('div', {}, ...contents));
}

function overviewOf(lines: readonly ShownLine[]): HTMLElement {
  return table('overview own', 'Your own policy, asked as the published answers are', [heading('Policy'), ...OVERVIEW.map(({ title, hint }) => heading(title, hint))],
    lines.map((line) => create('tr', { role: 'row' },
      create('th', { role: 'rowheader', scope: 'row' }, namesOf(line), create('small', {}, counted(line))),
      ...OVERVIEW.map(({ title }, column) => overviewCell(title, line.cells[column], line)))));
}

function counted({ counts: { open, broken, depends, outside } }: ShownLine): string {
  return `${open} open, ${broken} broken, ${depends} depends, ${outside} outside`;
}

function overviewCell(title: string, own: OwnCell<ShownAnswer>, line: ShownLine): HTMLElement {
  const button = create('button', { 'type': 'button', 'class': 'answer', 'data-answer': own.status },
    create('span', { class: 'word' }, mark(own.status), own.words),
    ...own.details.length === 0 ? [] : [create('span', { class: 'details' }, own.details.join(', '))],
    create('span', { class: 'hidden' }, `. ${title}, ${namesOf(line)}`));
  button.addEventListener('click', () => openDialog(`${title}: ${namesOf(line)}`, own.asked.map(answered)));
  return create('td', { role: 'cell' }, create('span', { 'class': 'label', 'aria-hidden': 'true' }, title), button);
}

function answered({ question, answered: one }: OwnAsked<ShownAnswer>): HTMLElement {
  const { row, answer, decidedBy, moreDeciders, closes, depends, arn } = one;
  const kind = data.kinds.findIndex(({ request }) => request === row.request);
  return create('section', {},
    create('h3', {}, question.label),
    create('p', { 'class': 'verdict', 'data-answer': answer }, mark(answer), create('strong', {}, capitalized(answer)), `: ${ANSWERS[answer]}.`),
    ...depends === undefined ? [] : [create('p', {}, `It depends: ${dependenceOf(one)}.`)],
    ...closes === undefined ? [] : [create('p', {}, 'What closes it: ', ...prose(closes), '.')],
    create('p', {}, `The expected table says: ${row.reason}.${row.attack && ` Attack path ${row.attack} of the threat model.`}`),
    requestTerms({ kind, label: question.label, action: row.action, resource: row.resource, arn, otherPermissions: row.otherPermissions }),
    create('p', { class: 'by' }, decidedBy.length === 0 ? 'No statement allows the request, so IAM denies it.' : depends === undefined ? 'Decided by:' : 'May decide:'),
    ...decidedBy.map(statementBlock), ...moreDeciders > 0 ? [create('p', {}, `${moreDeciders} more.`)] : []);
}

/** The rows that are open or broken, and the others folded. */
function rowsOf(line: ShownLine, isFirst: boolean): HTMLElement {
  const told = ALL_ANSWERS.filter((answer) => line.answers.some((one) => one.answer === answer && one.closes !== undefined));
  const others = ALL_ANSWERS.filter((answer) => line.counts[answer] > 0 && !told.includes(answer));
  const rows = (answers: Answer[]) => answers.flatMap((answer) => groupsOf(line, answer));
  const label = `Rows of ${namesOf(line)}`;
  const section = create('details', { class: 'card' },
    create('summary', {}, create('h3', {}, label), ` ${counted(line)}`),
    ...told.length === 0 ? [] : [table('rows', label, ['Answer', 'Requests, and the statements that decide', 'What closes it'].map((words) => heading(words)), rows(told))],
    ...others.length === 0 ? [] : [create('details', {},
      create('summary', {}, `${others.reduce((sum, answer) => sum + line.counts[answer], 0)} rows that work, are denied or are ungranted`),
      table('rows', `Other rows of ${namesOf(line)}`, ['Answer', 'Requests, and the statements that decide'].map((words) => heading(words)), rows(others)))]);
  section.toggleAttribute('open', isFirst);
  return section;
}

function groupsOf(line: ShownLine, answer: Answer): HTMLElement[] {
  return byRemedy(line.answers.filter((one) => one.answer === answer)).map(([closes, some]) => create('tr', { role: 'row' },
    cell('Answer', create('span', { 'class': 'verdict', 'data-answer': answer }, mark(answer), capitalized(answer))),
    cell('Requests', create('ul', {}, ...askedTogether(some, nameOf).map(({ request, calls, depends, first }) => create('li', {},
      create('strong', {}, request), `: ${calls}. `, ...depends === undefined ? [] : [`It depends: ${depends}. `], 'Decided by: ', ...deciders(first), '.')))),
    ...closes === undefined ? [] : [cell('What closes it', ...prose(closes))]));
}

function nameOf(decidedBy: ShownAnswer['decidedBy']): string {
  return decidedBy.map(({ policy, statement }) => `${policy} ${statement}`).join();
}

function deciders({ decidedBy, moreDeciders }: ShownAnswer): Child[] {
  if (decidedBy.length === 0) {
    return ['nothing allows it'];
  }
  return [...decidedBy.flatMap((decider, index) => {
    const button = create('button', { type: 'button', class: 'inline' }, decider.statement);
    button.addEventListener('click', () => openDialog(decider.statement, [statementBlock(decider)]));
    return [...index === 0 ? [] : [', '], button, ...isAdded(decider) ? [' (which the test adds)'] : []];
  }), ...moreDeciders > 0 ? [` and ${moreDeciders} more`] : []];
}

function statementBlock(decider: ShownDecider): HTMLElement {
  return create('figure', {},
    create('figcaption', {}, create('code', {}, decider.statement), isAdded(decider) ? ', which the test adds' : ` of ${decider.policy}`),
    create('pre', {}, JSON.stringify(decider.source ?? data.administrator, null, 2)));
}

/** No policy of the reader: the test adds AdministratorAccess to policies that stand alone. */
function isAdded({ source }: ShownDecider): boolean {
  return source === undefined;
}

function prose(text: string): Child[] {
  return text.split('`').map((part, index) => index % 2 === 1 ? create('code', {}, part) : part);
}
