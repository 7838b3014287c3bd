/** What a pick changed in the answers: marked in the matrix, and listed with the reasons. */
import { openCell } from './answer-dialog';
import { all, create, element, mark } from './dom';
import { data, markOf, nameOf, outcomeOf } from './embedded-data';
import { wordOf } from '../answer-marks';
import type { Outcome } from '../page-data';

export interface Change {
  readonly cell: number;
  readonly before: Outcome;
  readonly now: Outcome;
}

export function changesBetween(before: string, now: string): Change[] {
  return data.cells
    .map((_, cell) => ({ cell, before: outcomeOf(before, cell), now: outcomeOf(now, cell) }))
    .filter((change) => wordOf(change.before) !== wordOf(change.now));
}

export function showMatrix(key: string, changes: Change[]): void {
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

/** @param since what the answers are compared to */
export function showChanges(changes: Change[], policyChanges: string[], since: string): void {
  const count = changes.length === 0 ? 'No answer changed' : `${changes.length} ${changes.length === 1 ? 'answer' : 'answers'} changed`;
  const first = changes.slice(0, 2).map(({ cell, now }) => `${nameOf(cell)} is now ${wordOf(now).toLowerCase()}`);
  const more = changes.length > 2 ? `; and ${changes.length - 2} more` : '';
  element('status').textContent = `${count}. ${changes.length === 0 ? '' : `${first.join('; ')}${more}.`}`;
  element('to-changes').hidden = false;
  element('change-list').replaceChildren(
    create('p', {}, `Compared to ${since}: ${count[0].toLowerCase()}${count.slice(1)}. ${policyChanges.length === 0 ? 'The policies are the same.' : `In the policies: ${policyChanges.join('; ')}.`}`),
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

function decision({ allowed, sids }: Outcome): string {
  return sids.length === 0 ? 'denied, because no statement allows it' : `${allowed ? 'allowed' : 'denied'} by ${listed(sids)}`;
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
