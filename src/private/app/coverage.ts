import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AttachmentGraph } from './attachment-graph';
import type { Finding } from './finding';
import { NO, YES, allOf, anyOf, no, unknown } from './finding';
import { resourcesOfRuns, runsOf } from './force-mfa-runs';
import type { ResolvedMembershipScope } from './membership-scope';
import { coversEveryUser, coversUser, resolveMembershipScope, userOfApp } from './membership-scope';
import { MfaConditions, asks } from './mfa-conditions';
import { isConcrete, isReference, pathOf, referenceTo, resolvedNames, shownName } from './references';
import { conditionsOf } from './resource-condition';
import { isDocumentReplaced, membershipScopeOf, traitsOf } from './resource-marks';
import { MAX_GROUPS_PER_USER } from '../aws/quotas';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';
import { propertyOf } from '../statements/resource-property';

type Type = 'group' | 'user';

/** Said of what another command judges. */
export const NOT_JUDGED = 'asks for MFA, which this check does not judge: npx --no cdk-iam-mfa judge does';

interface MarkedGroup {
  readonly group: iam.CfnGroup;
  /** Whether the runs and the policy are there at all. */
  readonly holds: Finding;
  readonly scope: ResolvedMembershipScope;
}

/** Which groups and users of one stage an enforcement of this library covers: by whatever way a policy is attached, or by a `ForceMfaGroup` whose scope they are in. */
export class Coverage {
  private readonly attachments: AttachmentGraph;
  private readonly enforcements: Set<string>;
  /** Policies of ours whose document is not ours any more. */
  private readonly replaced: Set<string>;
  /** An enforcement that names, by a token, groups or users that may be any. */
  private readonly unresolvedTarget: Record<Type, Finding>;
  /** A token that may put any user into a group that is covered. */
  private readonly anyMember: Finding;
  private readonly markedGroups: MarkedGroup[];
  /** References to the groups of those: their runs decide who is a member. */
  private readonly managedGroups: Set<string>;

  /** Made when something is not covered. */
  private others?: MfaConditions;

  public constructor(stage: IConstruct, now = new Date()) {
    this.attachments = new AttachmentGraph(stage);
    const policies = this.attachments.policies.filter((policy) => traitsOf(policy)?.enforcesMfa);
    this.replaced = new Set(policies.filter(isDocumentReplaced).map(referenceTo));
    const enforcements = policies.filter((policy) => !this.replaced.has(referenceTo(policy)));
    this.enforcements = new Set(enforcements.map(referenceTo));
    this.markedGroups = this.attachments.groups.flatMap((group) => this.marked(group, now));
    this.managedGroups = new Set(this.markedGroups.map(({ group }) => referenceTo(group)));
    this.unresolvedTarget = {
      group: anyOf(...enforcements.map((policy) => this.unresolvedTargetOf('group', policy, propertyOf(policy, 'Groups')))),
      user: anyOf(...enforcements.map((policy) => this.unresolvedTargetOf('user', policy, propertyOf(policy, 'Users')))),
    };
    const groupsOfAnybody = [...this.attachments.groupsOfUser].filter(([user]) => this.isUnresolved('user', user)).flatMap(([, groups]) => groups);
    const coveredGroup = groupsOfAnybody.find((group) => this.membershipIn(group).answer !== 'no');
    this.anyMember = coveredGroup === undefined ? NO : unknown(`a token may add the user to ${shownName(coveredGroup)}`);
  }

  public ofGroup(group: iam.CfnGroup): Finding {
    const id = referenceTo(group);
    const policies = this.attachments.policiesOfGroup.get(id);
    return anyOf(this.byPolicies(id, policies), ...this.byMembership(group, coversEveryUser), this.unresolvedTarget.group);
  }

  public ofUser(user: iam.CfnUser): Finding {
    const id = referenceTo(user);
    const groups = this.attachments.groupsOfUser.get(id) ?? [];
    return anyOf(
      this.byPolicies(id, this.attachments.policiesOfUser.get(id)),
      ...groups.map((group) => this.ifCertain(id, group, this.membershipIn(group))),
      this.heldAs(user),
      this.byBoundary(user),
      this.unresolvedTarget.user,
      this.anyMember,
    );
  }

  /** Policies on a group, or on a user and the user's groups, that ask for MFA and are not of this library. */
  public othersThatAsk(subject: iam.CfnGroup | iam.CfnUser): string[] {
    this.others ??= new MfaConditions(this.attachments);
    const groups = (this.attachments.groupsOfUser.get(referenceTo(subject)) ?? [])
      .flatMap((id) => this.attachments.resourceOf(id) ?? []);
    return [subject, ...groups].flatMap((resource) => this.others!.on(resource));
  }

  private marked(group: iam.CfnGroup, now: Date): MarkedGroup[] {
    const scope = membershipScopeOf(group);
    if (scope === undefined) {
      return [];
    }
    const id = referenceTo(group);
    const enforced = this.byPolicies(id, this.attachments.policiesOfGroup.get(id));
    const holds = enforced.answer === 'no' && enforced.reason === undefined ? no(`no enforcement is on ${shownName(id)}`) : enforced;
    return [{
      group,
      holds: allOf(runsOf(group), holds),
      scope: resolveMembershipScope(group, scope, (reference) => this.attachments.owns('user', reference), now),
    }];
  }

  private unresolvedTargetOf(type: Type, policy: iam.CfnManagedPolicy, names: unknown): Finding {
    return this.attachments.idsOf(type, policy, names).some((id) => this.isUnresolved(type, id))
      ? unknown(`${pathOf(policy)} is attached to a ${type} whose name is a token`) : NO;
  }

  /** What the groups without MFA say of a resource. IAM is the same in all Regions of an account. */
  private byMembership(resource: CfnResource, answer: (scope: ResolvedMembershipScope) => Finding): Finding[] {
    return this.markedGroups.map(({ group, holds, scope }) => {
      const account = this.attachments.accounts.inOne(group, resource);
      const found = account === 'no' ? NO : allOf(answer(scope), holds, this.unlessConditional(resource, [group, ...resourcesOfRuns(group)]));
      return account === 'unknown' && found.answer === 'yes' ? unknown(`${scope.construct} may be of another account`) : found;
    });
  }

  private heldAs(user: iam.CfnUser): Finding {
    const others = new Set(this.attachments.groupsOfUser.get(referenceTo(user))?.filter((group) => !this.managedGroups.has(group)));
    if (others.size >= MAX_GROUPS_PER_USER && this.markedGroups.length > 0) {
      return no(`the user is in ${others.size} groups already, and IAM adds nobody to one more`);
    }
    const ofApp = userOfApp(user);
    return anyOf(...this.byMembership(user, (scope) => coversUser(scope, ofApp)));
  }

  /** What a membership in a group is worth. A group that the app does not own may be covered by another app. */
  private membershipIn(group: string): Finding {
    if (this.managedGroups.has(group)) {
      return NO; // The next run removes members who are not in its scope.
    }
    const covered = this.byPolicies(group, this.attachments.policiesOfGroup.get(group));
    if (covered.answer !== 'no') {
      return covered;
    }
    return this.attachments.owns('group', group) ? anyOf(covered, this.unresolvedTarget.group) : unknown(importedGroup(group));
  }

  private byPolicies(of: string, policies: Set<string> = new Set()): Finding {
    return anyOf(...[...policies].map((policy) => this.ifCertain(of, policy, this.byPolicy(policy))));
  }

  private byPolicy(policy: string): Finding {
    if (this.enforcements.has(policy)) {
      return YES;
    }
    if (this.replaced.has(policy)) {
      return no(`the document of ${shownName(policy)} was replaced, so it may deny nothing`);
    }
    return this.mayEnforce(policy) ? unknown(`the policy ${shown(policy)} is of another app, which may enforce by it`) : NO;
  }

  /** Of what is there under the same conditions as the resource, or under none. */
  private unlessConditional(resource: CfnResource, others: CfnResource[]): Finding {
    const shared = conditionsOf(resource);
    const conditional = others.find((other) => conditionsOf(other).some((condition) => !shared.includes(condition)));
    return conditional === undefined ? YES : unknown(underCondition(referenceTo(conditional)));
  }

  private byBoundary(user: iam.CfnUser): Finding {
    const [boundary] = resolvedNames(user, propertyOf(user, 'PermissionsBoundary'));
    const policy = this.attachments.resourceOf(boundary);
    return policy !== undefined && asks(policy, 'PolicyDocument') ? unknown(`the permissions boundary ${shownName(boundary)} ${NOT_JUDGED}`) : NO;
  }

  private ifCertain(of: string, to: string, found: Finding): Finding {
    if (found.answer === 'yes' && this.attachments.conditionsBetween(of, to).length > 0) {
      return unknown(underCondition(to));
    }
    return found.answer === 'yes' && !this.attachments.isCertain(of, to)
      ? unknown(`${shownName(to)} is named by a plain name, in a stack that may be of another account`) : found;
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

function importedGroup(group: string): string {
  const name = group.slice(group.lastIndexOf(':group/') + ':group/'.length);
  return isReference(group) || !isConcrete(name) ? 'the name of a group of the user is a token' : `the user is in the group ${name}, which another app may enforce`;
}

function underCondition(id: string): string {
  return `a condition of CloudFormation settles whether ${shownName(id)} is there`;
}

function shown(policy: string): string {
  return isConcrete(policy) ? policy : 'with a token as its ARN';
}
