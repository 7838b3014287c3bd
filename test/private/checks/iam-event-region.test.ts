import { Aws } from 'aws-cdk-lib';
import { checkIamEventRegion, iamEventRegionWarnings } from '../../../src/private/checks/iam-event-region';
import { refusal } from '../../helpers';

test('fails where the events are known to be elsewhere, and says what to do', () => {
  expect(() => checkIamEventRegion('Stack/It', 'react', 'eu-west-1', 'leave react out'))
    .toThrow(refusal('Stack/It', 'react', '"true in eu-west-1"', 'us-east-1', 'deploy this stack to us-east-1, or leave react out'));
});

test.each(['us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', Aws.REGION])('%s is not refused', (region) => {
  expect(() => checkIamEventRegion('Stack/It', 'react', region, '')).not.toThrow();
});

test.each([['us-iso-east-1', 'us-iso-east-1'], [Aws.REGION, 'a stack of any Region']])('warns where nobody knows: %s', (region, named) => {
  expect(iamEventRegionWarnings('react', region)).toEqual([
    { id: 'cdk-iam-mfa:iam-event-region-unknown', message: expect.stringContaining(`react got true in ${named},`) },
  ]);
});

test('warns of no Region of a known partition', () => {
  expect(iamEventRegionWarnings('react', 'us-east-1')).toEqual([]);
});
