import type { aws_iam as iam } from 'aws-cdk-lib';

/** The L1 of a policy. `Role.customizeRoles` keeps policies out of the template, and then there is none. */
export function resourceOf(policy: iam.ManagedPolicy): iam.CfnManagedPolicy | undefined {
  return policy.node.defaultChild as iam.CfnManagedPolicy | undefined;
}

/** Not the policy's own attribute: with customized roles, that is the ARN of a policy that somebody else would make. */
export function arnOf(policy: iam.ManagedPolicy): string {
  return resourceOf(policy)?.ref ?? policy.managedPolicyArn;
}
