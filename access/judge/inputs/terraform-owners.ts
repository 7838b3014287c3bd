/**
 * Resources of Terraform that own all that somebody has, and take away what other resources give. Terraform applies both, so what holds in the end
 * nobody can tell.
 *
 * Source: the documentation of the provider `aws`, such as "Policies attached to this group but not configured in this argument will be removed".
 */
import type { Declared } from './terraform-accounts';
import { grouped } from '../grouped';

/** Reads what is declared for one account. */
export interface Reader {
  /** The values of an argument. */
  readonly listOf: (one: Declared, argument: string) => readonly unknown[];
  /** The same text for whatever names the same thing. */
  readonly idOf: (kind: string, named: unknown) => string;
}

/** In which lists a resource puts something, and as what: another resource may own all of such a list. */
export type Entries = readonly (readonly [list: string, entry: string])[];

/**
 * @param address of the resource that puts the value there
 * @returns the value, or one that is there only if the owner of a list leaves it there
 */
export type IfLeft = (address: string, entries: Entries, value: unknown) => unknown;

const KINDS = ['group', 'user', 'role'];

export function attachedPolicy(holder: string, policy: string): Entries {
  return [[`policy_attachments of ${holder}`, policy], [`holders of ${policy}`, holder]];
}

export function inlinePolicy(holder: string, name: string): Entries {
  return [[`policies of ${holder}`, name]];
}

export function groupMember(group: string, user: string): Entries {
  return [[`members of ${group}`, user]];
}

export function ifLeftByOwners(declared: readonly Declared[], reader: Reader): IfLeft {
  const owners = grouped(declared.flatMap((one) => ownedBy(one, reader)
    .map(([list, kept]): [string, Owner] => [list, { address: one.address, kept: new Set(kept) }])));
  return (address, entries, value) => {
    const taking = entries.flatMap(([list, entry]) => owners.get(list)?.find((one) => one.address !== address && !one.kept.has(entry)) ?? []);
    return taking.length === 0 ? value : { 'Fn::If': [`${taking[0].address} leaves it`, value, { Ref: 'AWS::NoValue' }] };
  };
}

interface Owner {
  readonly address: string;
  readonly kept: ReadonlySet<string>;
}

/** Which lists it owns, and the entries that stay there. */
function ownedBy(one: Declared, { listOf, idOf }: Reader): (readonly [list: string, kept: readonly string[]])[] {
  const ids = (kind: string, argument: string) => listOf(one, argument).map((named) => idOf(kind, named));
  const [, holder, what] = /^aws_iam_(group|user|role)_(policies|policy_attachments)_exclusive$/.exec(one.type) ?? [];
  if (what !== undefined) {
    const kept = what === 'policies' ? ids('', 'policy_names') : ids('policy', 'policy_arns');
    return ids(holder, `${holder}_name`).map((name) => [`${what} of ${name}`, kept]);
  }
  switch (one.type) {
    case 'aws_iam_policy_attachment': return ids('policy', 'policy_arn').map((policy) => [`holders of ${policy}`, KINDS.flatMap((kind) => ids(kind, `${kind}s`))]);
    case 'aws_iam_group_membership': return ids('group', 'group').map((group) => [`members of ${group}`, ids('user', 'users')]);
    default: return [];
  }
}
