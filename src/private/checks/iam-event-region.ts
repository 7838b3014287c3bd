import { Token } from 'aws-cdk-lib';
import { invalidProp } from './invalid-prop';
import type { Warning } from './warnings';
import { WarningId } from './warnings';
import { iamEventRegion, isOfKnownPartition, mayHaveIamEvents } from '../aws/regions';

/** @param otherwise what to do in place of a move to that Region */
export function checkIamEventRegion(path: string, prop: string, region: string, otherwise: string): void {
  if (!mayHaveIamEvents(region)) {
    const eventRegion = iamEventRegion(region);
    throw invalidProp({
      path,
      prop,
      got: `true in ${region}`,
      expected: `a stack in ${eventRegion}, the only Region of its partition that has IAM events`,
      fix: `deploy this stack to ${eventRegion}, or ${otherwise}`,
    });
  }
}

export function iamEventRegionWarnings(prop: string, region: string): Warning[] {
  return isOfKnownPartition(region) ? [] : [{
    id: WarningId.IAM_EVENT_REGION_UNKNOWN,
    message: `${prop} got true in ${Token.isUnresolved(region) ? 'a stack of any Region' : region}, but IAM events exist in one Region of a `
      + 'partition only (us-east-1, cn-north-1, us-gov-west-1); fix: give the stack an env with that Region, or acknowledge this warning',
  }];
}
