/** The policies that `impact` judges by, unless it is told others: RequireMfaPolicy as it is by default, in each mode. */
import { aws_iam as iam } from 'aws-cdk-lib';
import { synthesizedPolicies } from '../../access/matrix/synthesized-policies';
import { EXAMPLE_ACCOUNTS } from '../../access/requests/example-account';
import { MfaEnforcement, RequireMfaPolicy, type RequireMfaPolicyProps } from '../../src';
import { type PolicyStatement, UNKNOWN_NAME } from '../../src/private/impact/rules/policy-statement';

export type DefaultPolicies = Readonly<Record<keyof typeof MfaEnforcement, readonly PolicyStatement[]>>;

export function defaultPolicies(): DefaultPolicies {
  return {
    CONSOLE_ONLY: requireMfaStatements({ enforcement: MfaEnforcement.CONSOLE_ONLY }),
    ALL_REQUESTS: requireMfaStatements({ enforcement: MfaEnforcement.ALL_REQUESTS }),
  };
}

/** Which group the policy is attached to, only its owner knows. */
function requireMfaStatements(props: RequireMfaPolicyProps): readonly PolicyStatement[] {
  const [policy] = Object.values(synthesizedPolicies((stack) => {
    new RequireMfaPolicy(stack, 'Policy', { ...props, groups: [iam.Group.fromGroupName(stack, 'Group', UNKNOWN_NAME)] });
  }, EXAMPLE_ACCOUNTS[0]));
  return policy.Statement;
}
