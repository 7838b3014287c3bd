/** Records as CloudTrail writes them, or as other tools pass them on, with what each mode would do to the call. */
import { federated, iam, key, record, session, through } from './records';
import { ACCOUNT } from '../../access/requests/example-account';
import type { CloudTrailRecord } from '../../impact/facts/record';
import type { Answer } from '../../src/private/impact/rules/answers';

export interface RecordedCall {
  readonly name: string;
  /** What is special about the record, and where it was seen. */
  readonly what: string;
  readonly consoleOnly: Answer;
  readonly allRequests: Answer;
  readonly record: CloudTrailRecord;
}

const KEEPS_WORKING = 'goes on';
const MFA_IDENTITY = session('ann', 'true');
const NO_MFA = session('ann', 'false');
const aws = (service: string, eventName: string, more: object = {}) => ({ eventSource: `${service}.amazonaws.com`, eventName, ...more });

type Row = [name: string, what: string, consoleOnly: Answer, allRequests: Answer, record: CloudTrailRecord];

const ROWS: Row[] = [
  // Through a service.
  ['internal', 'SSM decrypts for an access key; whether IAM counts AWS Internal as a service is not documented', 'depends', 'depends',
    record(session('ann', 'false', { invokedBy: 'AWS Internal' }), { ...aws('kms', 'Decrypt'), ...through('AWS Internal') })],
  ['internal with a number', 'the reference of record contents has AWS Internal/#', 'depends', 'depends',
    record(session('ann', 'false', { invokedBy: 'AWS Internal/3' }), { ...aws('kms', 'Decrypt'), ...through('AWS Internal/3') })],
  ['internal with MFA', 'MFA answers before the service does', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'true', { invokedBy: 'AWS Internal/9' }), { ...aws('kms', 'GenerateDataKey'), ...through('AWS Internal/9') })],
  ['internal, observed', "the record has IAM's own keys, and they win", KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'false', { invokedBy: 'AWS Internal' }), {
      ...aws('kms', 'Decrypt'),
      ...through('AWS Internal'),
      eventContext: { requestContext: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'true' }, tagContext: {} },
    })],
  ['service for an access key', 'the session is as old as the call, and has no MFA', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'false', { invokedBy: 'secretsmanager.amazonaws.com' }), { ...aws('kms', 'GenerateDataKey'), ...through('secretsmanager.amazonaws.com') })],
  ['service in China', 'a service name of another partition', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'false', { invokedBy: 'cloudformation.amazonaws.com.cn' }), { ...aws('ec2', 'RunInstances'), ...through('cloudformation.amazonaws.com.cn') })],
  ['old console', 'until about 2018 the console put its own name into invokedBy, beside the address of the browser', 'stops', 'stops',
    record(session('ann', 'false', { invokedBy: 'signin.amazonaws.com' }), { userAgent: 'signin.amazonaws.com' })],
  ['invokedBy of null', 'some tools write absent fields as null', 'stops', 'stops', record(session('ann', 'false', { invokedBy: null }))],
  ['hidden address', 'an anonymizer took the address away', 'depends', 'depends', record(NO_MFA, { sourceIPAddress: 'xxx.xxx.xxx.xxx' })],
  ['service for a key, the session left out', 'a service gets a session of its own, so no session is no sign of a key', KEEPS_WORKING, KEEPS_WORKING,
    record(key('robot', { invokedBy: 'athena.amazonaws.com' }), { ...aws('s3', 'GetBucketLocation'), ...through('athena.amazonaws.com') })],
  ['service by its address alone, the session left out', 'the same', KEEPS_WORKING, KEEPS_WORKING,
    record(key('robot'), { ...aws('ec2', 'CreateNetworkInterface'), ...through('elasticfilesystem.amazonaws.com') })],
  ['internal, the session left out', 'it may have no MFA, and AWS Internal may be no service', 'depends', 'depends',
    record(key('robot', { invokedBy: 'AWS Internal' }), { ...aws('kms', 'Decrypt'), ...through('AWS Internal') })],
  ['service by the own key of IAM, the session left out', 'the address is of a client, and IAM knows better', KEEPS_WORKING, KEEPS_WORKING,
    record(key('robot'), { ...aws('s3', 'GetBucketLocation'), eventContext: { requestContext: { 'aws:ViaAWSService': 'true' } } })],
  ['service for a federated session', 'whether the session of the service has the key is not documented', KEEPS_WORKING, KEEPS_WORKING,
    record({ ...federated('ann'), invokedBy: 'athena.amazonaws.com' }, { ...aws('s3', 'GetBucketLocation'), ...through('athena.amazonaws.com') })],
  ['managed MCP server', 'such a server forwards for an access key', 'stops', 'stops',
    record(session('ann', 'false', { invokedBy: 'aws-mcp.amazonaws.com' }), { ...aws('s3', 'ListBuckets'), ...through('aws-mcp.amazonaws.com') })],

  // Sessions.
  ['key', 'no session: a long-term access key', KEEPS_WORKING, 'stops', record(key('robot'))],
  ['a session of which the record has the issuer alone', 'no key has an issuer', 'depends', 'depends',
    record(key('ann', { sessionContext: { attributes: {}, sessionIssuer: { userName: 'ann' } } }))],
  ['key with a code', 'a profile with role_arn and mfa_serial; what the policies of the user see of the code is not documented', KEEPS_WORKING, 'depends',
    record(key('ann'), { ...aws('sts', 'AssumeRole'), requestParameters: { roleArn: `arn:aws:iam::${ACCOUNT}:role/Admin`, serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/phone` } })],
  ['session without MFA, with a code', 'the code may count', 'depends', 'depends',
    record(NO_MFA, { ...aws('sts', 'AssumeRole'), requestParameters: `{"serialNumber":"arn:aws:iam::${ACCOUNT}:mfa/phone"}` })],
  ['key over SSH', 'CodeCommit logs neither a key nor a session', KEEPS_WORKING, 'stops',
    record(key('robot', { accessKeyId: undefined }), { ...aws('codecommit', 'GitPush'), additionalEventData: { protocol: 'SSH' } })],
  ['key for Bedrock', 'a long-term API key, in a data event', KEEPS_WORKING, 'stops',
    record(key('robot'), { ...aws('bedrock-mantle', 'CreateInference'), requestParameters: { callWithBearerToken: true, bearerTokenType: 'ABSK' }, eventCategory: 'Data' })],
  ['key with empty fields', 'some tools write absent fields as empty texts', KEEPS_WORKING, 'stops',
    record(key('robot', { invokedBy: '', sessionContext: { attributes: { mfaAuthenticated: '', creationDate: '' } } }), { errorCode: '', errorMessage: null })],
  ['console without MFA', 'the label of the console changes nothing', 'stops', 'stops', record(NO_MFA, { sessionCredentialFromConsole: 'true' })],
  ['console, not labeled', 'records of the S3 console lack the label', 'stops', 'stops', record(NO_MFA, aws('s3', 'GetBucketAcl'))],
  ['CloudShell', 'the console session, from a command line', 'stops', 'stops',
    record(NO_MFA, { userAgent: 'aws-cli/2.13.5 exec-env/CloudShell', sessionCredentialFromConsole: 'true' })],
  ['session with the id of a key', 'anonymizers and samples put AKIA ids on sessions', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'true', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }))],
  ['session without MFA with the id of a key', 'the session decides, and not the id', 'stops', 'stops',
    record(session('ann', 'false', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }))],
  ['lost session', 'temporary credentials, and a tool left the session out', 'depends', 'depends', record(key('ann', { accessKeyId: 'ASIAIOSFODNN7EXAMPLE' }))],
  ['false as a boolean', 'exports of other tools have it', 'stops', 'stops', record(session('ann', false))],
  ['true as a boolean', 'exports of other tools have it', KEEPS_WORKING, KEEPS_WORKING, record(session('ann', true))],
  ['federated', 'the log says false, and AWS documents the key as absent', KEEPS_WORKING, 'stops', record(federated('ann'), aws('s3', 'ListBuckets'))],
  ['federated of root', 'no policy of a user reaches it', 'not reached', 'not reached', record(federated('ann', { type: 'Root', userName: undefined }))],
  ['federated of nobody', 'a sample without the issuer: it may be of root', 'depends', 'depends',
    record({ type: 'FederatedUser', arn: `arn:aws:sts::${ACCOUNT}:federated-user/token`, accountId: ACCOUNT })],
  ['unknown type', 'Marketplace agreements: the ARN of a user, and no session for a session either', 'depends', 'depends',
    record({ type: 'Unknown', arn: `arn:aws:iam::${ACCOUNT}:user/ann`, accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }, aws('agreement-marketplace', 'SearchAgreements'))],
  ['no user name', 'the field is optional; the ARN ends in the name', KEEPS_WORKING, 'stops',
    record(key('robot', { userName: undefined, arn: `arn:aws:iam::${ACCOUNT}:user/staff/lyon/robot` }))],
  ['basic date', "creationDate as in the user guide's text", KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'true', { sessionContext: { attributes: { creationDate: '20261103T074112Z', mfaAuthenticated: 'true' } } }), aws('dynamodb', 'ListTables'))],

  // aws login.
  ['aws login', 'from a console session without MFA', 'stops', 'stops',
    record(NO_MFA, { ...aws('signin', 'AuthorizeOAuth2Access'), requestParameters: { client_id: 'arn:aws:signin:::devtools/same-device', scope: 'openid' }, sessionCredentialFromConsole: 'true' })],
  ['sign-in to the console that IAM judges', 'where the account turned it on', KEEPS_WORKING, KEEPS_WORKING,
    record(NO_MFA, { ...aws('signin', 'AuthorizeOAuth2Access'), requestParameters: { client_id: 'arn:aws:signin:::console/home' } })],
  ['sign-in for an unknown client', 'the record has no parameters', 'depends', 'depends', record(NO_MFA, aws('signin', 'CreateOAuth2Token'))],
  ['work after aws login', 'signInSessionArn is in the session', 'stops', 'stops',
    record(session('ann', 'false', { sessionContext: { attributes: { mfaAuthenticated: 'false' }, signInSessionArn: `arn:aws:signin:eu-west-1:${ACCOUNT}:session/1` } }), aws('ecr', 'DescribeRepositories'))],
  ['sign-in in the browser, the session left out', "AWS's own samples of it have none", 'depends', 'depends',
    record(key('ann', { accessKeyId: undefined }), {
      ...aws('signin', 'CreateOAuth2Token'), requestParameters: { client_id: 'arn:aws:signin:us-west-2::external-client/dcr/1', resource: 'https://aws-mcp.us-west-2.api.aws/mcp' },
    })],
  ['sign-in with an access key', 'such a call has a name of its own', KEEPS_WORKING, 'stops',
    record(key('robot'), { ...aws('signin', 'CreateOAuth2TokenWithIAM'), requestParameters: { client_id: 'arn:aws:signin:::devtools/same-device' } })],

  // What is named.
  ['devices of nobody', 'IAM asks about no user then, and not about oneself', 'stops', 'stops', record(NO_MFA, iam('ListMFADevices'))],
  ['own devices', 'the console names the user', KEEPS_WORKING, KEEPS_WORKING, record(NO_MFA, iam('ListMFADevices', { userName: 'ann' }))],
  ['parameters in a form of their own', 'they may name somebody', 'depends', 'depends', record(NO_MFA, iam('GetUser', '"{userName=bob}"'))],
  ['oneself, not named', 'GetUser without a name is about the caller', KEEPS_WORKING, KEEPS_WORKING, record(NO_MFA, iam('GetUser'))],
  ['another user, by a key', 'exempt on oneself only', KEEPS_WORKING, 'stops', record(key('robot'), iam('GetUser', { userName: 'ann' }))],
  ['parameters as text', 'Athena and event data stores give them so', 'stops', 'stops', record(NO_MFA, iam('EnableMFADevice', '{"userName":"bob"}'))],
  ['own device', 'enrollment', KEEPS_WORKING, KEEPS_WORKING, record(NO_MFA, iam('EnableMFADevice', { userName: 'ann', serialNumber: 'arn' }))],
  ['own device, in another case', 'what IAM makes of it is not documented', 'depends', 'depends', record(NO_MFA, iam('EnableMFADevice', { userName: 'ANN' }))],
  ['own device, by a key', 'a leaked key must not enroll', 'stops', 'stops', record(key('robot'), iam('EnableMFADevice', { userName: 'robot' }))],
  ['a device of the user behind a federated session', 'such a session has no user name, so no user is its own', 'stops', 'stops',
    record(federated('ann'), iam('EnableMFADevice', { userName: 'ann' }))],
  ['failed, and names nobody', 'a call that failed lost its parameters', 'depends', 'depends', record(NO_MFA, { ...iam('GetUser'), errorCode: 'ThrottlingException' })],
  ['the policy itself, by a key', 'undoing the enforcement', 'stops', 'stops',
    record(key('robot'), iam('CreatePolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Stack-Policy-1` }))],
  ['the policy itself, the account of the key unknown', 'it is no policy of AWS, and IAM asks of no other account', 'stops', 'stops',
    record(key('robot', { accountId: undefined }), iam('CreatePolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/cdk-iam-mfa/Stack-Policy-1` }))],
  ['the policy itself, of an account that a tool has hidden in the ARN of the user alone', 'nothing to compare the account of the policy with', 'stops', 'stops',
    record(key('robot', { accountId: undefined }), iam('CreatePolicyVersion', { policyArn: 'arn:aws:iam::444455556666:policy/cdk-iam-mfa/Stack-Policy-1' }))],
  ['a policy of AWS with such a path, the account of the key unknown', 'nobody changes it, and it does not enforce', KEEPS_WORKING, 'stops',
    record(key('robot', { accountId: undefined }), iam('DetachUserPolicy', { userName: 'robot', policyArn: 'arn:aws:iam::aws:policy/cdk-iam-mfa/Other' }))],
  ['another policy, by a key', 'its name resembles, its path does not', KEEPS_WORKING, 'stops',
    record(key('robot'), iam('CreatePolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/app/cdk-iam-mfa` }))],
  ['leaving a group, by a key', 'only the owner knows whether the policy is attached to it', 'depends', 'stops',
    record(key('robot'), iam('RemoveUserFromGroup', { groupName: 'developers', userName: 'robot' }))],

  ['leaving a group that the record does not name', 'a call that failed lost its parameters', 'depends', 'stops',
    record(key('robot'), { ...iam('RemoveUserFromGroup'), errorCode: 'NoSuchEntityException' })],

  // Beside.
  ['refused by an organization', 'the message names the policy', 'refused already', 'refused already',
    record(key('robot'), {
      errorCode: 'AccessDeniedException',
      errorMessage: `User: arn:aws:iam::${ACCOUNT}:user/robot is not authorized to perform: codecommit:ListRepositories with an explicit deny in a service control policy: arn`,
    })],
  ['refused, by the message only', 'a code of its own', 'refused already', 'refused already',
    record(key('robot'), { errorCode: 'ForbiddenException', errorMessage: 'User is not authorized to perform: execute-api:Invoke' })],
  ['refused to a service, by the message only', 'the caller was let through', KEEPS_WORKING, 'stops',
    record(key('robot'), { ...aws('codebuild', 'CreateProject'), errorCode: 'InvalidInputException', errorMessage: 'CodeBuild is not authorized to perform: sts:AssumeRole on a role' })],
  ['refused to a role', 'the same, with a Deny of the role', KEEPS_WORKING, 'stops',
    record(key('robot'), {
      errorCode: 'AccessDenied',
      errorMessage: `User: arn:aws:sts::${ACCOUNT}:assumed-role/service/x is not authorized to perform: s3:GetObject with an explicit deny in an identity-based policy`,
    })],
  ['a key that the console used', 'the session is lost', 'depends', 'depends', record(key('robot'), { sessionCredentialFromConsole: 'true' })],
  ['a key in an action of the console', 'the same', 'depends', 'depends', record(key('robot'), { eventType: 'AwsConsoleAction' })],
  ['a key that the console sends for', 'the same', 'depends', 'depends', record(key('robot', { invokedBy: 'signin.amazonaws.com' }))],
  ['a key without a type or an ARN', 'the console of billing writes so, and it may be of a user', 'depends', 'depends',
    record({ accountId: ACCOUNT, accessKeyId: 'AIDAEXAMPLE' }, { ...aws('billingconsole', 'SetContactAddress'), eventType: 'AwsConsoleAction' })],
  ['a federated user of another type', 'the ARN tells', 'depends', 'depends',
    record({ type: 'Unknown', accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:federated-user/bob` })],
  ['who am I', 'no policy can deny it', KEEPS_WORKING, KEEPS_WORKING, record(key('robot'), aws('sts', 'GetCallerIdentity'))],
  ['sign-in', 'no request that IAM judges', 'sign-in', 'sign-in',
    record(key('ann', { accessKeyId: '' }), { ...aws('signin', 'ConsoleLogin'), eventType: 'AwsConsoleSignIn', responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { MFAUsed: 'No' } })],
  ['wrong password', 'nobody signed in', 'not reached', 'not reached',
    record({ type: 'IAMUser', principalId: 'AIDAEXAMPLE', accountId: ACCOUNT, accessKeyId: '', userName: 'ann' },
      { ...aws('signin', 'ConsoleLogin'), eventType: 'AwsConsoleSignIn', responseElements: { ConsoleLogin: 'Failure' }, errorMessage: 'Failed authentication', additionalEventData: { MFAUsed: 'Yes' } })],
  ['sign-in of a role', 'by an identity provider, as root signs in too: a sign-in event, and of no user', 'not reached', 'not reached',
    record({ type: 'AssumedRole', accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Staff/ann`, sessionContext: { sessionIssuer: { type: 'Role' } } },
      { ...aws('signin', 'ConsoleLogin'), eventType: 'AwsConsoleSignIn', responseElements: { ConsoleLogin: 'Success' }, additionalEventData: { MFAUsed: 'No' } })],
  ['a step of an old sign-in', 'the user guide shows its type in another case', 'not reached', 'not reached',
    record(key('ann', { accessKeyId: '' }), { ...aws('signin', 'CheckMfa'), eventType: 'AwsConsoleSignin' })],
  ['a tool of a managed MCP server', 'some have actions of IAM, and no source says how such events are judged', 'depends', 'depends',
    record(key('robot'), { ...aws('eks-mcp', 'CallPrivilegedTool'), eventType: 'AwsMcpEvent' })],
  ['a tool of the AWS MCP Server', 'it has no actions of IAM', 'not reached', 'not reached',
    record(key('robot'), { ...aws('aws-mcp', 'CallTool'), eventType: 'AwsMcpEvent' })],
  ['endpoint', 'the record of a VPC endpoint about a call that has its own', 'not reached', 'not reached',
    record({ type: 'IAMUser', accountId: ACCOUNT }, { ...aws('s3', 'GetObject'), eventType: 'AwsVpceEvent', eventCategory: 'NetworkActivity' })],
  ['service event', 'a principal without a type', 'not reached', 'not reached',
    record({ accountId: ACCOUNT, invokedBy: 'secretsmanager.amazonaws.com' }, { ...aws('secretsmanager', 'RotationStarted'), eventType: 'AwsServiceEvent' })],
  ['principal without a type', 'the same, as a call', 'not reached', 'not reached', record({ accountId: ACCOUNT, invokedBy: 'secretsmanager.amazonaws.com' })],
  ['aggregated', 'neither a user nor a name', 'not reached', 'not reached', record(null, { eventType: 'AwsAggregatedEvent', eventName: undefined, eventTime: undefined })],
  ['root', 'a privileged session of a member account', 'not reached', 'not reached',
    record({ type: 'Root', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, sessionContext: { attributes: { mfaAuthenticated: 'false' }, assumedRoot: 'true' } })],
  ['role', "a function's session", 'not reached', 'not reached',
    record({ type: 'AssumedRole', accountId: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Fn/x`, sessionContext: { attributes: { mfaAuthenticated: 'false' }, sessionIssuer: { type: 'Role' } } })],
  ['account', "another account's call", 'not reached', 'not reached', record({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' })],
  ['role of another account', 'its id says so', 'not reached', 'not reached', record({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:session', accountId: '444455556666' })],
  ['nobody signed', 'a public object of S3', 'not reached', 'not reached', record({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }, { ...aws('s3', 'GetObject'), eventCategory: 'Data' })],
  ['nobody', 'a record without an identity', 'not reached', 'not reached', record(null)],
  ['MFA that begins after the call', 'no clock is an hour wrong, so its age is unknown', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'true', { sessionContext: { attributes: { creationDate: '2026-11-03T09:15:31Z', mfaAuthenticated: 'true' } } }))],
  ['MFA, and clocks that differ', 'by a few seconds', KEEPS_WORKING, KEEPS_WORKING,
    record(session('ann', 'true', { sessionContext: { attributes: { creationDate: '2026-11-03T08:16:02Z', mfaAuthenticated: 'true' } } }))],
  ['MFA', 'the case that all of this is for', KEEPS_WORKING, KEEPS_WORKING, record(MFA_IDENTITY)],
];

export const RECORDED_CALLS: readonly RecordedCall[] = ROWS.map(([name, what, consoleOnly, allRequests, one]) =>
  ({ name, what, consoleOnly, allRequests, record: one }));
