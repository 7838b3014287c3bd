import { configLacksRootRules, configRecordsIam, iamEventRegion, isOfKnownPartition, mayHaveIamEvents } from '../../../src/private/aws/regions';

test.each<[string, boolean, boolean, boolean]>([
  // Region, known partition, records IAM, lacks the rules on root
  ['us-east-1', true, true, false],
  ['eu-central-1', true, true, false],
  ['ap-southeast-3', true, true, false],
  ['eu-central-2', true, false, false],
  ['me-central-1', true, false, false],
  ['mx-central-1', true, false, false],
  ['xx-north-1', false, false, false],
  ['cn-north-1', true, true, true],
  ['cn-northwest-1', true, true, true],
  ['us-gov-east-1', true, true, true],
  ['us-iso-east-1', false, false, false],
  ['us-isob-east-1', false, false, false],
  ['eusc-de-east-1', false, false, false],
  ['${Token[AWS.Region.1]}', false, false, false],
])('%s', (region, known, records, lacks) => {
  expect([isOfKnownPartition(region), configRecordsIam(region), configLacksRootRules(region)]).toEqual([known, records, lacks]);
});

test.each([
  ['us-east-1', 'us-east-1'], ['eu-west-1', 'us-east-1'], ['cn-northwest-1', 'cn-north-1'], ['us-gov-east-1', 'us-gov-west-1'],
])('the events of %s are in %s', (region, expected) => {
  expect(iamEventRegion(region)).toBe(expected);
});

test.each([
  ['us-east-1', true], ['eu-west-1', false], ['cn-north-1', true], ['cn-northwest-1', false], ['us-gov-east-1', false], ['eusc-de-east-1', true], ['${Token[AWS.Region.1]}', true],
])('%s may have events of IAM: %s', (region, expected) => {
  expect(mayHaveIamEvents(region)).toBe(expected);
});
