/** The users, and what stops for each: a part of them at once, because there may be thousands. */
import { alikeCallsItem } from './alike-calls-item';
import { create } from './elements';
import { type Judged, type JudgedUser, found, isAffected, alikeCallsOfUser } from './judged';
import { counted } from '../../impact/report/sentence-parts';

const AT_ONCE = 50;

export interface UsersList {
  readonly content: readonly HTMLElement[];
  readonly show: (judged: Judged) => void;
}

export function usersList(): UsersList {
  const search = create('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' }) as HTMLInputElement;
  const all = create('input', { type: 'checkbox' }) as HTMLInputElement;
  const more = create('button', { type: 'button', class: 'plain' }, 'Show more users');
  const list = create('ol', { class: 'users' });
  const summary = create('p', { role: 'status' });
  const state: { judged?: Judged; most: number } = { most: AT_ONCE };
  const draw = () => {
    const users = found(state.judged!, search.value).filter(({ counts }) => all.checked || isAffected(counts));
    const some = users.slice(0, state.most);
    list.replaceChildren(...some.map((user) => userItem(state.judged!, user)));
    more.hidden = some.length === users.length;
    summary.textContent = `${some.length < users.length ? `The first ${some.length} of ` : ''}${counted(users.length, 'user')}${
      all.checked ? '' : ' with calls that stop or depend'}.`;
  };
  [search, all].forEach((input) => input.addEventListener('input', () => {
    state.most = AT_ONCE;
    draw();
  }));
  more.addEventListener('click', () => {
    const next = state.most;
    state.most += AT_ONCE;
    draw();
    // The button may be gone, and a reader wants the next user.
    (list.children[next] as HTMLElement).focus();
  });
  return {
    content: [
      create('p', { class: 'field' }, create('label', { for: 'search' }, 'Find a user, an action or a statement'), search),
      create('label', { class: 'choice' }, all, create('span', {}, 'Also users who lose no call')),
      summary, list, more,
    ],
    show: (judged) => {
      state.judged = judged;
      draw();
    },
  };
}

function userItem(judged: Judged, { of, counts }: JudgedUser): HTMLElement {
  return create('li', { class: 'card', tabindex: '-1' },
    create('h3', {}, of.user, ' ', create('small', {}, of.account)),
    ...of.notes.length === 0 ? [] : [create('p', { class: 'fine' }, `${of.notes.join('; ')}.`)],
    ...isAffected(counts) ? alikeCallsOfUser(judged, of).map((alike) => alikeCallsItem(alike)) : [create('p', {}, `No call stops; ${counted(counts['goes on'], 'call')} ${counts['goes on'] === 1 ? 'keeps' : 'keep'} working.`)]);
}
