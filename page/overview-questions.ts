/** What the overview asks of each strategy, in words for people: one column for each matter that a team decides by. */
import type { MatrixRow } from './matrix-topics';
import type { RequestName } from '../access/requests/request-kinds';

/** A question of the overview. `short` continues the title of its column. */
export interface OverviewQuestion extends MatrixRow {
  readonly short: string;
  readonly request: RequestName;
  /** For a user with an IAM path, instead of one without. */
  readonly withPath?: boolean;
}

export interface OverviewColumn {
  readonly title: string;
  readonly hint: string;
  readonly wanted: 'works' | 'denied';
  /** The answer for a request that is allowed and should be denied, if a policy of this kind does not promise to stop it; by default `open`. */
  readonly ifAllowed?: 'outside';
  readonly otherPermissions: 'admin' | 'none';
  /** What to say when all is as wanted, when something is denied on purpose, and when something is denied that should not be. */
  readonly words: { readonly good: string; readonly onPurpose?: string; readonly broken?: string };
  /** What happens only to users without a device: what to say of a user who has one. */
  readonly behind?: { readonly word: string; readonly detail: string };
  /** What closes it, where no policy of a user does. */
  readonly closedBy?: string;
  readonly questions: OverviewQuestion[];
}

const ask = (request: RequestName, short: string, label: string, action: string, resource: string, withPath?: boolean): OverviewQuestion => ({
  request, short, label, action, resource, withPath,
});

export const OVERVIEW: OverviewColumn[] = [
  {
    title: 'Automation with access keys',
    hint: 'should keep working',
    wanted: 'works',
    otherPermissions: 'admin',
    words: { good: 'Keeps working', onPurpose: 'Needs an MFA session', broken: 'Stops' },
    questions: [
      ask('access key', 'reading a file', 'Read a file', 's3:GetObject', 'object'),
      ask('access key', 'rotating its own key', 'Create one\'s own access key', 'iam:CreateAccessKey', 'own user'),
    ],
  },
  {
    title: 'Services acting for a key',
    hint: 'should keep working',
    wanted: 'works',
    otherPermissions: 'admin',
    words: { good: 'Keep working', broken: 'Stop' },
    questions: [
      ask('service', 'Athena reading S3', 'Read a file', 's3:GetObject', 'object'),
    ],
  },
  {
    title: 'A leaked key: the console',
    hint: 'should find no way in',
    wanted: 'denied',
    otherPermissions: 'admin',
    words: { good: 'No way in' },
    questions: [
      ask('access key', 'enrolls a device', 'Enable one\'s own device', 'iam:EnableMFADevice', 'own user'),
      ask('access key', 'removes the device', 'Remove one\'s own device', 'iam:DeactivateMFADevice', 'own user'),
      ask('access key', 'resets the password', 'Set one\'s own console password without the old one', 'iam:UpdateLoginProfile', 'own user'),
      ask('access key', 'opens a federated console', 'Get a federation token', 'sts:GetFederationToken', 'federated user'),
      ask('access key', 'takes users out of the group', 'Take a user out of the group', 'iam:RemoveUserFromGroup', 'this group'),
    ],
  },
  {
    title: 'A leaked key: other identities',
    hint: 'better denied; no strategy promises it',
    wanted: 'denied',
    ifAllowed: 'outside',
    otherPermissions: 'admin',
    words: { good: 'No other identity' },
    closedBy: 'MFA in trust policies, and to make keys',
    questions: [
      ask('access key', 'assumes roles', 'Assume a role', 'sts:AssumeRole', 'role'),
      ask('access key', 'passes roles', 'Pass a role to a service', 'iam:PassRole', 'role'),
      ask('access key', 'changes trust policies', 'Change the trust policy of a role', 'iam:UpdateAssumeRolePolicy', 'role'),
      ask('access key', 'makes keys for others', 'Create an access key for somebody else', 'iam:CreateAccessKey', 'other user'),
    ],
  },
  {
    title: 'Console without MFA',
    hint: 'of a user without a device; should at most enroll',
    wanted: 'denied',
    otherPermissions: 'admin',
    words: { good: 'Can at most enroll' },
    behind: { word: 'No such session', detail: 'AWS asks at sign-in for the code' },
    questions: [
      ask('console', 'reads files', 'Read a file', 's3:GetObject', 'object'),
      ask('console', 'makes access keys', 'Create one\'s own access key', 'iam:CreateAccessKey', 'own user'),
      ask('console', 'removes the device', 'Remove one\'s own device', 'iam:DeactivateMFADevice', 'own user'),
      ask('console', 'resets the password', 'Set one\'s own console password without the old one', 'iam:UpdateLoginProfile', 'own user'),
      ask('console', 'enables devices for others', 'Enable a device for somebody else', 'iam:EnableMFADevice', 'other user'),
    ],
  },
  {
    title: 'First enrollment',
    hint: 'should work, with no other permissions',
    wanted: 'works',
    otherPermissions: 'none',
    words: { good: 'Works', broken: 'Fails' },
    behind: { word: 'Not needed', detail: 'the user has a device' },
    questions: [
      ask('console', 'a device of any name', 'Create a device', 'iam:CreateVirtualMFADevice', 'device of any name'),
      ask('console', 'enabling it', 'Enable one\'s own device', 'iam:EnableMFADevice', 'own user'),
      ask('console', 'users with an IAM path', 'Enable one\'s own device, as a user with an IAM path', 'iam:EnableMFADevice', 'own user', true),
    ],
  },
  {
    title: 'Console with MFA',
    hint: 'should work',
    wanted: 'works',
    otherPermissions: 'admin',
    words: { good: 'Works', broken: 'Stops' },
    questions: [
      ask('console MFA', 'reading a file', 'Read a file', 's3:GetObject', 'object'),
    ],
  },
];
