/** The options of RequireMfaPolicy to pick, each with its price. */
import { type Child, create } from './elements';
import type { PageOption } from '../../impact/report/page-data';

export interface Picked {
  /** The index of the choice of each option. */
  readonly choices: readonly number[];
  readonly allowActions: readonly string[];
}

/** Of services that manage no identities. The library takes a few others, and the command `policy` says which. */
export const ACTION = /^(?!(iam|sts|signin|sso[^:]*|identitystore[^:]*):)[a-z\d-]+:[a-z\d*?-]+$/i;

export function optionsForm(options: readonly PageOption[], changed: (picked: Picked) => void): HTMLElement {
  const inputs = options.map(inputOf);
  const refusal = create('p', { id: 'refusal', class: 'error', role: 'alert' });
  const actions = create('input', { 'id': 'actions', 'autocomplete': 'off', 'spellcheck': 'false', 'placeholder': 'ec2:Describe*', 'aria-describedby': 'refusal' }) as HTMLInputElement;
  const form = create('form', { 'class': 'card options', 'aria-labelledby': 'options-title' },
    create('div', { class: 'bar' }, create('h2', { id: 'options-title' }, 'Options'), create('button', { type: 'reset', class: 'plain' }, 'Defaults')),
    ...options.map((option, index) => field(option, inputs[index])),
    create('p', { class: 'field' }, create('label', { for: 'actions' }, 'Actions that need no MFA', create('code', {}, 'allowActions')), actions), refusal);
  const read = () => {
    const allowActions = actions.value.split(/[\s,]+/).filter((action) => action !== '');
    const refused = allowActions.find((action) => !ACTION.test(action));
    refusal.hidden = refused === undefined;
    actions.toggleAttribute('aria-invalid', refused !== undefined);
    if (refused === undefined) {
      changed({ choices: inputs.map(choiceOf), allowActions });
    } else {
      refusal.textContent = `allowActions got ${JSON.stringify(refused)}, expected service:Action of a service that manages no identities, such as s3:GetObject`;
    }
  };
  refusal.hidden = true;
  form.addEventListener('input', read);
  form.addEventListener('submit', (event) => event.preventDefault());
  // The form has its defaults again only after the event.
  form.addEventListener('reset', () => setTimeout(read));
  return form;

  function choiceOf(input: HTMLInputElement | HTMLSelectElement, index: number): number {
    return input instanceof HTMLSelectElement ? input.selectedIndex : Number(input.checked === (options[index].ticked === 1));
  }
}

function inputOf({ prop, ticked, choices }: PageOption): HTMLInputElement | HTMLSelectElement {
  const attributes = { 'id': prop, 'aria-describedby': `${prop}-hint` };
  return (ticked === undefined
    ? create('select', attributes, ...choices.map(({ label }) => create('option', {}, label)))
    : create('input', { ...attributes, type: 'checkbox', ...ticked === 0 ? { checked: '' } : {} })) as HTMLInputElement | HTMLSelectElement;
}

function field({ prop, label, hint, ticked, isConsoleOnly }: PageOption, input: Child): HTMLElement {
  const words = [label, ' ', create('code', {}, prop)];
  return create('div', { class: ticked === undefined ? 'field' : 'tick' },
    ...ticked === undefined ? [create('label', { for: prop }, ...words), input] : [create('label', { class: 'choice' }, input, create('span', {}, ...words))],
    create('p', { class: 'hint', id: `${prop}-hint` }, hint, isConsoleOnly ? ' With CONSOLE_ONLY only.' : ''));
}
