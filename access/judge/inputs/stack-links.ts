/** Which stacks of the input take what others of it give: CloudFormation lets stacks of one account do so. */
import { baseOf, embeddingIn, folderOf, templateOf } from './embedded-templates';
import { Resolve, resolver } from './intrinsics';
import { field, isFields } from './json-fields';
import { asksForRegion, exportKey, keyOfImport, outputKey } from './other-stacks';
import { NamedTemplate } from './parse-input';
import { parametersOf } from './template-parameters';
import { resolvedOrUnknown } from './template-references';
import { isUnknown } from './unknown-text';
import { grouped } from '../grouped';
import { homeNamedIn } from '../place';

/** An output, or what exports it. */
export interface Given {
  readonly from: NamedTemplate;
  readonly id: string;
  readonly value: unknown;
  /** Of the export. */
  readonly name?: unknown;
  readonly condition: unknown;
}

/** The one stack of the input that gives what another one asks for. */
export type Giver = (key: string, asking: NamedTemplate) => Given | undefined;

export interface Links {
  readonly giverOf: Giver;
  /** Stacks that are of one account, each once, and those without others alone. */
  readonly groups: readonly (readonly NamedTemplate[])[];
}

export function linksBetween(templates: readonly NamedTemplate[]): Links {
  if (templates.length < 2) {
    return { giverOf: () => undefined, groups: templates.map((one) => [one]) };
  }
  const elsewhere = inOtherAccounts(templates);
  const linkable = templates.filter(({ name }) => !elsewhere.has(baseOf(name)));
  const readers = new Map(linkable.map((one) => [one, plainly(one)]));
  const given = grouped([...readers].flatMap(([one, resolve]) => givenBy(one, resolve)));
  const giverOf: Giver = (key, asking) => {
    const all = (given.get(key) ?? []).filter(({ from }) => mayGive(from, asking, key));
    const near = all.filter(({ from }) => folderOf(from) === folderOf(asking));
    // Stages of an app may have stacks of one name, each in a folder of its own.
    const [only, ...others] = near.length > 0 ? near : all;
    return only === undefined || others.length > 0 || only.condition !== undefined ? undefined : only;
  };
  const groups = new Map(templates.map((one) => [one, [one]]));
  for (const [asking, resolve] of given.size === 0 ? [] : readers) {
    for (const key of importsIn(asking.value, resolve)) {
      const giver = giverOf(key, asking);
      if (giver !== undefined) {
        unite(groups, asking, giver.from);
      }
    }
  }
  return { giverOf, groups: [...new Set(groups.values())].map((some) => templates.filter((one) => some.includes(one))) };
}

/** An export is of one account and Region, where these are told. An output may be asked for in its own Region. */
function mayGive({ stack: from }: NamedTemplate, { stack: to }: NamedTemplate, key: string): boolean {
  const isSame = (one: string | undefined, other: string | undefined) => one === undefined || other === undefined || one === other;
  return isSame(from?.account, to?.account) && (asksForRegion(key) || isSame(from?.region, to?.region));
}

function unite(groups: Map<NamedTemplate, NamedTemplate[]>, one: NamedTemplate, other: NamedTemplate): void {
  const [own, others] = [groups.get(one)!, groups.get(other)!];
  if (own !== others) {
    own.push(...others);
    others.forEach((each) => groups.set(each, own));
  }
}

/** What a stack set or a product makes is in other accounts, with other exports. */
function inOtherAccounts(templates: readonly NamedTemplate[]): Set<string> {
  return new Set(templates.flatMap(embeddingIn).filter((one) => /StackSet|ServiceCatalog/.test(String(field(one, 'Type')))).map(templateOf));
}

/** As the template tells without its resources. */
function plainly({ value }: NamedTemplate): Resolve {
  const resolve = resolver([], homeNamedIn(JSON.stringify(value)), parametersOf(value), field(value, 'Mappings'));
  return (one, where) => resolvedOrUnknown(one, where, resolve);
}

function givenBy(from: NamedTemplate, resolve: Resolve): [string, Given][] {
  const outputs = field(from.value, 'Outputs');
  return Object.entries(isFields(outputs) ? outputs : {}).flatMap(([id, output]): [string, Given][] => {
    if (!isFields(output)) {
      return [];
    }
    const { name, region } = from.stack ?? { name: titleOf(from.name) };
    const exporting = field(output, 'Export');
    const exportName = isFields(exporting) ? field(exporting, 'Name') : undefined;
    const exported = resolve(exportName, `Outputs.${id}`);
    const given = { from, id, value: field(output, 'Value'), condition: field(output, 'Condition') };
    const regions = region === undefined ? [undefined] : [undefined, region];
    return [
      ...regions.map((one): [string, Given] => [outputKey(name, id, one), given]),
      ...isTold(exported) ? [[exportKey(exported), { ...given, name: exportName }] satisfies [string, Given]] : [],
    ];
  });
}

/** A file is named after its stack, unless something else tells. */
export function titleOf(file: string): string {
  return baseOf(file).replace(/(\.template)?\.(json|ya?ml|template)$/, '');
}

function isTold(name: unknown): name is string {
  return typeof name === 'string' && !isUnknown(name);
}

function importsIn(value: NamedTemplate['value'], resolve: Resolve): string[] {
  const keys = new Set<string>();
  JSON.stringify(value, (name, inner: unknown) => {
    const key = name === 'Fn::ImportValue' || name === 'Fn::GetStackOutput' ? keyOfImport(name, resolve(inner, name)) : undefined;
    if (key !== undefined) {
      keys.add(key);
    }
    return inner;
  });
  return [...keys];
}
