import { Stack, Stage, aws_iam as iam } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
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
 * named by reference or by a physical name; their account and name otherwise.
 */
export class AppAttachments {
  /** Ids of the policies attached to a group, from either side. */
  public readonly policiesOfGroup = new Map<string, Set<string>>();
  /** Groups that attach a policy from their own side. */
  public readonly groupsAttaching = new Map<string, iam.CfnGroup[]>();
  /** Roles that attach a policy, from their own side. */
  public readonly rolesAttaching = new Map<string, iam.CfnRole[]>();
  public readonly resettingUsers: ResettingUser[];
  /** Accounts in which the app knows a group of a physical name. */
  public readonly accountsOfGroupNamed = new Map<string, string[]>();

  /** Ids of owned resources by account and physical name. */
  private readonly owned = new Map<string, string>();

  public constructor(stage: IConstruct) {
    const constructs = constructsOf(stage);
    const groups = ofType<iam.CfnGroup>(constructs, iam.CfnGroup);
    const policies = ofType<iam.CfnManagedPolicy>(constructs, iam.CfnManagedPolicy);
    const users = ofType<iam.CfnUser>(constructs, iam.CfnUser);

    groups.forEach((group) => this.own(group, group.groupName));
    users.forEach((user) => this.own(user, user.userName));
    policies.forEach((policy) => this.own(policy, policy.managedPolicyName && `policy${policy.path ?? '/'}${policy.managedPolicyName}`));

    for (const policy of policies) {
      this.idsOf(policy, policy.groups).forEach((group) => add(this.policiesOfGroup, group, referenceTo(policy)));
    }
    for (const group of groups) {
      for (const policy of this.policyIdsOf(group)) {
        add(this.policiesOfGroup, referenceTo(group), policy);
        append(this.groupsAttaching, policy, group);
      }
    }
    for (const role of ofType<iam.CfnRole>(constructs, iam.CfnRole)) {
      this.policyIdsOf(role).forEach((policy) => append(this.rolesAttaching, policy, role));
    }
    this.resettingUsers = this.readResettingUsers(users, ofType<iam.CfnUserToGroupAddition>(constructs, iam.CfnUserToGroupAddition));
    for (const group of constructs.filter(isGroup)) {
      append(this.accountsOfGroupNamed, resolvedNames(group, group.groupName)[0], group.principalAccount ?? Stack.of(group).account);
    }
  }

  /** Ids of the groups or users that a property of a resource names. */
  public idsOf(resource: IConstruct, names: unknown): string[] {
    return resolvedNames(resource, names).map((name) => {
      const id = isReference(name) ? name : inAccount(resource, name);
      return this.owned.get(id) ?? id;
    });
  }

  private policyIdsOf(resource: iam.CfnGroup | iam.CfnRole): string[] {
    return resolvedNames(resource, resource.managedPolicyArns).map((arn) => this.owned.get(arn.split(':iam::')[1]) ?? arn);
  }

  private own(resource: IConstruct, physicalName: string | undefined): void {
    resolvedNames(resource, physicalName).forEach((name) => this.owned.set(inAccount(resource, name), referenceTo(resource)));
  }

  private readResettingUsers(users: iam.CfnUser[], additions: iam.CfnUserToGroupAddition[]): ResettingUser[] {
    return users.filter(mustResetPassword).map((resource) => ({
      resource,
      groups: [
        ...this.idsOf(resource, resource.groups),
        ...additions
          .filter((addition) => this.idsOf(addition, addition.users).includes(referenceTo(resource)))
          .flatMap((addition) => this.idsOf(addition, addition.groupName)),
      ],
    }));
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

/** Two accounts of one stage may hold a group of the same name. */
function inAccount(scope: IConstruct, name: string): string {
  const [account] = resolvedNames(scope, Stack.of(scope).account);
  return `${account}:${name}`;
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
