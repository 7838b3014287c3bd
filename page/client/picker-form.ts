/** The options that a person picks: in the form, and in the link to the page. */
import { element } from './dom';
import { data } from './embedded-data';
import type { Option } from '../page-data';

export const form = element('options') as HTMLFormElement;

export const DEFAULTS: number[] = data.options.map(() => 0);

/** What a person wants, also while the mode does not take it, and the combination that is shown. */
export const picked = { wanted: DEFAULTS, shown: keyOf(DEFAULTS) };

function refused({ refusal }: Option, wanted: number[]): boolean {
  return refusal !== undefined && wanted[0] !== 0;
}

export function keyOf(wanted: number[]): string {
  return wanted.map((choice, index) => refused(data.options[index], wanted) ? 0 : choice).join('');
}

export function choicesOf(key: string): number[] {
  return [...key].map(Number);
}

function inputsOf({ prop }: Option): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>(`input[name="${prop}"]`)];
}

export function readForm(): number[] {
  return data.options.map((option, index) => {
    const [first, ...others] = inputsOf(option);
    if (first.disabled) {
      return picked.wanted[index];
    }
    return option.ticked === undefined ? [first, ...others].findIndex(({ checked }) => checked) : Number(first.checked === (option.ticked === 1));
  });
}

export function writeForm(key: string): void {
  data.options.forEach((option, index) => {
    const isRefused = refused(option, picked.wanted);
    const choice = choicesOf(key)[index];
    inputsOf(option).forEach((input, position) => {
      input.disabled = isRefused;
      input.checked = option.ticked === undefined ? position === choice : choice === option.ticked;
    });
    if (option.refusal !== undefined) {
      element(`${option.prop}-refusal`).hidden = !isRefused;
    }
  });
}

export function linkOf(key: string): string {
  const parameters = new URLSearchParams();
  choicesOf(key).forEach((choice, index) => choice > 0 && parameters.set(data.options[index].prop, data.options[index].choices[choice].value));
  return `#${parameters.size === 0 ? 'picker' : parameters}`;
}

/** The options of a link; none if the link is to a part of the page. */
export function readLink(): number[] | undefined {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const linked = data.options.map(({ prop, choices: offered }) => Math.max(0, offered.findIndex(({ value }) => value === parameters.get(prop))));
  return data.options.some(({ prop }) => parameters.has(prop)) ? linked : undefined;
}
