/**
 * Requests as IAM sees them, with the record that CloudTrail writes of each.
 *
 * The two are made of the same choices, side by side, so that neither is made of what the analysis infers from the other.
 */
import { NOW, federated, iam, key, record, session, through } from './records';
import type { SimulatedRequest } from './simulated';
import { ACCOUNT } from '../../access/requests/example-account';
import type { CloudTrailRecord } from '../../impact/facts/record';

export const GROUP_NAME = 'developers';
const USER = 'ann';
const arn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;

type Keys = SimulatedRequest['keys'];
type Fields = Readonly<Record<string, unknown>>;

/** Who asks. Where the record does not tell the keys, there are several possibilities. */
interface Caller {
  readonly identity: (fields: Fields) => Fields;
  readonly possibleKeys: readonly Keys[];
  /** Those of what a service sends for the caller, where they may be others: its session has no MFA, or the record has lost it. */
  readonly possibleThroughServices?: readonly Keys[];
  readonly isFederated?: boolean;
}

const mfaKeys = (age: number): Keys => ({ 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': `${age}` });
const NO_MFA: Keys = { 'aws:MultiFactorAuthPresent': 'false' };
const ANY: readonly Keys[] = [{}, NO_MFA, mfaKeys(0), mfaKeys(10 ** 6)];

/** The session is that old when the request is made. A fact holds a range of ages, of which these are both ends. */
function mfaSession(age: number, possibleAges: readonly number[]): Caller {
  const creationDate = new Date(Date.parse(NOW) - age * 1000).toISOString();
  return {
    identity: (fields) => session(USER, 'true', { sessionContext: { attributes: { creationDate, mfaAuthenticated: 'true' } }, ...fields }),
    possibleKeys: possibleAges.map(mfaKeys),
  };
}

export const CALLERS: Readonly<Record<string, Caller>> = {
  'access key': { identity: (fields) => key(USER, fields), possibleKeys: [{}], possibleThroughServices: ANY },
  'session without MFA': { identity: (fields) => session(USER, 'false', fields), possibleKeys: [NO_MFA] },
  'MFA, new': mfaSession(0, [0, 900]),
  'MFA, 20 minutes': mfaSession(1200, [901, 1800]),
  'MFA, one hour': mfaSession(3600, [1801, 3600]),
  'MFA, two hours': mfaSession(7199, [3601, 7200]),
  'MFA, 36 hours': mfaSession(129_600, [126_001, 129_600]),
  'MFA, older': mfaSession(129_601, [129_601, 10 ** 6]),
  'MFA, of unknown age': {
    identity: (fields) => session(USER, 'true', { sessionContext: { attributes: { creationDate: 'yesterday', mfaAuthenticated: 'true' } }, ...fields }),
    possibleKeys: [mfaKeys(0), mfaKeys(10 ** 6)],
  },
  'federated session': { identity: (fields) => ({ ...federated(USER), ...fields }), possibleKeys: [{}], possibleThroughServices: [{}, NO_MFA], isFederated: true },
  'lost session': { identity: (fields) => key(USER, { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', ...fields }), possibleKeys: ANY },
};

/** By which way. */
interface Way {
  readonly identity: Fields;
  readonly fields: Fields;
  readonly possibleKeys: readonly Keys[];
}

const DIRECT: Keys = { 'aws:ViaAWSService': 'false' };
const THROUGH: Keys = { 'aws:ViaAWSService': 'true' };
const MCP: Keys = { 'aws:ViaAWSMCPService': 'true' };

function by(sender: string, possibleKeys: readonly Keys[]): Way {
  return { identity: { invokedBy: sender }, fields: through(sender), possibleKeys };
}

export const WAYS: Readonly<Record<string, Way>> = {
  'directly': { identity: {}, fields: {}, possibleKeys: [DIRECT] },
  'a service': by('cloudformation.amazonaws.com', [THROUGH]),
  'AWS Internal': by('AWS Internal/3', [DIRECT, THROUGH]),
  'a managed MCP server': by('aws-mcp.amazonaws.com', [{ ...THROUGH, ...MCP }]),
};

/** What is asked. */
interface Call {
  readonly action: string;
  /** That it may need in place of this one, or with it, as far as the record tells. */
  readonly others?: readonly string[];
  readonly fields: Fields;
  readonly resource: string;
  readonly keys?: Keys;
  /** Its record has no session also where there is one. */
  readonly losesSession?: boolean;
}

/** Of a service that is not IAM, STS or sign-in: the record does not tell its action, nor whether it passes a role. */
function otherCall(source: string, eventName: string, action: string, others: readonly string[]): Call {
  return { action, others: [...others, 'iam:PassRole'], fields: { eventSource: `${source}.amazonaws.com`, eventName }, resource: '*' };
}

function iamCall(name: string, requestParameters: Fields | null, resource: string, keys?: Keys): Call {
  return { action: `iam:${name}`, fields: iam(name, requestParameters), resource: arn(resource), keys };
}

/** As the console and the command line name it. */
const ON_USERS = [
  'CreateLoginProfile', 'DeactivateMFADevice', 'DeleteLoginProfile', 'EnableMFADevice', 'GetMFADevice', 'GetUser', 'ListMFADevices', 'ResyncMFADevice',
  'UpdateLoginProfile', 'CreateAccessKey', 'UpdateUser',
];
const ON_GROUPS = ['DeleteGroup', 'DeleteGroupPolicy', 'DetachGroupPolicy', 'PutGroupPolicy', 'RemoveUserFromGroup', 'UpdateGroup', 'GetGroup'];
const ON_POLICIES = ['CreatePolicyVersion', 'DeletePolicy', 'DeletePolicyVersion', 'SetDefaultPolicyVersion', 'GetPolicy'];
const POLICIES = [arn('policy/cdk-iam-mfa/RequireMfa'), arn('policy/deploy')];
/** Of AWS: it is attached, and nobody changes it. */
const ATTACHED = [...POLICIES, 'arn:aws:iam::aws:policy/cdk-iam-mfa/Other'];
const CLIENTS = {
  'arn:aws:signin:::console/home': 'arn:aws:signin:::console/home',
  'arn:aws:signin:::devtools/same-device': `arn:aws:signin:us-east-1:${ACCOUNT}:oauth2/public-client/localhost`,
};

export const CALLS: readonly Call[] = [
  ...ON_USERS.flatMap((name) => [USER, 'bob'].map((userName) => iamCall(name, { userName }, `user/${userName}`))),
  iamCall('GetUser', null, `user/${USER}`),
  iamCall('ListMFADevices', null, 'user/-'),
  iamCall('ChangePassword', null, `user/${USER}`),
  iamCall('GetAccountPasswordPolicy', null, 'account'),
  iamCall('ListVirtualMFADevices', null, 'mfa/-'),
  iamCall('CreateVirtualMFADevice', { virtualMFADeviceName: 'phone' }, 'mfa/phone'),
  iamCall('DeleteVirtualMFADevice', { serialNumber: arn('mfa/phone') }, 'mfa/phone'),
  ...ON_GROUPS.flatMap((name) => [GROUP_NAME, 'operators'].map((groupName) => iamCall(name, { groupName }, `group/${groupName}`))),
  ...ON_POLICIES.flatMap((name) => POLICIES.map((policyArn): Call => ({ action: `iam:${name}`, fields: iam(name, { policyArn }), resource: policyArn }))),
  ...ATTACHED.flatMap((policyArn) => [USER, 'bob'].map((userName) =>
    iamCall('DetachUserPolicy', { userName, policyArn }, `user/${userName}`, { 'iam:PolicyARN': policyArn }))),
  ...['AuthorizeOAuth2Access', 'CreateOAuth2Token'].flatMap((name) => Object.entries(CLIENTS).map(([client_id, resource]): Call => ({
    action: `signin:${name}`, fields: { eventSource: 'signin.amazonaws.com', eventName: name, requestParameters: { client_id } }, resource, losesSession: true,
  }))),
  {
    action: 'signin:CreateOAuth2Token',
    fields: { eventSource: 'signin.amazonaws.com', eventName: 'CreateOAuth2TokenWithIAM', requestParameters: { client_id: 'arn:aws:signin:::devtools/same-device' } },
    resource: CLIENTS['arn:aws:signin:::devtools/same-device'],
  },
  { action: 'sts:GetFederationToken', fields: { eventSource: 'sts.amazonaws.com', eventName: 'GetFederationToken' }, resource: arn('federated-user/token') },
  otherCall('s3', 'GetBucketAcl', 's3:GetBucketAcl', ['s3:ListBucket', 's3:PutObject']),
  otherCall('s3', 'ListBuckets', 's3:ListAllMyBuckets', ['s3:ListBucket', 's3:GetObject']),
  otherCall('lambda', 'GetFunction20150331v2', 'lambda:GetFunction', ['lambda:InvokeFunction']),
  otherCall('ec2', 'RunInstances', 'ec2:RunInstances', ['ec2:CreateTags']),
  otherCall('kms', 'Decrypt', 'kms:Decrypt', ['kms:GenerateDataKey']),
  // Of which service, the record does not tell.
  otherCall('autoscaling', 'DescribeScalableTargets', 'application-autoscaling:DescribeScalableTargets', ['s3:GetObject', 's3:PutObject']),
];

export interface RecordedRequest {
  readonly record: CloudTrailRecord;
  /** What the request may have been, as far as the record tells. */
  readonly possible: readonly SimulatedRequest[];
  /** AWS leaves open what a statement with its missing user name does. */
  readonly isFederated: boolean;
}

export function recordedRequest(caller: Caller, way: Way, call: Call): RecordedRequest {
  const owner: Keys = caller.isFederated ? { 'aws:PrincipalType': 'FederatedUser' } : { 'aws:PrincipalType': 'User', 'aws:username': USER };
  const principal = caller.isFederated ? `arn:aws:sts::${ACCOUNT}:federated-user/token` : arn(`user/${USER}`);
  const isWhole = way === WAYS.directly && (call.losesSession !== true || caller.isFederated === true);
  const ofCallers = isWhole ? caller.possibleKeys : caller.possibleThroughServices ?? caller.possibleKeys;
  return {
    record: record(caller.identity(way.identity), { ...way.fields, ...call.fields }),
    possible: ofCallers.flatMap((ofCaller) => way.possibleKeys.flatMap((ofWay) =>
      [call.action, ...call.others ?? []].map((action): SimulatedRequest =>
        ({ principal, action, resource: call.resource, keys: { ...owner, ...ofCaller, ...ofWay, ...call.keys } })))),
    isFederated: caller.isFederated === true,
  };
}
