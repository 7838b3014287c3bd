/** Access keys that an enforcement leaves at work, and that a policy beside it stops: an old one that was never detached. */
import { isAcknowledged } from './acknowledgement';
import type { AttachmentGraph } from './attachment-graph';
import type { ForeignPolicies, ForeignPolicy } from './foreign-policies';
import { documentsOf } from './foreign-policies';
import { denialOfAccessKeys } from './key-denials';
import { append } from './multimap';
import { nameWithoutAccount, pathOf, referenceTo } from './references';
import type { ReviewedPolicy } from './rendered-policy';
import { isDocumentReplaced, membershipScopeOf } from './resource-marks';
import { warnLate } from '../checks/add-warnings';
import { WarningId } from '../checks/warnings';

/** How many of them a message names. */
const NAMED = 3;

/** One warning per policy, on what emits it. */
export function warnOfStoppedKeys(policies: ReviewedPolicy[], app: AttachmentGraph, foreign: ForeignPolicies): void {
  const enforcing = policies.filter(({ resource, enforcesMfa }) => enforcesMfa && !isDocumentReplaced(resource));
  if (foreign.all.length === 0 || enforcing.every(({ stopsAccessKeys }) => stopsAccessKeys)) {
    return;
  }
  const enforced = new Enforced(enforcing, app);
  for (const policy of foreign.all) {
    const kept = enforced.subjectsOf(policy);
    const denial = kept.length === 0 ? undefined : documentsOf(policy).map(denialOfAccessKeys).find((found) => found !== undefined);
    if (denial !== undefined && !isAcknowledged(policy.resource, WarningId.ACCESS_KEYS_STOPPED)) {
      warnLate(policy.resource, WarningId.ACCESS_KEYS_STOPPED,
        `${policy.property} got a Deny with ${denial}, which holds for every access key, so the access keys of ${named(kept)} stop, `
        + `although ${kept[0].by} is CONSOLE_ONLY; `
        + 'fix: detach the policy, because the enforcement requires MFA in the console already, or acknowledge this warning');
    }
  }
}

interface Kept {
  /** A group, or a user. */
  readonly id: string;
  /** Path of the enforcement that leaves the keys at work. */
  readonly by: string;
}

/** The groups and users whose access keys the enforcements of the app leave at work, as far as that is certain. */
class Enforced {
  private readonly modes: Map<string, ReviewedPolicy>;
  /** Groups whose members runs decide on, so nobody can tell who they are. */
  private readonly managedGroups: Set<string>;
  private readonly membersOf = new Map<string, string[]>();

  public constructor(enforcing: ReviewedPolicy[], private readonly app: AttachmentGraph) {
    this.modes = new Map(enforcing.map((policy) => [referenceTo(policy.resource), policy]));
    this.managedGroups = new Set(app.groups.filter((group) => membershipScopeOf(group) !== undefined).map(referenceTo));
    for (const [user, groups] of app.groupsOfUser) {
      groups.forEach((group) => append(this.membersOf, group, user));
    }
  }

  /** Those that a policy is on, and the members of its groups. A member is not named beside the group. */
  public subjectsOf({ resource, on }: ForeignPolicy): Kept[] {
    const holders = on.filter((id) => this.isTied(id, referenceTo(resource)));
    const kept = holders.flatMap((id) => this.kept(id));
    const others = holders.filter((id) => kept.every((found) => found.id !== id)).flatMap((group) => this.membersIn(group));
    return [...kept, ...[...new Set(others)].flatMap((id) => this.kept(id))];
  }

  private membersIn(group: string): string[] {
    return this.managedGroups.has(group) ? [] : (this.membersOf.get(group) ?? []).filter((user) => this.isTied(user, group));
  }

  private kept(id: string): Kept[] {
    const { policiesOfGroup, policiesOfUser, groupsOfUser } = this.app;
    const groups = (groupsOfUser.get(id) ?? []).filter((group) => !this.managedGroups.has(group));
    const ties = [
      ...[...policiesOfGroup.get(id) ?? [], ...policiesOfUser.get(id) ?? []].map((policy) => ({ policy, isCertain: this.isTied(id, policy) })),
      ...groups.flatMap((group) => [...policiesOfGroup.get(group) ?? []]
        .map((policy) => ({ policy, isCertain: this.isTied(id, group) && this.isTied(group, policy) }))),
    ].flatMap(({ policy, isCertain }) => this.modes.has(policy) ? [{ ...this.modes.get(policy)!, isCertain }] : []);
    const keeping = ties.find(({ isCertain }) => isCertain);
    return keeping === undefined || ties.some(({ stopsAccessKeys }) => stopsAccessKeys) ? [] : [{ id, by: pathOf(keeping.resource) }];
  }

  private isTied(of: string, to: string): boolean {
    return this.app.isCertain(of, to) && this.app.conditionsBetween(of, to).length === 0;
  }
}

function named(kept: Kept[]): string {
  const names = kept.slice(0, NAMED).map(({ id }) => nameWithoutAccount(id)).join(', ');
  return kept.length > NAMED ? `${names} and ${kept.length - NAMED} more` : names;
}
