import type { CfnResource } from 'aws-cdk-lib';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Accounts } from './accounts';
import { mustResetPassword } from './login-profile';
import { isReference, referenceTo, resolvedNames } from './references';
import { conditionsOf } from './resource-condition';
import { monitoredPathOf } from './resource-marks';
import { constructsOf, isGroup, ofType } from './stage-constructs';
import { propertyOf } from '../statements/resource-property';

/** A user whose first sign-in asks for a new password. */
export interface ResettingUser {
  readonly resource: iam.CfnUser;
  readonly groups: string[];
}

/** What a property names: a resource of the stage by its reference, or the account, type and name. */
interface Identified {
  readonly id: string;
  /** Whether it is that resource for certain. */
  readonly isCertain: boolean;
}

/** The resources that are an inline policy, and the properties that name the groups and users that it is of. */
const INLINE_POLICIES = [
  { type: iam.CfnPolicy, group: 'Groups', user: 'Users' },
  { type: iam.CfnGroupPolicy, group: 'GroupName' },
  { type: iam.CfnUserPolicy, user: 'UserName' },
];

/** What looks for changes of policies. */
export interface Monitoring {
  readonly construct: IConstruct;
  /** Resolved; may be the text of an intrinsic. */
  readonly policyPath: string;
}

interface Named extends Identified {
  /** As the property has it, resolved: a reference, or the name. */
  readonly name: string;
}

/**
 * Who is attached to what in one stage, read from the L1 resources.
 *
 * Groups, users and policies go by an id. If the app owns the resource, the id is the reference to the resource, whether a
 * property names it by reference or by a physical name. Otherwise the id is the account, type and name.
 */
export class AttachmentGraph {
  /** Ids of the policies attached to a group, from either side. */
  public readonly policiesOfGroup = new Map<string, Set<string>>();
  /** Ids of the policies attached to a user itself, from either side. */
  public readonly policiesOfUser = new Map<string, Set<string>>();
  /** Ids of the groups that a user is in. */
  public readonly groupsOfUser = new Map<string, string[]>();
  /** Groups that a policy is attached to from its own side. */
  public readonly groupsNamedBy = new Map<iam.CfnManagedPolicy, Named[]>();
  /** Groups that attach a policy from their own side. */
  public readonly groupsAttaching = new Map<string, iam.CfnGroup[]>();
  /** References to what attaches a policy from its own side, and by reference. */
  public readonly referringTo = new Map<string, Set<string>>();
  /** Roles that attach a policy, from their own side. */
  public readonly rolesAttaching = new Map<string, iam.CfnRole[]>();
  public readonly resettingUsers: ResettingUser[];
  public readonly policies: iam.CfnManagedPolicy[];
  public readonly groups: iam.CfnGroup[];
  public readonly users: iam.CfnUser[];
  /** Resources that are an inline policy, with the ids of the groups and users that they are of. */
  public readonly inlinePolicies = new Map<CfnResource, string[]>();
  /** Accounts in which the app knows a group of a physical name. */
  public readonly accountsOfGroupNamed = new Map<string, string[]>();
  public readonly accounts = new Accounts();
  public readonly monitorings: Monitoring[];

  /** Resources of the stage by their reference, with what settles whether they are there. */
  private readonly resources: Map<string, CfnResource>;
  /** Pairs of which only what may not be there puts the user into the group, with its conditions. */
  private readonly conditionsOfPair = new Map<string, string[]>();
  /** References to the resources of the stage. */
  private readonly references: Record<'group' | 'user' | 'policy', Set<string>>;
  /** Owned resources by account, type and physical name. */
  private readonly owned = new Map<string, IConstruct>();
  /** Pairs that a plain name ties together across two stacks whose accounts may differ, and those that are tied for certain. */
  private readonly doubtful = new Set<string>();
  private readonly certain = new Set<string>();
  private readonly attached = new Set<string>();

  public constructor(stage: IConstruct) {
    const constructs = constructsOf(stage);
    const groups = ofType<iam.CfnGroup>(constructs, iam.CfnGroup);
    const policies = ofType<iam.CfnManagedPolicy>(constructs, iam.CfnManagedPolicy);
    const users = ofType<iam.CfnUser>(constructs, iam.CfnUser);
    const inline = INLINE_POLICIES.map(({ type, ...names }) => ({ names, resources: ofType<CfnResource>(constructs, type) }));

    this.references = {
      group: new Set(groups.map(referenceTo)), user: new Set(users.map(referenceTo)), policy: new Set(policies.map(referenceTo)),
    };
    const tied = [...groups, ...policies, ...users, ...inline.flatMap(({ resources }) => resources)];
    this.resources = new Map(tied.map((resource) => [referenceTo(resource), resource]));
    groups.forEach((group) => this.own(group, 'group/', propertyOf(group, 'GroupName')));
    users.forEach((user) => this.own(user, 'user/', propertyOf(user, 'UserName')));
    policies.forEach((policy) => this.own(policy, `policy${propertyOf(policy, 'Path') ?? '/'}`, propertyOf(policy, 'ManagedPolicyName')));

    for (const policy of policies) {
      const named = this.named('group', policy, propertyOf(policy, 'Groups'));
      named.forEach(({ id, isCertain }) => this.tie(this.policiesOfGroup, id, referenceTo(policy), isCertain));
      this.groupsNamedBy.set(policy, named);
      this.named('user', policy, propertyOf(policy, 'Users')).forEach(({ id, isCertain }) => this.tie(this.policiesOfUser, id, referenceTo(policy), isCertain));
    }
    for (const group of groups) {
      for (const policy of this.readPolicies(group)) {
        this.tie(this.policiesOfGroup, referenceTo(group), policy.id, policy.isCertain);
        append(this.groupsAttaching, policy.id, group);
      }
    }
    for (const role of ofType<iam.CfnRole>(constructs, iam.CfnRole)) {
      for (const { id } of this.readPolicies(role)) {
        append(this.rolesAttaching, id, role);
        this.attached.add(id);
      }
    }
    for (const user of users) {
      this.readPolicies(user).forEach((policy) => this.tie(this.policiesOfUser, referenceTo(user), policy.id, policy.isCertain));
    }
    inline.forEach(({ resources, names }) => resources.forEach((resource) => this.readInline(resource, names)));
    this.readMemberships(users, ofType<iam.CfnUserToGroupAddition>(constructs, iam.CfnUserToGroupAddition));
    this.resettingUsers = users.filter(mustResetPassword)
      .map((resource) => ({ resource, groups: this.groupsOfUser.get(referenceTo(resource)) ?? [] }));
    this.policies = policies;
    this.monitorings = constructs.flatMap((construct) => resolvedNames(construct, monitoredPathOf(construct))
      .map((policyPath) => ({ construct, policyPath })));
    this.groups = groups;
    this.users = users;
    for (const group of constructs.filter(isGroup)) {
      append(this.accountsOfGroupNamed, resolvedNames(group, group.groupName)[0], group.principalAccount ?? Stack.of(group).account);
    }
  }

  /** Ids of the groups or users that a property of a resource names. */
  public idsOf(type: 'group' | 'user', resource: IConstruct, names: unknown): string[] {
    return this.named(type, resource, names).map(({ id }) => id);
  }

  /** Whether anything attaches a policy, from either side. */
  public isAttached(policy: string): boolean {
    return this.attached.has(policy);
  }

  /** Whether a tie of these two is certain, and not by a plain name in stacks whose accounts may differ. */
  public isCertain(of: string, to: string): boolean {
    const pair = pairOf(of, to);
    return this.certain.has(pair) || !this.doubtful.has(pair);
  }

  /** What settles whether something is there, and does not settle it for another in the same way. */
  public conditionsBetween(of: string, to: string): string[] {
    const ofBoth = new Set(this.conditionsOf(of));
    return [...this.conditionsOf(to), ...this.conditionsOfPair.get(pairOf(of, to)) ?? []].filter((condition) => !ofBoth.has(condition));
  }

  private conditionsOf(id: string): string[] {
    const resource = this.resources.get(id);
    return resource === undefined ? [] : conditionsOf(resource);
  }

  /** Whether an id is that of a resource of the stage. */
  public owns(type: 'group' | 'user' | 'policy', id: string): boolean {
    return this.references[type].has(id);
  }

  /** Two accounts of one stage may hold a group of the same name. */
  private inAccount(scope: IConstruct, name: string): string {
    return `${this.accounts.of(scope)}:${name}`;
  }

  private named(type: 'group' | 'user', resource: IConstruct, names: unknown): Named[] {
    return resolvedNames(resource, names).map((name) => isReference(name)
      ? { name, id: name, isCertain: true }
      : { name, ...this.byName(resource, this.inAccount(resource, `${type}/${name}`)) });
  }

  private byName(resource: IConstruct, name: string, id = name): Identified {
    const owner = this.owned.get(name);
    return owner === undefined ? { id, isCertain: true } : { id: referenceTo(owner), isCertain: this.accounts.inOne(resource, owner) === 'yes' };
  }

  /** The policies that a resource attaches from its own side. Takes note of those that it refers to. */
  private readPolicies(resource: iam.CfnGroup | iam.CfnRole | iam.CfnUser): Identified[] {
    const arns = resolvedNames(resource, propertyOf(resource, 'ManagedPolicyArns'));
    arns.filter((arn) => this.owns('policy', arn)).forEach((policy) => add(this.referringTo, policy, referenceTo(resource)));
    return arns.map((arn) => this.byName(resource, arn.split(':iam::')[1], arn));
  }

  private own(resource: IConstruct, prefix: string, physicalName: unknown): void {
    resolvedNames(resource, physicalName).forEach((name) => this.owned.set(this.inAccount(resource, `${prefix}${name}`), resource));
  }

  private readInline(policy: CfnResource, names: { group?: string; user?: string }): void {
    const named = Object.entries(names).flatMap(([type, property]) => this.named(type as 'group' | 'user', policy, propertyOf(policy, property)));
    named.forEach(({ id, isCertain }) => this.note(id, referenceTo(policy), isCertain));
    this.inlinePolicies.set(policy, named.map(({ id }) => id));
  }

  /** Once over users and additions, not once a user over all additions. */
  private readMemberships(users: iam.CfnUser[], additions: iam.CfnUserToGroupAddition[]): void {
    for (const user of users) {
      this.named('group', user, propertyOf(user, 'Groups')).forEach((group) => this.join(referenceTo(user), group.id, group.isCertain));
    }
    for (const addition of additions) {
      const groups = this.named('group', addition, propertyOf(addition, 'GroupName'));
      for (const user of this.named('user', addition, propertyOf(addition, 'Users'))) {
        groups.forEach((group) => this.join(user.id, group.id, user.isCertain && group.isCertain, conditionsOf(addition)));
      }
    }
  }

  private join(user: string, group: string, isCertain: boolean, conditions: string[] = []): void {
    const known = this.conditionsOfPair.get(pairOf(user, group));
    if (known === undefined || conditions.length < known.length) {
      this.conditionsOfPair.set(pairOf(user, group), conditions);
    }
    append(this.groupsOfUser, user, group);
    this.note(user, group, isCertain);
  }

  private tie(map: Map<string, Set<string>>, of: string, policy: string, isCertain: boolean): void {
    add(map, of, policy);
    this.attached.add(policy);
    this.note(of, policy, isCertain);
  }

  private note(of: string, to: string, isCertain: boolean): void {
    (isCertain ? this.certain : this.doubtful).add(pairOf(of, to));
  }
}

function pairOf(of: string, to: string): string {
  return `${of} ${to}`;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

export function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) {
    map.set(key, [value]);
  } else {
    values.push(value);
  }
}
