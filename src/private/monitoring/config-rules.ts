import { Duration, aws_config as config } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { MfaConfigRule } from '../../mfa-config-rule';

/** Contract with users: another id would replace the rule. */
const CONFIG_RULE_IDS: Record<MfaConfigRule, string> = {
  [MfaConfigRule.CONSOLE_USERS_WITHOUT_MFA]: 'ConsoleUsersWithoutMfa',
  [MfaConfigRule.USERS_WITHOUT_MFA]: 'UsersWithoutMfa',
  [MfaConfigRule.ROOT_WITHOUT_MFA]: 'RootWithoutMfa',
  [MfaConfigRule.ROOT_WITHOUT_HARDWARE_MFA]: 'RootWithoutHardwareMfa',
  [MfaConfigRule.UNUSED_CREDENTIALS]: 'UnusedCredentials',
};

/** Returns the names of the rules. */
export function addConfigRules(scope: Construct, rules: MfaConfigRule[], unusedCredentialsAge = Duration.days(90)): string[] {
  return rules.map((identifier) => new config.ManagedRule(scope, CONFIG_RULE_IDS[identifier], {
    identifier,
    ...(identifier === MfaConfigRule.UNUSED_CREDENTIALS ? { inputParameters: { maxCredentialUsageAge: unusedCredentialsAge.toDays() } } : {}),
  }).configRuleName);
}
