/** Of several groups or policies that enforce, those that statements do not tell apart are asked about once. */
import { type AppliedPolicies, type PartialRequest, RepresentativesCache, contextOf, decide, readPolicy, sidesAbout } from '../../../access/evaluator';
import { actionDecider } from '../../../access/judge/action-decider';
import { telling, toldApart } from '../../../access/judge/told-apart';

const arn = (resource: string) => `arn:aws:iam::123456789012:${resource}`;
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const NAMES = ['a', 'b', 'team/a', 'team/b', 'alice', 'old-a'];
const UNKNOWN = ['aws:principaltag/team', 'aws:requestedregion'];

const requests = NAMES.map((name): PartialRequest => ({
  action: 'iam:DeletePolicy',
  resource: arn(`policy/${name}`),
  context: contextOf({ 'aws:username': 'alice', 'iam:PolicyARN': arn(`policy/${name}`), 'aws:MultiFactorAuthPresent': 'false' }),
  unknown: (key) => UNKNOWN.includes(key) ? 'sometimes' : undefined,
}));
const deny = (more: object) => ({ Effect: 'Deny', Action: 'iam:*', Resource: '*', Condition: WITHOUT_MFA, ...more });
const denyBeside = (NotResource: string) => ({ Effect: 'Deny', Action: 'iam:*', NotResource, Condition: WITHOUT_MFA });
const held = (Version: string, statements: readonly object[]): AppliedPolicies => ({ identity: [readPolicy('p', { Version, Statement: [EVERYTHING, ...statements] })] });

test.each<[string, number, object[], string?]>([
  ['nothing', 1, [EVERYTHING]],
  ['no resource', 1, [deny({}), deny({})]],
  ['all of them', 1, [deny({ Resource: arn('policy/*') }), deny({ Resource: arn('policy/*') })]],
  ['a path', 2, [deny({ Resource: arn('policy/team/*') }), deny({ Resource: arn('policy/team/*') })]],
  ['one that is left out', 2, [denyBeside(arn('policy/b'))]],
  ['the same, named and left out', 2, [deny({ Resource: arn('policy/b') }), denyBeside(arn('policy/b'))]],
  ['two of them', 3, [deny({ Resource: arn('policy/a') }), deny({ Resource: arn('policy/team/b') })]],
  ['other actions', 1, [deny({ Action: 's3:*', Resource: 'arn:aws:s3:::a' })]],
  ['the name of the user', 2, [deny({ Resource: arn('policy/${aws:username}') })]],
  ['no variable, in an old version', 1, [deny({ Resource: arn('policy/${aws:username}') })], '2008-10-17'],
  ['what is detached', 2, [deny({ Condition: { ...WITHOUT_MFA, ArnLike: { 'iam:PolicyARN': arn('policy/team/*') } } })]],
  ['what is detached, as a variable', 6, [deny({ Resource: ['a', 'b', 'team/a'].map((name) => arn(`policy/${name}`)), Condition: { ...WITHOUT_MFA, StringEquals: { 'aws:PrincipalTag/team': '${iam:PolicyARN}' } } })]],
  ['a tag that nobody knows', 6, [deny({ Resource: arn('policy/${aws:PrincipalTag/team}') })]],
  ['a Region that nobody knows', 1, [deny({ Condition: { ...WITHOUT_MFA, StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })]],
])('where statements are about %s', (_what, times, statements, Version = '2012-10-17') => {
  const policies = held(Version, statements);
  const asked = toldApart(requests, telling(sidesAbout(policies, 'iam:DeletePolicy')));
  expect(asked).toHaveLength(times);
  const decisionsOn = (some: readonly PartialRequest[]) => new Set(some.map((request) => JSON.stringify(decide(policies, request))));
  expect(decisionsOn(asked)).toEqual(decisionsOn(requests));
});

test('the same text in an old version does not stand for the variable in a new one', () => {
  const statement = deny({ Condition: { ...WITHOUT_MFA, ArnLike: { 'iam:PolicyARN': arn('policy/${aws:username}') } } });
  const identity = ['2012-10-17', '2008-10-17'].map((Version) => readPolicy(Version, { Version, Statement: [EVERYTHING, statement] }));
  expect(toldApart(requests, telling(sidesAbout({ identity }, 'iam:DeletePolicy')))).toHaveLength(2);
});

test('one of them is decided', () => {
  const { decideEach } = actionDecider(held('2012-10-17', [deny({})]), new RepresentativesCache());
  expect(decideEach(requests)).toHaveLength(1);
});
