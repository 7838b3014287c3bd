import type { CfnResource } from 'aws-cdk-lib';
import { Stack, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Accounts } from './accounts';
import { mustResetPassword } from './login-profile';
import { add, append } from './multimap';
import { referenceTo, resolvedNames } from './references';
import { conditionsOf } from './resource-condition';
import { type Identified, type Named, ResourceIds } from './resource-ids';
import { monitoredPathOf } from './resource-marks';
import { constructsOf, isGroup, ofType } from './stage-constructs';
import { Ties } from './ties';
import { propertyOf } from '../statements/resource-property';

/** A user whose first sign-in asks for a new password. */
export interface ResettingUser {
  readonly resource: iam.CfnUser;
  readonly groups: string[];
}

/** The resources that are an inline policy, and the properties that name the groups and users that it is of. */
const INLINE_POLICIES = [
  { type: iam.CfnPolicy, group: 'Groups', user: 'Users' },
  { type: iam.CfnGroupPolicy, group: 'GroupName' },
  { type: iam.CfnUserPolicy, user: 'UserName' },
];

/** A resource that adds a user to a group, whatever is settled at deploy. */
export interface Addition {
  readonly user: string;
  readonly by: CfnResource;
}

/** What looks for changes of policies. */
export interface Monitoring {
  readonly construct: IConstruct;
  /** Resolved; may be the text of an intrinsic. */
  readonly policyPath: string;
}

/**
 * Who is attached to what in one stage, read from the L1 resources.
 *
 * Groups, users and policies go by the ids of `ResourceIds`.
 */
export class AttachmentGraph {
  /** Ids of the policies attached to a group, from either side. */
  public readonly policiesOfGroup = new Map<string, Set<string>>();
  /** Ids of the policies attached to a user itself, from either side. */
  public readonly policiesOfUser = new Map<string, Set<string>>();
  /** Ids of the groups that a user is in. */
  public readonly groupsOfUser = new Map<string, string[]>();
  /** What adds users to a group. */
  public readonly additionsTo = new Map<string, Addition[]>();
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
  private readonly ids: ResourceIds;
  private readonly ties = new Ties();
  private readonly attached = new Set<string>();

  public constructor(stage: IConstruct) {
    const constructs = constructsOf(stage);
    const groups = ofType<iam.CfnGroup>(constructs, iam.CfnGroup);
    const policies = ofType<iam.CfnManagedPolicy>(constructs, iam.CfnManagedPolicy);
    const users = ofType<iam.CfnUser>(constructs, iam.CfnUser);
    const inline = INLINE_POLICIES.map(({ type, ...names }) => ({ names, resources: ofType<CfnResource>(constructs, type) }));

    const tied = [...groups, ...policies, ...users, ...inline.flatMap(({ resources }) => resources)];
    this.resources = new Map(tied.map((resource) => [referenceTo(resource), resource]));
    this.ids = new ResourceIds({ groups, users, policies }, this.accounts);

    for (const policy of policies) {
      const named = this.ids.named('group', policy, propertyOf(policy, 'Groups'));
      named.forEach(({ id, isCertain }) => this.tie(this.policiesOfGroup, id, referenceTo(policy), isCertain));
      this.groupsNamedBy.set(policy, named);
      this.ids.named('user', policy, propertyOf(policy, 'Users')).forEach(({ id, isCertain }) => this.tie(this.policiesOfUser, id, referenceTo(policy), isCertain));
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
    return this.ids.named(type, resource, names).map(({ id }) => id);
  }

  /** Whether anything attaches a policy, from either side. */
  public isAttached(policy: string): boolean {
    return this.attached.has(policy);
  }

  /** Whether a tie of these two is certain, and not by a plain name in stacks whose accounts may differ. */
  public isCertain(of: string, to: string): boolean {
    return this.ties.isCertain(of, to);
  }

  /** What settles whether something is there, and does not settle it for another in the same way. */
  public conditionsBetween(of: string, to: string): string[] {
    const ofBoth = new Set(this.conditionsOf(of));
    return [...this.conditionsOf(to), ...this.ties.conditionsOf(of, to)].filter((condition) => !ofBoth.has(condition));
  }

  /** The group, user or policy of the stage. */
  public resourceOf(id: string): CfnResource | undefined {
    return this.resources.get(id);
  }

  private conditionsOf(id: string): string[] {
    const resource = this.resourceOf(id);
    return resource === undefined ? [] : conditionsOf(resource);
  }

  /** Whether an id is that of a resource of the stage. */
  public owns(type: 'group' | 'user' | 'policy', id: string): boolean {
    return this.ids.owns(type, id);
  }

  /** The policies that a resource attaches from its own side. Takes note of those that it refers to. */
  private readPolicies(resource: iam.CfnGroup | iam.CfnRole | iam.CfnUser): Identified[] {
    const arns = resolvedNames(resource, propertyOf(resource, 'ManagedPolicyArns'));
    arns.filter((arn) => this.owns('policy', arn)).forEach((policy) => add(this.referringTo, policy, referenceTo(resource)));
    return arns.map((arn) => this.ids.ofPolicy(resource, arn));
  }

  private readInline(policy: CfnResource, names: { group?: string; user?: string }): void {
    const named = Object.entries(names).flatMap(([type, property]) => this.ids.named(type as 'group' | 'user', policy, propertyOf(policy, property)));
    named.forEach(({ id, isCertain }) => this.ties.note(id, referenceTo(policy), isCertain));
    this.inlinePolicies.set(policy, named.map(({ id }) => id));
  }

  /** Once over users and additions, not once a user over all additions. */
  private readMemberships(users: iam.CfnUser[], additions: iam.CfnUserToGroupAddition[]): void {
    for (const user of users) {
      this.ids.named('group', user, propertyOf(user, 'Groups')).forEach((group) => this.join(user, referenceTo(user), group.id, group.isCertain));
    }
    for (const addition of additions) {
      const groups = this.ids.named('group', addition, propertyOf(addition, 'GroupName'));
      for (const user of this.ids.named('user', addition, propertyOf(addition, 'Users'))) {
        groups.forEach((group) => this.join(addition, user.id, group.id, user.isCertain && group.isCertain, conditionsOf(addition)));
      }
    }
  }

  private join(by: CfnResource, user: string, group: string, isCertain: boolean, conditions: string[] = []): void {
    if (isCertain && conditionsOf(by).length === 0) {
      append(this.additionsTo, group, { user, by });
    }
    this.ties.noteConditions(user, group, conditions);
    append(this.groupsOfUser, user, group);
    this.ties.note(user, group, isCertain);
  }

  private tie(map: Map<string, Set<string>>, of: string, policy: string, isCertain: boolean): void {
    add(map, of, policy);
    this.attached.add(policy);
    this.ties.note(of, policy, isCertain);
  }
}
