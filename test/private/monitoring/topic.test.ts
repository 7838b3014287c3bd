import { aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { createTopic, letServicesPublish } from '../../../src/private/monitoring/topic';
import { ACCOUNT, OTHER_ACCOUNT, inAccount, testStack } from '../../helpers';

const published = (service: string) => Match.objectLike({ Action: 'sns:Publish', Principal: { Service: service } });
const encrypted = (service: string) => Match.objectLike({ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Principal: { Service: service } });

test('a topic of its own has a key that rotates, and takes TLS only', () => {
  const stack = testStack();
  createTopic(stack);
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
  template.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: Match.anyValue() });
  template.hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: { Statement: [Match.objectLike({ Sid: 'AllowPublishThroughSSLOnly', Effect: 'Deny' })] } });
});

test('both services may publish, and use the key', () => {
  const stack = testStack();
  expect(letServicesPublish(createTopic(stack), stack.account)).toBe(true);
  const template = Template.fromStack(stack);
  for (const service of ['cloudwatch.amazonaws.com', 'events.amazonaws.com']) {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', { PolicyDocument: { Statement: Match.arrayWith([published(service)]) } });
    template.hasResourceProperties('AWS::KMS::Key', { KeyPolicy: { Statement: Match.arrayWith([encrypted(service)]) } });
  }
});

test.each<[string, (stack: ReturnType<typeof testStack>) => sns.ITopic, boolean]>([
  ['one without a key', (stack) => new sns.Topic(stack, 'Topic'), true],
  ['an imported one', (stack) => sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:123456789012:topic'), false],
  ['one with an imported key', (stack) => new sns.Topic(stack, 'Topic', {
    masterKey: kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/1'),
  }), false],
])('%s takes all statements: %#', (_, topic, taken) => {
  expect(letServicesPublish(topic(testStack()), ACCOUNT)).toBe(taken);
});

test.each<[string, string, unknown]>([
  ['its own account', ACCOUNT, { Ref: 'AWS::AccountId' }], ['another account', OTHER_ACCOUNT, OTHER_ACCOUNT],
])('lets CloudWatch publish for %s', (_, account, expected) => {
  const stack = testStack(inAccount(ACCOUNT));
  letServicesPublish(new sns.Topic(stack, 'Topic'), account);
  Template.fromStack(stack).hasResourceProperties('AWS::SNS::TopicPolicy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Condition: { StringEquals: { 'aws:SourceAccount': expected } } })]) },
  });
});
