/** What a template only names or embeds, and may hold policies: other templates, macros, and resources of Terraform that are not read. */
import { embeddedAmong, isEmbedding, resourceFields } from './embedded-templates';
import { field, isFields } from './json-fields';
import { NamedTemplate } from './parse-input';
import { UNREAD_TYPE } from './terraform-unread';

/** Transforms of AWS that make no policy of a user or group. */
const PLAIN = ['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions', 'AWS::SecretsManager-2020-07-23', 'AWS::SecretsManager-2024-09-16', 'AWS::CodeDeployBlueGreen'];

/** @param templates all that are given, among which a nested one may be */
export function remarksOnUnread(templates: readonly NamedTemplate[]): string[] {
  const given = embeddedAmong(templates);
  return templates.flatMap((template) => {
    const { name, value } = template;
    const resources = Object.entries(resourceFields(template));
    const nested = resources.filter(([, one]) => isEmbedding(one) && !given.has(one));
    const unread = resources.filter(([, one]) => isFields(one) && field(one, 'Type') === UNREAD_TYPE);
    const macros = [...new Set([field(value, 'Transform')].flat().map(macroIn).concat(resources.flatMap(([, one]) => macrosOf(one))))]
      .filter((macro) => macro !== undefined && !PLAIN.includes(macro));
    return [
      ...nested.length === 0 ? [] : [`Not judged: the templates that ${name} embeds: ${nested.map(([id]) => id).join(', ')}. Give them, too.`],
      ...macros.length === 0 ? []
        : [`Not judged: what macros make of ${name}: ${macros.join(', ')}. Give the output of aws cloudformation get-template --template-stage Processed.`],
      ...unread.length === 0 ? []
        : [`Not judged: users, groups and policies that ${name} may make by ${unread.map(([address]) => address).join(', ')}. Judge the account: aws iam get-account-authorization-details.`],
    ];
  });
}

/** A name alone, or with parameters. */
function macroIn(transform: unknown): string | undefined {
  return transform === undefined ? undefined : String(isFields(transform) ? field(transform, 'Name') : transform);
}

/** In a resource of IAM, or one that only a macro makes. */
function macrosOf(resource: unknown): (string | undefined)[] {
  if (!isFields(resource)) {
    return [];
  }
  const macros: (string | undefined)[] = [];
  if (/^(AWS::IAM::|undefined$)/.test(String(field(resource, 'Type')))) {
    JSON.stringify(resource, (key, value: unknown) => {
      macros.push(...key === 'Fn::Transform' ? [macroIn(value)] : []);
      return value;
    });
  }
  return macros;
}
