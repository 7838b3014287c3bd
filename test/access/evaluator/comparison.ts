/** Our evaluator beside the simulator, on generated policies and requests. */
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import type * as Evaluator from '../../../access/evaluator';

export interface Case {
  readonly identity: readonly object[];
  readonly boundary?: object;
  readonly serviceControl: readonly (readonly object[])[];
  readonly action: string;
  readonly resource: string;
  readonly keys: Record<string, string | string[]>;
}

const ACCOUNT = '123456789012';

export function bySimulator({ identity, boundary, serviceControl, action, resource, keys }: Case): boolean {
  return runUnsafeSimulation({
    request: {
      principal: `arn:aws:iam::${ACCOUNT}:user/alice`, action, resource: { resource, accountId: ACCOUNT }, contextVariables: keys,
    },
    identityPolicies: identity.map((policy, index) => ({ name: `identity ${index}`, policy })),
    permissionBoundaryPolicies: boundary === undefined ? undefined : [{ name: 'boundary', policy: boundary }],
    serviceControlPolicies: serviceControl.map((level, index) => ({
      orgIdentifier: `level ${index}`, policies: level.map((policy, place) => ({ name: `control ${place}`, policy })),
    })),
    resourceControlPolicies: [],
  }, {}) === 'Allowed';
}

export function byUs({ evaluate, readPolicy, contextOf }: typeof Evaluator, one: Case): boolean {
  return evaluate({
    identity: one.identity.map((document, index) => readPolicy(`identity ${index}`, document)),
    boundary: one.boundary === undefined ? undefined : readPolicy('boundary', one.boundary),
    serviceControl: one.serviceControl.map((level) => level.map((document, index) => readPolicy(`control ${index}`, document))),
  }, { action: one.action, resource: one.resource, context: contextOf(one.keys) }).allowed;
}

const oneOrMore = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));
const anyCase = (names: string[]) => fc.constantFrom(...names.flatMap((name) => [name, name.toLowerCase(), name.toUpperCase()]));

const ACTIONS = ['iam:CreateUser', 'iam:EnableMFADevice', 's3:GetObject', 's3:PutObject', 'sts:GetFederationToken'];
const ACTION_PATTERNS = ['*', 'iam:*', 's3:*', 's3:Get*', 's3:?etObject', 'IAM:createuser', 'iam:*MFA*', 'IAM:*user', ...ACTIONS];
const RESOURCES = [
  'arn:aws:iam::123456789012:user/alice', 'arn:aws:iam::123456789012:user/team/alice', 'arn:aws:iam::123456789012:user/xalice',
  'arn:aws:iam::123456789012:mfa/phone', 'arn:aws:s3:::data/report.csv', 'arn:aws:s3:::data/a$b', 'arn:aws:sts::123456789012:federated-user/alice',
];
const RESOURCE_PATTERNS = [
  '*', 'arn:aws:iam::123456789012:user/${aws:username}', 'arn:aws:iam::*:user/*/${aws:username}', 'arn:aws:iam::*:mfa/*', 'arn:aws:s3:::data/*',
  "arn:aws:iam::123456789012:user/${aws:PrincipalTag/nick, 'alice'}", 'arn:aws:s3:::data/a${$}b', 'arn:aws:s3:::*.csv', 'arn:aws:*:::data/report.???',
  'arn:aws:iam::123456789012:user/${aws:PrincipalTag/nick}', 'arn:aws:s3:::data/${*}',
];
/** Only in `Resource`: the simulator never applies a `NotResource` with an ARN that stops early. */
const SHORT = 'arn:aws:iam::*';

const KEYS: Record<string, { readonly given: string[]; readonly policy: string[]; readonly operators: string[] }> = {
  'aws:MultiFactorAuthPresent': {
    given: ['true', 'false'], policy: ['true', 'false', 'True'], operators: ['Bool', 'StringEquals', 'StringNotEquals'],
  },
  'aws:ViaAWSService': { given: ['true', 'false'], policy: ['true', 'false'], operators: ['Bool'] },
  'aws:MultiFactorAuthAge': {
    given: ['0', '600', '3600', '3660', '600.5', '-1'],
    policy: ['0', '600', '3600', '3660', '600.5', '-1'],
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((name) => `Numeric${name}`),
  },
  'aws:CurrentTime': {
    given: ['2026-01-01T00:00:00Z', '2026-06-01', '2027-01-01T00:00:00+01:00', 'yesterday'],
    policy: ['2026-01-01T00:00:00Z', '2026-06-01', '2026-12-31T23:00:00Z'],
    operators: ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((name) => `Date${name}`),
  },
  'aws:SourceIp': {
    given: ['203.0.113.7', '203.0.113.200', '10.1.2.3', '2001:db8::1', '2001:db8:0:1::1', 'nowhere'],
    policy: ['203.0.113.0/25', '0.0.0.0/1', '::/0', '10.0.0.0/8', '2001:db8::/64', '2001:db8::1/128', '203.0.113.7/32'],
    operators: ['IpAddress', 'NotIpAddress'],
  },
  'iam:PolicyARN': {
    given: [
      'arn:aws:iam::123456789012:policy/deploy', 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      'arn:aws:iam::123456789012:policy/alice:x', 'arn:aws:iam::123456789012:policy/deploy:x', 'no ARN',
    ],
    policy: [
      'arn:aws:iam::123456789012:policy/*', 'arn:*:iam::aws:policy/ReadOnly??????', 'arn:aws:iam::*:policy/deploy',
      'arn:aws:iam::123456789012:policy/${aws:username}:*',
      'arn:aws:iam::123456789012:policy/${aws:PrincipalTag/nick}', 'arn:aws:iam*:policy/deploy:x:y:z',
    ],
    operators: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  },
  'aws:PrincipalTag/team': {
    given: ['alice', 'Alice', 'blue', 'a*e', 'x.y', ''],
    policy: [
      'alice', 'ALICE', 'bl?e', 'a*', '${aws:username}', '${aws:PrincipalTag/nick}', '${aws:TagKeys}', "${aws:PrincipalTag/nick, 'blue'}", 'x.y', 'x?y', '(a|b',
    ],
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike'],
  },
  // Only here, because the simulator takes the escape for plain text where there are no wildcards.
  'aws:PrincipalTag/star': { given: ['a*e', 'abe'], policy: ['a${*}e', 'a${*}*', 'a${?}e'], operators: ['StringLike', 'StringNotLike'] },
  'aws:TagKeys': {
    given: ['team', 'Team', 'cost', 'alice'],
    policy: ['team', 'TEAM', 'c*', '${aws:username}'],
    operators: ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringLike', 'StringNotLike'],
  },
};

/** The values that AWS may send for each key: a time is a time, and an address is one. */
export const GIVEN: Readonly<Record<string, readonly string[]>> = Object.fromEntries(Object.entries(KEYS)
  .map(([key, { given }]) => [key, given.filter((value) => value !== 'yesterday' && value !== 'nowhere')]));

const condition = fc.constantFrom(...Object.keys(KEYS)).chain((key) => fc.record({
  key: anyCase([key]),
  operator: fc.tuple(
    fc.constantFrom('', '', '', 'ForAllValues:', 'ForAnyValue:'), fc.constantFrom(...KEYS[key].operators), fc.constantFrom('', 'IfExists'),
  ).map((parts) => parts.join('')),
  values: oneOrMore(fc.constantFrom(...KEYS[key].policy)),
}));
const nullCondition = fc.record({
  key: anyCase(['aws:MultiFactorAuthPresent', 'aws:TagKeys']), operator: fc.constant('Null'), values: oneOrMore(fc.constantFrom('true', 'false')),
});
const conditions = fc.array(fc.oneof({ weight: 6, arbitrary: condition }, { weight: 1, arbitrary: nullCondition }), { maxLength: 2 })
  .map((list) => list.reduce<Record<string, Record<string, unknown>>>((all, { key, operator, values }) =>
    ({ ...all, [operator]: { ...all[operator], [key]: values } }), {}));

const statement = fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  action: oneOrMore(fc.constantFrom(...ACTION_PATTERNS)),
  resource: oneOrMore(fc.constantFrom(...RESOURCE_PATTERNS)),
  notAction: fc.nat(4).map((n) => n === 0),
  notResource: fc.nat(4).map((n) => n === 0),
  shorten: fc.nat(9).map((n) => n === 0),
  Condition: conditions,
}).map(({ Effect, action, resource, notAction, notResource, shorten, Condition }) => ({
  Effect,
  [notAction ? 'NotAction' : 'Action']: action,
  ...(notResource ? { NotResource: resource } : { Resource: shorten ? SHORT : resource }),
  ...(Object.keys(Condition).length === 0 ? {} : { Condition }),
}));

/** Old versions are compared by a test of their own: the simulator reads variables in them. */
const document = (minLength: number) => oneOrMoreStatements(minLength).map((Statement) => ({ Version: '2012-10-17', Statement }));
const oneOrMoreStatements = (minLength: number) => fc.array(statement, { minLength, maxLength: 4 });

const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
/** Mostly with an administrator's policy, because a Deny is seen only against something that is allowed. */
const documents = fc.tuple(fc.array(document(1), { minLength: 1, maxLength: 2 }), fc.boolean())
  .map(([list, isAdministrator]) => isAdministrator ? [...list, ADMINISTRATOR] : list);

type Keys = Record<string, string | string[]>;

const keys: fc.Arbitrary<Keys> = fc.record(Object.fromEntries(Object.entries(KEYS).map(([key, { given }]) => [key,
  key === 'aws:TagKeys' ? fc.option(fc.array(fc.constantFrom(...given), { minLength: 1, maxLength: 3 }), { nil: undefined })
    : fc.option(fc.constantFrom(...given), { nil: undefined })])))
  .chain((some) => fc.constantFrom('alice', 'bob', undefined).map((username) => Object.fromEntries(
    Object.entries({ ...some, 'aws:username': username }).filter(([, value]) => value !== undefined)) as Keys));

/**
 * A variable without a value in a `NotResource`, or with a negated operator: the simulator takes the statement not to apply. We do so for a Deny
 * only, and take an Allow to apply, as the sentence of AWS in evaluator-differences.test.ts says.
 */
function hasNoValue({ identity, boundary, serviceControl, keys: given }: Case): boolean {
  const all = [...identity, boundary ?? {}, ...serviceControl.flat()] as { Statement?: GeneratedStatement[] }[];
  const isAbsent = (variable: string) => typeof Object.entries(given).find(([key]) => key.toLowerCase() === variable)?.[1] !== 'string';
  return all.flatMap(({ Statement = [] }) => Statement).some(({ NotResource, Condition = {} }) => {
    const negated = [NotResource, ...Object.entries(Condition).filter(([operator]) => /Not/.test(operator)).map(([, keyValues]) => Object.values(keyValues))];
    // With a default value in it, a variable has one.
    const texts = negated.flat(3).filter((text): text is string => typeof text === 'string' && !/\$\{[^}]*,/.test(text));
    return texts.some((text) => [...text.matchAll(/\$\{([^}]{2,})\}/g)].some(([, variable]) => isAbsent(variable.toLowerCase())));
  });
}

interface GeneratedStatement {
  readonly NotResource?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Every statement is about every action and resource, so that the conditions decide. */
export const CASES_OF_CONDITIONS: fc.Arbitrary<Case> = fc.record({
  statements: fc.array(fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Condition: conditions }), { minLength: 1, maxLength: 4 }),
  isAdministrator: fc.boolean(),
  keys,
}).map(({ statements, isAdministrator, keys: given }) => ({
  identity: [
    { Version: '2012-10-17', Statement: statements.map((one) => ({ ...one, Action: '*', Resource: '*' })) }, ...isAdministrator ? [ADMINISTRATOR] : [],
  ],
  serviceControl: [],
  action: ACTIONS[0],
  resource: RESOURCES[0],
  keys: given,
}));

export const CASES: fc.Arbitrary<Case> = fc.record({
  identity: documents,
  boundary: fc.option(
    fc.tuple(document(1), fc.boolean()).map(([one, open]) => open ? { ...one, Statement: [...one.Statement, ...ADMINISTRATOR.Statement] } : one),
    { nil: undefined, freq: 2 },
  ),
  serviceControl: fc.oneof(
    { weight: 3, arbitrary: fc.constant<object[][]>([]) }, { weight: 1, arbitrary: fc.array(documents, { minLength: 1, maxLength: 2 }) },
  ),
  action: fc.constantFrom(...ACTIONS),
  resource: fc.constantFrom(...RESOURCES),
  keys,
}).filter((one) => !hasNoValue(one));
