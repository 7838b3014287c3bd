/** A group that another tool made, and whose members are there already. */
import { aws_iam as iam } from 'aws-cdk-lib';
import { MfaEnforcement, RequireMfaPolicy, SelfManageMfaPolicy } from 'cdk-iam-mfa';
import { Construct } from 'constructs';

/** Lets the members of the group enroll, and requires MFA of them if `enforce` is true. The other tool keeps the group and its members. */
export function existingGroup(scope: Construct, id: string, groupName: string, enforce: boolean): iam.IGroup {
  const group = iam.Group.fromGroupName(scope, id, groupName);
  const groups = [group];
  new SelfManageMfaPolicy(scope, `${id}SelfManageMfa`, { groups });
  if (enforce) {
    new RequireMfaPolicy(scope, `${id}RequireMfa`, { groups, enforcement: MfaEnforcement.CONSOLE_ONLY });
  }
  return group;
}
