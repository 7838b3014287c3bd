import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Warning } from './warnings';

export function addWarnings(construct: IConstruct, warnings: Warning[]): void {
  warnings.forEach(({ id, message }) => Annotations.of(construct).addWarningV2(id, message));
}
