import { aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { triggerOf } from '../../../src/membership-function/trigger';
import { resolveForceMfaProps } from '../../../src/private/force-mfa/force-mfa-options';
import { FunctionResources } from '../../../src/private/force-mfa/function-resources';
import { addIamEvents } from '../../../src/private/force-mfa/iam-event-queue';
import { testStack } from '../../helpers';

const POLICY_ARN = 'arn:aws:iam::111111111111:policy/require-mfa';

const stack = testStack();
const group = new iam.Group(stack, 'Group');
const resources = new FunctionResources(group, resolveForceMfaProps('It', stack, {}));
const handler = resources.createFunction({});
const { triggers, deadLetterQueueName } = addIamEvents(group, handler, resources.role, POLICY_ARN);
const template = Template.fromStack(stack);
const idOf = (name: string): string => Object.keys(template.toJSON().Resources).find((id) => new RegExp(`^Group${name}[0-9A-F]{8}$|^Group${name}$`).test(id))!;
const arnOf = (name: string) => ({ 'Fn::GetAtt': [idOf(name), 'Arn'] });
const [rule] = Object.values<any>(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties);

test('IAM events of the account that succeeded go to the queue', () => {
  expect(rule.EventPattern).toEqual({
    'account': [{ Ref: 'AWS::AccountId' }],
    'source': ['aws.iam'],
    'detail-type': ['AWS API Call via CloudTrail'],
    'detail': {
      eventSource: ['iam.amazonaws.com'],
      eventName: ['CreateLoginProfile', 'CreateUser', 'DeactivateMFADevice', 'DeleteLoginProfile', 'EnableMFADevice', 'UpdateUser'],
      errorCode: [{ exists: false }],
    },
  });
  expect(rule.Targets.map(({ Arn }: any) => Arn)).toEqual([arnOf('EventQueue')]);
});

test('the changes of members, which the function makes, do not start it', () => {
  expect(JSON.stringify(rule)).not.toMatch(/UserToGroup|UserFromGroup/);
});

test('what the rule writes is what the function reads', () => {
  const { InputPathsMap: paths, InputTemplate: written } = rule.Targets[0].InputTransformer;
  expect(paths).toEqual({ detail: '$.detail' });
  const body = written.replace('<detail>', JSON.stringify({ eventName: 'CreateUser', requestParameters: { userName: 'ann' }, userIdentity: {} }));
  expect(triggerOf({ Records: [{ body, attributes: { SentTimestamp: `${Date.now()}` } }] })).toEqual({ policyArn: POLICY_ARN, only: new Set(['ann']) });
});

test('events come in batches, at most two at a time', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: arnOf('EventQueue'),
    FunctionName: stack.resolve(handler.functionArn),
    BatchSize: 10_000,
    MaximumBatchingWindowInSeconds: 30,
    ScalingConfig: { MaximumConcurrency: 2 },
  });
  // They would start one run each.
  template.resourceCountIs('AWS::Lambda::Permission', 0);
});

test('a batch is nobody else\'s while a run may take, and lost events are kept', () => {
  const [mapping] = Object.values<any>(template.findResources('AWS::Lambda::EventSourceMapping'));
  const [lambda] = Object.values<any>(template.findResources('AWS::Lambda::Function'));
  const { VisibilityTimeout, RedrivePolicy } = template.toJSON().Resources[idOf('EventQueue')].Properties;
  expect(VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda.Properties.Timeout + mapping.Properties.MaximumBatchingWindowInSeconds);
  expect(RedrivePolicy).toEqual({ deadLetterTargetArn: arnOf('LostEvents'), maxReceiveCount: 3 });
  expect(stack.resolve(deadLetterQueueName)).toEqual({ 'Fn::GetAtt': [idOf('LostEvents'), 'QueueName'] });
  template.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true, MessageRetentionPeriod: 1_209_600 });
});

test('only this rule may send, over TLS, and only the function may receive', () => {
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    Queues: [{ Ref: idOf('EventQueue') }, { Ref: idOf('LostEvents') }],
    PolicyDocument: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: arnOf('EventQueue'),
          Condition: { ArnEquals: { 'aws:SourceArn': arnOf('IamEvents') } },
        },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: [arnOf('EventQueue'), arnOf('LostEvents')],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: idOf('Role') }],
    PolicyDocument: {
      Statement: [{ Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], Effect: 'Allow', Resource: arnOf('EventQueue') }],
    },
  });
  // Lambda looks whether the role may receive before it makes the mapping.
  template.hasResource('AWS::Lambda::EventSourceMapping', { DependsOn: [idOf('EventsPolicy')] });
});

test('the rule, its queue policy and the mapping go first', () => {
  expect(triggers.map(({ node }) => node.id)).toEqual(['IamEvents', 'EventQueuePolicy', 'EventBatches']);
});
