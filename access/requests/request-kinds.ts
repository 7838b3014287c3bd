/**
 * The kinds of request, with the condition keys that AWS sends along.
 *
 * What the keys hold for each kind is AWS's documentation ("AWS global condition context keys",
 * "Forward access sessions", "Comparing AWS STS credentials"), not an observation on a live account.
 * Where public CloudTrail records show it too, `observed` names them. A record has `mfaAuthenticated`, which is not the condition key itself.
 */
import { ACCOUNT, OTHER_ACCOUNT, OUTSIDE_ACCOUNT } from './example-account';

export interface RequestKind {
  /** What a person would call it. */
  readonly title: string;
  readonly context: Record<string, string>;
  /** Whether the request counts as with MFA in the sweep. */
  readonly mfa: boolean;
  /** What public CloudTrail records show, with their source. */
  readonly observed?: string;
  /** Something about the keys that the documentation and the records leave open. */
  readonly unverified?: string;
  /** Who asks, after the partition of the ARN, when it is not the IAM user of the example account. */
  readonly principal?: string;
}

const LOGS_OF_AN_ACCOUNT = '[invictus-ir/aws_dataset](https://github.com/invictus-ir/aws_dataset) (files of a real account, 4667aa9)';

const DIRECT = { 'aws:ViaAWSService': 'false' };
const THROUGH_A_SERVICE = { 'aws:ViaAWSService': 'true' };
/** A role session has no user name, and nothing about MFA. */
const ROLE_SESSION = { ...DIRECT, 'aws:PrincipalType': 'AssumedRole' };
/** What one of AWS's managed MCP servers forwards. */
const THROUGH_MCP = { 'aws:ViaAWSMCPService': 'true' };
const UNVERIFIED_MCP = 'AWS documents aws:ViaAWSMCPService; which values the other keys have beside it is not known, so each possibility has its rows';
const NO_MFA = { 'aws:MultiFactorAuthPresent': 'false' };

function mfa(ageInSeconds: number): Record<string, string> {
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': `${ageInSeconds}` };
}

export const REQUESTS = {
  'console': {
    title: 'console session without MFA',
    context: { ...DIRECT, ...NO_MFA },
    mfa: false,
    observed: '`false`: three records of [cloud-custodian](https://github.com/cloud-custodian/cloud-custodian) (df800e9e94, `tests/data/cwe`)',
  },
  'console MFA': {
    title: 'console session with MFA',
    context: { ...DIRECT, ...mfa(600) },
    mfa: true,
    observed: `\`true\`: the console sessions of ${LOGS_OF_AN_ACCOUNT}`,
  },
  'access key': {
    title: 'signed with a long-term access key',
    context: DIRECT,
    mfa: false,
    observed: `no session attributes: the access keys of ${LOGS_OF_AN_ACCOUNT}`,
  },
  'session': {
    title: 'GetSessionToken session without a code',
    context: { ...DIRECT, ...NO_MFA },
    mfa: false,
    unverified: 'AWS documents that temporary credentials carry the key; that the value is `false` without a code is inferred. No public record of a call of such a session was found',
  },
  'SSH key': {
    title: 'Git over SSH, with a key for CodeCommit',
    context: DIRECT,
    mfa: false,
    observed: 'no session attributes: a push in the tests of the [AWS DevOps Monitoring Dashboard](https://github.com/aws-solutions/aws-devops-monitoring-dashboard)',
  },
  'Bedrock API key': {
    title: 'call with a long-term API key for Amazon Bedrock',
    context: DIRECT,
    mfa: false,
    observed: 'no session attributes: the sample of AWS in the Amazon Bedrock User Guide (CloudTrail for `bedrock-mantle`)',
  },
  'session MFA': {
    title: 'GetSessionToken session with a code',
    context: { ...DIRECT, ...mfa(600) },
    mfa: true,
  },
  'MFA 60 min old': {
    title: 'session with MFA, exactly one hour old',
    context: { ...DIRECT, ...mfa(3600) },
    mfa: true,
  },
  'MFA 61 min old': {
    title: 'session with MFA, more than one hour old',
    context: { ...DIRECT, ...mfa(3660) },
    mfa: true,
  },
  'service': {
    title: 'service acting for an access key, or for a session without MFA',
    context: { ...THROUGH_A_SERVICE, ...NO_MFA },
    mfa: false,
    observed: `\`false\`: 76 calls of KMS, each within two seconds of a Secrets Manager call of an access key, in ${LOGS_OF_AN_ACCOUNT}`,
  },
  'service MFA': {
    title: 'service acting for a session with MFA',
    context: { ...THROUGH_A_SERVICE, ...mfa(600) },
    mfa: true,
    observed: `\`true\`: 31 calls of AWS Health and of AWS itself for console sessions with MFA, in ${LOGS_OF_AN_ACCOUNT}`,
  },
  'service MFA 61 min old': {
    title: 'service acting for a session with MFA that is more than one hour old',
    context: { ...THROUGH_A_SERVICE, ...mfa(3660) },
    mfa: true,
    unverified: 'AWS documents that forward access sessions pass session attributes on; that MFA is among them is inferred',
  },
  'MCP': {
    title: 'managed MCP server acting for an access key, or for a session without MFA',
    context: { ...THROUGH_A_SERVICE, ...THROUGH_MCP, ...NO_MFA },
    mfa: false,
    unverified: UNVERIFIED_MCP,
  },
  'MCP, no service': {
    title: 'managed MCP server, if it does not count as a service',
    context: { ...DIRECT, ...THROUGH_MCP, ...NO_MFA },
    mfa: false,
    unverified: UNVERIFIED_MCP,
  },
  'MCP, no MFA key': {
    title: 'managed MCP server, if AWS sends no MFA key for an access key',
    context: { ...THROUGH_A_SERVICE, ...THROUGH_MCP },
    mfa: false,
    unverified: UNVERIFIED_MCP,
  },
  'MCP MFA': {
    title: 'managed MCP server acting for a session with MFA',
    context: { ...THROUGH_A_SERVICE, ...THROUGH_MCP, ...mfa(600) },
    mfa: true,
    unverified: UNVERIFIED_MCP,
  },
  'MCP MFA 61 min old': {
    title: 'managed MCP server acting for a session with MFA that is more than one hour old',
    context: { ...THROUGH_A_SERVICE, ...THROUGH_MCP, ...mfa(3660) },
    mfa: true,
    unverified: UNVERIFIED_MCP,
  },
  'federated': {
    title: 'GetFederationToken session, such as a console opened with an access key',
    context: { ...DIRECT, 'aws:PrincipalType': 'FederatedUser' },
    mfa: false,
    observed: '`false` ([stratus-red-team](https://github.com/DataDog/stratus-red-team), 7c9a7a5a), although AWS documents the key as absent; the guard denies both',
    principal: `sts::${ACCOUNT}:federated-user/alice`,
  },
  'federated, MFA false': {
    title: 'GetFederationToken session, if AWS sends the MFA key as the logs show it',
    context: { ...DIRECT, ...NO_MFA, 'aws:PrincipalType': 'FederatedUser' },
    mfa: false,
    unverified: 'AWS documents the key as absent, and logs show `false`. AWS documents that such a session has no aws:username, and that a console made of it may call IAM',
    principal: `sts::${ACCOUNT}:federated-user/alice`,
  },
  'role session': {
    title: 'role session, which assumes a further role (role chaining)',
    context: ROLE_SESSION,
    mfa: false,
    unverified: 'AWS documents that a role session has no MFA information; a value of false would be denied alike',
    principal: `sts::${ACCOUNT}:assumed-role/developer/alice`,
  },
  'Identity Center': {
    title: 'session of IAM Identity Center',
    context: { ...ROLE_SESSION, 'identitystore:UserId': '90670000-0000-0000-0000-000000000000' },
    mfa: false,
    principal: `sts::${ACCOUNT}:assumed-role/AWSReservedSSO_Developer_0123456789abcdef/alice@example.com`,
  },
  'other account MFA': {
    title: 'user of another account of the organization, in a session with MFA',
    context: { ...DIRECT, ...mfa(600), 'aws:username': 'carol', 'aws:PrincipalAccount': OTHER_ACCOUNT },
    mfa: true,
    principal: `iam::${OTHER_ACCOUNT}:user/carol`,
  },
  'other account': {
    title: 'user of another account of the organization, by an access key',
    context: { ...DIRECT, 'aws:username': 'carol', 'aws:PrincipalAccount': OTHER_ACCOUNT },
    mfa: false,
    principal: `iam::${OTHER_ACCOUNT}:user/carol`,
  },
  'outsider MFA': {
    title: 'user of an account outside the organization, in a session with MFA',
    context: { ...DIRECT, ...mfa(600), 'aws:username': 'mallory', 'aws:PrincipalAccount': OUTSIDE_ACCOUNT, 'aws:PrincipalOrgID': 'o-outside00000' },
    mfa: true,
    principal: `iam::${OUTSIDE_ACCOUNT}:user/mallory`,
  },
} satisfies Record<string, RequestKind>;

export type RequestName = keyof typeof REQUESTS;
