import { CONSOLE_SIGN_IN_WITHOUT_MFA, refusedBy } from '../../../src/private/monitoring/filter-patterns';

test('the filter pattern is that of the CIS AWS Foundations Benchmark, to the letter', () => {
  expect(CONSOLE_SIGN_IN_WITHOUT_MFA).toBe('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") '
    + '&& ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }');
});

test('refusals are found by the path of the policy', () => {
  expect(refusedBy('/security/')).toBe('{ ($.errorMessage = "*with an explicit deny in an identity-based policy*") && ($.errorMessage = "*:policy/security/*") }');
});

test('the pattern is within the quota of CloudWatch Logs, at the longest path', () => {
  expect(refusedBy(`/${'p'.repeat(510)}/`).length).toBeLessThanOrEqual(1024);
});
