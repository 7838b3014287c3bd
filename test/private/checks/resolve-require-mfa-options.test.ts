import { Duration } from 'aws-cdk-lib';
import { MfaEnforcement, RequireMfaOptions, UserCredential } from '../../../src/index';
import { requireMfaWarnings, resolveRequireMfaOptions } from '../../../src/private/checks/resolve-require-mfa-options';
import { WarningId } from '../../../src/private/checks/warnings';
import { EVERY_REQUIRE_MFA_OPTION, refusal } from '../../helpers';

const { CONSOLE_ONLY, ALL_REQUESTS } = MfaEnforcement;
const PATH = 'Stack/It';

const LOOSENING_CONSOLE_ONLY: [keyof RequireMfaOptions, RequireMfaOptions, string][] = [
  ['allowFederationTokensWithAccessKeys', { allowFederationTokensWithAccessKeys: true }, 'true'],
  ['allowUserAdministrationWithAccessKeys', { allowUserAdministrationWithAccessKeys: true }, 'true'],
  ['credentialsRequiringMfa', { credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] }, '["ACCESS_KEYS"]'],
];

test.each(LOOSENING_CONSOLE_ONLY)('%s is for CONSOLE_ONLY', (_, options) => {
  expect(() => resolveRequireMfaOptions(PATH, CONSOLE_ONLY, options)).not.toThrow();
});

test.each(LOOSENING_CONSOLE_ONLY)('fails on %s with ALL_REQUESTS', (prop, options, got) => {
  expect(() => resolveRequireMfaOptions(PATH, ALL_REQUESTS, options))
    .toThrow(refusal(PATH, prop, got, 'it with MfaEnforcement.CONSOLE_ONLY only', `leave ${prop} out, or use MfaEnforcement.CONSOLE_ONLY`));
});

test.each<RequireMfaOptions>([
  {}, { allowFederationTokensWithAccessKeys: false }, { allowUserAdministrationWithAccessKeys: false }, { credentialsRequiringMfa: [] },
  { credentialsRequiringMfa: undefined },
])('%j says nothing, and passes with ALL_REQUESTS', (options) => {
  expect(() => resolveRequireMfaOptions(PATH, ALL_REQUESTS, options)).not.toThrow();
});

test.each<[string, unknown, object]>([
  ['enforcement', 'always', {}],
  ['credentialsRequiringMfa[0]', CONSOLE_ONLY, { credentialsRequiringMfa: ['mfa'] }],
  ['maxMfaAge', CONSOLE_ONLY, { maxMfaAge: Duration.seconds(0) }],
  ['allowActions[0]', CONSOLE_ONLY, { allowActions: ['*'] }],
])('fails on a bad %s', (prop, enforcement, options) => {
  expect(() => resolveRequireMfaOptions(PATH, enforcement as MfaEnforcement, options)).toThrow(`${PATH}: ${prop} got`);
});

test('by default nothing is allowed but the calls of services', () => {
  expect(resolveRequireMfaOptions(PATH, CONSOLE_ONLY, {})).toEqual({
    enforcement: CONSOLE_ONLY,
    allowAwsServiceCalls: true,
    allowPasswordChange: false,
    allowActions: [],
    allowEnrollmentWithAccessKeys: false,
    allowFederationTokensWithAccessKeys: false,
    allowUserAdministrationWithAccessKeys: false,
    allowManagedMcpCalls: false,
    credentialsRequiringMfa: [],
    maxMfaAgeSeconds: undefined,
  });
});

test('what is given is taken, and lists are copied', () => {
  const { maxMfaAge, ...given } = EVERY_REQUIRE_MFA_OPTION;
  const options = resolveRequireMfaOptions(PATH, CONSOLE_ONLY, { ...given, maxMfaAge });
  expect(options).toEqual({ enforcement: CONSOLE_ONLY, ...given, maxMfaAgeSeconds: 3600 });
  expect(options.allowActions).not.toBe(given.allowActions);
  expect(options.credentialsRequiringMfa).not.toBe(given.credentialsRequiringMfa);
});

describe('allowAwsServiceCalls: false', () => {
  test('warns that automation breaks', () => {
    expect(requireMfaWarnings(resolveRequireMfaOptions(PATH, CONSOLE_ONLY, { allowAwsServiceCalls: false }))).toEqual([{
      id: WarningId.SERVICE_CALLS_DENIED,
      message: expect.stringMatching(/^allowAwsServiceCalls got false with CONSOLE_ONLY: .* so automation breaks; fix: leave allowAwsServiceCalls out, or/),
    }]);
  });

  test.each<[MfaEnforcement, RequireMfaOptions]>([
    [ALL_REQUESTS, { allowAwsServiceCalls: false }], [CONSOLE_ONLY, { allowAwsServiceCalls: true }], [CONSOLE_ONLY, {}],
  ])('gets no warning otherwise (%s, %j)', (enforcement, options) => {
    expect(requireMfaWarnings(resolveRequireMfaOptions(PATH, enforcement, options))).toEqual([]);
  });
});

test('the warnings of allowActions are among them', () => {
  expect(requireMfaWarnings(resolveRequireMfaOptions(PATH, ALL_REQUESTS, { allowActions: ['s33:PutObject'] })).map(({ id }) => id))
    .toEqual([WarningId.ALLOW_ACTIONS_NOT_READ_ONLY, WarningId.ALLOW_ACTIONS_UNKNOWN_SERVICE]);
});
