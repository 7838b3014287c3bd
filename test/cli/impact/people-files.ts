/** What the AWS CLI prints about the users of an account. */

const HEAD = 'user,arn,user_creation_time,password_enabled,mfa_active,access_key_1_active,access_key_1_last_used_date,access_key_1_last_used_service,'
  + 'access_key_2_active,access_key_2_last_used_date,access_key_2_last_used_service';
const line = (user: string, ...rest: string[]) => [user, `arn:aws:iam::123456789012:user/team/${user}`, '2024-01-01T00:00:00Z', ...rest].join(',');

/** `aws iam get-credential-report`, decoded. */
export const CREDENTIAL_REPORT = [
  HEAD,
  '<root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00Z,not_supported,true,false,N/A,N/A,false,N/A,N/A',
  line('ada', 'true', 'false', 'true', '2026-11-03T08:00:00Z', 'ec2', 'false', 'N/A', 'N/A'),
  line('bob', 'true', 'true', 'false', 'N/A', 'N/A', 'false', 'N/A', 'N/A'),
  // Works with objects of S3, which only data events show.
  line('reader', 'false', 'false', 'true', '2026-11-05T08:00:00Z', 's3', 'true', '2026-11-04T08:00:00Z', 'dynamodb'),
  line('asleep', 'false', 'false', 'true', '2025-01-01T00:00:00Z', 's3', 'false', 'N/A', 'N/A'),
  // Its key is switched off.
  line('off', 'true', 'false', 'false', '2026-11-05T08:00:00Z', 's3', 'false', 'N/A', 'N/A'),
].join('\n');

/** `aws iam get-account-authorization-details`. */
export const ACCOUNT_DETAILS = {
  UserDetailList: [
    { UserName: 'ada', Arn: 'arn:aws:iam::123456789012:user/team/ada', GroupList: ['staff', 'admins'] },
    { UserName: 'bob', Arn: 'arn:aws:iam::123456789012:user/team/bob', GroupList: [] },
    { UserName: 'eve', Arn: 'arn:aws:iam::123456789012:user/eve', GroupList: ['staff'] },
  ],
  GroupDetailList: [],
};
