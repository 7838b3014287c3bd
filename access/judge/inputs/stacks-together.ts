/** Stacks of one account that are read together: each has unknown texts and conditions of its own. */
import type { Resolve } from './intrinsics';
import { memoizeByKey } from './memoize-by-key';
import { type Among, ALONE } from './other-stacks';
import { type NamedTemplate, within } from './parse-input';
import { type Resource, nameOf } from './resource-names';
import { type Given, type Giver, linksBetween, titleOf } from './stack-links';
import { type Parameters, parametersOf } from './template-parameters';
import { type Referrer, resolvedOrUnknown } from './template-references';
import { type Named, namedIn, withUsers } from './template-resources';
import { inStack } from './unknown-text';
import { grouped } from '../grouped';
import { type Home, homeNamedIn } from '../place';

export interface Stacks {
  readonly home: Home;
  /** Of users, in all of them. */
  readonly resources: readonly Referrer[];
  /** Fills in what a resource has. */
  readonly resolveFor: (resource: Resource) => Resolve;
  readonly parameters: readonly Parameters[];
  /** The names of their files, by what resources have for their stack. */
  readonly files: ReadonlyMap<string | undefined, string>;
}

/** What takes from another, or gives to it, is read with it. */
export function readStacks(templates: readonly NamedTemplate[]): Stacks[] {
  const { giverOf, groups } = linksBetween(templates);
  return groups.flatMap((group) => {
    const together = readTogether(group, giverOf);
    return group.length === 1 || areOfOneAccount(together) ? [together] : group.map((one) => readTogether([one], giverOf));
  });
}

/** No account has two of the same name. */
function areOfOneAccount({ resources }: Stacks): boolean {
  const stacks = grouped(resources.filter(({ type }) => NAMED.test(type)).map((one) => [`${one.type} ${nameOf(one)}`.toLowerCase(), one.stack]));
  return [...stacks.values()].every((some) => new Set(some).size === 1);
}

const NAMED = /^AWS::IAM::(User|Group|ManagedPolicy)$/;

function readTogether(group: readonly NamedTemplate[], giverOf: Giver): Stacks {
  // What stands first counts: what the reader tells, or else what the manifest of CDK does.
  const told = group.flatMap(({ stack }) => stack?.account === undefined ? [] : { 'aws:PrincipalAccount': stack.account });
  const values = group.map(({ value }) => value);
  const home = homeNamedIn(JSON.stringify(Object.hasOwn(values[0], 'aws:PrincipalAccount') ? values : [...told, ...values]));
  const marks = marksOf(group);
  const parametersIn = memoizeByKey(({ value }: NamedTemplate) => parametersOf(value));
  const asked = new Set<string>();
  const among = (asking: NamedTemplate): Among => group.length === 1 ? ALONE : {
    stack: marks.get(asking),
    imported: (key) => {
      const given = key === undefined || asked.has(key) ? undefined : giverOf(key, asking);
      const stack = given && marks.get(given.from);
      return key === undefined || given === undefined || stack === undefined ? undefined
        : once(asked, key, () => textOf(given, stack, namedOf(given.from).resolve));
    },
  };
  const namedOf = memoizeByKey((one: NamedTemplate): Named => within(one.name, () => namedIn(one.value, home, parametersIn(one), among(one))));
  // What has a name in its message already gets it once.
  const read = group.map((one) => [one, namedOf(one)] as const).map(([one, named]) => ({ one, ...within(one.name, () => withUsers(named)) }));
  const resolves = new Map(read.map(({ one, resolve }) => [among(one).stack, resolve]));
  return {
    home,
    resources: read.flatMap(({ resources }) => resources),
    resolveFor: ({ stack }) => resolves.get(stack)!,
    parameters: group.map(parametersIn),
    files: new Map(group.map((one) => [among(one).stack, one.name])),
  };
}

function textOf({ id, value, name }: Given, stack: string, resolve: Resolve): string | undefined {
  // The name may rest on the default of a parameter, too.
  const [text] = [value, name].map((one) => resolvedOrUnknown(one, `Outputs.${id}`, resolve));
  return typeof text === 'string' ? inStack(text, stack) : undefined;
}

/** What is asked for to answer what is asked for already, nobody knows. */
function once<T>(asked: Set<string>, key: string, answer: () => T): T {
  asked.add(key);
  try {
    return answer();
  } finally {
    asked.delete(key);
  }
}

/** The shortest that tells them apart. */
function marksOf(group: readonly NamedTemplate[]): Map<NamedTemplate, string> {
  const titles = grouped(group.map((one) => [titleOf(one.name), one]));
  const names = grouped(group.map((one) => [one.name, one]));
  return new Map(group.map((one, index) => [one, titles.get(titleOf(one.name))!.length === 1 ? titleOf(one.name)
    : names.get(one.name)!.length === 1 ? one.name : `${one.name} (${index + 1})`]));
}
