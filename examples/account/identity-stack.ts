/** Groups, roles and users. */
import { Duration, Stack, StackProps, aws_iam as iam } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, MfaAdministratorPolicy, MfaRequiredPrincipal, SelfManageMfaPolicy } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

export interface IdentityStackProps extends StackProps {
  /** Whether the groups require MFA. */
  readonly enforce: boolean;
}

export class IdentityStack extends Stack {
  public constructor(scope: Construct, id: string, { enforce, ...props }: IdentityStackProps) {
    super(scope, id, props);

    // Choose the permissions that members need. Here they may read everything.
    const developers = group(this, 'Developers', enforce);
    developers.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess'));

    // Removes lost devices from users under /staff/, and never from its own members.
    const helpDesk = group(this, 'HelpDesk', enforce);
    new MfaAdministratorPolicy(this, 'HelpDeskPolicy', { groups: [helpDesk], userPathPrefix: '/staff/', maxMfaAge: Duration.hours(1) });

    // Administrators can only assume a role, which asks for MFA by itself. Their users are outside /staff/.
    const administrators = group(this, 'Administrators', enforce);
    const admin = new iam.Role(this, 'Admin', {
      assumedBy: new MfaRequiredPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess')],
      maxSessionDuration: Duration.hours(1),
    });
    admin.grantAssumeRole(administrators);

    // A machine user has no password, so no enforcement is missed.
    new iam.User(this, 'DeployPipeline', { path: '/machines/' });
  }
}

/** Before the enforcement: a group whose members can enroll. The ids are those of a ConsoleMfaEnforcedGroup, so enforcing adds one policy to it. */
function group(scope: Construct, id: string, enforce: boolean): iam.Group {
  if (enforce) {
    return new ConsoleMfaEnforcedGroup(scope, id);
  }
  const members = new iam.Group(scope, id);
  new SelfManageMfaPolicy(members, 'SelfManageMfaPolicy', { groups: [members] });
  return members;
}
