import { captureStdout } from './stdout';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../src/force-mfa/metric-names';
import { publishMetrics } from '../../src/force-mfa/metrics';
import { type Summary, Tally, problemOf } from '../../src/force-mfa/summary';

function summary(traits: Partial<Summary> = {}): Summary {
  return { ...new Tally().summary(0, 0), ...traits };
}

const stdout = captureStdout();

function published(one: Summary): any {
  publishMetrics('force-mfa', one);
  expect(stdout.lines).toHaveLength(1);
  return stdout.lines[0];
}

test('the metrics of a run are told apart by the group', () => {
  const line = published(summary({ users: 50, withoutMfa: 4, added: 3, removed: 2, failed: 1, unsure: 1 }));
  expect(line).toMatchObject({ GroupName: 'force-mfa', UsersWithoutMfa: 4, Added: 3, Removed: 2, Failed: 1 });
  expect(line._aws.CloudWatchMetrics).toEqual([{
    Namespace: METRIC_NAMESPACE,
    Dimensions: [[METRIC_DIMENSION]],
    Metrics: ['UsersWithoutMfa', 'Added', 'Removed', 'Failed'].map((name) => ({ Name: name, Unit: 'Count' })),
  }]);
  expect(Object.keys(line)).not.toContain('service');
});

test('a run in which nothing happened has zeroes', () => {
  expect(published(summary())).toMatchObject({ UsersWithoutMfa: 0, Added: 0, Removed: 0, Failed: 0 });
});

test('a run that stopped counts as a failure, and does not know how many are without MFA', () => {
  const line = published(summary({ withoutMfa: 4, added: 3, failed: 1, stopped: 'out of time' }));
  expect(line).toMatchObject({ Added: 3, Failed: 2 });
  expect(Object.keys(line)).not.toContain('UsersWithoutMfa');
});

test.each<[Partial<Summary>, string | undefined]>([
  [{}, undefined],
  [{ stopped: 'out of time', users: 9, notReached: 4 }, 'stopped with 4 of 9 users not looked at: out of time'],
  [{ failed: 1, users: 9, failures: ['ann (AccessDenied)'] }, 'failed for 1 of 9 users: ann (AccessDenied)'],
  [{ failed: 2, users: 9, failures: ['ann (AccessDenied)'] }, 'failed for 2 of 9 users: ann (AccessDenied), ...'],
  [{ failed: 1, users: 9, failures: ['ann (AccessDenied)'], stopped: 'out of time', notReached: 4 },
    'stopped with 4 of 9 users not looked at: out of time; failed for 1 of 9 users: ann (AccessDenied)'],
])('%j is the problem %j', (traits, problem) => {
  expect(problemOf(summary(traits))).toBe(problem);
});
