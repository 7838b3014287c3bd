/** Shows the combination of options that a person picks. */
import { element } from './dom';
import { data } from './embedded-data';
import { changesBetween, showChanges, showMatrix } from './picker-changes';
import { codeOf, showWarnings } from './picker-code';
import { DEFAULTS, form, keyOf, linkOf, picked, readForm, readLink, writeForm } from './picker-form';
import { showPolicies, showSizes } from './picker-policies';

function show(before: string, now: string): void {
  const combination = data.combinations[now];
  const changes = changesBetween(before, now);
  picked.shown = now;
  writeForm(now);
  showMatrix(now, changes);
  element('code').textContent = codeOf(now);
  showWarnings(combination);
  showSizes(combination);
  const policyChanges = showPolicies(data.combinations[before], combination);
  if (before !== now) {
    showChanges(changes, policyChanges, before === keyOf(DEFAULTS) ? 'the defaults' : 'the options before the last pick');
  }
  (element('permalink') as HTMLAnchorElement).href = linkOf(now);
}

function pick(wanted: number[]): void {
  picked.wanted = wanted;
  show(picked.shown, keyOf(wanted));
}

function followLink(): void {
  const linked = readLink();
  if (linked !== undefined) {
    pick(linked);
  }
}

export function startPicker(): void {
  form.addEventListener('change', () => {
    pick(readForm());
    history.replaceState(null, '', linkOf(picked.shown));
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    pick(DEFAULTS);
    history.replaceState(null, '', linkOf(picked.shown));
  });
  addEventListener('hashchange', followLink);
  show(picked.shown, picked.shown);
  followLink();
}
