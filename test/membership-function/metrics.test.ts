import { captureStdout } from './stdout';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from '../../src/membership-function/metric-names';
import { metricsOf, publishMetrics } from '../../src/membership-function/metrics';
import { type Summary, Tally, problemOf } from '../../src/membership-function/summary';

function summary(traits: Partial<Summary> = {}): Summary {
  return { ...new Tally(false).summary(0, 0), ...traits };
}

const stdout = captureStdout();

function published(one: Summary): any {
  publishMetrics('force-mfa', metricsOf(one));
  expect(stdout.lines).toHaveLength(1);
  return stdout.lines[0];
}

test('the metrics of a run are told apart by the group', () => {
  const line = published(summary({ users: 50, withoutMfa: 4, added: 3, removed: 2, failed: 1, atQuota: 5 }));
  expect(line).toMatchObject({ GroupName: 'force-mfa', UsersWithoutMfa: 4, Added: 3, Removed: 2, Failed: 1, AtGroupQuota: 5 });
  expect(line._aws.CloudWatchMetrics).toEqual([{
    Namespace: METRIC_NAMESPACE,
    Dimensions: [[METRIC_DIMENSION]],
    Metrics: ['UsersWithoutMfa', 'Added', 'Removed', 'Failed', 'AtGroupQuota'].map((name) => ({ Name: name, Unit: 'Count' })),
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

test('users of whom nothing is known count as without MFA', () => {
  expect(published(summary({ users: 9, withoutMfa: 1, failed: 8, unsure: 8 }))).toMatchObject({ UsersWithoutMfa: 9 });
});

test('a run over a few users says nothing of all of them', () => {
  const line = published(summary({ users: 1, withoutMfa: 1, added: 1, partial: true }));
  expect(line).toMatchObject({ Added: 1, Failed: 0 });
  expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['UsersWithoutMfa']));
  expect(Object.keys(line)).not.toEqual(expect.arrayContaining(['AtGroupQuota']));
});

test('a user at the quota is no failure', () => {
  expect(published(summary({ atQuota: 1 }))).toMatchObject({ Failed: 0, AtGroupQuota: 1 });
});

test.each<Partial<Summary>>([{}, { failed: 1 }, { stopped: 'out of time' }, { groupProblem: 'no policy' }, { atQuota: 1 }])(
  'what counts as failed fails the invocation, and nothing else does: %j', (traits) => {
    expect(problemOf(summary(traits)) !== undefined).toBe(metricsOf(summary(traits)).Failed! > 0);
  });

test.each<[Partial<Summary>, string | undefined]>([
  [{ groupProblem: 'found the group without any policy' }, 'found the group without any policy'],
  [{}, undefined],
  [{ stopped: 'out of time', users: 9, notReached: 4 }, 'stopped with 4 of 9 users not looked at: out of time'],
  [{ failed: 1, users: 9, failures: ['ann (AccessDenied)'] }, 'failed for 1 of 9 users: ann (AccessDenied)'],
  [{ failed: 2, users: 9, failures: ['ann (AccessDenied)'] }, 'failed for 2 of 9 users: ann (AccessDenied), ...'],
  [{ failed: 1, users: 9, failures: ['ann (AccessDenied)'], stopped: 'out of time', notReached: 4 },
    'stopped with 4 of 9 users not looked at: out of time; failed for 1 of 9 users: ann (AccessDenied)'],
])('%j is the problem %j', (traits, problem) => {
  expect(problemOf(summary(traits))).toBe(problem);
});
