/**
 * Wherever a construct takes a topic or a KMS key, it refuses one that could never work: of another Region, or a FIFO topic. A topic of another
 * account works for alarms, if its policy lets CloudWatch publish. For event rules it does not.
 */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Stack, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, OTHER_ACCOUNT, expectRefused, refusal, testStack } from './helpers';
import { ForceMfaGroup, MfaMonitoring } from '../src';

const SRC = join(__dirname, '../src');
const REGION = 'us-east-1';

/** Props of the public interfaces, with their type: the source has all of them. */
const TAKEN = readdirSync(SRC).filter((file) => file.endsWith('.ts')).flatMap((file) => {
  const source = readFileSync(join(SRC, file), 'utf8');
  const [, props] = /export interface (\w+Props|\w+Options)\b/.exec(source) ?? [];
  return [...source.matchAll(/^ {2}readonly (\w+)\?: ((?:sns|kms)\.\w+);/gm)].map(([, prop, type]) => `${props}.${prop}: ${type}`);
});

const ALARMS_ONLY = { configRules: [], notifyOfChanges: false, trailLogGroup: logs.LogGroup.fromLogGroupName(testStack(), 'Trail', 'trail') };

const TOPICS: Record<string, (stack: Stack, topic: sns.ITopic) => unknown> = {
  'ForceMfaGroupProps.alarmTopic: sns.ITopic': (stack, alarmTopic) => new ForceMfaGroup(stack, 'It', { alarmTopic }),
  'MfaMonitoringProps.topic: sns.ITopic': (stack, topic) => new MfaMonitoring(stack, 'It', { topic, ...ALARMS_ONLY }),
};
const KEYS: Record<string, (stack: Stack, key: kms.IKey) => unknown> = {
  'ForceMfaGroupProps.logEncryptionKey: kms.IKey': (stack, logEncryptionKey) => new ForceMfaGroup(stack, 'It', { logEncryptionKey }),
};

const inRegion = () => testStack({ env: { account: ACCOUNT, region: REGION } });
const propOf = (taken: string) => /\.(\w+):/.exec(taken)![1];
const topicIn = (stack: Stack, region: string, account = ACCOUNT, name = 'alarms') => sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:${account}:${name}`);
const keyIn = (stack: Stack, region: string, account = ACCOUNT) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${region}:${account}:key/abc`);

test('each prop that takes one is here', () => {
  expect([...Object.keys(TOPICS), ...Object.keys(KEYS)].sort()).toEqual([...TAKEN].sort());
  expect(TAKEN).toHaveLength(3);
});

/** Of a kind of construct: what is refused, with the words for what was got, and what is taken. */
interface Given<T> {
  readonly refused: [string, string, (stack: Stack) => unknown][];
  readonly taken: [string, (stack: Stack) => T][];
}

function describeTakers<T>(takers: Record<string, (stack: Stack, given: T) => unknown>, { refused, taken }: Given<T>): void {
  describe.each(Object.entries(takers))('%s', (prop, create) => {
    test.each(refused)('fails on %s', (_, got, givenOf) => {
      const stack = inRegion();
      const given = givenOf(stack) as T;
      expectRefused(stack, () => create(stack, given), refusal('Stack/It', propOf(prop), got));
    });

    test.each(taken)('takes %s', (_, givenOf) => {
      const stack = inRegion();
      expect(() => create(stack, givenOf(stack))).not.toThrow();
    });
  });
}

describeTakers(TOPICS, {
  refused: [
    ['a FIFO topic', '"a FIFO topic"', (stack) => new sns.Topic(stack, 'Topic', { fifo: true })],
    ['an imported FIFO topic', '"a FIFO topic"', (stack) => topicIn(stack, REGION, ACCOUNT, 'alarms.fifo')],
    ['one of another Region', '"one of Region eu-west-1"', (stack) => topicIn(stack, 'eu-west-1')],
    ['its ARN', `"arn:aws:sns:us-east-1:${ACCOUNT}:alarms"`, () => `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`],
    ['a key', '"the key Stack/Key"', (stack) => keyIn(stack, REGION)],
  ],
  taken: [
    ['one of the stack', (stack) => new sns.Topic(stack, 'Topic')],
    ['one of another account', (stack) => topicIn(stack, REGION, OTHER_ACCOUNT)],
  ],
});

describeTakers(KEYS, {
  refused: [
    ['one of another Region', '"one of Region eu-west-1"', (stack) => keyIn(stack, 'eu-west-1')],
    ['its ARN', '"arn:aws:kms:us-east-1:111111111111:key/abc"', () => 'arn:aws:kms:us-east-1:111111111111:key/abc'],
    ['a topic', '"the topic Stack/Topic"', (stack) => topicIn(stack, REGION)],
  ],
  taken: [
    ['one of the stack', (stack) => new kms.Key(stack, 'Key')],
    ['one of another account', (stack) => keyIn(stack, REGION, OTHER_ACCOUNT)],
  ],
});

test.each(Object.entries({ ...TOPICS, ...KEYS }))('%s is left out if JavaScript passes null', (_, create) => {
  const stack = inRegion();
  create(stack, null as never);
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test.each(Object.entries(TOPICS))('%s takes any, where the Region of the stack is not known', (_, create) => {
  const stack = testStack();
  expect(() => create(stack, topicIn(stack, 'eu-west-1'))).not.toThrow();
});
