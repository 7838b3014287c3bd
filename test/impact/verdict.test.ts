/** Each record, and what becomes of the call under the default policies. */
import { defaultPolicies } from './default-policies';
import { RECORDED_CALLS } from './recorded-calls';
import { factOf } from '../../impact/facts/fact-of';
import { compile } from '../../impact/verdicts/verdict';

const POLICIES = defaultPolicies();
const VERDICTS = { consoleOnly: compile(POLICIES.CONSOLE_ONLY), allRequests: compile(POLICIES.ALL_REQUESTS) };

test.each(RECORDED_CALLS)('$name: $what', ({ record, consoleOnly, allRequests }) => {
  const fact = factOf(record);
  expect({ consoleOnly: VERDICTS.consoleOnly(fact).answer, allRequests: VERDICTS.allRequests(fact).answer }).toEqual({ consoleOnly, allRequests });
});

test('a verdict names the statement, and what it depends on', () => {
  const verdict = (name: string) => VERDICTS.consoleOnly(factOf(RECORDED_CALLS.find((call) => call.name === name)!.record));
  expect(verdict('console without MFA')).toEqual({ answer: 'stops', sid: 'DenyAllButEnrollmentWithoutMfa' });
  expect(verdict('own device, by a key')).toEqual({ answer: 'stops', sid: 'DenyEnrollmentWithAccessKeys' });
  expect(verdict('internal')).toEqual({ answer: 'depends', sid: 'DenyAllButEnrollmentWithoutMfa', dependsOn: ['viaService'] });
  expect(verdict('leaving a group, by a key')).toEqual({ answer: 'depends', sid: 'DenyUndoingTheEnforcementWithoutMfa', dependsOn: ['target'] });
  expect(verdict('key')).toEqual({ answer: 'goes on' });
});

test.each([
  'service for a key, the session left out', 'service by its address alone, the session left out', 'internal, the session left out', 'service for a federated session',
  'service by the own key of IAM, the session left out',
])('%s: another Deny, without an exception for services, may stop it', (name) => {
  const plain = { Sid: 'Plain', Effect: 'Deny', Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } } };
  const { record } = RECORDED_CALLS.find((call) => call.name === name)!;
  expect(compile([plain])(factOf(record))).toEqual({ answer: 'depends', sid: 'Plain', dependsOn: ['mfa'] });
});
