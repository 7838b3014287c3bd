import { Aws, RemovalPolicy, aws_iam as iam, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isForeign } from '../checks/prop-constructs';

/**
 * For its calls on encrypted topics, EventBridge supports no condition on the account that it acts for; CloudWatch does. So another account
 * has a statement of its own, with a Sid of its own: SNS refuses a policy in which two statements have the same.
 */
const servicesFor = (other?: string) => [
  {
    name: `CloudWatch${other === undefined ? '' : `Of${other}`}`,
    service: 'cloudwatch.amazonaws.com',
    conditions: { StringEquals: { 'aws:SourceAccount': other ?? Aws.ACCOUNT_ID } },
  },
  { name: 'EventBridge', service: 'events.amazonaws.com', conditions: undefined },
];

/** A topic of its own, encrypted with a key of its own: the key of AWS (`alias/aws/sns`) lets no service publish. */
export function createTopic(scope: Construct): sns.Topic {
  const key = new kms.Key(scope, 'Key', {
    description: 'Encrypts what MfaMonitoring publishes.',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.DESTROY, // A topic keeps nothing that would be lost with the key.
  });
  return new sns.Topic(scope, 'Topic', { masterKey: key, enforceSSL: true });
}

/** Lets the services publish for an account, and use the key of the topic. Says whether all of it could be added. */
export function letServicesPublish(topic: sns.ITopic, account: string): boolean {
  const services = servicesFor(isForeign(account, topic.env.account) ? account : undefined);
  const toTopic = services.map(({ name, service, conditions }) => topic.addToResourcePolicy(new iam.PolicyStatement({
    sid: `Allow${name}ToPublish`,
    principals: [new iam.ServicePrincipal(service)],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions,
  })));
  const toKey = topic.masterKey === undefined ? [] : services.map(({ name, service, conditions }) => topic.masterKey!.addToResourcePolicy(
    new iam.PolicyStatement({
      sid: `Allow${name}ToEncrypt`,
      principals: [new iam.ServicePrincipal(service)],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions,
    })));
  return [...toTopic, ...toKey].every(({ statementAdded }) => statementAdded);
}
