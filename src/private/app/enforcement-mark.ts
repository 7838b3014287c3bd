import type { aws_iam as iam } from 'aws-cdk-lib';

/** On the resources that enforce MFA. By symbols, not by `instanceof`: an app may have loaded the library twice. */
const ENFORCES_MFA = Symbol.for('cdk-iam-mfa.enforcesMfa');
const HELD_USERS = Symbol.for('cdk-iam-mfa.heldUsers');

/** Whom the runs of a `ForceMfaGroup` hold as long as they have no device. Any string may be a token. */
export interface HeldUsers {
  readonly pathPrefix: string;
  readonly exemptUsers: string[];
  /** Whether `enforceFrom` or `gracePeriod` leaves users alone for a time. */
  readonly waits: boolean;
}

export function markAsEnforcement(policy: iam.ManagedPolicy): void {
  const resource = policy.node.defaultChild;
  if (resource !== undefined) { // `Role.customizeRoles` keeps policies out of the template.
    Object.defineProperty(resource, ENFORCES_MFA, { value: true });
  }
}

export function isEnforcement(resource: iam.CfnManagedPolicy): boolean {
  return ENFORCES_MFA in resource;
}

/** Of a group whose members the runs change, so not of one on a dry run. */
export function markAsHolding(group: iam.Group, users: HeldUsers): void {
  Object.defineProperty(group.node.defaultChild, HELD_USERS, { value: users });
}

export function heldUsersOf(resource: iam.CfnGroup): HeldUsers | undefined {
  return (resource as { [HELD_USERS]?: HeldUsers })[HELD_USERS];
}
