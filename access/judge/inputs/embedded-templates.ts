/** Which template of the input a stack of another one embeds: found by the path or the address that the stack has. */
import { Fields, field, fields, isFields } from './json-fields';
import type { NamedTemplate } from './parse-input';
import { grouped } from '../grouped';

/** Resources that make what another template says. */
const EMBEDDED = /^AWS::(CloudFormation::Stack(Set)?|Serverless::Application|ServiceCatalog::CloudFormation\w+)$|::MODULE$/;

export function isEmbedding(resource: unknown): resource is Fields {
  return isFields(resource) && EMBEDDED.test(String(field(resource, 'Type')));
}

/** As the template writes them, by their ids. */
export function resourceFields({ value }: NamedTemplate): Fields {
  return fields(field(value, 'Resources'), 'Resources');
}

export function embeddingIn(template: NamedTemplate): Fields[] {
  return Object.values(resourceFields(template)).filter(isEmbedding);
}

/** By the resource that embeds it. What is nearer to another stack that embeds it is the template of that one. */
export function embeddedAmong(templates: readonly NamedTemplate[]): ReadonlyMap<Fields, NamedTemplate> {
  const [byPath, byBase] = [withoutDots, baseOf].map((key) => grouped(templates.map((one) => [key(one.name), one])));
  const found = new Map<Fields, NamedTemplate>();
  const give = (find: (path: string, parent: NamedTemplate) => readonly NamedTemplate[] | undefined) => {
    const before = new Set(found.values());
    for (const parent of templates) {
      for (const stack of embeddingIn(parent)) {
        // A template does not embed itself.
        const [only, ...others] = (find(pathOf(stack), parent) ?? []).filter((one) => one !== parent);
        if (only !== undefined && others.length === 0 && !found.has(stack) && !before.has(only)) {
          found.set(stack, only);
        }
      }
    }
  };
  give((path, parent) => byPath.get(withoutDots(folderOf(parent) + path)));
  give((path, parent) => byPath.get(withoutDots(folderOf(parent) + baseOf(path))));
  give((path) => byBase.get(baseOf(path)));
  return found;
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
  return new URL(`http://x/${path}`).pathname;
}
