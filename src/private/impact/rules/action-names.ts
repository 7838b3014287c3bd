/** Names of actions in a statement, with wildcards. */
import { SAME_NAMES } from '../vocabulary/actions';

/** IAM does not look at the case of an action. */
export function wildcards(name: string): RegExp {
  const pattern = name.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${pattern}$`, 'is');
}

/** The services in which a statement names actions that the names of events do not tell. */
export function servicesWithUnknownActions(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.split(':')[0].toLowerCase()))].filter((service) => !SAME_NAMES.includes(service));
}

/** What a Deny names. A call of any service may pass a role, which no record tells, so with `iam:PassRole` it may deny any. */
export function deniedNames(names: readonly string[]): readonly string[] {
  return names.some((name) => wildcards(name).test('iam:PassRole')) ? [...names, '*:PassRole'] : names;
}
