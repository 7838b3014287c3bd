import type { CfnResource } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Warning, WarningId } from './warnings';

export function addWarnings(construct: IConstruct, warnings: Warning[]): void {
  warnings.forEach(({ id, message }) => Annotations.of(construct).addWarningV2(id, message));
}

/**
 * Warns on the resource, below the construct on which people acknowledge: before the fix of aws/aws-cdk#38820 an
 * acknowledgment that comes before the warning counts for the constructs below only.
 */
export function warnLate(resource: CfnResource, id: WarningId, message: string): void {
  Annotations.of(resource).addWarningV2(id, message);
}
