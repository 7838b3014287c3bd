import type { aws_sns as sns } from 'aws-cdk-lib';
import { Stack, aws_events as events } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { EventPattern } from './event-patterns';
import { ofAccount } from './event-patterns';

/** Events that arrive at a topic as a sentence. */
export interface Publication {
  readonly description: string;
  readonly eventPatterns: EventPattern[];
  /** The text of the message. */
  readonly sentence: string;
}

/**
 * A rule for each pattern.
 *
 * Not by the targets module of CDK: it would load the constructs of every target, and add statements of its own.
 */
export function publishEvents(scope: Construct, id: string, { description, eventPatterns, sentence }: Publication, topic: sns.ITopic): events.Rule[] {
  const input = events.RuleTargetInput.fromText(sentence);
  const { account } = Stack.of(scope);
  return eventPatterns.map((eventPattern, index) => new events.Rule(scope, numbered(id, index), {
    description, eventPattern: ofAccount(account, eventPattern), targets: [{ bind: () => ({ arn: topic.topicArn, input }) }],
  }));
}

/** The first has no number. */
export function numbered(id: string, index: number): string {
  return index === 0 ? id : `${id}${index + 1}`;
}
