/** Who holds what in a template: found by names and ARNs, because a template may have thousands of users. */
import { KINDS, Resource, arnOf, nameOf } from './resource-names';
import { Reference, Referrer, simplified } from './template-references';
import type { Outcome } from './unknown-text';
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

export interface TemplateHoldings {
  /** Of what the template attaches to roles only, or has for a boundary, nobody. */
  readonly holdersOf: (resource: Referrer) => Reference[];
  /** The groups that a user of the template is in; a group is in itself. */
  readonly membershipsOf: (holder: Holder) => Reference[];
  /** All who are in a group, also those whom the template only names. */
  readonly members: () => Holder[];
  /** The group or user of the template, unless it is only named there. */
  readonly declaredAs: (holder: Holder) => Resource | undefined;
  /** If conditions of the template choose between resources that make it, these; `declaredAs` is one of them. */
  readonly variantsOf: (holder: Holder) => readonly Resource[];
  /** Several, where conditions choose between policies of one name. */
  readonly withArn: (arn: string) => readonly Referrer[];
}

export function holdingsOfTemplate(resources: readonly Referrer[], home: Home): TemplateHoldings {
  const byArn = grouped(resources.map((one) => [arnOf(one, home), one]));
  const byName = grouped(resources.filter(isHolder).map((one) => [holderOf(one), one]));
  const boundaries = new Set(resources.flatMap(({ references }) => references.PermissionsBoundary ?? []).map(({ text }) => text));
  const attaching = grouped(resources.flatMap((one) => attachedBy(one).map(({ text, under }) => [text, { text: holderOf(one), under }] as const)));
  const memberships = grouped(resources.flatMap(membershipsIn));
  return {
    holdersOf: (resource) => {
      if (isHolder(resource)) {
        return certainly(holderOf(resource)).filter(({ text }) => !isRole(text));
      }
      const arn = arnOf(resource, home);
      const holders = simplified([...namedHolders(resource), ...attaching.get(arn) ?? []]);
      return holders.length > 0 || boundaries.has(arn) ? holders.filter(({ text }) => !isRole(text))
        : certainly(`policy ${resource.id} of nobody in ${resource.stack === undefined ? 'this template' : `the template ${resource.stack}`}`);
    },
    membershipsOf: (holder) => holder.startsWith('group ') ? certainly(holder) : simplified(memberships.get(holder) ?? []),
    members: () => [...memberships.keys()],
    declaredAs: (holder) => byName.get(holder)?.[0],
    variantsOf: (holder) => {
      const all = byName.get(holder) ?? [];
      return all.some(({ condition }) => condition !== all[0].condition) ? all : [];
    },
    withArn: (arn) => byArn.get(arn) ?? [],
  };
}

function certainly(text: string): Reference[] {
  return [{ text, under: [] }];
}

/** Whom a policy names. */
function namedHolders({ references: { Groups, GroupName, Users, UserName, Roles } }: Referrer): Reference[] {
  return [...asHolders('group', Groups, GroupName), ...asHolders('user', Users, UserName), ...asHolders('role', Roles)];
}

function asHolders(kind: string, ...references: readonly (readonly Reference[] | undefined)[]): Reference[] {
  return references.flatMap((some = []) => some.map(({ text, under }) => ({ text: `${kind} ${text}`, under })));
}

/** Each with who joins. */
function membershipsIn(resource: Referrer): (readonly [Holder, Reference])[] {
  const { type, references: { Groups, GroupName, Users }, condition } = resource;
  switch (type) {
    case 'AWS::IAM::User': return given(condition, asHolders('group', Groups)).map((group) => [holderOf(resource), group]);
    case 'AWS::IAM::UserToGroupAddition': return given(condition, asHolders('user', Users)).flatMap((user) => asHolders('group', GroupName)
      .map(({ text, under }) => [user.text, { text, under: [...user.under, ...under] }] as const));
    default: return [];
  }
}

/** @param condition of a resource */
export function whenMade(condition: string | undefined): Outcome[] {
  return condition === undefined ? [] : [{ condition, isMet: true }];
}

/** What a resource names that is made under a condition, or in any case. */
function given(condition: string | undefined, references: readonly Reference[]): Reference[] {
  return references.map(({ text, under }) => ({ text, under: [...whenMade(condition), ...under] }));
}

export function attachedBy(resource: Referrer): Reference[] {
  return isHolder(resource) ? given(resource.condition, resource.references.ManagedPolicyArns ?? []) : [];
}

function isHolder({ type }: Resource): boolean {
  return Object.hasOwn(KINDS, type);
}

export function holderOf(resource: Resource): Holder {
  return `${KINDS[resource.type]} ${nameOf(resource)}`;
}
