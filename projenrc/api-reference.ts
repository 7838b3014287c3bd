/**
 * Writes the reference of the API: API.md, which is in git, and those of the other languages, which a release attaches; the last step of `docgen`.
 *
 * The command jsii-docgen repeats all inherited members in each class, so our own members are hard to find. The command has no option
 * against that. So this takes the same reference as data, leaves the inherited members out, and lets jsii-docgen render the rest.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { type ApiReferenceSchema, type ClassSchema, Documentation, Language, MarkdownRenderer } from 'jsii-docgen';

const ROOT = join(__dirname, '..');
const FILES: Array<[Language, string]> = [
  [Language.TYPESCRIPT, 'API.md'],
  ...[Language.PYTHON, Language.JAVA, Language.CSHARP, Language.GO].map((language): [Language, string] => [language, `dist/api/API.${language}.md`]),
];

interface Member {
  readonly name: string;
}

/** A type of the assembly, with the members that the type itself declares. */
interface Type {
  readonly base?: string;
  readonly properties?: Member[];
  readonly methods?: Member[];
}

export type Types = Record<string, Type>;

/** The reference with the members that our own classes declare, and a link to those that they inherit from classes of the CDK. */
export function withoutInherited(reference: ApiReferenceSchema, types: Types): ApiReferenceSchema {
  return {
    ...reference,
    constructs: reference.constructs.map((each) => ownOf(each, types)),
    classes: reference.classes.map((each) => ownOf(each, types)),
  };
}

function ownOf(described: ClassSchema, types: Types): ClassSchema {
  const { base, members } = declaredBy(described.id, types);
  if (base === undefined) {
    return described;
  }
  // An id ends with the member's name in TypeScript, in each language.
  const isOwn = ({ id }: { readonly id: string }) => members.has(id.slice(id.lastIndexOf('.') + 1));
  const { remarks } = described.docs;
  return {
    ...described,
    docs: { ...described.docs, remarks: [...remarks === undefined ? [] : [remarks], inheritedFrom(base)].join('\n\n') },
    instanceMethods: described.instanceMethods.filter(isOwn),
    staticMethods: described.staticMethods.filter(isOwn),
    properties: described.properties.filter(isOwn),
    constants: described.constants.filter(isOwn),
  };
}

/** What a class declares, or inherits from another class of ours, and the first class above it that is not ours. */
function declaredBy(id: string, types: Types): { readonly base?: string; readonly members: Set<string> } {
  const members = new Set<string>();
  let base: string | undefined = id;
  for (; base !== undefined && base in types; base = types[base].base) {
    const { properties = [], methods = [] }: Type = types[base];
    [...properties, ...methods].forEach(({ name }) => members.add(name));
  }
  return { base, members };
}

function inheritedFrom(base: string): string {
  return `This class also has the members of [\`${base}\`](https://docs.aws.amazon.com/cdk/api/v2/docs/${base}.html), which are not listed here.`;
}

async function main(): Promise<void> {
  const { types } = JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')) as { types: Types };
  const documentation = await Documentation.forProject(ROOT);
  mkdirSync(join(ROOT, 'dist', 'api'), { recursive: true });
  for (const [language, file] of FILES) {
    const { content } = await documentation.toJson({ language, allSubmodules: true });
    const own = { ...content, apiReference: withoutInherited(content.apiReference!, types) };
    writeFileSync(join(ROOT, file), MarkdownRenderer.fromSchema(own, {}).render());
  }
  await documentation.cleanup();
}

if (require.main === module) {
  void main();
}
