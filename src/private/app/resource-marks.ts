/**
 * Plain data on what this library makes, most of it on L1 resources. What looks at the whole app reads it.
 *
 * Under symbols of the process and not by `instanceof`: an app may have loaded the library twice.
 */
import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { propertyOf } from '../statements/resource-property';

const POLICY = Symbol.for('cdk-iam-mfa.policy');
const DOCUMENT = Symbol.for('cdk-iam-mfa.document');
const MEMBERSHIP = Symbol.for('cdk-iam-mfa.membership');
const GIVEN_VARIABLES = Symbol.for('cdk-iam-mfa.givenVariables');
const COVERAGE_CHECKED = Symbol.for('cdk-iam-mfa.coverageChecked');
const MONITORED_PATH = Symbol.for('cdk-iam-mfa.monitoredPath');

/** What a policy of this library does for what it is attached to. */
export interface PolicyTraits {
  /** Whether it denies requests without MFA, and keeps members from leaving the groups that it is attached to from its own side. */
  readonly enforcesMfa: boolean;
  /** Whether it denies the requests of access keys as well: `ALL_REQUESTS`. */
  readonly stopsAccessKeys: boolean;
  /** Whether it denies a member without MFA the change of an initial or expired password. */
  readonly deniesPasswordChange: boolean;
}

/** The traits of a policy that allows, and denies nothing. */
export const ONLY_ALLOWS: PolicyTraits = { enforcesMfa: false, stopsAccessKeys: false, deniesPasswordChange: false };

/** The users whom the runs of a `ForceMfaGroup` keep as members while they have no device. Any string may be a token. */
export interface MembershipScope {
  readonly userPathPrefix: string;
  readonly exemptUsers: string[];
  /** The time before which nobody becomes a member, as ISO 8601 writes it. */
  readonly enforceFrom?: string;
  readonly hasGracePeriod: boolean;
}

export function markPolicy(resource: iam.CfnManagedPolicy, traits: PolicyTraits): void {
  Object.defineProperty(resource, POLICY, { value: traits });
  Object.defineProperty(resource, DOCUMENT, { value: resource.policyDocument });
}

/** Whether the document is the one that was marked: somebody may have set another on the resource, or an override. */
export function isDocumentReplaced(resource: iam.CfnManagedPolicy): boolean {
  return propertyOf(resource, 'PolicyDocument') !== (resource as { [DOCUMENT]?: unknown })[DOCUMENT];
}

export function traitsOf(resource: iam.CfnManagedPolicy): PolicyTraits | undefined {
  return (resource as { [POLICY]?: PolicyTraits })[POLICY];
}

/** Marks a group whose members the runs change, so not one on a dry run. */
export function markMembership(group: iam.Group, scope: MembershipScope): void {
  Object.defineProperty(group.node.defaultChild, MEMBERSHIP, { value: scope });
}

export function membershipScopeOf(resource: iam.CfnGroup): MembershipScope | undefined {
  return (resource as { [MEMBERSHIP]?: MembershipScope })[MEMBERSHIP];
}

/** Marks a function with the environment that its construct gives it. Any value may be a token. */
export function markGivenVariables(handler: IConstruct, variables: Readonly<Record<string, string>>): void {
  Object.defineProperty(handler, GIVEN_VARIABLES, { value: variables });
}

export function givenVariablesOf(handler: CfnResource): Readonly<Record<string, string>> | undefined {
  return (handler as { [GIVEN_VARIABLES]?: Readonly<Record<string, string>> })[GIVEN_VARIABLES];
}

/** Marks a monitoring that looks for policies. */
export function markMonitoring(monitoring: Construct, policyPath: string): void {
  Object.defineProperty(monitoring, MONITORED_PATH, { value: policyPath });
}

/** The path under which it looks for policies; may be a token. */
export function monitoredPathOf(construct: IConstruct): string | undefined {
  return (construct as { [MONITORED_PATH]?: string })[MONITORED_PATH];
}

/** Marks a user or a group that an `MfaCoverageCheck` looks at. */
export function markCoverageChecked<Resource extends IConstruct>(resource: Resource): Resource {
  return Object.defineProperty(resource, COVERAGE_CHECKED, { value: true, configurable: true });
}

export function isCoverageChecked(resource: IConstruct): boolean {
  return COVERAGE_CHECKED in resource;
}
