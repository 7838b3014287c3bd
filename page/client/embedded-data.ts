/** The answers that the page was written with. They are looked up here; the browser judges only what a reader pastes. */
import { element } from './dom';
import type { Mark } from '../answer-marks';
import type { Outcome, PageData } from '../page-data';

export const data = JSON.parse(element('data').textContent!) as PageData;

export function outcomeOf(key: string, cell: number): Outcome {
  return data.outcomes[cell][parseInt(data.combinations[key].answers[cell], 36)];
}

export function markOf({ answer }: Outcome): Mark {
  return answer ?? 'unrated';
}

export function nameOf(cell: number): string {
  const { kind, label } = data.cells[cell];
  return `${data.columns[kind]}: ${label}`;
}
