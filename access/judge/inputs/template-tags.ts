/**
 * The tags that a template gives to a user, as condition keys.
 *
 * Their values are told, as the policies of the template are: a tag of the resource wins over one of the stack that has the same key. Other tags
 * are not told: those of the stack come on top, and so does what somebody adds later. So a tag that is not here may be there, with any value.
 *
 * Source: CloudFormation user guide, "Resource tag"; aws-cloudformation/cloudformation-coverage-roadmap, issue 2244.
 */
import type { Resolve } from './intrinsics';
import { Fields, field, isFields } from './json-fields';
import type { Resource } from './resource-names';
import { resolvedOrUnknown } from './template-references';
import { isUnknown } from './unknown-text';
import { TAG_KEY } from '../../requests/unknown-keys';
import { grouped } from '../grouped';

export function tagKeysOf({ id, properties }: Resource, resolve: Resolve): Readonly<Record<string, string>> {
  const tags = [field(properties, 'Tags')].flat().flatMap((one) => isFields(one) ? tagIn(one, `${id}.Tags`, resolve) : []);
  // Keys are the same in any case, and IAM takes each once.
  const values = grouped(tags.map(([key, value]) => [key.toLowerCase(), value]));
  return Object.fromEntries([...values].filter(([, some]) => some.length === 1).map(([key, [value]]) => [`${TAG_KEY}${key}`, value]));
}

/** Nothing if a function chooses the tag, or only the deployment tells it. */
function tagIn(tag: Fields, where: string, resolve: Resolve): [string, string][] {
  const [key, value] = ['Key', 'Value'].map((name) => resolvedOrUnknown(field(tag, name), where, resolve));
  return isTold(key) && isTold(value) ? [[key, value]] : [];
}

function isTold(text: unknown): text is string {
  return typeof text === 'string' && !isUnknown(text);
}
