/** From the names in a record to those in a policy. */
import { NO_USER } from './fact';

/** Where the action's prefix is not the first part of the event's source. */
export const PREFIXES: Readonly<Record<string, string>> = {
  'appstream2.amazonaws.com': 'appstream',
  'monitoring.amazonaws.com': 'cloudwatch',
  'streams.dynamodb.amazonaws.com': 'dynamodb',
  'tagging.amazonaws.com': 'tag',
};

/** Some event names end in the version of an API: GetFunction20150331v2, ListDistributions2020_05_31. */
export const API_VERSION = '[0-9]{4}[-_]?[0-9]{2}[-_]?[0-9]{2}(v[0-9]+)?$';

/** Operations that another action authorizes (service authorization reference). All others of iam, sts and signin have the action's name. */
export const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  'signin:CreateOAuth2TokenWithIAM': 'signin:CreateOAuth2Token',
  'signin:IntrospectOAuth2TokenWithIAM': 'signin:IntrospectOAuth2Token',
  'signin:RevokeOAuth2TokenWithIAM': 'signin:RevokeOAuth2Token',
};

/** Services whose events have the names of their actions. */
export const SAME_NAMES = ['iam', 'signin', 'sts'];

/**
 * Services whose events need actions of the prefix that is in the fact, and of no other service. Not those of which AWS logs several under one source, such as
 * autoscaling. Of a service that is not here, statements that name actions of others may hold too.
 */
export const OWN_ACTIONS = [
  'acm', 'apigateway', 'athena', 'cloudformation', 'cloudfront', 'cloudtrail', 'cloudwatch', 'codebuild', 'codecommit', 'codepipeline', 'dynamodb', 'ec2', 'ecr',
  'ecs', 'eks', 'elasticache', 'elasticfilesystem', 'elasticloadbalancing', 'events', 'firehose', 'glue', 'guardduty', 'kinesis', 'kms', 'lambda', 'logs', 'organizations',
  'rds', 'redshift', 'route53', 's3', 'secretsmanager', 'securityhub', 'sns', 'sqs', 'ssm', 'states',
];

/** AWS answers these whatever a policy says. */
export const NEVER_JUDGED = ['sts:GetCallerIdentity', 'sts:GetSessionToken'];

/** It takes the code of a device, of which the record has the serial number. */
export const TAKES_CODE = 'sts:AssumeRole';
export const DEVICE_PARAMETER = 'serialNumber';

/** What the resource of a request is named by: a parameter, or nothing else than the action. */
export type NamedBy = 'user' | 'caller' | 'group' | 'policy' | 'client';

/**
 * The actions of which a statement may ask for the resource. A statement that asks it of another action is refused, because the facts do
 * not hold the answer.
 */
export const NAMED_BY: Readonly<Record<string, NamedBy>> = {
  'iam:ChangePassword': 'caller',
  'iam:CreateLoginProfile': 'user',
  'iam:DeactivateMFADevice': 'user',
  'iam:EnableMFADevice': 'user',
  'iam:GetMFADevice': 'user',
  'iam:GetUser': 'user',
  'iam:ListMFADevices': 'user',
  'iam:ResyncMFADevice': 'user',
  'iam:UpdateLoginProfile': 'user',
  'iam:DeleteGroup': 'group',
  'iam:DeleteGroupPolicy': 'group',
  'iam:DetachGroupPolicy': 'group',
  'iam:PutGroupPolicy': 'group',
  'iam:RemoveUserFromGroup': 'group',
  'iam:UpdateGroup': 'group',
  'iam:CreatePolicyVersion': 'policy',
  'iam:DeletePolicy': 'policy',
  'iam:DeletePolicyVersion': 'policy',
  'iam:SetDefaultPolicyVersion': 'policy',
  // Of a user; statements ask which policy.
  'iam:DetachUserPolicy': 'policy',
  'signin:AuthorizeOAuth2Access': 'client',
  'signin:CreateOAuth2Token': 'client',
};

/** The parameter of the request that names it. */
export const PARAMETERS = { user: 'userName', group: 'groupName', policy: 'policyArn', client: 'client_id' } as const;

export const NEW_GROUP_NAME = 'newGroupName';

/** For which user IAM asks if the request names none. For others of `NAMED_BY`, the record does not tell. */
export const WITHOUT_A_NAME: Readonly<Record<string, string>> = {
  'iam:GetUser': 'own user',
  'iam:ListMFADevices': NO_USER,
};

export function actionsNamedBy(kind: NamedBy): string[] {
  return Object.keys(NAMED_BY).filter((action) => NAMED_BY[action] === kind);
}
