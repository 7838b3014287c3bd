/** Wherever a construct takes a topic or a KMS key, it refuses one that could never work: of another Region, or a FIFO topic. */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Stack, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
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

const TOPICS: Record<string, (stack: Stack, topic: sns.ITopic) => unknown> = {
  'ForceMfaGroupProps.alarmTopic: sns.ITopic': (stack, alarmTopic) => new ForceMfaGroup(stack, 'It', { alarmTopic }),
  'MfaMonitoringProps.topic: sns.ITopic': (stack, topic) => new MfaMonitoring(stack, 'It', { topic }),
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

describe.each(Object.entries(TOPICS))('%s', (taken, create) => {
  test.each<[string, string, (stack: Stack) => unknown]>([
    ['a FIFO topic', '"a FIFO topic"', (stack) => new sns.Topic(stack, 'Topic', { fifo: true })],
    ['an imported FIFO topic', '"a FIFO topic"', (stack) => topicIn(stack, REGION, ACCOUNT, 'alarms.fifo')],
    ['one of another Region', '"one of Region eu-west-1"', (stack) => topicIn(stack, 'eu-west-1')],
    ['its ARN', `"arn:aws:sns:us-east-1:${ACCOUNT}:alarms"`, () => `arn:aws:sns:us-east-1:${ACCOUNT}:alarms`],
    ['a key', '"the key Stack/Key"', (stack) => keyIn(stack, REGION)],
  ])('fails on %s', (_, got, topicOf) => {
    const stack = inRegion();
    const topic = topicOf(stack) as sns.ITopic;
    expectRefused(stack, () => create(stack, topic), refusal('Stack/It', propOf(taken), got));
  });

  test.each<[string, (stack: Stack) => sns.ITopic]>([
    ['one of the stack', (stack) => new sns.Topic(stack, 'Topic')],
    ['one of another account', (stack) => topicIn(stack, REGION, OTHER_ACCOUNT)],
  ])('takes %s', (_, topicOf) => {
    const stack = inRegion();
    expect(() => create(stack, topicOf(stack))).not.toThrow();
  });

  test('takes any, where the Region of the stack is not known', () => {
    const stack = testStack();
    expect(() => create(stack, topicIn(stack, 'eu-west-1'))).not.toThrow();
  });
});

describe.each(Object.entries(KEYS))('%s', (taken, create) => {
  test.each<[string, string, (stack: Stack) => unknown]>([
    ['one of another Region', '"one of Region eu-west-1"', (stack) => keyIn(stack, 'eu-west-1')],
    ['its ARN', '"arn:aws:kms:us-east-1:111111111111:key/abc"', () => 'arn:aws:kms:us-east-1:111111111111:key/abc'],
    ['a topic', '"the topic Stack/Topic"', (stack) => topicIn(stack, REGION)],
  ])('fails on %s', (_, got, keyOf) => {
    const stack = inRegion();
    const key = keyOf(stack) as kms.IKey;
    expectRefused(stack, () => create(stack, key), refusal('Stack/It', propOf(taken), got));
  });

  test.each<[string, (stack: Stack) => kms.IKey]>([
    ['one of the stack', (stack) => new kms.Key(stack, 'Key')],
    ['one of another account', (stack) => keyIn(stack, REGION, OTHER_ACCOUNT)],
  ])('takes %s', (_, keyOf) => {
    const stack = inRegion();
    expect(() => create(stack, keyOf(stack))).not.toThrow();
  });
});
