/** Where our evaluator and the simulator differ, with the sentence of AWS that says who is right. */
import { Case, bySimulator, byUs } from './comparison';
import * as evaluator from '../../../access/evaluator';
import { read } from '../../docs/texts';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allowing = (statement: object): Case => ({
  identity: [document({ Effect: 'Allow', Action: '*', Resource: '*', ...statement })],
  serviceControl: [],
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/report.csv',
  keys: { 'aws:SourceIp': '10.1.2.3', 'aws:PrincipalTag/team': 'a*e', 'aws:username': 'alice' },
});
const { Resource: _any, ...withoutResource } = { Resource: '*', Effect: 'Allow', Action: '*' };

const DIFFERENCES: Record<string, { readonly one: Case; readonly ours: boolean; readonly source: string }> = {
  'a NotResource with an ARN that stops early': {
    one: { ...allowing({}), identity: [document({ ...withoutResource, NotResource: 'arn:aws:iam::*' })] },
    ours: true,
    source: 'IAM User Guide, NotResource: "matches every resource except those specified"',
  },
  'NotIpAddress with one address of the other version': {
    one: allowing({ Condition: { NotIpAddress: { 'aws:SourceIp': '2001:db8::1' } } }),
    ours: true,
    source: 'IAM User Guide, IP address condition operators: "All IP addresses except the specified IP address or range"',
  },
  'an escaped star in an operator without wildcards': {
    one: allowing({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'a${*}e' } } }),
    ours: true,
    source: 'IAM User Guide, special characters: "${*} - use where you need an * (asterisk) character"',
  },
  'a variable without a value, with a negated operator of an Allow': {
    one: allowing({ Condition: { StringNotEquals: { 'aws:username': '${aws:PrincipalTag/other}' } } }),
    ours: true,
    source: 'IAM User Guide, policy variables with no value: the statement may be invalid, and a negated operator matches; so an Allow is taken to hold',
  },
  'a variable without a value in the NotResource of an Allow': {
    one: { ...allowing({}), identity: [document({ ...withoutResource, NotResource: 'arn:aws:s3:::data/${aws:PrincipalTag/other}' })] },
    ours: true,
    source: 'IAM User Guide, policy variables with no value: the value matches nothing, so that NotResource leaves out nothing',
  },
  'a variable in a policy of an old version': {
    one: {
      ...allowing({}),
      identity: [{ Statement: [{ Effect: 'Allow', Action: '*', Resource: 'arn:aws:s3:::data/${aws:username}' }] }],
      resource: 'arn:aws:s3:::data/alice',
    },
    ours: false,
    source: 'IAM User Guide, Version: "If you do not include the Version element, ... variables are treated as literal strings"',
  },
};

test('docs/evidence.md says how many', () => {
  expect(read('docs/evidence.md')).toContain(`${['no', 'one', 'two', 'three', 'four', 'five', 'six'][Object.keys(DIFFERENCES).length]} differences are known`);
});

test.each(Object.entries(DIFFERENCES))('%s', (_what, { one, ours }) => {
  expect({ ours: byUs(evaluator, one), simulator: bySimulator(one) }).toEqual({ ours, simulator: !ours });
});
