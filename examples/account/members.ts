/** Puts people into a group from a list. */
import { readFileSync } from 'fs';
import { aws_iam as iam } from 'aws-cdk-lib';

/** Makes the users whom the file names members of the group: one user name per line. They can belong to another app, or to none. */
export function addMembers(group: iam.Group, file: string): void {
  const users = readFileSync(file, 'utf8').split('\n').map((name) => name.trim()).filter((name) => name !== '');
  new iam.CfnUserToGroupAddition(group, 'Members', { groupName: group.groupName, users });
}
