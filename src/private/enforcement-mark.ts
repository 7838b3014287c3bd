import { aws_iam as iam } from 'aws-cdk-lib';

/** On the resource of a policy that enforces MFA. By a symbol, not by `instanceof`: an app may have loaded the library twice. */
const ENFORCES_MFA = Symbol.for('cdk-iam-mfa.enforcesMfa');

export function markAsEnforcement(policy: iam.ManagedPolicy): void {
  const resource = policy.node.defaultChild;
  if (resource !== undefined) { // `Role.customizeRoles` keeps policies out of the template.
    Object.defineProperty(resource, ENFORCES_MFA, { value: true });
  }
}

export function isEnforcement(resource: iam.CfnManagedPolicy): boolean {
  return ENFORCES_MFA in resource;
}
