import type { aws_lambda as lambda } from 'aws-cdk-lib';
import { Duration, RemovalPolicy, Stack, aws_iam as iam, aws_logs as logs } from 'aws-cdk-lib';
import type { ForceMfaFunction } from '../../force-mfa/force-mfa-function';
import { IamArns } from '../statements/iam-arns';
import { allow } from '../statements/statement';

/** Shorter than the shortest interval, so that a run has ended when the next begins. */
const TIMEOUT = Duration.minutes(10);

/** The role of the function, in two policies: the right to add goes before the group is emptied, the rest after. */
export class ForceMfaPermissions {
  /** Reads, removes, and writes the log. */
  public readonly run: iam.Policy;
  public readonly addUsers: iam.Policy;
  private readonly role: iam.Role;
  private readonly logGroup: logs.LogGroup;

  public constructor(private readonly group: iam.Group, pathPrefix: string, retention = logs.RetentionDays.ONE_YEAR) {
    const arns = new IamArns(Stack.of(group));
    this.logGroup = new logs.LogGroup(group, 'Log', { retention, removalPolicy: RemovalPolicy.DESTROY });
    this.role = new iam.Role(group, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    this.run = new iam.Policy(group, 'RunPolicy', {
      roles: [this.role],
      statements: [
        // IAM has no resource type for lists of the account.
        allow({ sid: 'AllowListing', actions: ['iam:ListUsers', 'iam:ListVirtualMFADevices'], resources: ['*'] }),
        allow({ sid: 'AllowLookingAtUsers', actions: ['iam:GetLoginProfile', 'iam:ListMFADevices'], resources: [arns.usersUnder(pathPrefix)] }),
        allow({ sid: 'AllowTakingUsersOut', actions: ['iam:GetGroup', 'iam:RemoveUserFromGroup'], resources: [group.groupArn] }),
        allow({ sid: 'AllowWritingTheLog', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] }),
      ],
    });
    this.addUsers = new iam.Policy(group, 'AddUsersPolicy', {
      roles: [this.role],
      statements: [allow({ sid: 'AllowAddingUsers', actions: ['iam:AddUserToGroup'], resources: [group.groupArn] })],
    });
  }

  public createFunction(environment: Record<string, string>): lambda.Function {
    // Required here: the class extends lambda.Function, which loads all of Lambda for those who only want policies.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const generated = require('../../force-mfa/force-mfa-function') as { ForceMfaFunction: typeof ForceMfaFunction };
    return new generated.ForceMfaFunction(this.group, 'Function', {
      description: 'Keeps the users without an MFA device in the group, and nobody else.',
      role: this.role,
      logGroup: this.logGroup,
      timeout: TIMEOUT,
      memorySize: 256,
      environment,
    });
  }
}
