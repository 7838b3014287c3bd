import { Token } from 'aws-cdk-lib';
import { allowActionsWarnings, checkAllowActions } from './allow-actions';
import { invalidProp } from './invalid-prop';
import { checkBooleans, checkCredentials, checkMaxMfaAge, checkEnumMember } from './prop-values';
import type { Warning } from './warnings';
import { WarningId } from './warnings';
import { MfaEnforcement } from '../../mfa-enforcement';
import type { RequireMfaOptions } from '../../require-mfa-options';
import type { RequireMfaStatementOptions } from '../statements/require-mfa-statements';

/** The options with their defaults. Refuses what cannot be meant, before anything is created. */
export function resolveRequireMfaOptions(path: string, enforcement: MfaEnforcement, options: RequireMfaOptions): RequireMfaStatementOptions {
  checkOptions(path, enforcement, options);
  return withDefaults(enforcement, options);
}

function checkOptions(path: string, enforcement: MfaEnforcement, options: RequireMfaOptions): void {
  checkEnumMember(path, 'enforcement', enforcement, MfaEnforcement);
  checkBooleans(path, options, [
    'allowAwsServiceCalls', 'allowPasswordChange', 'allowEnrollmentWithAccessKeys', 'allowFederationTokensWithAccessKeys',
    'allowUserAdministrationWithAccessKeys', 'allowManagedMcpCalls',
  ]);
  checkCredentials(path, 'credentialsRequiringMfa', options.credentialsRequiringMfa);
  checkMaxMfaAge(path, options.maxMfaAge);
  checkAllowActions(path, options.allowActions);
  if (enforcement === MfaEnforcement.ALL_REQUESTS) {
    refuseConsoleOnlyProps(path, options);
  }
}

function refuseConsoleOnlyProps(path: string, options: RequireMfaOptions): void {
  const given = {
    allowFederationTokensWithAccessKeys: options.allowFederationTokensWithAccessKeys,
    allowUserAdministrationWithAccessKeys: options.allowUserAdministrationWithAccessKeys,
    credentialsRequiringMfa: options.credentialsRequiringMfa?.length ? options.credentialsRequiringMfa : false,
  };
  for (const [prop, got] of Object.entries(given)) {
    if (got) {
      throw invalidProp({
        path,
        prop,
        got,
        expected: 'it with MfaEnforcement.CONSOLE_ONLY only, because ALL_REQUESTS already denies an access key without MFA',
        fix: `leave ${prop} out, or use MfaEnforcement.CONSOLE_ONLY`,
      });
    }
  }
}

function withDefaults(enforcement: MfaEnforcement, options: RequireMfaOptions): RequireMfaStatementOptions {
  return {
    enforcement,
    allowAwsServiceCalls: options.allowAwsServiceCalls ?? true,
    allowPasswordChange: options.allowPasswordChange ?? false,
    allowActions: (options.allowActions ?? []).map((action) => typeof action === 'string' ? action : Token.asString(action)),
    allowEnrollmentWithAccessKeys: options.allowEnrollmentWithAccessKeys ?? false,
    allowFederationTokensWithAccessKeys: options.allowFederationTokensWithAccessKeys ?? false,
    allowUserAdministrationWithAccessKeys: options.allowUserAdministrationWithAccessKeys ?? false,
    allowManagedMcpCalls: options.allowManagedMcpCalls ?? false,
    credentialsRequiringMfa: [...options.credentialsRequiringMfa ?? []],
    maxMfaAgeSeconds: options.maxMfaAge?.toSeconds(),
  };
}

export function requireMfaWarnings(options: RequireMfaStatementOptions): Warning[] {
  const warnings = allowActionsWarnings(options.allowActions);
  if (!options.allowAwsServiceCalls && options.enforcement === MfaEnforcement.CONSOLE_ONLY) {
    warnings.push({
      id: WarningId.SERVICE_CALLS_DENIED,
      message: 'allowAwsServiceCalls got false with CONSOLE_ONLY: the calls that services make for an access key (Athena to S3, '
        + 'CloudFormation to EC2) carry "false" and are denied, so automation breaks; '
        + 'fix: leave allowAwsServiceCalls out, or acknowledge this warning',
    });
  }
  return warnings;
}
