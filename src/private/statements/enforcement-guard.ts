import type { aws_iam as iam, IResolvable, IResolveContext } from 'aws-cdk-lib';
import { Lazy, Token } from 'aws-cdk-lib';
import type { Conditions } from './conditions';
import type { IamArns } from './iam-arns';
import { memoizeLast } from './memoize-last';
import { resourceOf } from './policy-resource';
import { propertyOf } from './resource-property';
import { deny } from './statement';

/** What the guard keeps as it is. */
export interface Guarded {
  /** Names of the groups the policy is attached to; may be tokens. */
  readonly groupNames: string[];
  /** Whether the policy is attached to users themselves. */
  readonly attachedToUsers: boolean;
  /** Path of the policy. A policy cannot name its own ARN, but it can name its path. */
  readonly policyPath: string;
}

const ON_GROUPS = [
  'iam:DeleteGroup', 'iam:DeleteGroupPolicy', 'iam:DetachGroupPolicy', 'iam:PutGroupPolicy', 'iam:RemoveUserFromGroup', 'iam:UpdateGroup',
];
const ON_POLICIES = ['iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion'];

/** Undoing the enforcement: leaving or renaming the group, changing its policies, detaching the policy, changing the policy. */
export function guardStatements(guarded: Guarded, conditions: Conditions, arns: IamArns): iam.PolicyStatement[] {
  const groups = guarded.groupNames.flatMap((name) => arns.group(name));
  // Below `/` lies every policy of the account: naming it would take all policy management from the members.
  const policies = guarded.policyPath === '/' ? [] : [arns.policiesUnder(guarded.policyPath)];
  const statements: iam.PolicyStatement[] = [];
  if (groups.length > 0 || policies.length > 0) {
    statements.push(deny({
      sid: 'DenyUndoingTheEnforcementWithoutMfa',
      // Each action works on one type of resource, so one statement serves both types.
      actions: [...(groups.length > 0 ? ON_GROUPS : []), ...(policies.length > 0 ? ON_POLICIES : [])],
      resources: [...groups, ...policies],
      conditions,
    }));
  }
  if (policies.length > 0 && guarded.attachedToUsers) {
    statements.push(deny({
      // From any user, because whom a member frees can free the member.
      sid: 'DenyDetachingFromUsersWithoutMfa',
      actions: ['iam:DetachUserPolicy'],
      resources: [arns.usersUnder('/')],
      // IfExists: AWS always sends the key; a request without it is denied, not let through.
      conditions: { ...conditions, ArnLikeIfExists: { 'iam:PolicyARN': policies[0] } },
    }));
  }
  return statements;
}

/** The names in a resolved list; each may be a token. */
export function namesIn(list: unknown): string[] {
  return [list ?? []].flat().map((name) => Token.asString(name));
}

/** Adds the guard when the template is made. Until then, more groups may attach the policy, and an injector, a mixin or an override may move it. */
export function guardEnforcement(policy: iam.ManagedPolicy, conditions: Conditions, arns: IamArns): void {
  const resource = resourceOf(policy);
  if (resource === undefined) {
    return;
  }
  const guardOf = memoizeLast(({ Groups, Users, Path }: Record<string, unknown>) => {
    const guarded = { groupNames: namesIn(Groups), attachedToUsers: namesIn(Users).length > 0, policyPath: Token.asString(Path ?? '/') };
    return guardStatements(guarded, conditions, arns).map((statement) => withSortedResources(statement.toStatementJson()));
  });
  resource.policyDocument = tokenWithoutFields((context) => {
    const rendered = Object.fromEntries(['Groups', 'Users', 'Path'].map((name) => [name, propertyOf(resource, name)]));
    const guard = guardOf(context.resolve(rendered));
    // CDK resolves what is returned; resolving the document here already would walk every statement twice.
    const document = policy.document.resolve(context);
    return { ...document, Statement: [...document.Statement, ...guard] };
  });
}

/** Nothing of it is left where a mixin merges it, field by field, with another document: that is one without ours then, and reported as such. */
function tokenWithoutFields(resolve: (context: IResolveContext) => unknown): IResolvable {
  return Object.create({ creationStack: [], resolve });
}

/** Sorted here, because CDK sorts them or not by a feature flag of the user's. */
function withSortedResources(statement: Record<string, unknown>): Record<string, unknown> {
  const Resource = Lazy.uncachedAny({
    produce: (context) => {
      context.registerPostProcessor({ postProcess: sortedByJson });
      return statement.Resource;
    },
  });
  return { ...statement, Resource };
}

/** A group that was given twice is named once. One ARN is no list. */
function sortedByJson(resolved: unknown): unknown {
  return Array.isArray(resolved) ? [...new Set(resolved.map((arn) => JSON.stringify(arn)))].sort().map((arn) => JSON.parse(arn)) : resolved;
}
