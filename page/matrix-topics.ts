/** The matrix of the page: its topics with their rows, and its columns. Which answers are right is the expected table's to say. */
import { RequestName } from '../access/requests/request-kinds';

/** A row of the matrix, asked by each kind of request that the expected table asks it by. */
export interface MatrixRow {
  readonly label: string;
  readonly action: string;
  readonly resource: string;
}

export interface Topic {
  readonly title: string;
  readonly otherPermissions: 'admin' | 'none';
  readonly rows: MatrixRow[];
}

export const COLUMNS: { readonly request: RequestName; readonly title: string; readonly hint: string }[] = [
  { request: 'access key', title: 'Access key', hint: 'how pipelines sign' },
  { request: 'service', title: 'Service for a key', hint: 'such as Athena' },
  { request: 'console', title: 'Console, no MFA', hint: 'the password only' },
  { request: 'console MFA', title: 'With MFA', hint: 'console, or CLI with a code' },
  { request: 'MFA 61 min old', title: 'With old MFA', hint: 'over an hour old' },
  { request: 'federated', title: 'Federated', hint: 'by GetFederationToken' },
];

const row = (label: string, action: string, resource: string): MatrixRow => ({ label, action, resource });

export const TOPICS: Topic[] = [
  {
    title: 'Everyday work, and work through services',
    otherPermissions: 'admin',
    rows: [
      row('Read a file', 's3:GetObject', 'object'),
      row('Start a server', 'ec2:StartInstances', 'instance'),
      row('Encrypt a file', 'kms:GenerateDataKey', 'kms key'),
      row('Start a deployment', 'cloudformation:CreateStack', 'stack'),
    ],
  },
  {
    title: 'Enrollment',
    otherPermissions: 'admin',
    rows: [
      row('Create a device', 'iam:CreateVirtualMFADevice', 'device of any name'),
      row('Enable one\'s own device', 'iam:EnableMFADevice', 'own user'),
      row('Enable a device for somebody else', 'iam:EnableMFADevice', 'other user'),
      row('List one\'s own devices', 'iam:ListMFADevices', 'own user'),
      row('List somebody else\'s devices', 'iam:ListMFADevices', 'other user'),
    ],
  },
  {
    title: 'Ways into the console',
    otherPermissions: 'admin',
    rows: [
      row('Set one\'s own console password without the old one', 'iam:UpdateLoginProfile', 'own user'),
      row('Give somebody a console password', 'iam:CreateLoginProfile', 'other user'),
      row('Remove one\'s own device', 'iam:DeactivateMFADevice', 'own user'),
      row('Remove somebody else\'s device', 'iam:DeactivateMFADevice', 'other user'),
      row('Delete a virtual device', 'iam:DeleteVirtualMFADevice', 'device of any name'),
      row('Get a federation token', 'sts:GetFederationToken', 'federated user'),
    ],
  },
  {
    title: 'Undoing the enforcement',
    otherPermissions: 'admin',
    rows: [
      row('Leave the group', 'iam:RemoveUserFromGroup', 'this group'),
      row('Rename the group', 'iam:UpdateGroup', 'this group'),
      row('Detach the policy from the group', 'iam:DetachGroupPolicy', 'this group'),
      row('Change the policy', 'iam:CreatePolicyVersion', 'this policy'),
    ],
  },
  {
    title: 'Passwords, keys and other credentials',
    otherPermissions: 'admin',
    rows: [
      row('Change one\'s own password, knowing the old one', 'iam:ChangePassword', 'own user'),
      row('Read the password rules', 'iam:GetAccountPasswordPolicy', '*'),
      row('Create one\'s own access key', 'iam:CreateAccessKey', 'own user'),
      row('Delete somebody\'s console password', 'iam:DeleteLoginProfile', 'other user'),
      row('Create a credential for one service, such as Bedrock', 'iam:CreateServiceSpecificCredential', 'own user'),
    ],
  },
  {
    title: 'Acting as another user or role: CONSOLE_ONLY does not stop keys',
    otherPermissions: 'admin',
    rows: [
      row('Assume a role', 'sts:AssumeRole', 'role'),
      row('Pass a role to a service', 'iam:PassRole', 'role'),
      row('Change the trust policy of a role', 'iam:UpdateAssumeRolePolicy', 'role'),
      row('Create an access key for somebody else', 'iam:CreateAccessKey', 'other user'),
      row('Create an identity provider', 'iam:CreateSAMLProvider', 'identity provider'),
    ],
  },
  {
    title: 'What the library itself grants, to a member with no other permissions',
    otherPermissions: 'none',
    rows: [
      row('Enable one\'s own device', 'iam:EnableMFADevice', 'own user'),
      row('Remove one\'s own device', 'iam:DeactivateMFADevice', 'own user'),
      row('Change one\'s own password, knowing the old one', 'iam:ChangePassword', 'own user'),
      row('Read a file', 's3:GetObject', 'object'),
    ],
  },
];
