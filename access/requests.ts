/**
 * The kinds of request, with the condition keys that AWS sends along.
 *
 * What the keys hold for each kind is AWS's documentation ("AWS global condition context keys",
 * "Forward access sessions", "Comparing AWS STS credentials"), not an observation on a live account.
 */
import { ACCOUNT, OTHER_ACCOUNT, OUTSIDE_ACCOUNT } from './world';

export interface RequestKind {
  /** What a person would call it. */
  readonly title: string;
  readonly context: Record<string, string>;
  /** Whether the request counts as with MFA, for the sweep. */
  readonly mfa: boolean;
  /** Something about the keys that the documentation leaves open. */
  readonly unverified?: string;
  /** Who asks, after the partition of the ARN, when it is not the IAM user of the world. */
  readonly principal?: string;
}

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
  },
  'console MFA': {
    title: 'console session with MFA',
    context: { ...DIRECT, ...mfa(600) },
    mfa: true,
  },
  'access key': {
    title: 'signed with a long-term access key',
    context: DIRECT,
    mfa: false,
  },
  'session': {
    title: 'GetSessionToken session without a code',
    context: { ...DIRECT, ...NO_MFA },
    mfa: false,
    unverified: 'AWS documents that temporary credentials carry the key; that the value is false without a code is inferred',
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
  },
  'service MFA': {
    title: 'service acting for a session with MFA',
    context: { ...THROUGH_A_SERVICE, ...mfa(600) },
    mfa: true,
    unverified: 'AWS documents that forward access sessions pass session attributes on; that MFA is among them is inferred',
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
