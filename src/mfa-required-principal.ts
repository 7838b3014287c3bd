import type { Duration } from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';
import { checkMaxMfaAge } from './private/checks/prop-values';
import { checkCarriesMfa } from './private/checks/trusted-principals';
import { withConditionalGrants } from './private/statements/conditional-grants';
import { presentMfa } from './private/statements/conditions';

/** Properties of `MfaRequiredPrincipal`. */
export interface MfaRequiredPrincipalProps {
  /**
   * The age up to which an MFA session can assume the role: whole seconds, from 1 second to 36 hours.
   *
   * It limits only the call that assumes the role. `maxSessionDuration` of the role limits the role session. Without `maxMfaAge`, an attacker
   * who steals an MFA session can assume the role until that session ends, up to 36 hours later.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - until the MFA session ends
   */
  readonly maxMfaAge?: Duration;
}

/**
 * A principal for a trust policy that can assume the role only with MFA.
 *
 * It adds the condition `Bool aws:MultiFactorAuthPresent true` to the statements of the wrapped principal. With `maxMfaAge`, it also adds
 * `NumericLessThanEquals aws:MultiFactorAuthAge`. The conditions and session tags of the wrapped principal stay. Without
 * `MfaRequiredPrincipal`, an access key can assume the role, and policies of the user do not apply to the role session.
 *
 * What you grant to it needs MFA too, such as `bucket.grantRead(principal)`: in the policy of the resource, and in the policy of a wrapped user.
 *
 * - Can assume the role: console users who signed in with MFA (`Switch role` works as before), and `GetSessionToken` sessions with a code. The AWS
 *   CLI makes such sessions for a profile with `mfa_serial`
 * - Cannot assume the role, because their requests do not carry `aws:MultiFactorAuthPresent: true`: access keys, role sessions (role
 *   chaining), and sessions of IAM Identity Center
 *
 * Refused at synth:
 *
 * - services, federated principals, roles and groups
 * - everybody (`*`) without a condition that names the callers. A wildcard in the account of `aws:PrincipalArn`, in `aws:PrincipalAccount` or
 *   in `aws:PrincipalOrgID` names nobody. Neither does a wildcard before the account under a String operator
 * - conditions that would be lost: a condition of the wrapped principal on the same key, and conditions of the parts of a
 *   `CompositePrincipal`. Wrap each part instead
 *
 * If the principal is an account or an organization, anyone who can enroll devices there can make an MFA session. Restrict who can manage
 * devices in the trusted accounts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new iam.Role(this, 'Admin', {
 *   assumedBy: new MfaRequiredPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }),
 * });
 */
export class MfaRequiredPrincipal extends iam.PrincipalWithConditions {
  /** @param principal an account, a user, an ARN, an organization, or a `CompositePrincipal` of these */
  public constructor(principal: iam.IPrincipal, props: MfaRequiredPrincipalProps = {}) {
    checkMaxMfaAge('MfaRequiredPrincipal', props.maxMfaAge);
    const conditions = presentMfa(props.maxMfaAge?.toSeconds());
    checkCarriesMfa(principal, conditions);
    super(withConditionalGrants(principal, conditions), conditions);
  }
}
