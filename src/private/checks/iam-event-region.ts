/** IAM is global: CloudTrail reports its events in one Region of each partition. */
export function iamEventRegion(region: string): string {
  if (region.startsWith('cn-')) {
    return 'cn-north-1';
  }
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}
