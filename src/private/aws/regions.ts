/** IAM is global, but AWS Config records IAM in some Regions only, and CloudTrail reports IAM's events in one Region of each partition. */

/** A closed list: the Regions that AWS Config had before February 2022. It records IAM in none that came later. */
const RECORDING_REGIONS = `
af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3
ca-central-1 cn-north-1 cn-northwest-1 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 eu-west-3 me-south-1 sa-east-1
us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 us-west-1 us-west-2
`.trim().split(/\s+/);

const CHINA_OR_GOVCLOUD = /^(cn|us-gov)-[a-z]+-\d+$/;
const COMMERCIAL = /^(af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d+$/;

/** Whether we know the rules of the partition that the Region is in; of the isolated and sovereign ones we know nothing. */
export function isOfKnownPartition(region: string): boolean {
  return COMMERCIAL.test(region) || CHINA_OR_GOVCLOUD.test(region);
}

export function configRecordsIam(region: string): boolean {
  return RECORDING_REGIONS.includes(region);
}

/** AWS Config has its rules on the root user in neither of the two. */
export function configLacksRootRules(region: string): boolean {
  return CHINA_OR_GOVCLOUD.test(region);
}

/** Whether IAM's events may come in the Region; of partitions that we know nothing of, they may. */
export function mayHaveIamEvents(region: string): boolean {
  return !isOfKnownPartition(region) || iamEventRegion(region) === region;
}

/** The Region of the partition that has IAM's events. */
export function iamEventRegion(region: string): string {
  if (region.startsWith('cn-')) {
    return 'cn-north-1';
  }
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}
