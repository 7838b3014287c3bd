import { allow, deny } from '../../../src/private/statements/statement';

test('says what is allowed, with actions sorted and none repeated', () => {
  expect(allow({ sid: 'One', actions: ['s3:b', 's3:a', 's3:b'], resources: ['y', 'x'] }).toJSON())
    .toEqual({ Sid: 'One', Effect: 'Allow', Action: ['s3:a', 's3:b'], Resource: ['y', 'x'] });
});

test('says what is denied, with exceptions sorted and none repeated', () => {
  const conditions = { Bool: { key: 'true' } };
  expect(deny({ sid: 'Two', notActions: ['s3:b', 's3:a', 's3:b'], notResources: ['x'], conditions }).toJSON())
    .toEqual({ Sid: 'Two', Effect: 'Deny', NotAction: ['s3:a', 's3:b'], NotResource: 'x', Condition: conditions });
});

test('leaves the given list as it is', () => {
  const actions = ['s3:b', 's3:a'];
  allow({ sid: 'One', actions, resources: ['*'] });
  expect(actions).toEqual(['s3:b', 's3:a']);
});
