/** Calls that are alike: what happens to them, why, and what to do. */
import { type Child, create } from './elements';
import type { AlikeCalls } from '../../impact/report/alike-calls';
import { counted } from '../../impact/report/sentence-parts';

const MAX_ACTIONS = 8;

const WORDS = {
  stops: { one: 'stops', more: 'stop', advice: 'What to do: ', by: 'By ' },
  depends: { one: 'depends', more: 'depend', advice: 'The record does not tell ', by: 'May be stopped by ' },
} as const;

/** @param users of how many they are, where they are of several */
export function alikeCallsItem({ answer, situation, sid, advice, calls, actions, lastDay, example }: AlikeCalls, users?: number): HTMLElement {
  const { one, more, advice: before, by } = WORDS[answer];
  const others = actions.length - MAX_ACTIONS;
  return create('div', { 'class': 'alike-calls', 'data-answer': answer },
    create('p', {},
      create('strong', {}, `${counted(calls, 'call')}${users === undefined ? '' : ` of ${counted(users, 'user')}`} ${calls === 1 ? one : more}`),
      `, made ${situation}: `,
      ...actions.slice(0, MAX_ACTIONS).flatMap(({ action, calls: some }, index): Child[] => [
        index === 0 ? '' : ', ', create('code', {}, action), some === calls ? '' : ` (${some.toLocaleString('en')})`,
      ]),
      others > 0 ? ` and ${counted(others, 'more action')}` : ''),
    create('p', {}, before, advice, '.'),
    create('p', { class: 'fine' }, by, create('code', {}, sid), lastDay === '' ? '' : `, last on ${lastDay}`,
      ...example === '' ? [] : [', such as event ', create('code', {}, example)]));
}
