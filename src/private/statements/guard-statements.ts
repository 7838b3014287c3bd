import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Conditions } from './conditions';
import type { IamArns } from './iam-arns';
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

/** A group that was given twice is named once. One ARN is no list. */
export function sortedByJson(resolved: unknown): unknown {
  return Array.isArray(resolved) ? [...new Set(resolved.map((arn) => JSON.stringify(arn)))].sort().map((arn) => JSON.parse(arn)) : resolved;
}
