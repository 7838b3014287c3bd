import type { Duration } from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';
import { checkMaxMfaAge } from './private/checks/prop-values';
import { checkCarriesMfa } from './private/checks/trusted-principals';
import { presentMfa } from './private/statements/conditions';

/** Properties of `MfaRequiredPrincipal`. */
export interface MfaRequiredPrincipalProps {
  /**
   * The age up to which a session with MFA may assume the role: whole seconds, from 1 second to 36 hours.
   *
   * It limits the call that assumes the role; the role session then lives as long as the role allows
   * (`maxSessionDuration` of the role). Without it, an attacker who steals an MFA session can assume the role for
   * the whole life of that session, up to 36 hours.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthage
   * @default - as long as the session with MFA lives
   */
  readonly maxMfaAge?: Duration;
}

/**
 * A principal of a trust policy that may assume the role only with MFA.
 *
 * It adds `Bool aws:MultiFactorAuthPresent true`, and with `maxMfaAge` also `NumericLessThanEquals
 * aws:MultiFactorAuthAge`, to the statements of the wrapped principal, beside the conditions and session tags that
 * it has already. It closes a way that no policy of a user can judge: an access key that assumes a role.
 *
 * Let in: console users who signed in with MFA (`Switch role` works as always), and `GetSessionToken` sessions with a
 * code. The AWS CLI makes such sessions for a profile with `mfa_serial`. Kept out, because their requests never
 * carry the key: access keys, role sessions (role chaining), and sessions of IAM Identity Center.
 *
 * Refused at synth, with the reason: services, federated principals, roles, groups, and everybody (`*`) without a condition
 * that names the callers. A wildcard in the account of `aws:PrincipalArn`, in `aws:PrincipalAccount` or in `aws:PrincipalOrgID`
 * names nobody. Conditions that would be lost are refused too: one of the wrapped principal on the same key, or those of the
 * parts of a `CompositePrincipal` (wrap the parts instead).
 *
 * With an account or an organization as the principal, anyone who can enroll devices there can make a session with
 * MFA: restrict the management of devices in the trusted accounts.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 *
 * @example
 * new iam.Role(this, 'Admin', {
 *   assumedBy: new MfaRequiredPrincipal(new iam.AccountRootPrincipal(), { maxMfaAge: Duration.hours(1) }),
 * });
 */
export class MfaRequiredPrincipal extends iam.PrincipalWithConditions {
  /** @param principal an account, a user, an ARN, an organization, or a `CompositePrincipal` of such */
  public constructor(principal: iam.IPrincipal, props: MfaRequiredPrincipalProps = {}) {
    checkMaxMfaAge('MfaRequiredPrincipal', props.maxMfaAge);
    const conditions = presentMfa(props.maxMfaAge?.toSeconds());
    checkCarriesMfa(principal, conditions);
    super(principal, conditions);
  }
}
