import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { AttachmentGraph } from './attachment-graph';
import { ForeignPolicies } from './foreign-policies';
import { inlinePolicyProblems } from './inline-policies';
import { warnOfPasswordResets } from './password-resets';
import { isConcrete, nameOf, nameWithoutAccount, referenceTo, resolvedNames, shownName } from './references';
import type { ReviewedPolicy } from './rendered-policy';
import { absentPolicyProblem, documentProblems, pathProblems, warnOfReplacedDocument, warnOfUnguardedPath, warnOfUnmonitoredPath } from './rendered-policy';
import type { PolicyTraits } from './resource-marks';
import { markPolicy, traitsOf } from './resource-marks';
import { warnOfStoppedKeys } from './stopped-keys';
import { MAX_POLICIES_PER_GROUP } from '../aws/quotas';
import { warnLate } from '../checks/add-warnings';
import { groupPathWarnings, userPathWarnings } from '../checks/group-path';
import { invalidPropMessage } from '../checks/invalid-prop';
import { foreignAccountProblem, groupNameProblem, userNameProblem } from '../checks/prop-values';
import { WarningId } from '../checks/warnings';
import { resourceOf } from '../statements/policy-resource';
import { propertyOf } from '../statements/resource-property';

/** On a stage that has its review. On the stage and not in the module: two apps in one process have nothing to do with each other. */
const REVIEWED = Symbol.for('cdk-iam-mfa.attachmentsReviewed');

/**
 * Looks at what the policies of one stage are attached to, from whichever side, once the app is complete.
 *
 * A policy sees neither `role.addManagedPolicy(policy)` nor a later `policy.attachToGroup(group)`, and the
 * methods of CDK's classes are not ours to override. One review per stage, so that the tree is walked once
 * and not once a policy.
 */
export function reviewAttachments(policy: iam.ManagedPolicy, traits: PolicyTraits): void {
  const resource = resourceOf(policy);
  if (resource === undefined) {
    policy.node.addValidation({ validate: () => [absentPolicyProblem(policy)] });
    return;
  }
  markPolicy(resource, traits);
  const stage = Stage.of(policy) ?? policy.node.root;
  if (!(REVIEWED in stage)) {
    Object.defineProperty(stage, REVIEWED, { value: true });
    stage.node.addValidation({ validate: () => problemsIn(stage) });
  }
}

function problemsIn(stage: IConstruct): string[] {
  const app = new AttachmentGraph(stage);
  const policies = app.policies.flatMap((resource): ReviewedPolicy[] => {
    const traits = traitsOf(resource);
    return traits === undefined ? [] : [{ ...traits, resource, construct: resource.node.scope! }];
  });
  warnOfPasswordResets(policies, app);
  const foreign = new ForeignPolicies(app);
  warnOfStoppedKeys(policies, app, foreign);
  return [...policies.flatMap((policy) => problemsOf(policy, app)), ...inlinePolicyProblems(policies, app, foreign)];
}

function problemsOf(policy: ReviewedPolicy, app: AttachmentGraph): string[] {
  warnOfReplacedDocument(policy);
  warnOfUnguardedPath(policy);
  warnOfUnmonitoredPath(policy, app);
  const users = resolvedNames(policy.resource, propertyOf(policy.resource, 'Users'));
  [...groupPathWarnings('groups', app.groupsNamedBy.get(policy.resource)!.map(({ name }) => name)), ...userPathWarnings('users', users)]
    .forEach(({ id, message }) => warnLate(policy.resource, id, message));
  warnOfIdlePolicy(policy, app);
  warnOfUsersAddedTwice(policy, app);
  warnOfUnguardedGroups(policy, app);
  warnOfUnguardedUsers(policy, app);
  return [
    ...documentProblems(policy), ...pathProblems(policy), ...roleProblems(policy, app), ...groupProblems(policy, app),
    ...users.filter(isConcrete).flatMap((name) => userNameProblem(policy.construct.node.path, 'users', name) ?? []), ...cycleProblems(policy, app),
    ...repetitionProblems(policy, 'group', app), ...repetitionProblems(policy, 'user', app),
  ];
}

function roleProblems({ construct, resource }: ReviewedPolicy, app: AttachmentGraph): string[] {
  const roles = [
    ...resolvedNames(resource, propertyOf(resource, 'Roles')),
    ...(app.rolesAttaching.get(referenceTo(resource)) ?? []).map(referenceTo),
  ];
  return roles.map((role) => invalidPropMessage({
    path: construct.node.path,
    prop: 'roles',
    got: nameOf(role),
    expected: 'users and groups only, because a role session has no aws:username and carries no MFA',
    fix: 'attach the policy to a group, and ask for MFA in the trust policy of the role',
  }));
}

function groupProblems({ construct, resource }: ReviewedPolicy, app: AttachmentGraph): string[] {
  const named = app.groupsNamedBy.get(resource)!;
  const names = named.map(({ name }) => name);
  const attaching = app.groupsAttaching.get(referenceTo(resource)) ?? [];
  const groups = new Set([...named.map(({ id }) => id), ...attaching.map(referenceTo)]);
  return [
    ...names.filter(isConcrete).map((name) => groupNameProblem(construct.node.path, 'groups', name)),
    ...names.map((name) => foreignGroupProblem(construct, name, app)),
    ...[...groups].map((group) => quotaProblem(construct, group, app)),
  ].filter((problem) => problem !== undefined);
}

/** CDK takes two constructs of one group for two groups, if it writes their ARNs differently. */
function repetitionProblems({ construct, resource }: ReviewedPolicy, type: 'group' | 'user', app: AttachmentGraph): string[] {
  const ids = app.idsOf(type, resource, propertyOf(resource, type === 'group' ? 'Groups' : 'Users'));
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index).map(nameWithoutAccount));
  return [...repeated].filter(isConcrete).map((name) => invalidPropMessage({
    path: construct.node.path,
    prop: `${type}s`,
    got: `${name} twice`,
    expected: `each ${type} once, because CloudFormation refuses a list with one name twice`,
    fix: `leave one of the two constructs of the ${type} out`,
  }));
}

/** Each would need the other first. CloudFormation refuses that as well, but names neither side of it. */
function cycleProblems({ construct, resource }: ReviewedPolicy, app: AttachmentGraph): string[] {
  const referring = app.referringTo.get(referenceTo(resource));
  const twice = (prop: 'groups' | 'users', property: string) => referring === undefined ? [] : referencesIn(resource, property).filter((id) => referring.has(id))
    .map((id) => invalidPropMessage({
      path: construct.node.path,
      prop,
      got: `${nameOf(id)}, which attaches the policy from its own side too`,
      expected: 'one side, because CloudFormation cannot create two resources that refer to each other',
      fix: `attach the policy from its own side only: leave it out of managedPolicies and addManagedPolicy of the ${prop.slice(0, -1)}`,
    }));
  return [...twice('groups', 'Groups'), ...twice('users', 'Users')];
}

/** Without those to other environments: there CDK writes plain names. */
function referencesIn(resource: iam.CfnManagedPolicy, property: string): string[] {
  const given = propertyOf(resource, property);
  const written: unknown[] = [resource.stack.resolve(given) ?? []].flat();
  return resolvedNames(resource, given).filter((_, index) => typeof written[index] !== 'string');
}

/** Once attached, only the name or the reference is left to see: it is foreign when the app knows it in other accounts only. */
function foreignGroupProblem(construct: IConstruct, name: string, app: AttachmentGraph): string | undefined {
  const problems = (app.accountsOfGroupNamed.get(name) ?? [])
    .map((account) => foreignAccountProblem(construct.node.path, 'groups', nameOf(name), account, Stack.of(construct).account));
  return problems.every((problem) => problem !== undefined) ? problems[0] : undefined;
}

/** Counts those that are there for certain: of two from which a condition of CloudFormation chooses, the group has one. */
function quotaProblem(construct: IConstruct, group: string, app: AttachmentGraph): string | undefined {
  const attached = [...app.policiesOfGroup.get(group)!]
    .filter((policy) => !policy.includes('"Fn::If"') && app.conditionsBetween(group, policy).length === 0).length;
  return attached <= MAX_POLICIES_PER_GROUP ? undefined : invalidPropMessage({
    path: construct.node.path,
    prop: 'groups',
    got: `${attached} managed policies on ${nameOf(group)}`,
    expected: `at most ${MAX_POLICIES_PER_GROUP}, IAM's quota for a group, counted over the group's side and the policies' side`,
    fix: 'put some of the policies together, or on a second group',
  });
}

/** A list of another construct's, an id mistaken for a policy that exists: nothing fails, and nothing is enforced. */
function warnOfIdlePolicy({ resource }: ReviewedPolicy, app: AttachmentGraph): void {
  if (!app.isAttached(referenceTo(resource))) {
    warnLate(resource, WarningId.POLICY_NOT_ATTACHED,
      'groups and users got nothing, and nothing in the app attaches the policy, so it does nothing; '
      + 'fix: pass groups or users, or acknowledge this warning if something outside the app attaches it');
  }
}

/** A call of addUser that somebody wrote twice, or beside a list: to delete one of the two takes the user out. */
function warnOfUsersAddedTwice({ resource, enforcesMfa }: ReviewedPolicy, app: AttachmentGraph): void {
  const groups = enforcesMfa ? app.groupsNamedBy.get(resource)! : [];
  for (const { id: group } of groups) {
    const first = new Map<string, CfnResource>();
    for (const { user, by } of app.additionsTo.get(group) ?? []) {
      const other = first.get(user) ?? by;
      first.set(user, other);
      if (other !== by && app.accounts.inOne(other, by) === 'yes') {
        warnLate(resource, WarningId.USER_ADDED_TWICE,
          `${nameWithoutAccount(group)} got ${nameWithoutAccount(user)} from ${shownName(referenceTo(other))} and from ${shownName(referenceTo(by))}, and once you delete one, `
          + 'CloudFormation takes the user out, whatever the other says; fix: leave one out before you deploy both, or acknowledge this warning');
      }
    }
  }
}

function warnOfUnguardedGroups({ resource, enforcesMfa }: ReviewedPolicy, app: AttachmentGraph): void {
  const attaching = enforcesMfa ? app.groupsAttaching.get(referenceTo(resource)) ?? [] : [];
  const guarded = attaching.length > 0 ? app.idsOf('group', resource, propertyOf(resource, 'Groups')) : [];
  for (const group of attaching.filter((candidate) => !guarded.includes(referenceTo(candidate)))) {
    warnLate(resource, WarningId.GROUP_NOT_GUARDED,
      `groups got ${group.node.path} from the group's side only, so the policy cannot name the group and members may leave it without MFA; `
      + 'fix: attach it from the policy\'s side (groups, or attachToGroup), or acknowledge this warning');
  }
}

/** One user attached from the policy's side is enough: that statement names every user. */
function warnOfUnguardedUsers({ resource, enforcesMfa }: ReviewedPolicy, app: AttachmentGraph): void {
  const policy = referenceTo(resource);
  const attaching = enforcesMfa ? [...app.policiesOfUser].filter(([, policies]) => policies.has(policy)).map(([user]) => user) : [];
  if (attaching.length > 0 && app.idsOf('user', resource, propertyOf(resource, 'Users')).length === 0) {
    warnLate(resource, WarningId.USER_NOT_GUARDED,
      `users got ${attaching.map(nameOf).join(', ')} from the user's side only, so the policy does not keep them from detaching it without MFA; `
      + 'fix: attach it from the policy\'s side (users, or attachToUser), or acknowledge this warning');
  }
}
