/** The account and the name of a user, where the input does not tell them: who is exempt may be this user. */
import { input } from './holdings';
import { dependenceOf } from '../../../access/judge/answer-words';
import { readInputs } from '../../../access/judge/inputs/read-inputs';
import { readServiceControl } from '../../../access/judge/inputs/service-control';
import { report } from '../../../access/judge/report';
import { judgeTable } from '../../../access/matrix/judge-table';

const ROWS = judgeTable();
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' };
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const deniedUnless = (condition: object) => policy(EVERYTHING, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { ...WITHOUT_MFA, ...condition } });
const BY_ACCOUNT = { StringNotEquals: { 'aws:PrincipalAccount': '222222222222' } };
const byArn = (...arns: unknown[]) => ({ ArnNotLike: { 'aws:PrincipalArn': arns } });

interface Sides { readonly scp?: object; readonly account?: string }

/** What an access key may do to a password: the answers, and on what they depend. */
function answersIn(value: unknown, { scp, account }: Sides = {}) {
  const serviceControl = scp && readServiceControl(input(scp));
  const { answers } = report(readInputs(input(value), { serviceControl, account }), ROWS).subjects[0];
  return answers.filter(({ row }) => row.request === 'access key' && row.action === 'iam:UpdateLoginProfile' && row.resource === 'other user')
    .map((one) => `${one.answer} ${dependenceOf(one) ?? ''}`.trim());
}

const user = (properties: object, PolicyDocument: object) => ({
  Parameters: { Name: { Type: 'String' } },
  Resources: { Ada: { Type: 'AWS::IAM::User', Properties: { ...properties, Policies: [{ PolicyName: 'p', PolicyDocument }] } } },
});

describe('the account', () => {
  const DEPENDS = ['depends aws:PrincipalAccount = 222222222222: allowed; any other: denied'];

  test('of a policy may be the one that is exempt', () => {
    expect(answersIn(policy(EVERYTHING), { scp: deniedUnless(BY_ACCOUNT) })).toEqual(DEPENDS);
    expect(answersIn(user({ UserName: 'ada' }, policy(EVERYTHING)), { scp: deniedUnless(BY_ACCOUNT) })).toEqual(DEPENDS);
    const granted = policy({ ...EVERYTHING, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, { ...EVERYTHING, Condition: { StringEquals: { 'aws:PrincipalAccount': '222222222222' } } });
    expect(answersIn(granted)).toEqual(DEPENDS);
  });

  test('is what the reader tells', () => {
    const scp = deniedUnless(BY_ACCOUNT);
    expect(answersIn(policy(EVERYTHING), { scp, account: '222222222222' })).toEqual(['open']);
    expect(answersIn(policy(EVERYTHING), { scp, account: '333333333333' })).toEqual(['denied']);
    expect(answersIn(user({}, policy(EVERYTHING)), { scp, account: '222222222222' })).toEqual(['open']);
  });

  test('may be in the ARN of the user', () => {
    expect(answersIn(policy(EVERYTHING), { scp: deniedUnless(byArn('arn:aws:iam::222222222222:*')) })).toEqual([expect.stringContaining('depends aws:PrincipalArn')]);
    expect(answersIn(policy(EVERYTHING), { scp: deniedUnless({ StringNotLike: { 'aws:PrincipalArn': '*222222222222*' } }) })).toEqual([expect.stringContaining('depends')]);
  });

  test.each<[string, object]>([
    ['roles of an account', byArn('arn:aws:iam::222222222222:role/*')],
    ['the root of an account', byArn('arn:aws:iam::222222222222:root')],
    ['a role of each account', byArn('arn:aws:iam::*:role/Admin')],
  ])('makes no difference to an exemption of %s', (_what, condition) => {
    expect(answersIn(policy(EVERYTHING), { scp: deniedUnless(condition) })).toEqual(['denied']);
  });

  test('of a template is the one that it refers to', () => {
    expect(answersIn(user({}, deniedUnless({ StringEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } })))).toEqual(['denied']);
  });

  test('that users of two accounts leave open is told', () => {
    const both = policy({ Effect: 'Allow', Action: 'iam:*', Resource: ['arn:aws:iam::222222222222:user/*', 'arn:aws:iam::333333333333:user/*'] });
    const note = expect.stringContaining('ARNs of 222222222222, 333333333333 name nothing there. Tell yours with --context aws:PrincipalAccount=ACCOUNT.');
    expect(report(readInputs(input(both)), ROWS).notes).toContainEqual(note);
    expect(report(readInputs(input(both), { account: '222222222222' }), ROWS).notes).not.toContainEqual(note);
  });
});

test.each<[string, string]>([
  ['of IAM', 'arn:aws:iam::222222222222:*'],
  ['of all services', 'arn:aws:*:*:222222222222:*'],
])('the account of which everything %s is named may be another one, and the reader is asked', (_what, Resource) => {
  const named = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }, { Effect: 'Deny', Action: '*', Resource, Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }] };
  const note = expect.stringContaining('ARNs of 222222222222 name nothing there. Tell yours with --context aws:PrincipalAccount=ACCOUNT.');
  expect(report(readInputs(input(named)), ROWS).notes).toContainEqual(note);
  expect(report(readInputs(input(named), { account: '222222222222' }), ROWS).notes).not.toContainEqual(note);
});

describe('the name', () => {
  test.each<[string, object, object, string]>([
    ['a parameter', { UserName: { Ref: 'Name' } }, { StringNotEquals: { 'aws:username': 'svc' } }, 'aws:username = svc: allowed; any other: denied'],
    ['a dynamic reference', { UserName: '{{resolve:ssm:/name}}' }, { StringNotEquals: { 'aws:username': 'svc' } }, 'aws:username = svc: allowed; any other: denied'],
    ['made by CloudFormation', {}, { StringNotLike: { 'aws:username': 'mystack-*' } }, 'aws:username = mystack-: allowed; any other: denied'],
    ['made by CloudFormation, and pinned', {}, { StringNotEquals: { 'aws:username': 'mystack-Ada-1A2B3C' } }, 'aws:username = mystack-Ada-1A2B3C: allowed; any other: denied'],
    ['in the ARN', {}, byArn('arn:aws:iam::*:user/mystack-*'), 'aws:PrincipalArn = arn:'],
  ])('that is %s may be the one that is exempt', (_what, properties, condition, depends) => {
    expect(answersIn(user(properties, deniedUnless(condition)))).toEqual([expect.stringContaining(`depends ${depends}`)]);
  });

  test.each<[string, object, object]>([
    ['a name that is told', { UserName: 'ada' }, { StringNotEquals: { 'aws:username': 'svc' } }],
    ['a name that CloudFormation never makes', {}, { StringNotEquals: { 'aws:username': 'svc' } }],
    ['another ARN that it never makes', {}, byArn('arn:aws:iam::*:user/svc')],
    ['roles', { UserName: { Ref: 'Name' } }, byArn('arn:aws:iam::*:role/svc')],
  ])('makes no difference: %s', (_what, properties, condition) => {
    expect(answersIn(user(properties, deniedUnless(condition)))).toEqual(['denied']);
  });

  test.each<[string, object]>([
    ['all users', byArn('arn:aws:iam::*:user/*')],
    ['its own name', { StringNotEquals: { 'aws:username': { Ref: 'Name' } } }],
    ['its own ARN', byArn('arn:aws:iam::*:user/${aws:username}')],
  ])('is known to be exempt as one of %s', (_what, condition) => {
    expect(answersIn(user({ UserName: { Ref: 'Name' } }, deniedUnless(condition)))).toEqual(['open']);
  });

  test('is told by the account only', () => {
    const { answers } = report(readInputs(input(user({ UserName: { Ref: 'Name' } }, deniedUnless({ StringNotEquals: { 'aws:username': 'svc' } })))), ROWS).subjects[0];
    expect(answers.find(({ answer }) => answer === 'depends')?.closes).toContain('judge the account itself');
  });
});
