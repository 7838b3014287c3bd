/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Runs in the browser: judges the counted calls by what a reader picks, without the logs. */
import { alikeCallsItem } from './alike-calls-item';
import { create, element } from './elements';
import { type Judged, causesOf, judged } from './judged';
import { numbersTable, summary } from './numbers-table';
import { type Picked, optionsForm } from './options-form';
import { codeOf, rulesOf } from './rules';
import { usersList } from './users-list';
import { unpacked } from '../../impact/report/packed-facts';
import type { ImpactPageData } from '../../impact/report/page-data';

type ByPolicy = Readonly<Record<string, Judged>>;

const MAX_CAUSES = 30;

function start(data: ImpactPageData): void {
  const logs = unpacked(data.calls);
  const names = Object.keys(data.policies);
  const judgeAll = (picked: Picked): ByPolicy => Object.fromEntries(names.map((name) => [name, judged(logs, rulesOf(data, name, picked))]));
  const defaults: Picked = { choices: data.options.map(() => 0), allowActions: [] };
  const byDefault = judgeAll(defaults);
  const now = { picked: defaults, judged: byDefault };
  const table = numbersTable(names, data.policy, () => show());
  const users = usersList();
  const code = create('pre', {});

  function show(): void {
    const name = table.shown();
    const of = now.judged[name];
    table.show(now.judged, byDefault);
    showCauses(name, of);
    users.show(of);
    code.textContent = codeOf(data, name, now.picked);
    element('status').textContent = summary(name, of);
  }

  element('numbers').append(table.table);
  element('users').append(...users.content);
  if (data.options.length > 0) {
    element('numbers').append(code);
    element('options').append(optionsForm(data.options, (picked) => {
      Object.assign(now, { picked, judged: judgeAll(picked) });
      show();
    }));
  }
  show();
}

function showCauses(name: string, of: Judged): void {
  const causes = causesOf(of);
  element('causes-title').textContent = `What stops by ${name}, and why`;
  element('causes').replaceChildren(
    ...causes.slice(0, MAX_CAUSES).map(({ alike, users }) => alikeCallsItem(alike, users)),
    ...causes.length === 0 ? [create('p', {}, 'No call of these logs stops or depends.')] : [],
    ...causes.length > MAX_CAUSES ? [create('p', {}, `${causes.length - MAX_CAUSES} more, with fewer calls: the users below have them.`)] : []);
}

start(JSON.parse(element('data').textContent!) as ImpactPageData);
