import { MfaEnforcement } from '../../../src/index';
import {
  THROUGH_A_MANAGED_MCP_SERVER, THROUGH_A_SERVICE, WITHOUT_MFA_CONDITION_KEY, managedMcpCallsWithoutMfa, presentMfa, requestsWithoutMfa,
  unlessMfaPresent,
} from '../../../src/private/statements/conditions';

const MFA = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';
const VIA = 'aws:ViaAWSService';

test.each([
  [presentMfa(), { Bool: { [MFA]: 'true' } }],
  [presentMfa(60), { Bool: { [MFA]: 'true' }, NumericLessThanEquals: { [AGE]: '60' } }],
  [WITHOUT_MFA_CONDITION_KEY, { Null: { [MFA]: 'true' } }],
  [THROUGH_A_SERVICE, { Bool: { [VIA]: 'true' } }],
  [THROUGH_A_MANAGED_MCP_SERVER, { Bool: { 'aws:ViaAWSMCPService': 'true' } }],
])('%j', (condition, expected) => {
  expect(condition).toEqual(expected);
});

const DEFAULTS = { allowAwsServiceCalls: true, allowManagedMcpCalls: false };

describe.each([
  [MfaEnforcement.CONSOLE_ONLY, 'Bool'],
  [MfaEnforcement.ALL_REQUESTS, 'BoolIfExists'],
])('the requests denied by %s', (enforcement, operator) => {
  test('are those without MFA but those of services, both keys under one operator', () => {
    expect(requestsWithoutMfa({ ...DEFAULTS, enforcement }))
      .toEqual([{ suffix: 'WithoutMfa', conditions: { [operator]: { [MFA]: 'false', [VIA]: 'false' } } }]);
  });

  test('are those of services too', () => {
    expect(requestsWithoutMfa({ ...DEFAULTS, enforcement, allowAwsServiceCalls: false }))
      .toEqual([{ suffix: 'WithoutMfa', conditions: { [operator]: { [MFA]: 'false' } } }]);
  });

  test.each([
    [true, { Bool: { [VIA]: 'false' } }],
    [false, {}],
  ])('are also those of a session that is too old (allowAwsServiceCalls: %s)', (allowAwsServiceCalls, direct) => {
    const [withoutMfa, ...others] = requestsWithoutMfa({ ...DEFAULTS, enforcement, allowAwsServiceCalls, maxMfaAgeSeconds: 3600 });
    expect([withoutMfa]).toEqual(requestsWithoutMfa({ ...DEFAULTS, enforcement, allowAwsServiceCalls }));
    expect(others).toEqual([{ suffix: 'WithOldMfa', conditions: { NumericGreaterThan: { [AGE]: '3600' }, ...direct } }]);
  });

  test('are none that a managed MCP server forwards, where those are treated as the calls of services', () => {
    const options = { enforcement, allowAwsServiceCalls: true, allowManagedMcpCalls: true, maxMfaAgeSeconds: 3600 };
    const direct = { 'aws:ViaAWSMCPService': 'false' };
    const [withoutMfa, old] = requestsWithoutMfa(options);
    expect(withoutMfa.conditions).toEqual(enforcement === MfaEnforcement.CONSOLE_ONLY
      ? { Bool: { [MFA]: 'false', [VIA]: 'false' }, BoolIfExists: direct } : { BoolIfExists: { [MFA]: 'false', [VIA]: 'false', ...direct } });
    expect(old.conditions).toEqual({ NumericGreaterThan: { [AGE]: '3600' }, Bool: { [VIA]: 'false' }, BoolIfExists: direct });
    const withoutServices = { ...options, allowAwsServiceCalls: false };
    expect(requestsWithoutMfa(withoutServices)).toEqual(requestsWithoutMfa({ ...withoutServices, allowManagedMcpCalls: false }));
  });

  test('that a managed MCP server forwards need MFA, whether or not it counts as a service', () => {
    const forwarded = { 'aws:ViaAWSMCPService': 'true' };
    const [withoutMfa, old] = managedMcpCallsWithoutMfa({ ...DEFAULTS, enforcement, maxMfaAgeSeconds: 3600 });
    expect(withoutMfa.conditions).toEqual(enforcement === MfaEnforcement.CONSOLE_ONLY
      ? { Bool: { [MFA]: 'false', ...forwarded } } : { BoolIfExists: { [MFA]: 'false' }, Bool: forwarded });
    expect(old.conditions).toEqual({ NumericGreaterThan: { [AGE]: '3600' }, Bool: forwarded });
    expect(managedMcpCallsWithoutMfa({ ...DEFAULTS, enforcement, allowAwsServiceCalls: false })).toEqual([withoutMfa]);
  });

  test.each([
    [undefined, { BoolIfExists: { [MFA]: 'false' } }],
    [1, { NumericGreaterThanIfExists: { [AGE]: '1' } }],
  ])('that need MFA present are the same in both modes, services or not (age: %s)', (maxMfaAgeSeconds, expected) => {
    expect(unlessMfaPresent({ maxMfaAgeSeconds })).toEqual(expected);
  });
});
