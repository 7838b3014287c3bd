/** Documents of a template. What `Fn::If` chooses in them, be it a statement or all of them, is there with one outcome of the condition only. */
import type { Resolve } from './intrinsics';
import { type Fields, field, fields, isFields, list } from './json-fields';
import type { Resource } from './resource-names';
import { chosenIn } from './template-references';
import { withUnknownArns } from './unknown-arns';
import { withUnknownComparisons } from './unknown-comparisons';
import { type Outcome, conditionOf, conditional } from './unknown-text';

/** One that may be there, and the outcomes with which it is. */
interface Chosen {
  readonly value: unknown;
  readonly under: readonly Outcome[];
}

/** A property of a resource, and where it stands. */
interface Reading {
  readonly where: string;
  /** The condition of the resource, which is met where it is made. */
  readonly condition: string | undefined;
  readonly stack: string | undefined;
  readonly resolve: Resolve;
}

interface Named {
  readonly name: string;
  readonly document: unknown;
}

export function hasDocuments({ properties }: Resource): boolean {
  const inline = field(properties, 'Policies');
  return field(properties, 'PolicyDocument') !== undefined || (Array.isArray(inline) ? inline.length > 0 : inline !== undefined);
}

/** As they are where the resource is made. */
export function documentsOf({ id, properties, condition, stack }: Resource, resolve: Resolve): Named[] {
  const [own, inline] = ['PolicyDocument', 'Policies']
    .map((name) => ({ value: field(properties, name), where: `${id}.${name}`, condition, stack, resolve }));
  return [
    ...own.value === undefined ? [] : documentsIn(own.value, own).map((document) => ({ name: id, document })),
    ...policiesIn(inline.value, inline).map(({ name, document }) => ({ name: `${name} of ${id}`, document })),
  ].map(({ name, document }) => ({ name, document: withUnknownComparisons(withUnknownArns(document)) }));
}

/** Each is there with other outcomes. */
function documentsIn(value: unknown, reading: Reading): unknown[] {
  return chosenIn(value) === undefined ? [resolvedDocument(value, reading)]
    : chosenAmong(value, reading).flatMap((one) => {
      const document = resolvedDocument(one.value, reading);
      return document === undefined ? [] : [conditional(document, one.under)];
    });
}

function policiesIn(given: unknown, reading: Reading): Named[] {
  const { where, resolve } = reading;
  const policies = Array.isArray(given) || chosenIn(given) !== undefined ? chosenAmong(given, reading)
    : list(resolve(given, where), where).map((value) => ({ value, under: [] }));
  return policies.flatMap(({ value, under }) => {
    const isPlain = isFields(value) && Object.hasOwn(value, 'PolicyDocument');
    const { PolicyDocument, ...rest }: Fields = isPlain ? value : { PolicyDocument: undefined };
    const policy = resolve(isPlain ? rest : value, where);
    const documents = isPlain ? documentsIn(PolicyDocument, reading) : policy === undefined ? [] : [field(fields(policy, where), 'PolicyDocument')];
    return documents.map((document) => ({ name: String(field(fields(policy, where), 'PolicyName')), document: conditional(document, under) }));
  });
}

/** A document with its functions filled in. */
export function resolvedDocument(value: unknown, reading: Reading): unknown {
  const { where, resolve } = reading;
  const { Statement, ...rest } = isFields(value) ? value : {};
  return !hasChoice(Statement) ? resolve(value, where)
    : { ...resolve(rest, where) as Fields, Statement: chosenAmong(Statement, reading).flatMap((one) => statementsOf(one, reading)) };
}

/** None for `AWS::NoValue`. */
function statementsOf({ value, under }: Chosen, { where, resolve }: Reading): unknown[] {
  return [resolve(value, where) ?? []].flat().map((statement) => (conditional({ Statement: statement }, under) as Fields).Statement);
}

function hasChoice(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasChoice) : chosenIn(value) !== undefined;
}

/** Each of a list by itself. Where the resource is made, its condition is met. */
function chosenAmong(value: unknown, reading: Pick<Reading, 'condition' | 'stack'>): Chosen[] {
  if (Array.isArray(value)) {
    return value.flatMap((one) => chosenAmong(one, reading));
  }
  const choice = chosenIn(value);
  if (choice === undefined) {
    return [{ value, under: [] }];
  }
  const { one, other } = choice;
  const condition = conditionOf(choice.condition, reading.stack);
  const [met, unmet] = [one, other].map((branch) => chosenAmong(branch, reading));
  const having = (some: readonly Chosen[], isMet: boolean) => some.map((each) => ({ ...each, under: [...each.under, { condition, isMet }] }));
  return condition === reading.condition ? met : [...having(met, true), ...having(unmet, false)];
}
