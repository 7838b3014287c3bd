/** Users whose first sign-in asks for a new password, which the enforcement denies them. */
import type { aws_iam as iam } from 'aws-cdk-lib';
import type { AttachmentGraph, ResettingUser } from './attachment-graph';
import type { ResolvedMembershipScope } from './membership-scope';
import { coversUser, resolveMembershipScope, userOfApp } from './membership-scope';
import { referenceTo } from './references';
import type { ReviewedPolicy } from './rendered-policy';
import { membershipScopeOf } from './resource-marks';
import { warnLate } from '../checks/add-warnings';
import { WarningId } from '../checks/warnings';

/** One warning per user, however many policies block the change. */
export function warnOfPasswordResets(policies: ReviewedPolicy[], app: AttachmentGraph): void {
  const denying = policies.filter(({ deniesPasswordChange }) => deniesPasswordChange);
  const runs = app.resettingUsers.length > 0 ? runsOfApp(app) : [];
  for (const user of app.resettingUsers) {
    const groups = [...user.groups, ...groupsHolding(user, runs, app)];
    const blocking = denying.filter(({ resource }) => app.policiesOfUser.get(referenceTo(user.resource))?.has(referenceTo(resource))
      || groups.some((group) => app.policiesOfGroup.get(group)?.has(referenceTo(resource)))).map(({ construct }) => construct.node.path);
    if (blocking.length > 0) {
      warnLate(user.resource, WarningId.PASSWORD_RESET_BLOCKED,
        `passwordResetRequired got true, but ${blocking.join(' and ')} ${blocking.length === 1 ? 'denies' : 'deny'} this user iam:ChangePassword without MFA, `
        + 'so the first sign-in would ask for a new password again and again; '
        + 'fix: set allowPasswordChange on the enforcement, or create the user without passwordResetRequired');
    }
  }
}

interface Runs {
  readonly group: iam.CfnGroup;
  readonly scope: ResolvedMembershipScope;
}

function runsOfApp(app: AttachmentGraph): Runs[] {
  const now = new Date();
  return app.groups.flatMap((group) => {
    const scope = membershipScopeOf(group);
    return scope === undefined ? [] : [{ group, scope: resolveMembershipScope(group, scope, (reference) => app.owns('user', reference), now) }];
  });
}

/** The groups into which runs put the user. */
function groupsHolding({ resource }: ResettingUser, runs: Runs[], app: AttachmentGraph): string[] {
  const user = userOfApp(resource);
  return runs.filter(({ group, scope }) => app.accounts.inOne(group, resource) !== 'no' && coversUser(scope, user).answer !== 'no')
    .map(({ group }) => referenceTo(group));
}
