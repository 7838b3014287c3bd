/** Requests of which some keys are not known, generated and chosen, and what would be wrong with a decision about them. */
import fc from 'fast-check';
import { CASES, CASES_OF_CONDITIONS, Case, GIVEN } from './comparison';
import * as Evaluator from '../../../access/evaluator';
import { Decision, PartialRequest, Representative, Verdict, contextOf, evaluate } from '../../../access/evaluator';

type Keys = Case['keys'];

const policiesOf = ({ readPolicy }: typeof Evaluator, one: Case) => ({
  identity: one.identity.map((document, index) => readPolicy(`identity ${index}`, document)),
  boundary: one.boundary === undefined ? undefined : readPolicy('boundary', one.boundary),
  serviceControl: one.serviceControl.map((level) => level.map((document, index) => readPolicy(`control ${index}`, document))),
});

function allowing(one: Case): (keys: Keys) => boolean {
  const policies = policiesOf(Evaluator, one);
  return (keys) => evaluate(policies, { ...one, context: contextOf(keys) }).allowed;
}

/** A case of which some keys are not known. */
export interface Partial {
  readonly one: Case;
  readonly unknown: string[];
  /** Those that AWS always sends. */
  readonly always: string[];
}

export const PARTIAL: fc.Arbitrary<Partial> = fc.record({
  one: fc.oneof(CASES, CASES_OF_CONDITIONS),
  unknown: fc.subarray(Object.keys(GIVEN), { minLength: 1, maxLength: 3 }),
  always: fc.subarray(Object.keys(GIVEN)),
});

function partialRequest(one: Case, unknown: readonly string[], always: readonly string[]): PartialRequest {
  const lower = unknown.map((key) => key.toLowerCase());
  const known = Object.fromEntries(Object.entries(one.keys).filter(([key]) => !unknown.includes(key)));
  return {
    ...one,
    context: contextOf(known),
    unknown: (key) => !lower.includes(key) ? undefined : always.some((other) => other.toLowerCase() === key) ? 'always' : 'sometimes',
  };
}

/** Every way to fill in the unknown keys by the values that the generator has for them. */
function everyFilling(unknown: readonly string[], always: readonly string[]): Keys[] {
  return unknown.reduce<Keys[]>((soFar, key) => {
    const several = key === 'aws:TagKeys' ? GIVEN[key].flatMap((a) => GIVEN[key].map((b) => [a, b])) : [];
    const values = [...GIVEN[key], ...several, ...always.includes(key) ? [] : [undefined]];
    return soFar.flatMap((keys) => values.map((value) => value === undefined ? keys : { ...keys, [key]: value }));
  }, [{}]);
}

/** What is wrong with a decision. */
export function wrongOf({ one, unknown, always }: Partial, { verdict, depends }: Decision): string[] {
  const isAllowed = allowing(one);
  const known = Object.fromEntries(Object.entries(one.keys).filter(([key]) => !unknown.includes(key)));
  if (verdict !== undefined) {
    const other = everyFilling(unknown, always).find((keys) => isAllowed({ ...known, ...keys }) !== verdict.allowed);
    return other === undefined ? [] : [`said ${verdict.allowed ? 'allowed' : 'denied'}, and it is not with ${JSON.stringify(other)}`];
  }
  const { key, allowedWith, deniedWith, beside } = depends;
  if (key === undefined) {
    return [];
  }
  const filled = (representative: Representative) => ({
    ...known,
    ...Object.fromEntries([...beside, [key, representative] as const]
      .flatMap(([name, { value }]) => value === undefined ? [] : [[name, value as string | string[]]])),
  });
  return [
    ...isAllowed(filled(allowedWith!)) ? [] : [`${key} = ${JSON.stringify(allowedWith!.value)} does not allow it`],
    ...isAllowed(filled(deniedWith!)) ? [`${key} = ${JSON.stringify(deniedWith!.value)} does not deny it`] : [],
  ];
}

export function decisionOf(evaluator: typeof Evaluator, { one, unknown, always }: Partial): Decision {
  return evaluator.decide(policiesOf(evaluator, one), partialRequest(one, unknown, always));
}

/** What is said of every request of the action. */
export function verdictOnAll(evaluator: typeof Evaluator, { one }: Partial): Verdict | undefined {
  return evaluator.verdictOnAll(evaluator.sidesAbout(policiesOf(evaluator, one), one.action));
}

/** The same policies, asked when other keys are known, or have other values: one request after the other, and each alone. */
export function decisionsOf(
  evaluator: typeof Evaluator, { one, unknown, always }: Partial,
): Record<'alone' | 'oneAfterTheOther', Decision[]> {
  const sides = evaluator.sidesAbout(policiesOf(evaluator, one), one.action);
  const others: Keys = Object.fromEntries(Object.entries(one.keys)
    .map(([key, value]) => [key, GIVEN[key]?.find((given) => given !== value) ?? 'bob']));
  const requests = [one, { ...one, keys: others }].flatMap((each) => [
    partialRequest(each, unknown, always), partialRequest(each, unknown, []), partialRequest(each, unknown.slice(1), always),
  ]);
  const values = new evaluator.RepresentativesCache();
  return {
    alone: requests.map((request) => evaluator.decideBetween(sides, request)),
    oneAfterTheOther: requests.map((request) => evaluator.decideBetween(sides, request, values)),
  };
}

export const everything = (Effect: string, Condition?: object) => ({ Effect, Action: '*', Resource: '*', ...Condition && { Condition } });
export type Unknown = Record<string, 'always' | 'sometimes'>;

/** What else limits the statements. */
export interface Limits {
  readonly boundary?: object[];
  readonly levels?: object[][];
}

export const decided = (
  { decide, readPolicy }: typeof Evaluator, statements: object[], unknown: Unknown, { boundary, levels = [] }: Limits = {},
): Decision => {
  const policy = (Statement: object[]) => readPolicy('test', { Version: '2012-10-17', Statement });
  return decide({ identity: [policy(statements)], boundary: boundary && policy(boundary), serviceControl: levels.map((level) => [policy(level)]) }, {
    action: 's3:GetObject', resource: 'arn:aws:s3:::data/report.csv', context: contextOf({ 'aws:username': 'alice' }), unknown: (key) => unknown[key],
  });
};

export const TEAM = 'aws:principaltag/team';
const RESOURCE_TEAM = 'aws:resourcetag/team';
const is = (value: string) => everything('Allow', { StringEquals: { [TEAM]: value } });
const isNot = (value: string) => everything('Allow', { StringNotEquals: { [TEAM]: value } });

/** What it is, the statements, the unknown keys, and whether it is allowed; undefined if it depends. */
export const DIRECTED: [string, object[], Unknown, boolean | undefined, Limits?][] = [
  ['a tag that is x, or is not x', [is('x'), isNot('x')], { [TEAM]: 'sometimes' }, true],
  ['a tag that is x, or is not y', [is('x'), isNot('y')], { [TEAM]: 'sometimes' }, undefined],
  ['a tag with two patterns that no text fits', [everything('Allow'), everything('Deny', { StringLike: { [TEAM]: 'a*' }, StringNotLike: { [TEAM]: '*' } })],
    { [TEAM]: 'always' }, true],
  ['two patterns that one text fits', [everything('Allow', { 'StringLike': { [TEAM]: 'a*' }, 'ForAnyValue:StringLike': { [TEAM]: '*b' } })], { [TEAM]: 'always' }, undefined],
  ['a tag that is there, and neither true nor false', [
    everything('Allow'), ...['true', 'false'].map((value) => everything('Deny', { Bool: { [TEAM]: value } })), everything('Deny', { Null: { [TEAM]: 'true' } }),
  ], { [TEAM]: 'sometimes' }, undefined],
  ['a key that AWS has as true or false', ['true', 'false'].map((value) => everything('Allow', { Bool: { 'aws:IsMcpServiceAction': value } })), { 'aws:ismcpserviceaction': 'always' }, true],
  ['before a time, or from then on', [
    everything('Allow', { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } }), everything('Allow', { DateGreaterThanEquals: { 'aws:CurrentTime': '2030-01-01' } }),
  ], { 'aws:currenttime': 'always' }, true],
  ['before and from a time in milliseconds', [
    everything('Allow', { DateLessThan: { 'aws:CurrentTime': '1767225600000' } }), everything('Allow', { DateGreaterThanEquals: { 'aws:CurrentTime': '1767225600000' } }),
  ], { 'aws:currenttime': 'always' }, true],
  ['until and after the last day with four digits', [
    everything('Allow', { DateLessThanEquals: { 'aws:CurrentTime': '9999-12-31T23:59:59Z' } }), everything('Allow', { DateGreaterThan: { 'aws:CurrentTime': '9999-12-31T23:59:59Z' } }),
  ], { 'aws:currenttime': 'always' }, true],
  ['before and from a time that no calendar has', [
    everything('Allow', { DateLessThan: { 'aws:CurrentTime': '9999999999999999' } }), everything('Allow', { DateGreaterThanEquals: { 'aws:CurrentTime': '9999999999999999' } }),
  ], { 'aws:currenttime': 'always' }, true],
  ['until a time', [everything('Allow', { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } })], { 'aws:currenttime': 'always' }, undefined],
  ['a key that is always there', [everything('Allow', { Null: { 'aws:RequestedRegion': 'false' } })], { 'aws:requestedregion': 'always' }, true],
  ['a key that may be absent', [everything('Allow', { Null: { 'aws:SourceVpc': 'false' } })], { 'aws:sourcevpc': 'sometimes' }, undefined],
  ['both halves of all addresses', [everything('Allow', { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1', '::/0'] } })], { 'aws:sourceip': 'always' }, true],
  ['a variable in a resource that may fit', [{ ...everything('Allow'), Resource: `arn:aws:s3:::\${${TEAM}}/*` }], { [TEAM]: 'sometimes' }, undefined],
  ['a variable in a resource that cannot fit', [{ ...everything('Allow'), Resource: `arn:aws:s3:::other/\${${TEAM}}` }], { [TEAM]: 'sometimes' }, false],
  ['a variable that another key is compared with', [everything('Allow', { StringEquals: { 'aws:username': `\${${TEAM}}` } })], { [TEAM]: 'sometimes' }, undefined],
  ['two keys that may be alike', [everything('Allow', { StringEquals: { [RESOURCE_TEAM]: `\${${TEAM}}` } })], { [TEAM]: 'sometimes', [RESOURCE_TEAM]: 'sometimes' }, undefined],
  ['two keys that may be alike, one of which is dev', [everything('Allow', { StringEquals: { [RESOURCE_TEAM]: `\${${TEAM}}` }, StringLike: { [RESOURCE_TEAM]: 'dev' } })],
    { [TEAM]: 'sometimes', [RESOURCE_TEAM]: 'sometimes' }, undefined],
  ['a variable behind one that is known', [{ ...everything('Allow'), Resource: `arn:aws:s3:::data/\${aws:username}\${${TEAM}}` }, everything('Allow', { StringEquals: { 'aws:username': `al\${${TEAM}}ce` } })],
    { [TEAM]: 'sometimes' }, undefined],
  ['two variables in one text', [everything('Allow', { StringEquals: { 'aws:username': `\${${TEAM}}i\${${RESOURCE_TEAM}}` } })], { [TEAM]: 'sometimes', [RESOURCE_TEAM]: 'sometimes' }, undefined],
  ['a boundary that may allow', [everything('Allow')], { [TEAM]: 'sometimes' }, undefined, { boundary: [is('x')] }],
  ['a level that may allow', [everything('Allow')], { [TEAM]: 'sometimes' }, undefined, { levels: [[everything('Allow')], [is('x')]] }],
  ['two tags at once', [everything('Allow', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'a' }, 'ForAnyValue:StringLike': { 'aws:TagKeys': 'b' } })],
    { 'aws:tagkeys': 'sometimes' }, undefined],
  ['up to one number, and from another one on', [
    everything('Allow', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '5' } }), everything('Allow', { NumericGreaterThanEquals: { 'aws:MultiFactorAuthAge': '7' } }),
  ], { 'aws:multifactorauthage': 'always' }, undefined],
  ['all but one number', [everything('Allow', { NumericNotEquals: { 'aws:MultiFactorAuthAge': '5' } })], { 'aws:multifactorauthage': 'always' }, undefined],
  ['a name in another case', [everything('Allow', { StringEqualsIgnoreCase: { [TEAM]: 'alice' }, StringNotEquals: { [TEAM]: 'alice' } })], { [TEAM]: 'always' }, undefined],
  ['a tag that may be no number', [everything('Allow', { NumericLessThan: { [TEAM]: '5' } }), everything('Allow', { NumericGreaterThanEquals: { [TEAM]: '5' } })],
    { [TEAM]: 'always' }, undefined],
  ['three characters or more', [everything('Allow', { StringLike: { [TEAM]: 'a*' }, StringNotLike: { [TEAM]: ['a', 'a?'] } })], { [TEAM]: 'always' }, undefined],
  ['a character that nobody names', [everything('Allow', { StringLike: { [TEAM]: '?*' }, StringNotLike: { [TEAM]: ['*:*', '*a*'] } })], { [TEAM]: 'always' }, undefined],
  ['one tag that is x, or is not x, where there may be two', [
    everything('Allow', { StringEquals: { 'aws:TagKeys': 'x' } }), everything('Allow', { StringNotEquals: { 'aws:TagKeys': 'x' } }),
  ], { 'aws:tagkeys': 'always' }, undefined],
  ['one range of addresses', [everything('Allow', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })], { 'aws:sourceip': 'always' }, undefined],
  ['more patterns than can be followed', [
    everything('Allow'), everything('Deny', { StringLike: { [TEAM]: [...'abcdefghijkl'].map((letter) => `*${letter}??${letter}*`) }, StringNotLike: { [TEAM]: '*' } }),
  ], { [TEAM]: 'always' }, undefined],
];

const TAGS = ['aws:principaltag/a', 'aws:resourcetag/b', 'aws:requesttag/c'];
const COMPARED = ['x', 'x*', ...TAGS.map((tag) => `\${${tag}}`), `\${${TAGS[0]}}-\${${TAGS[1]}}`, `x\${${TAGS[2]}}*`, `\${${TAGS[1]}, 'x'}`];

/** Policies that compare tags with each other. */
export const COMPARING_TAGS: fc.Arbitrary<object[]> = fc.array(fc.record({
  Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
  Action: fc.constant('*'),
  Resource: fc.constant('*'),
  Condition: fc.dictionary(
    fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringEqualsIgnoreCase', 'StringEqualsIfExists'),
    fc.dictionary(fc.constantFrom(...TAGS), fc.constantFrom(...COMPARED), { minKeys: 1, maxKeys: 2 }),
    { minKeys: 1, maxKeys: 2 },
  ),
}), { minLength: 1, maxLength: 3 });

const VALUES = ['x', 'y', 'xy', 'x-x', 'X', undefined];

/** With each of them unknown, and with each of many values. */
export function outcomesOf(statements: object[]): { readonly decision: Decision; readonly allowed: boolean[] } {
  const unknown = Object.fromEntries(TAGS.map((tag) => [tag, 'sometimes' as const]));
  const policy = Evaluator.readPolicy('test', { Version: '2012-10-17', Statement: statements });
  const every = VALUES.flatMap((a) => VALUES.flatMap((b) => VALUES.map((c) => [a, b, c])));
  const allowed = every.map((values) => Evaluator.evaluate({ identity: [policy], serviceControl: [] }, {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::data/report.csv',
    context: contextOf(Object.fromEntries([['aws:username', 'alice'], ...values.flatMap((value, index) => value === undefined ? [] : [[TAGS[index], value]])])),
  }).allowed);
  return { decision: decided(Evaluator, statements, unknown), allowed };
}
