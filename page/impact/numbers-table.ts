/** What each policy does to the calls, one beside the other; a reader picks the one of which the page tells more. */
import { create } from './elements';
import { type Counts, type Judged, usersWith } from './judged';
import { counted } from '../../impact/report/sentence-parts';

const COLUMNS: readonly (readonly [title: string, number: (judged: Judged) => number, tone?: keyof Counts])[] = [
  ['Calls that stop', ({ counts }) => counts.stops, 'stops'],
  ['Users who lose them', (judged) => usersWith(judged, 'stops')],
  ['Calls that depend', ({ counts }) => counts.depends, 'depends'],
  ['Calls that keep working', ({ counts }) => counts['goes on']],
  ['Refused already', ({ counts }) => counts['refused already']],
];

export interface NumbersTable {
  readonly table: HTMLElement;
  readonly shown: () => string;
  /** By the name of the policy. */
  readonly show: (judged: Readonly<Record<string, Judged>>, byDefault: Readonly<Record<string, Judged>>) => void;
}

/** @param first the name of the one that is picked at first */
export function numbersTable(names: readonly string[], first: string, picked: () => void): NumbersTable {
  const radios = names.map((value) => create('input', { type: 'radio', name: 'policy', value, ...value === first ? { checked: '' } : {} }) as HTMLInputElement);
  const cells = names.map(() => COLUMNS.map(() => create('span', {})));
  const table = create('table', { 'class': 'cards numbers', 'role': 'table', 'aria-labelledby': 'numbers-title' },
    create('thead', { role: 'rowgroup' }, create('tr', { role: 'row' },
      ...['Policy', ...COLUMNS.map(([title]) => title)].map((title) => create('th', { role: 'columnheader', scope: 'col' }, title)))),
    create('tbody', { role: 'rowgroup' }, ...names.map((name, row) => create('tr', { role: 'row' },
      create('th', { role: 'rowheader', scope: 'row' }, create('label', { class: 'choice' }, radios[row], create('span', {}, name))),
      ...COLUMNS.map(([title, , tone], column) => create('td', { role: 'cell', ...tone === undefined ? {} : { 'data-answer': tone } },
        create('span', { 'class': 'label', 'aria-hidden': 'true' }, title), cells[row][column]))))));
  table.addEventListener('change', picked);
  return {
    table,
    shown: () => radios.find(({ checked }) => checked)!.value,
    show: (judged, byDefault) => names.forEach((name, row) => COLUMNS.forEach(([, numberIn], column) => {
      const [number, usual] = [numberIn(judged[name]), numberIn(byDefault[name])];
      cells[row][column].replaceChildren(create('strong', {}, number.toLocaleString('en')),
        ...number === usual ? [] : [' ', create('small', {}, `${usual.toLocaleString('en')} by default`)]);
    })),
  };
}

export function summary(name: string, judged: Judged): string {
  const { stops, depends } = judged.counts;
  return `${name}: ${stops === 0 ? 'no call stops' : `${counted(stops, 'call')} of ${counted(usersWith(judged, 'stops'), 'user')} ${stops === 1 ? 'stops' : 'stop'}`}${
    depends === 0 ? '' : `, ${counted(depends, 'call')} ${depends === 1 ? 'depends' : 'depend'}`}`;
}
