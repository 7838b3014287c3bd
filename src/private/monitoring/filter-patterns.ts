/** What the monitoring counts in the log of CloudTrail. */

/**
 * Console sign-ins of IAM users that succeeded without MFA: the pattern of the CIS AWS Foundations Benchmark, to the
 * letter, because AWS Security Hub takes no other (CloudWatch.3).
 */
export const CONSOLE_SIGN_IN_WITHOUT_MFA = '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") '
  + '&& ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }';

/**
 * Requests that a Deny of a policy under the path refused. Services differ in the words between the type of the policy and its
 * ARN. A pattern may have an asterisk at the ends of a string only: hence two terms.
 */
export function refusedBy(policyPath: string): string {
  return `{ ($.errorMessage = "*with an explicit deny in an identity-based policy*") && ($.errorMessage = "*:policy${policyPath}*") }`;
}
