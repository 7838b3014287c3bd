/** What a resource of a template names: all that it may name, where `Fn::If` chooses. */
import { InputError } from './input-error';
import type { Resolve } from './intrinsics';
import { isFields } from './json-fields';
import type { Resource } from './resource-names';
import { type Outcome, unknownText } from './unknown-text';
import { grouped } from '../grouped';

/** A name or an ARN, and the outcomes with which it is named. */
export interface Reference {
  readonly text: string;
  readonly under: readonly Outcome[];
}

/** Properties that name others. */
const REFERRING = ['GroupName', 'Groups', 'ManagedPolicyArns', 'PermissionsBoundary', 'Roles', 'UserName', 'Users'] as const;

type Referring = typeof REFERRING[number];

/** A resource with what it names. */
export interface Referrer extends Resource {
  readonly references: Readonly<Partial<Record<Referring, readonly Reference[]>>>;
}

export function isReferring(name: string): name is Referring {
  return REFERRING.some((one) => one === name);
}

/** An empty text is what a parameter says of nothing. What cannot be told is an unknown text, so that answers depend on it. */
export function referencesIn(value: unknown, where: string, resolve: Resolve): readonly Reference[] {
  const within = (one: unknown) => referencesIn(one, where, resolve);
  if (Array.isArray(value)) {
    return value.flatMap(within);
  }
  const choice = chosenIn(value);
  if (choice === undefined) {
    return [resolvedOrUnknown(value, where, resolve) ?? []].flat().map((one) => ({ text: String(one), under: [] })).filter(({ text }) => text !== '');
  }
  const { condition, one, other } = choice;
  const [met, unmet] = [within(one), within(other)];
  const under = (isMet: boolean) => ({ text, under: known }: Reference) => ({ text, under: [...known, { condition, isMet }] });
  return JSON.stringify(met) === JSON.stringify(unmet) ? met : [...met.map(under(true)), ...unmet.map(under(false))];
}

interface Choice {
  readonly condition: string;
  readonly one: unknown;
  readonly other: unknown;
}

/** What `Fn::If` chooses between. */
export function chosenIn(value: unknown): Choice | undefined {
  const choice = isFields(value) ? value['Fn::If'] : undefined;
  const [condition, one, other] = Array.isArray(choice) ? choice as unknown[] : [];
  return typeof condition === 'string' ? { condition, one, other } : undefined;
}

export function resolvedOrUnknown(value: unknown, where: string, resolve: Resolve): unknown {
  try {
    return resolve(value, where);
  } catch (error) {
    if (error instanceof InputError) {
      return unknownText(where);
    }
    throw error;
  }
}

/** Each once: of what is named in any case, no outcome matters. */
export function simplified(references: readonly Reference[]): Reference[] {
  const named = grouped(references.map(({ text, under }) => [text, under]));
  return [...named].flatMap(([text, all]) => {
    const always = all.find((under) => under.length === 0);
    return (always === undefined ? all : [always]).map((under) => ({ text, under }));
  });
}
