/** Who holds what in a template: found by names and ARNs, because a template may have thousands of users. */
import { field } from './json-fields';
import { KINDS, Resource, arnOf, nameOf } from './resource-names';
import { grouped } from '../grouped';
import type { Home } from '../place';

/** A holder of a policy: `group NAME`, `user NAME` or `role NAME`, or `policy ID ...` for what the template attaches to nobody. */
export type Holder = string;

export function isRole(holder: Holder): boolean {
  return holder.startsWith('role ');
}

export function isNobody(holder: Holder): boolean {
  return holder.startsWith('policy ');
}

export interface Membership {
  readonly group: Holder;
  /** The condition of the template without which the holder is not in the group. */
  readonly condition?: string;
}

export interface TemplateHoldings {
  /** Of what the template attaches to roles only, or has for a boundary, nobody. */
  readonly holdersOf: (resource: Resource) => Holder[];
  /** The groups that a user of the template is in; a group is in itself. */
  readonly membershipsOf: (holder: Holder) => Membership[];
  /** All who are in a group, also those whom the template only names. */
  readonly members: () => Holder[];
  /** The group or user of the template, unless it is only named there. */
  readonly declaredAs: (holder: Holder) => Resource | undefined;
  readonly withArn: (arn: string) => Resource | undefined;
}

export function holdingsOfTemplate(resources: readonly Resource[], home: Home): TemplateHoldings {
  const byArn = grouped(resources.map((one) => [arnOf(one, home), one]));
  const byName = grouped(resources.filter(isHolder).map((one) => [holderOf(one), one]));
  const boundaries = new Set(resources.map(({ properties }) => field(properties, 'PermissionsBoundary')));
  const attaching = grouped(resources.flatMap((one) => attachedBy(one).map((arn) => [arn, holderOf(one)] as const)));
  const memberships = grouped(resources.flatMap(membershipsIn));
  return {
    holdersOf: (resource) => {
      const { properties } = resource;
      if (isHolder(resource)) {
        return [holderOf(resource)].filter((holder) => !isRole(holder));
      }
      const arn = arnOf(resource, home);
      const fromTheirSide = attaching.get(arn) ?? [];
      const names = (kind: string) => [`${kind}s`, `${kind}Name`]
        .flatMap((element) => textsOf(field(properties, element))).map((name) => `${kind.toLowerCase()} ${name}`);
      const holders = [...new Set([...['Group', 'User', 'Role'].flatMap(names), ...fromTheirSide])];
      return holders.length > 0 || boundaries.has(arn) ? holders.filter((holder) => !isRole(holder)) : [`policy ${resource.id} of nobody in this template`];
    },
    membershipsOf: (holder) => {
      if (holder.startsWith('group ')) {
        return [{ group: holder }];
      }
      const conditions = grouped((memberships.get(holder) ?? []).map(({ group, condition }) => [group, condition]));
      return [...conditions].map(([group, some]) => ({ group, condition: some.includes(undefined) ? undefined : some.join(' or ') }));
    },
    members: () => [...memberships.keys()],
    declaredAs: (holder) => byName.get(holder)?.[0],
    withArn: (arn) => byArn.get(arn)?.[0],
  };
}

/** Each with who joins. */
function membershipsIn(resource: Resource): (readonly [Holder, Membership])[] {
  const { type, properties, condition } = resource;
  switch (type) {
    case 'AWS::IAM::User': return textsOf(field(properties, 'Groups')).map((name) => [holderOf(resource), { group: `group ${name}` }]);
    case 'AWS::IAM::UserToGroupAddition': {
      const users = new Set(textsOf(field(properties, 'Users')).map((name) => `user ${name}`));
      return [...users].map((user) => [user, { group: `group ${String(field(properties, 'GroupName'))}`, condition }]);
    }
    default: return [];
  }
}

export function attachedBy(resource: Resource): string[] {
  return isHolder(resource) ? textsOf(field(resource.properties, 'ManagedPolicyArns')) : [];
}

/** Of one text, or of a list. An empty one is what a parameter says of nothing. */
function textsOf(value: unknown): string[] {
  return [value ?? []].flat().map(String).filter((one) => one !== '');
}

function isHolder({ type }: Resource): boolean {
  return Object.hasOwn(KINDS, type);
}

export function holderOf(resource: Resource): Holder {
  return `${KINDS[resource.type]} ${nameOf(resource)}`;
}
