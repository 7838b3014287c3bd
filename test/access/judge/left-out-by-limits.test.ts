/** What a boundary or a service control policy allows without MFA is named as what the own policies grant is. */
import { input, managed } from './holdings';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const ARN = 'arn:aws:iam::123456789012';
const FUNCTION = 'arn:aws:lambda:eu-west-1:123456789012:function:public';
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: string | string[], more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const WITH_MFA = allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } });
const deny = (Action: string | string[]) => ({ Effect: 'Deny', Action, Resource: '*', Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } });
const user = (own: readonly object[], more: object = {}) => ({
  UserDetailList: [{ UserName: 'alice', Arn: `${ARN}:user/alice`, UserPolicyList: [{ PolicyName: 'p', PolicyDocument: policy(...own) }], ...more }],
});

type Limited = (own: readonly object[], ...limit: object[]) => ReturnType<typeof report>;

const limits: [string, Limited][] = [
  ['a boundary', (own, ...limit) => report(readInputs(input({
    ...user(own, { PermissionsBoundary: { PermissionsBoundaryArn: `${ARN}:policy/edge` } }), Policies: [managed(`${ARN}:policy/edge`, policy(...limit))],
  })), ROWS)],
  ['a service control policy', (own, ...limit) => report(readInputs(input(user(own)), { serviceControl: readServiceControl(input(policy(...limit), 'scp.json')) }), ROWS)],
];

describe.each(limits)('%s', (_what, limited) => {
  test.each<[string, object[], object[], string[]]>([
    ['an action', [allow('*')], [WITH_MFA, allow('logs:*')], ['logs:*']],
    ['an action of which the own policies grant a part', [allow('logs:Put*')], [WITH_MFA, allow('logs:*')], ['logs:Put*']],
    ['a resource', [allow('*')], [WITH_MFA, allow('*', { Resource: FUNCTION })], [`all actions on ${FUNCTION}`]],
    ['what a list of denied actions leaves of it', [allow('*'), deny('lambda:DeleteFunction')], [allow(['lambda:*', 'logs:*'])], ['all actions except lambda:DeleteFunction']],
    ['what grants with MFA do not ask it for', [WITH_MFA, { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], [allow('logs:*')], ['logs:*']],
  ])('names %s that it allows without MFA', (_allowed, own, limit, expected) => {
    const { leftOut, subjects: [{ mayBeOpen }], notes } = limited(own, ...limit);
    expect(mayBeOpen).toBe(false);
    expect(leftOut).toEqual(expected);
    expect(notes.join()).toMatch(/Needs no MFA: .+ \((left out|granted) by .+\)\./);
  });

  test.each<[string, object[], object[]]>([
    ['allows nothing without MFA', [allow('*')], [WITH_MFA]],
    ['allows something without MFA that nothing grants', [allow('s3:*')], [WITH_MFA, allow('logs:*')]],
    ['allows everything', [allow('*')], [allow('*')]],
    ['denies it elsewhere', [allow('*')], [WITH_MFA, allow('logs:*'), deny('logs:*')]],
    ['allows what a list denies', [allow('*'), deny(['logs:*'])], [allow('logs:*')]],
  ])('is silent where it %s', (_which, own, limit) => {
    expect(limited(own, ...limit).leftOut).toEqual([]);
  });
});
