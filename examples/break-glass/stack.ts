/** A way in for the day on which the MFA of everybody else fails: it depends on nothing that the enforcement touches. */
import { Stack, StackProps, aws_iam as iam } from 'aws-cdk-lib';
import { Construct } from 'constructs';

export class BreakGlassStack extends Stack {
  public constructor(scope: Construct, id: string, props: StackProps = {}) {
    super(scope, id, { terminationProtection: true, ...props });

    // In no group, with no policy and no access key: all that this user can do is assume the role below.
    const breakGlassUser = new iam.User(this, 'BreakGlassUser', { userName: 'break-glass' });

    // Nobody else is trusted. MFA is the only condition: each further one could fail on the day it is needed.
    new iam.Role(this, 'BreakGlassRole', {
      roleName: 'BreakGlass',
      assumedBy: new iam.ArnPrincipal(breakGlassUser.userArn).withConditions({
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      }),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
    });
  }
}
