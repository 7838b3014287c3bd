/** What another template of the input passes to a nested one: it counts in place of the default, and what it will be, only the deployment tells. */
import { baseOf, embeddingIn, templateOf } from './embedded-templates';
import { Fields, field, isFields } from './json-fields';
import { NamedTemplate } from './parse-input';
import { grouped } from '../grouped';

/** Without the defaults of what is passed. */
export function withPassedParameters(templates: readonly NamedTemplate[]): NamedTemplate[] {
  const stacks = templates.flatMap(embeddingIn);
  const passed = grouped(stacks.flatMap((stack) => namesPassedBy(stack).map((name) => [templateOf(stack), name] as const)));
  return templates.map((one) => {
    const names = passed.get(baseOf(one.name)) ?? [];
    const declared = field(one.value, 'Parameters');
    return names.length === 0 || !isFields(declared) ? one : { ...one, value: { ...one.value, Parameters: withoutDefaults(declared, names) } };
  });
}

/** A stack set has a list of them, and more for some accounts. */
function namesPassedBy(stack: Fields): string[] {
  const properties = field(stack, 'Properties');
  const given = isFields(properties) ? field(properties, 'Parameters') : undefined;
  const listed = [...JSON.stringify(stack).matchAll(/"ParameterKey":"([^"]*)"/g)].map(([, name]) => name);
  return [...isFields(given) ? Object.keys(given) : [], ...listed];
}

function withoutDefaults(declared: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(declared)
    .map(([name, one]) => [name, isFields(one) && names.includes(name) ? { ...one, Default: undefined } : one]));
}
