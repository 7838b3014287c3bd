import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';

/**
 * Whether a warning of this id is acknowledged on the construct or above it.
 *
 * CDK says so of warnings only, and by leaving them out. Asked for a child that is gone afterwards: before the fix of
 * aws/aws-cdk#38820 an acknowledgment that comes before the warning counts for the constructs below only.
 */
export function isAcknowledged(construct: IConstruct, id: string): boolean {
  const name = 'cdk-iam-mfa-acknowledgement';
  const child = new Construct(construct as Construct, name);
  Annotations.of(child).addWarningV2(id, '');
  construct.node.tryRemoveChild(name);
  return !child.node.metadata.some(({ data }) => `${data}`.includes(id));
}
