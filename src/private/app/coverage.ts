import type { aws_iam as iam } from 'aws-cdk-lib';
import { Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AppAttachments } from './app-attachments';
import { membershipScopeOf, traitsOf } from './mark';
import type { ResolvedMembershipScope, UserOfApp } from './membership-scope';
import { holds, holdsEverybody, resolveMembershipScope } from './membership-scope';
import { isConcrete, isReference, referenceTo, resolvedNames } from './references';
import type { Ternary } from './ternary';
import { anyOf } from './ternary';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';

type Type = 'group' | 'user';

/** IAM's quota. */
const GROUPS_PER_USER = 10;

/** Which groups and users of one stage an enforcement of this library covers: by whatever way a policy is attached, or by a `ForceMfaGroup` that holds them. */
export class Coverage {
  private readonly attachments: AppAttachments;
  private readonly enforcements: Set<string>;
  /** Whether an enforcement names, by a token, groups or users that may be any. */
  private readonly hasUnresolvedTarget: Record<Type, boolean>;
  /** Whether a token may put any user into a group that is covered. */
  private readonly mayAddAnyUser: boolean;
  /** What each `ForceMfaGroup` holds, by the account. */
  private readonly membershipScopes = new Map<string, ResolvedMembershipScope[]>();
  /** References to the groups of those: their runs decide who is a member. */
  private readonly managedGroups = new Set<string>();

  public constructor(stage: IConstruct) {
    this.attachments = new AppAttachments(stage);
    const enforcements = this.attachments.policies.filter((policy) => traitsOf(policy)?.enforcesMfa);
    this.enforcements = new Set(enforcements.map(referenceTo));
    this.attachments.groups.forEach((group) => this.readMembershipScope(group));
    this.hasUnresolvedTarget = {
      group: enforcements.some((policy) => this.attachments.idsOf('group', policy, policy.groups).some((id) => this.isUnresolved('group', id))),
      user: enforcements.some((policy) => this.attachments.idsOf('user', policy, policy.users).some((id) => this.isUnresolved('user', id))),
    };
    this.mayAddAnyUser = [...this.attachments.groupsOfUser].some(([user, groups]) => this.isUnresolved('user', user)
      && groups.some((group) => this.membershipIn(group) !== 'no'));
  }

  public ofGroup(group: iam.CfnGroup): Ternary {
    const found = [this.byPolicies(this.attachments.policiesOfGroup.get(referenceTo(group))), ...this.held(group, holdsEverybody)];
    return anyOf(...found, unknownIf(this.hasUnresolvedTarget.group));
  }

  public ofUser(user: iam.CfnUser): Ternary {
    const id = referenceTo(user);
    const groups = this.attachments.groupsOfUser.get(id) ?? [];
    const found = [this.byPolicies(this.attachments.policiesOfUser.get(id)), ...groups.map((group) => this.membershipIn(group)), this.heldAs(user)];
    return anyOf(...found, unknownIf(this.hasUnresolvedTarget.user || this.mayAddAnyUser));
  }

  private readMembershipScope(group: iam.CfnGroup): void {
    const marked = membershipScopeOf(group);
    if (marked !== undefined) {
      const scope = resolveMembershipScope(group, marked, (reference) => this.attachments.owns('user', reference));
      const account = this.attachments.accountOf(group);
      this.membershipScopes.set(account, [...this.membershipScopes.get(account) ?? [], scope]);
      this.managedGroups.add(referenceTo(group));
    }
  }

  /** What the groups without MFA say of a resource. IAM is the same in all Regions of an account; an account that is not known may be any. */
  private held(resource: IConstruct, answer: (scope: ResolvedMembershipScope) => Ternary): Ternary[] {
    const account = this.attachments.accountOf(resource);
    const mayBeOfAccount = (other: string) => other === account || !isConcrete(other) || !isConcrete(account);
    return [...this.membershipScopes].filter(([other]) => mayBeOfAccount(other)).flatMap(([other, scopes]) =>
      scopes.map(answer).map((covered) => covered === 'yes' && other !== account ? 'unknown' : covered));
  }

  private heldAs(user: iam.CfnUser): Ternary {
    const others = new Set(this.attachments.groupsOfUser.get(referenceTo(user))?.filter((group) => !this.managedGroups.has(group)));
    if (this.membershipScopes.size === 0 || others.size >= GROUPS_PER_USER) {
      return 'no'; // IAM adds nobody to one group more.
    }
    const [name] = resolvedNames(user, user.userName);
    const [path = '/'] = resolvedNames(user, user.path);
    const ofApp: UserOfApp = { reference: referenceTo(user), name, path };
    return anyOf(...this.held(user, (scope) => holds(scope, ofApp)));
  }

  /** What a membership in a group is worth. A group that the app does not own may be covered by another app. */
  private membershipIn(group: string): Ternary {
    if (this.managedGroups.has(group)) {
      return 'no'; // The next run takes out whom it does not hold.
    }
    const covered = this.byPolicies(this.attachments.policiesOfGroup.get(group));
    return covered === 'no' && (this.hasUnresolvedTarget.group || !this.attachments.owns('group', group)) ? 'unknown' : covered;
  }

  private byPolicies(policies: Set<string> = new Set()): Ternary {
    const ids = [...policies];
    if (ids.some((id) => this.enforcements.has(id))) {
      return 'yes';
    }
    return ids.some((id) => this.mayEnforce(id)) ? 'unknown' : 'no';
  }

  /** A policy that the app does not own may be an enforcement of another app, if it lies where they lie. */
  private mayEnforce(policy: string): boolean {
    if (this.attachments.owns('policy', policy)) {
      return false;
    }
    const [, account, path] = /^arn:.*:iam::(.*):policy(\/.*)$/.exec(policy) ?? [];
    return account !== 'aws' && (path === undefined || !isConcrete(path) || path.startsWith(DEFAULT_POLICY_PATH));
  }

  /** A name that is settled at deploy, and so may be any. */
  private isUnresolved(type: Type, id: string): boolean {
    return !this.attachments.owns(type, id) && (isReference(id) || !isConcrete(id.slice(id.lastIndexOf(`:${type}/`))));
  }
}

function unknownIf(condition: boolean): Ternary {
  return condition ? 'unknown' : 'no';
}

/** Whether a user has a console password, as far as the template tells. */
export function hasPassword(user: iam.CfnUser): Ternary {
  if (!Tokenization.isResolvable(user.loginProfile)) {
    return user.loginProfile === undefined ? 'no' : 'yes';
  }
  const [loginProfile] = resolvedNames(user, user.loginProfile);
  if (loginProfile === undefined) {
    return 'no';
  }
  return isReference(loginProfile) || loginProfile.startsWith('{"Fn::') ? 'unknown' : 'yes';
}
