/** A record has the name of an event, and a statement names actions: where the two differ, no answer rests on them. */
import { type Policies, byFunctions, bySql, inOrder } from './comparison';
import { key, record } from './records';
import { factOf } from '../../impact/facts/fact-of';
import { dependenceOf } from '../../impact/report/call-sentences';
import { impactReport } from '../../impact/report/report';
import { compile } from '../../impact/verdicts/verdict';
import { SERVICE_PREFIXES } from '../../src/private/aws/service-prefixes.generated';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';
import { OWN_ACTIONS, SAME_NAMES } from '../../src/private/impact/vocabulary/actions';

const deny = (actions: Pick<PolicyStatement, 'Action' | 'NotAction'>): PolicyStatement[] => [{ Sid: 'It', Effect: 'Deny', Resource: '*', ...actions }];
const allBut = (...NotAction: string[]) => deny({ NotAction: ['iam:GetUser', 'sts:GetSessionToken', 'signin:AuthorizeOAuth2Access', ...NotAction] });
const only = (...Action: string[]) => deny({ Action });
const call = (service: string, eventName: string) => record(key('robot'), { eventSource: `${service}.amazonaws.com`, eventName });

test.each<[string, PolicyStatement[], [service: string, event: string], string]>([
  ['IAM, STS and sign-in call an event as the action', allBut('s3:Get*'), ['iam', 'GetUser'], 'goes on'],
  ['of IAM, what no pattern names', allBut('s3:Get*'), ['iam', 'ListUsers'], 'stops'],
  ['an allowed action of IAM', allBut('iam:ListUsers', 's3:*'), ['iam', 'ListUsers'], 'goes on'],
  ['a denied action of IAM', only('iam:ListU*', 's3:*'), ['iam', 'ListUsers'], 'stops'],
  ['a wildcard in the service, on IAM', only('*:ListUsers'), ['iam', 'ListUsers'], 'stops'],

  ['ListBuckets needs s3:ListAllMyBuckets, which is not allowed', allBut('s3:ListBucket*'), ['s3', 'ListBuckets'], 'depends'],
  ['HeadBucket needs s3:ListBucket, which is allowed', allBut('s3:ListBucket'), ['s3', 'HeadBucket'], 'depends'],
  ['the name of the event is allowed, and a version of the object needs s3:GetObjectVersion', allBut('s3:GetObject'), ['s3', 'GetObject'], 'depends'],
  ['CreateRestApi needs apigateway:POST, which is denied', only('apigateway:POST'), ['apigateway', 'CreateRestApi'], 'depends'],
  ['the name of the event is denied, and no action', only('s3:ListBuckets'), ['s3', 'ListBuckets'], 'depends'],
  ['all of the service is allowed, but the call may pass a role', allBut('lambda:*'), ['lambda', 'CreateFunction20150331'], 'depends'],
  ['a wildcard in the service', only('*:Get*'), ['ec2', 'DescribeVolumes'], 'depends'],
  ['a wildcard in the service, which is another', only('s*:Get*'), ['ec2', 'DescribeVolumes'], 'goes on'],

  ['another service is allowed', allBut('s3:Get*'), ['ec2', 'DescribeVolumes'], 'stops'],
  ['another service is denied', only('s3:Get*'), ['ec2', 'DescribeVolumes'], 'goes on'],
  ['a service whose events have another source', allBut('cloudwatch:Describe*'), ['monitoring', 'DescribeAlarms'], 'depends'],
  ['a source of several services, of which one is allowed', allBut('application-autoscaling:*'), ['autoscaling', 'DescribeScalableTargets'], 'depends'],
  ['a source that is no service, and the one behind it is denied', only('aws-marketplace:*'), ['agreement-marketplace', 'SearchAgreements'], 'depends'],
  ['a source that is not known, and actions of IAM only', allBut(), ['agreement-marketplace', 'SearchAgreements'], 'stops'],
  ['no service is allowed', allBut(), ['s3', 'ListBuckets'], 'stops'],

  ['everything is allowed', allBut('*'), ['s3', 'ListBuckets'], 'goes on'],
  ['everything is denied', only('*', 's3:Get*'), ['s3', 'ListBuckets'], 'stops'],
  ['passing a role is denied, and another service may ask for it', only('iam:Pass*'), ['lambda', 'CreateFunction20150331'], 'depends'],
  ['passing a role is denied, on IAM', only('iam:PassRole'), ['iam', 'GetRole'], 'goes on'],
])('%s', (_, statements, [service, event], answer) => {
  const verdict = compile(statements)(factOf(call(service, event)));
  expect(verdict).toEqual(answer === 'goes on' ? { answer } : { answer, sid: 'It', ...answer === 'depends' ? { dependsOn: ['action'] } : { evenWithMfa: true } });
});

test('SQL finds the same', async () => {
  const policies: Policies = {
    defaults: allBut(),
    reads: allBut('s3:ListBucket*', 's3:Get*', 'ec2:Describe*'),
    other: allBut('application-autoscaling:*', 'iam:List*'),
    all_of_it: allBut('*'),
    denied: only('s3:*', 'iam:GetU*'),
    wild: only('?3:Get*', '*:ListUsers'),
    roles: only('iam:PassRole'),
  };
  const calls: [string, string][] = [
    ['iam', 'GetUser'], ['iam', 'ListUsers'], ['sts', 'AssumeRole'], ['s3', 'ListBuckets'], ['s3', 'GetObject'], ['S3', 'GetObject'], ['ec2', 'DescribeVolumes'],
    ['lambda', 'GetFunction20150331v2'], ['monitoring', 'DescribeAlarms'], ['autoscaling', 'DescribeScalableTargets'], ['', 'GetUser'],
  ];
  const records = calls.map(([service, event]) => call(service, event));
  const rows = await bySql(records, policies);
  expect(inOrder(rows)).toEqual(inOrder(byFunctions(records, policies)));
  expect(rows.find(({ action }) => action === 's3:ListBuckets')).toMatchObject({
    defaults: 'stops It', reads: 'depends It', other: 'stops It', all_of_it: 'goes on', denied: 'depends It', wild: 'depends It', roles: 'depends It',
  });
});

test('the reader is told what the record does not tell', () => {
  const fact = factOf(call('s3', 'ListBuckets'));
  expect(dependenceOf(fact, compile(allBut('s3:ListBucket*'))(fact))).toBe('which action the call needs, because the record has only the name of its event');
});

test('keys that look idle stop, whichever reads are allowed', () => {
  expect(impactReport([], { reads: allBut('s3:Get*'), nothing: only('iam:GetUser') }).stopsKeys).toEqual(['reads']);
});

test('the services are known', () => {
  expect([...SAME_NAMES, ...OWN_ACTIONS].filter((service) => !SERVICE_PREFIXES.includes(service))).toEqual([]);
});
