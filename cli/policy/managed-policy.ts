/** The managed policies that the constructs of the same names make, by the same statements and checks. */
import type { aws_iam as iam, Stack } from 'aws-cdk-lib';
import { LONGEST } from '../../src/private/aws/quotas';
import { policySizeProblem } from '../../src/private/checks/policy-characters';
import { policyPathWarnings } from '../../src/private/checks/policy-path';
import { resolvePolicyOptions } from '../../src/private/checks/resolve-policy-options';
import { requireMfaWarnings, resolveRequireMfaOptions } from '../../src/private/checks/resolve-require-mfa-options';
import { resolveSelfManageMfaOptions } from '../../src/private/checks/resolve-self-manage-mfa-options';
import { requestsWithoutMfa, unlessMfaPresent } from '../../src/private/statements/conditions';
import { REQUIRE_MFA_DESCRIPTIONS, SELF_MANAGE_MFA_DESCRIPTION } from '../../src/private/statements/descriptions';
import { guardStatements, sortedByJson } from '../../src/private/statements/guard-statements';
import { IamArns } from '../../src/private/statements/iam-arns';
import { requireMfaStatements } from '../../src/private/statements/require-mfa-statements';
import { selfManageMfaStatements } from '../../src/private/statements/self-manage-mfa-statements';
import type { RequireMfaPolicyProps } from '../../src/require-mfa-policy';
import type { SelfManageMfaPolicyProps } from '../../src/self-manage-mfa-policy';
import { Nested } from '../output/nested';
import { isReference } from '../output/reference';

export type ConstructName = 'RequireMfaPolicy' | 'SelfManageMfaPolicy';

/** Where the policy will be. Both may be references. */
export interface Target {
  readonly account: string;
  readonly partition: string;
}

/** Groups and users by their names. */
type ByName<Props> = Omit<Props, 'groups' | 'users'> & Names;

export interface Names {
  readonly groups: string[];
  readonly users: string[];
}

export interface ManagedPolicy extends Names {
  readonly construct: ConstructName;
  readonly managedPolicyName?: string;
  readonly description: string;
  readonly path: string;
  readonly document: { readonly Version: string; readonly Statement: readonly Nested[] };
  readonly warnings: readonly string[];
}

/** A policy as its construct makes it. The props are checked as those of a construct in JavaScript are. */
export const MANAGED_POLICIES: Record<ConstructName, (props: any, target: Target) => ManagedPolicy> = {
  RequireMfaPolicy: requireMfaPolicy,
  SelfManageMfaPolicy: selfManageMfaPolicy,
};

function requireMfaPolicy(props: ByName<RequireMfaPolicyProps>, target: Target): ManagedPolicy {
  const construct = 'RequireMfaPolicy';
  const options = resolveRequireMfaOptions(construct, props.enforcement, props);
  const policy = resolvePolicyOptions(construct, target as Stack, withConstructs(props), REQUIRE_MFA_DESCRIPTIONS[options.enforcement]);
  const documentIn = (place: Target, groupNames: string[], policyPath: string) => {
    const arns = arnsOf(place);
    const guarded = { groupNames, attachedToUsers: props.users.length > 0, policyPath };
    return documentOf([...requireMfaStatements(options, arns), ...guardStatements(guarded, unlessMfaPresent(options), arns)]);
  };
  // Each another one, because equal names are named once.
  const longestNames = props.groups.map((name, index) => isReference(name) ? `${index}`.padStart(LONGEST.name, 'x') : name);
  const longestTarget = { account: atLongest(target.account, LONGEST.account), partition: atLongest(target.partition, LONGEST.partition) };
  refuse(policySizeProblem(construct, documentIn(longestTarget, longestNames, atLongest(policy.path, LONGEST.name)), () => ({
    allowActions: requestsWithoutMfa(options).map(() => options.allowActions),
    groups: longestNames.flatMap((name) => arnsOf(longestTarget).group(name)),
  })));
  return {
    ...policy,
    groups: props.groups,
    users: props.users,
    construct,
    document: documentIn(target, props.groups, policy.path),
    warnings: [...requireMfaWarnings(options), ...policyPathWarnings(policy.path)].map(({ message }) => message),
  };
}

function selfManageMfaPolicy(props: ByName<SelfManageMfaPolicyProps>, target: Target): ManagedPolicy {
  const construct = 'SelfManageMfaPolicy';
  const options = resolveSelfManageMfaOptions(construct, props);
  const policy = resolvePolicyOptions(construct, target as Stack, withConstructs(props), SELF_MANAGE_MFA_DESCRIPTION);
  const document = documentOf(selfManageMfaStatements(options, arnsOf(target)));
  return { ...policy, groups: props.groups, users: props.users, construct, document, warnings: [] };
}

/** As the checks take them. */
function withConstructs<Props extends Names>({ groups, users, ...props }: Props) {
  return { ...props, groups: groups.map((groupName) => ({ groupName }) as iam.IGroup), users: users.map((userName) => ({ userName }) as iam.IUser) };
}

function arnsOf({ account: own, partition }: Target): IamArns {
  return new IamArns({
    formatArn: ({ service, region, account = own, resource, resourceName }) => `arn:${partition}:${service}:${region}:${account}:${resource}/${resourceName}`,
  });
}

/** What is not known yet counts at its longest, as at synth. */
function atLongest(text: string, length: number): string {
  return isReference(text) ? 'x'.repeat(length) : text;
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) {
    throw new Error(problem);
  }
}

function documentOf(statements: iam.PolicyStatement[]): ManagedPolicy['document'] {
  return {
    Version: '2012-10-17',
    Statement: statements.map((statement) => {
      const elements = statement.toStatementJson() as Record<string, Nested>;
      return 'Resource' in elements ? { ...elements, Resource: sortedByJson(elements.Resource) as Nested } : elements;
    }),
  };
}
