import { Stack, Stage, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { isReference, referenceTo, resolvedNames } from './references';

/** A user whose first sign-in asks for a new password. */
export interface ResettingUser {
  readonly resource: iam.CfnUser;
  readonly groups: string[];
}

/**
 * Who is attached to what in one stage, read from the L1 resources.
 *
 * Groups, users and policies go by an id: the reference to their resource if the app owns it, whether it was
 * named by reference or by a physical name; their account, type and name otherwise.
 */
export class AppAttachments {
  /** Ids of the policies attached to a group, from either side. */
  public readonly policiesOfGroup = new Map<string, Set<string>>();
  /** Ids of the policies attached to a user itself, from either side. */
  public readonly policiesOfUser = new Map<string, Set<string>>();
  /** Ids of the groups that a user is in. */
  public readonly groupsOfUser = new Map<string, string[]>();
  /** Groups that attach a policy from their own side. */
  public readonly groupsAttaching = new Map<string, iam.CfnGroup[]>();
  /** References to what attaches a policy from its own side, and by reference. */
  public readonly referringTo = new Map<string, Set<string>>();
  /** Roles that attach a policy, from their own side. */
  public readonly rolesAttaching = new Map<string, iam.CfnRole[]>();
  public readonly resettingUsers: ResettingUser[];
  public readonly policies: iam.CfnManagedPolicy[];
  public readonly groups: iam.CfnGroup[];
  /** Accounts in which the app knows a group of a physical name. */
  public readonly accountsOfGroupNamed = new Map<string, string[]>();

  /** References to the resources of the stage. */
  private readonly references: Record<'group' | 'user' | 'policy', Set<string>>;
  /** Ids of owned resources by account, type and physical name. */
  private readonly owned = new Map<string, string>();
  /** Accounts of stacks, resolved once. */
  private readonly accounts = new Map<Stack, string>();

  public constructor(stage: IConstruct) {
    const constructs = constructsOf(stage);
    const groups = ofType<iam.CfnGroup>(constructs, iam.CfnGroup);
    const policies = ofType<iam.CfnManagedPolicy>(constructs, iam.CfnManagedPolicy);
    const users = ofType<iam.CfnUser>(constructs, iam.CfnUser);

    this.references = {
      group: new Set(groups.map(referenceTo)), user: new Set(users.map(referenceTo)), policy: new Set(policies.map(referenceTo)),
    };
    groups.forEach((group) => this.own(group, 'group/', group.groupName));
    users.forEach((user) => this.own(user, 'user/', user.userName));
    policies.forEach((policy) => this.own(policy, `policy${policy.path ?? '/'}`, policy.managedPolicyName));

    for (const policy of policies) {
      this.idsOf('group', policy, policy.groups).forEach((group) => add(this.policiesOfGroup, group, referenceTo(policy)));
      this.idsOf('user', policy, policy.users).forEach((user) => add(this.policiesOfUser, user, referenceTo(policy)));
    }
    for (const group of groups) {
      for (const policy of this.readPolicies(group)) {
        add(this.policiesOfGroup, referenceTo(group), policy);
        append(this.groupsAttaching, policy, group);
      }
    }
    for (const role of ofType<iam.CfnRole>(constructs, iam.CfnRole)) {
      this.readPolicies(role).forEach((policy) => append(this.rolesAttaching, policy, role));
    }
    for (const user of users) {
      this.readPolicies(user).forEach((policy) => add(this.policiesOfUser, referenceTo(user), policy));
    }
    this.readMemberships(users, ofType<iam.CfnUserToGroupAddition>(constructs, iam.CfnUserToGroupAddition));
    this.resettingUsers = users.filter(mustResetPassword)
      .map((resource) => ({ resource, groups: this.groupsOfUser.get(referenceTo(resource)) ?? [] }));
    this.policies = policies;
    this.groups = groups;
    for (const group of constructs.filter(isGroup)) {
      append(this.accountsOfGroupNamed, resolvedNames(group, group.groupName)[0], group.principalAccount ?? Stack.of(group).account);
    }
  }

  /** Ids of the groups or users that a property of a resource names. */
  public idsOf(type: 'group' | 'user', resource: IConstruct, names: unknown): string[] {
    return resolvedNames(resource, names).map((name) => {
      const id = isReference(name) ? name : this.inAccount(resource, `${type}/${name}`);
      return this.owned.get(id) ?? id;
    });
  }

  /** Whether an id is that of a resource of the stage. */
  public owns(type: 'group' | 'user' | 'policy', id: string): boolean {
    return this.references[type].has(id);
  }

  /** The account of a resource. One that is not known yet is the same for all stacks that do not know it, as for CDK. */
  public accountOf(scope: IConstruct): string {
    const stack = Stack.of(scope);
    const account = this.accounts.get(stack) ?? resolvedNames(scope, stack.account)[0];
    this.accounts.set(stack, account);
    return account;
  }

  /** Two accounts of one stage may hold a group of the same name. */
  private inAccount(scope: IConstruct, name: string): string {
    return `${this.accountOf(scope)}:${name}`;
  }

  /** Ids of the policies that a resource attaches from its own side. Takes note of those that it refers to. */
  private readPolicies(resource: iam.CfnGroup | iam.CfnRole | iam.CfnUser): string[] {
    const arns = resolvedNames(resource, resource.managedPolicyArns);
    arns.filter((arn) => this.owns('policy', arn)).forEach((policy) => add(this.referringTo, policy, referenceTo(resource)));
    return arns.map((arn) => this.owned.get(arn.split(':iam::')[1]) ?? arn);
  }

  private own(resource: IConstruct, prefix: string, physicalName: string | undefined): void {
    resolvedNames(resource, physicalName).forEach((name) => this.owned.set(this.inAccount(resource, `${prefix}${name}`), referenceTo(resource)));
  }

  /** Once over users and additions, not once a user over all additions. */
  private readMemberships(users: iam.CfnUser[], additions: iam.CfnUserToGroupAddition[]): void {
    for (const user of users) {
      this.idsOf('group', user, user.groups).forEach((group) => append(this.groupsOfUser, referenceTo(user), group));
    }
    for (const addition of additions) {
      const groups = this.idsOf('group', addition, addition.groupName);
      for (const user of this.idsOf('user', addition, addition.users)) {
        groups.forEach((group) => append(this.groupsOfUser, user, group));
      }
    }
  }
}

/** A nested stage is another deployment, and attaches nothing across. */
function constructsOf(scope: IConstruct): IConstruct[] {
  return scope.node.children.flatMap((child) => Stage.isStage(child) ? [] : [child, ...constructsOf(child)]);
}

/** By the CloudFormation type, not by `instanceof`: an app may have loaded CDK twice. */
function ofType<T>(constructs: IConstruct[], type: { readonly CFN_RESOURCE_TYPE_NAME: string }): T[] {
  return constructs.filter((construct) => (construct as { cfnResourceType?: string }).cfnResourceType === type.CFN_RESOURCE_TYPE_NAME) as T[];
}

function mustResetPassword(user: iam.CfnUser): boolean {
  return (user.loginProfile as iam.CfnUser.LoginProfileProperty | undefined)?.passwordResetRequired === true;
}

/** Owned and imported ones; an imported group has no resource. */
function isGroup(construct: IConstruct): construct is iam.IGroup {
  return 'groupArn' in construct && 'groupName' in construct && 'principalAccount' in construct;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) {
    map.set(key, [value]);
  } else {
    values.push(value);
  }
}
