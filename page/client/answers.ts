/** The answers that the page was written with. They are looked up here; the browser judges only what a reader pastes. */
import { element } from './dom';
import type { Outcome, PageData } from '../page-model';

export const data = JSON.parse(element('data').textContent!) as PageData;

export function outcomeOf(key: string, cell: number): Outcome {
  return data.outcomes[cell][parseInt(data.combinations[key].answers[cell], 36)];
}

export function wordOf({ answer }: Outcome): string {
  return data.answers[answer].word;
}

export function markOf({ answer, rated }: Outcome): string {
  return rated ? answer : 'unrated';
}

export function isAllowed({ answer }: Outcome): boolean {
  return answer === 'allowed' || answer === 'open' || answer === 'hole';
}

export function decision(outcome: Outcome): string {
  const { sids } = outcome;
  return sids.length === 0 ? 'denied, because no statement allows it' : `${isAllowed(outcome) ? 'allowed' : 'denied'} by ${listed(sids)}`;
}

export function nameOf(cell: number): string {
  const { kind, label } = data.cells[cell];
  return `${data.columns[kind]}: ${label}`;
}

function listed(words: string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
