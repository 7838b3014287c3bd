/** IAM events, gathered in a queue: never one run per event, because a run reads the whole account, and any user can cause events. */
import { Duration, Fn, RemovalPolicy, Stack, aws_events as events, aws_iam as iam, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allow } from '../statements/statement';

/** What may change who has a device or a password. Not the changes of members, which the function makes itself. */
const IAM_EVENTS = ['CreateLoginProfile', 'CreateUser', 'DeactivateMFADevice', 'DeleteLoginProfile', 'EnableMFADevice', 'UpdateUser'];

/** Events wait this long for others: with a minute, a new user would be blocked too late if many come at once. */
const WINDOW = Duration.seconds(30);

/** The greatest batch of a standard queue. */
const BATCH = 10_000;

/** The least that Lambda takes. */
const RUNS_AT_A_TIME = 2;

/** Six times the function's timeout and the window, as Lambda advises: until then nobody else gets the messages of a run. */
const VISIBILITY = Duration.minutes(61);
const ATTEMPTS = 3;
const RETENTION = Duration.days(14);

export interface IamEvents {
  /** Deleted first, so that no run begins. */
  readonly triggers: Construct[];
  readonly deadLetterQueueName: string;
}

export function addIamEvents(group: iam.Group, handler: lambda.IFunction, role: iam.IRole, policyArn: string): IamEvents {
  const deadLetters = addQueue(group, 'LostEvents', {});
  const queue = addQueue(group, 'EventQueue', {
    visibilityTimeout: VISIBILITY.toSeconds(),
    redrivePolicy: { deadLetterTargetArn: deadLetters.attrArn, maxReceiveCount: ATTEMPTS },
  });
  const rule = new events.CfnRule(group, 'IamEvents', {
    description: 'Gathers changes of users, passwords and MFA devices for the force-MFA function.',
    eventPattern: {
      // Another account may send its events to the same bus.
      'account': [Stack.of(group).account],
      'source': ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      // Calls that were denied changed nothing, and would let anybody start runs.
      'detail': { eventSource: ['iam.amazonaws.com'], eventName: IAM_EVENTS, errorCode: [{ exists: false }] },
    },
    targets: [{
      id: 'Run',
      arn: queue.attrArn,
      inputTransformer: {
        inputPathsMap: { detail: '$.detail' },
        inputTemplate: Fn.join('', ['{"policyArn":"', policyArn, '","detail":<detail>}']),
      },
    }],
  });
  const queuePolicy = new sqs.CfnQueuePolicy(group, 'EventQueuePolicy', {
    queues: [queue.ref, deadLetters.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AllowTheRule',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.attrArn,
          Condition: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
        },
        {
          Sid: 'DenyPlainHttp',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: [queue.attrArn, deadLetters.attrArn],
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  const policy = new iam.ManagedPolicy(group, 'EventsPolicy', {
    description: 'Lets Lambda take IAM events from the queue of the force-MFA function.',
    roles: [role],
    statements: [allow({
      sid: 'AllowTakingEvents', actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], resources: [queue.attrArn],
    })],
  });
  const mapping = new lambda.CfnEventSourceMapping(group, 'EventBatches', {
    functionName: handler.functionArn,
    eventSourceArn: queue.attrArn,
    batchSize: BATCH,
    maximumBatchingWindowInSeconds: WINDOW.toSeconds(),
    scalingConfig: { maximumConcurrency: RUNS_AT_A_TIME },
  });
  mapping.node.addDependency(policy);
  return { triggers: [rule, queuePolicy, mapping], deadLetterQueueName: deadLetters.attrQueueName };
}

function addQueue(group: iam.Group, id: string, props: sqs.CfnQueueProps): sqs.CfnQueue {
  const queue = new sqs.CfnQueue(group, id, { sqsManagedSseEnabled: true, messageRetentionPeriod: RETENTION.toSeconds(), ...props });
  queue.applyRemovalPolicy(RemovalPolicy.DESTROY); // The schedule looks at everybody: what is in the queue is not missed.
  return queue;
}
