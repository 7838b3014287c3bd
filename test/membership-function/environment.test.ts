import * as fc from 'fast-check';
import { DEFAULTS, type ForceMfaOptions, SCOPES, fromEnvironment, parseMoment, toEnvironment } from '../../src/membership-function/environment';

/** What IAM lets a name be made of. */
const NAME = fc.string({ unit: fc.constantFrom(...'abcXYZ019+=,.@_-'), minLength: 1, maxLength: 64 });
const PATH = fc.array(NAME, { maxLength: 3 }).map((parts) => `/${parts.map((part) => `${part}/`).join('')}`);

const OPTIONS: fc.Arbitrary<ForceMfaOptions> = fc.record({
  groupName: NAME,
  scope: fc.constantFrom(...SCOPES),
  exemptUsers: fc.array(NAME, { maxLength: 5 }),
  pathPrefix: PATH,
  gracePeriodSeconds: fc.nat({ max: 10 * 365 * 24 * 3600 }),
  dryRun: fc.boolean(),
  intervalMinutes: fc.integer({ min: 15, max: 720 }),
  enforceFrom: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
}, { requiredKeys: ['groupName', 'scope', 'exemptUsers', 'pathPrefix', 'gracePeriodSeconds', 'dryRun', 'intervalMinutes'] });

test('what is written is what is read', () => {
  fc.assert(fc.property(OPTIONS, (options) => {
    expect(fromEnvironment(toEnvironment(options))).toEqual(options);
  }));
});

test('what is left to its default is not written', () => {
  const options: ForceMfaOptions = { ...DEFAULTS, groupName: 'force-mfa', scope: DEFAULTS.scope };
  expect(toEnvironment(options)).toEqual({ FORCE_MFA_GROUP_NAME: 'force-mfa', FORCE_MFA_SCOPE: 'CONSOLE_USERS' });
});

test('each option has its variable', () => {
  expect(toEnvironment({
    groupName: 'force-mfa',
    scope: 'ALL_USERS',
    exemptUsers: ['break-glass', 'root@example.com'],
    pathPrefix: '/staff/',
    gracePeriodSeconds: 86400,
    enforceFrom: new Date('2026-07-01'),
    dryRun: true,
    intervalMinutes: 30,
  })).toEqual({
    FORCE_MFA_GROUP_NAME: 'force-mfa',
    FORCE_MFA_SCOPE: 'ALL_USERS',
    FORCE_MFA_EXEMPT_USERS: 'break-glass root@example.com',
    FORCE_MFA_PATH_PREFIX: '/staff/',
    FORCE_MFA_GRACE_PERIOD_SECONDS: '86400',
    FORCE_MFA_ENFORCE_FROM: '2026-07-01T00:00:00.000Z',
    FORCE_MFA_DRY_RUN: 'true',
    FORCE_MFA_INTERVAL_MINUTES: '30',
  });
});

test.each<[string, string | undefined, string]>([
  ['FORCE_MFA_GROUP_NAME', undefined, 'nothing, expected the name of an IAM group'],
  ['FORCE_MFA_GROUP_NAME', '', '"", expected the name of an IAM group'],
  ['FORCE_MFA_GROUP_NAME', '/staff/force-mfa', '"/staff/force-mfa", expected the name of an IAM group'],
  ['FORCE_MFA_SCOPE', undefined, 'nothing, expected CONSOLE_USERS or ALL_USERS'],
  ['FORCE_MFA_SCOPE', 'console', '"console", expected CONSOLE_USERS or ALL_USERS'],
  ['FORCE_MFA_EXEMPT_USERS', '', '"", expected names of IAM users with a space between them'],
  ['FORCE_MFA_EXEMPT_USERS', 'ann  bob', '"ann  bob", expected names of IAM users with a space between them'],
  ['FORCE_MFA_EXEMPT_USERS', 'ann;bob', '"ann;bob", expected names of IAM users with a space between them'],
  ['FORCE_MFA_PATH_PREFIX', 'staff', '"staff", expected an IAM path, which begins and ends with /'],
  ['FORCE_MFA_PATH_PREFIX', '/staff', '"/staff", expected an IAM path, which begins and ends with /'],
  ['FORCE_MFA_GRACE_PERIOD_SECONDS', '1.5', '"1.5", expected a number of whole seconds'],
  ['FORCE_MFA_GRACE_PERIOD_SECONDS', '-1', '"-1", expected a number of whole seconds'],
  ['FORCE_MFA_GRACE_PERIOD_SECONDS', '', '"", expected a number of whole seconds'],
  ['FORCE_MFA_ENFORCE_FROM', 'tomorrow', '"tomorrow", expected an ISO date, or date and time with its zone'],
  ['FORCE_MFA_DRY_RUN', 'yes', '"yes", expected true or false'],
  ['FORCE_MFA_INTERVAL_MINUTES', '0', '"0", expected a number of whole minutes'],
  ['FORCE_MFA_INTERVAL_MINUTES', '', '"", expected a number of whole minutes'],
  ['FORCE_MFA_DRY_RUN', 'constructor', '"constructor", expected true or false'],
])('fails on %s of %j', (name, value, message) => {
  const env: Record<string, string | undefined> = { FORCE_MFA_GROUP_NAME: 'force-mfa', FORCE_MFA_SCOPE: 'ALL_USERS', [name]: value };
  expect(() => fromEnvironment(env)).toThrow(`environment variable ${name} got ${message}`);
});

test.each([
  ['2026-07-01', '2026-07-01T00:00:00.000Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ['2026-07-01T08:30Z', '2026-07-01T08:30:00.000Z'],
  ['2026-07-01T08:30:15Z', '2026-07-01T08:30:15.000Z'],
  ['2026-07-01T08:30:15.5Z', '2026-07-01T08:30:15.500Z'],
  ['2026-07-01T00:30:00+02:00', '2026-06-30T22:30:00.000Z'],
])('%s is the moment %s', (text, moment) => {
  expect(parseMoment(text)?.toISOString()).toBe(moment);
});

test.each([
  [''], ['2026'], ['2026-07'], ['2026-7-1'], ['2026-02-30'], ['2026-02-29'], ['2026-13-01'], ['2026-07-01T25:00Z'], ['2026-07-01T08:30'],
  ['2026-07-01 08:30Z'], ['1 July 2026'], ['1782864000000'],
])('%j is no moment', (text) => {
  expect(parseMoment(text)).toBeUndefined();
});
