/** The questions that the demo asks of every strategy. */
import { RequestName } from '../access/requests/request-kinds';

export interface DemoQuestion {
  readonly text: string;
  /** What a team wants: that work continues, or that an attack is denied. */
  readonly wanted: 'works' | 'denied';
  readonly request: RequestName;
  readonly action: string;
  readonly resource: string;
  /** What the member is allowed in addition: a grant is seen without more, a Deny is seen against an administrator. */
  readonly otherPermissions: 'admin' | 'none';
}

const work = { wanted: 'works', otherPermissions: 'admin' } as const;
const attack = { wanted: 'denied', otherPermissions: 'admin' } as const;

export const QUESTIONS: DemoQuestion[] = [
  { ...work, text: 'access key reads S3', request: 'access key', action: 's3:GetObject', resource: 'object' },
  { ...work, text: 'Athena reads S3 for the access key', request: 'service', action: 's3:GetObject', resource: 'object' },
  { ...work, text: 'access key rotates itself', request: 'access key', action: 'iam:CreateAccessKey', resource: 'own user' },
  { ...work, text: 'new user enrolls a device of any name', otherPermissions: 'none', request: 'console', action: 'iam:CreateVirtualMFADevice', resource: 'device of any name' },
  { ...work, text: 'new user enables the device', otherPermissions: 'none', request: 'console', action: 'iam:EnableMFADevice', resource: 'own user' },
  { ...attack, text: 'console without MFA reads S3', request: 'console', action: 's3:GetObject', resource: 'object' },
  { ...attack, text: 'console without MFA makes access keys', request: 'console', action: 'iam:CreateAccessKey', resource: 'own user' },
  { ...attack, text: 'console without MFA removes the device', request: 'console', action: 'iam:DeactivateMFADevice', resource: 'own user' },
  { ...attack, text: 'console without MFA enrolls for others', request: 'console', action: 'iam:EnableMFADevice', resource: 'other user' },
  { ...attack, text: "leaked key enrolls the attacker's device", request: 'access key', action: 'iam:EnableMFADevice', resource: 'own user' },
  { ...attack, text: 'leaked key opens a federated console', request: 'access key', action: 'sts:GetFederationToken', resource: 'federated user' },
  { ...attack, text: 'leaked key sets a console password', request: 'access key', action: 'iam:UpdateLoginProfile', resource: 'own user' },
  { ...attack, text: 'leaked key leaves the group', request: 'access key', action: 'iam:RemoveUserFromGroup', resource: 'this group' },
];
