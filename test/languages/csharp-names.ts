/** The types of a jsii assembly, as C# spells them. */
import { Types } from './csharp';

export interface JsiiAssembly {
  readonly targets: Targets;
  readonly submodules?: Record<string, { readonly targets?: Targets }>;
  readonly types: Record<string, JsiiType>;
}

interface Targets {
  readonly dotnet?: { readonly namespace: string };
}

interface JsiiType {
  readonly assembly: string;
  readonly namespace?: string;
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly base?: string;
  readonly interfaces?: string[];
  readonly datatype?: boolean;
  readonly members?: Named[];
  readonly methods?: Named[];
  readonly properties?: Named[];
}

interface Named {
  readonly name: string;
}

/**
 * With the members that they inherit from types of the same assembly.
 *
 * @param namespaces whose types; of all without
 */
export function csharpTypes({ targets, submodules = {}, types }: JsiiAssembly, namespaces?: Set<string>): Types {
  const namespaceOf = ({ assembly, namespace }: JsiiType) =>
    (namespace === undefined ? targets : submodules[`${assembly}.${namespace}`]?.targets)?.dotnet?.namespace;
  const members = (type?: JsiiType): string[] => type === undefined ? []
    : [...ownMembers(type), ...[type.base, ...type.interfaces ?? []].flatMap((name) => members(types[name!]))];
  return new Map(Object.values(types)
    .filter((type) => namespaces?.has(namespaceOf(type)!) ?? true)
    .flatMap((type): Array<[string, Set<string>]> => [
      [type.name, new Set(members(type))],
      // Props are a class to those who pass them, and an interface to those who take them.
      ...type.datatype ? [[`I${type.name}`, new Set(ownMembers(type))] as [string, Set<string>]] : [],
    ]));
}

function ownMembers({ members = [], methods = [], properties = [] }: JsiiType): string[] {
  return [...members.map(({ name }) => name), ...[...methods, ...properties].map(({ name }) => name[0].toUpperCase() + name.slice(1))];
}
