/** Which template of the input a stack of another one embeds: found by the path or the address that the stack has. */
import { Fields, field, fields, isFields } from './json-fields';
import type { NamedTemplate } from './parse-input';
import { grouped } from '../grouped';

/** Resources that make what another template says. */
const EMBEDDED = /^AWS::(CloudFormation::Stack(Set)?|Serverless::Application|ServiceCatalog::CloudFormation\w+)$|::MODULE$/;

export function isEmbedding(resource: unknown): resource is Fields {
  return isFields(resource) && EMBEDDED.test(String(field(resource, 'Type')));
}

/** By the resource that embeds it. What is nearer to another stack that embeds it is the template of that one. */
export function embeddedAmong(templates: readonly NamedTemplate[]): ReadonlyMap<Fields, NamedTemplate> {
  const [byPath, byBase] = [withoutDots, baseOf].map((key) => grouped(templates.map((one) => [key(one.name), one])));
  const embedding = templates.flatMap((parent) => Object.values(fields(field(parent.value, 'Resources'), 'Resources')).filter(isEmbedding)
    .map((stack) => ({ stack, parent, path: pathOf(stack) })));
  const near = new Map(embedding.flatMap(({ stack, parent, path }) => [path, baseOf(path)]
    .flatMap((one) => onlyOne(byPath.get(withoutDots(folderOf(parent) + one)), parent) ?? []).slice(0, 1).map((child) => [stack, child] as const)));
  const taken = new Set(near.values());
  const far = embedding.filter(({ stack }) => !near.has(stack)).flatMap(({ stack, parent, path }) => {
    const child = onlyOne(byBase.get(baseOf(path)), parent);
    return child === undefined || taken.has(child) ? [] : [[stack, child] as const];
  });
  return new Map([...near, ...far]);
}

/** A template does not embed itself. */
function onlyOne(all: readonly NamedTemplate[] = [], parent: NamedTemplate): NamedTemplate | undefined {
  const [only, ...others] = all.filter((one) => one !== parent);
  return others.length > 0 ? undefined : only;
}

/** In what CDK writes beside it, or in its address. */
function pathOf(stack: Fields): string {
  const [metadata, properties] = [field(stack, 'Metadata'), field(stack, 'Properties')].map((one) => isFields(one) ? one : {});
  return String(field(metadata, 'aws:asset:path') ?? field(properties, 'TemplateURL') ?? field(properties, 'Location'));
}

/** The name of its file. */
export function templateOf(stack: Fields): string {
  return baseOf(pathOf(stack));
}

export function baseOf(path: string): string {
  return path.replace(/^.*[\\/]/, '');
}

/** Of a file. */
export function folderOf({ name }: NamedTemplate): string {
  return name.replace(/[^\\/]*$/, '');
}

function withoutDots(path: string): string {
  return path.split(/[\\/]/).reduce<string[]>((parts, part) => part === '.' ? parts
    : part === '..' && !['..', '', undefined].includes(parts.at(-1)) ? parts.slice(0, -1) : [...parts, part], []).join('/');
}
