/** Conditions of the emitted statements. The values are strings, as IAM itself writes them. */
import type { MfaEnforcement } from '../../mfa-enforcement';

export type Conditions = Record<string, Record<string, string>>;

const MFA_PRESENT = 'aws:MultiFactorAuthPresent';
const MFA_AGE = 'aws:MultiFactorAuthAge';
const VIA_AWS_SERVICE = 'aws:ViaAWSService';
const VIA_AWS_MCP_SERVICE = 'aws:ViaAWSMCPService';

/** A session with MFA, not older than so many seconds. The age exists exactly when MFA is present. */
export function presentMfa(maxMfaAgeSeconds?: number): Conditions {
  return {
    Bool: { [MFA_PRESENT]: 'true' },
    ...(maxMfaAgeSeconds === undefined ? {} : { NumericLessThanEquals: { [MFA_AGE]: `${maxMfaAgeSeconds}` } }),
  };
}

/** The key is absent: a long-term access key, or a federated session. */
export const WITHOUT_MFA_CONDITION_KEY: Conditions = { Null: { [MFA_PRESENT]: 'true' } };

/** A session that `sts:GetFederationToken` makes for a user, whatever AWS sends for its MFA key. */
export const FEDERATED_SESSION: Conditions = { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } };

export interface MfaConditionOptions {
  readonly enforcement: MfaEnforcement;
  readonly allowAwsServiceCalls: boolean;
  readonly allowManagedMcpCalls: boolean;
  readonly maxMfaAgeSeconds?: number;
}

/** Requests that the enforcement denies. `suffix` ends the Sid of the statements that deny them. */
export interface DeniedRequests {
  readonly suffix: 'WithoutMfa' | 'WithOldMfa';
  readonly conditions: Conditions;
}

/** Conditions of one statement are ANDed, so a session that is too old needs statements of its own. */
export function requestsWithoutMfa(options: MfaConditionOptions): DeniedRequests[] {
  const direct: Record<string, string> = options.allowAwsServiceCalls ? { [VIA_AWS_SERVICE]: 'false' } : {};
  // IfExists, because a request that no managed MCP server forwards may come without the key.
  const notForwarded: Record<string, string> = options.allowAwsServiceCalls && options.allowManagedMcpCalls ? { [VIA_AWS_MCP_SERVICE]: 'false' } : {};
  const withoutMfa: DeniedRequests = {
    suffix: 'WithoutMfa',
    // Both keys under one operator, as AWS publishes it.
    conditions: merged({ [options.enforcement]: { [MFA_PRESENT]: 'false', ...direct } }, { BoolIfExists: notForwarded }),
  };
  if (options.maxMfaAgeSeconds === undefined) {
    return [withoutMfa];
  }
  return [withoutMfa, {
    suffix: 'WithOldMfa',
    // Without IfExists: a request without the key is no old MFA session.
    conditions: merged({ NumericGreaterThan: { [MFA_AGE]: `${options.maxMfaAgeSeconds}` } }, { Bool: direct }, { BoolIfExists: notForwarded }),
  }];
}

/** All of them at once, which is how IAM reads the operators of one statement. */
function merged(...all: Conditions[]): Conditions {
  const result: Conditions = {};
  for (const [operator, keys] of all.flatMap((conditions) => Object.entries(conditions))) {
    if (Object.keys(keys).length > 0) {
      result[operator] = { ...result[operator], ...keys };
    }
  }
  return result;
}

/**
 * The same requests as far as one of AWS's managed MCP servers forwards them, whether or not that counts as a service.
 * No policy judges the call that starts them.
 */
export function managedMcpCallsWithoutMfa(options: MfaConditionOptions): DeniedRequests[] {
  return requestsWithoutMfa({ ...options, allowAwsServiceCalls: false })
    .map(({ suffix, conditions }) => ({ suffix, conditions: merged(conditions, THROUGH_A_MANAGED_MCP_SERVER) }));
}

/**
 * Everything but a request with MFA present (and young enough): access keys, console sessions without MFA
 * and the calls that services make for them, in both modes.
 */
export function unlessMfaPresent({ maxMfaAgeSeconds }: Pick<MfaConditionOptions, 'maxMfaAgeSeconds'> = {}): Conditions {
  return maxMfaAgeSeconds === undefined
    ? { BoolIfExists: { [MFA_PRESENT]: 'false' } }
    // The age exists exactly when MFA is present, so IfExists denies every request without MFA too.
    : { NumericGreaterThanIfExists: { [MFA_AGE]: `${maxMfaAgeSeconds}` } };
}

export const THROUGH_A_SERVICE: Conditions = { Bool: { [VIA_AWS_SERVICE]: 'true' } };

export const THROUGH_A_MANAGED_MCP_SERVER: Conditions = { Bool: { [VIA_AWS_MCP_SERVICE]: 'true' } };
