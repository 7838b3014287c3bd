import { Aws, Duration, RemovalPolicy, Stack, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import type { ResolvedForceMfaProps } from './force-mfa-options';
import type { MembershipFunction } from '../../membership-function/membership-function';
import { definedProps } from '../checks/defined-props';
import { withMissingAssetExplained } from '../checks/missing-asset';
import { IamArns } from '../statements/iam-arns';
import { allow } from '../statements/statement';

/** Shorter than the shortest interval, so that a run has ended when the next begins. */
const TIMEOUT = Duration.minutes(10);

/** At least twice what a run over 5,000 users needs at its peak: `npm run bench -- reconcile`. */
export const MEMORY_MB = 512;

/** The next run comes by itself. A request of CloudFormation that waits this long would wait in vain. */
const MAX_EVENT_AGE = Duration.minutes(5);

/** The role of the function, in two policies: the right to add goes before the group is emptied, the rest after. */
export class FunctionResources {
  /** Reads, removes, and writes the log. */
  public readonly run: iam.ManagedPolicy;
  public readonly addUsers: iam.ManagedPolicy;
  public readonly role: iam.Role;
  public readonly logGroup: logs.LogGroup;

  public constructor(
    private readonly group: iam.Group,
    { userPathPrefix, logRetention, logEncryptionKey, dryRun }: Pick<ResolvedForceMfaProps, 'userPathPrefix' | 'logRetention' | 'logEncryptionKey' | 'dryRun'>,
  ) {
    const arns = new IamArns(Stack.of(group));
    this.logGroup = new logs.LogGroup(group, 'Log', definedProps({
      retention: logRetention, encryptionKey: logEncryptionKey, removalPolicy: RemovalPolicy.DESTROY,
    }));
    this.role = new iam.Role(group, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    // Managed, because common rule packs for compliance refuse inline policies.
    this.run = new iam.ManagedPolicy(group, 'RunPolicy', {
      description: 'Lets the force-MFA function read users and devices, take users out of its group, ask about its stack, and write its log.',
      roles: [this.role],
      statements: [
        // IAM has no resource type for lists of the account.
        allow({ sid: 'AllowListing', actions: ['iam:ListUsers', 'iam:ListVirtualMFADevices'], resources: ['*'] }),
        allow({ sid: 'AllowLookingAtUsers', actions: ['iam:GetLoginProfile', 'iam:ListMFADevices'], resources: [arns.usersUnder(userPathPrefix)] }),
        ...(dryRun ? [allow({ sid: 'AllowCountingGroups', actions: ['iam:ListGroupsForUser'], resources: [arns.usersUnder(userPathPrefix)] })] : []),
        allow({ sid: 'AllowTakingUsersOut', actions: ['iam:GetGroup', 'iam:ListAttachedGroupPolicies', 'iam:RemoveUserFromGroup'], resources: [group.groupArn] }),
        allow({ sid: 'AllowAskingWhetherItIsDeleted', actions: ['cloudformation:DescribeStackResource'], resources: [Aws.STACK_ID] }),
        allow({ sid: 'AllowWritingTheLog', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] }),
      ],
    });
    this.addUsers = new iam.ManagedPolicy(group, 'AddUsersPolicy', {
      description: 'Lets the force-MFA function add users to its group. Deleted before the group is emptied.',
      roles: [this.role],
      statements: [allow({ sid: 'AllowAddingUsers', actions: ['iam:AddUserToGroup'], resources: [group.groupArn] })],
    });
  }

  public createFunction(environment: Record<string, string>): lambda.Function {
    // Required here: the class extends lambda.Function, which loads all of Lambda for those who only want policies.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const generated = require('../../membership-function/membership-function') as { MembershipFunction: typeof MembershipFunction };
    const created = withMissingAssetExplained(this.group.node.path, () => new generated.MembershipFunction(this.group, 'Function', {
      description: 'Keeps the users without an MFA device in the group, and nobody else.',
      role: this.role,
      logGroup: this.logGroup,
      timeout: TIMEOUT,
      memorySize: MEMORY_MB,
      environment,
    }));
    // By itself, Lambda would repeat a failed run twice: the runs would overlap, and one user who fails for good would make it permanent.
    new lambda.CfnEventInvokeConfig(this.group, 'Invocations', {
      functionName: created.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: MAX_EVENT_AGE.toSeconds(),
    });
    return created;
  }
}
