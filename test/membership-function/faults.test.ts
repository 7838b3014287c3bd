/**
 * Faults, exhaustively: each call of a run fails in each way there is, and the process dies before and after each.
 *
 * Nobody is ever moved to where they do not belong. No failure passes for a good run. The next run
 * without faults makes the group right. The whole way is tested, from the loop to the bytes that IAM sends.
 */
import { type Account, EVERY_RULE, GROUP_NAME, NOW, belongs, everyKind, user } from './account';
import { FakeIam, type FakeIamOptions, type Request, type Response, element, error, noSuchUser, success } from './fake-iam';
import { MemoryDirectory } from './memory-directory';
import { MAX_GROUPS } from '../../src/membership-function/directory';
import type { ForceMfaOptions } from '../../src/membership-function/environment';
import { IamDirectory } from '../../src/membership-function/iam-directory';
import { reconcile } from '../../src/membership-function/reconcile';
import { type Summary, problemOf } from '../../src/membership-function/summary';

type Fault = (request: Request) => Response;

const LISTS: Record<string, string> = { ListUsers: 'Users', GetGroup: 'Users', ListVirtualMFADevices: 'VirtualMFADevices', ListMFADevices: 'MFADevices', ListAttachedGroupPolicies: 'AttachedPolicies' };

function thrown(name: string): Fault {
  return () => {
    throw Object.assign(new Error(name), { name });
  };
}

const always = (): boolean => true;
const isChange = (action: string): boolean => action.endsWith('Group') && action !== 'GetGroup';

/** Of each, whether the run fails for it when it meets an action. */
const FAULTS: [string, Fault, (action: string) => boolean][] = [
  ['throttling', () => error(400, 'Throttling', 'Rate exceeded'), always],
  ['a time-out', thrown('TimeoutError'), always],
  ['a connection that is cut', thrown('ECONNRESET'), always],
  ['access denied', () => error(403, 'AccessDenied', 'not authorized'), always],
  ['a failing service', () => error(500, 'ServiceFailure', 'try again'), always],
  ['a service that is not there', () => ({ status: 503, body: 'Service Unavailable' }), always],
  ['expired credentials', () => error(403, 'ExpiredToken', 'The security token included in the request is expired'), always],
  // Of a change it is an answer, with a metric of its own.
  ['a quota', () => error(409, 'LimitExceeded', 'Cannot exceed quota for GroupsPerUser: 10'), (action) => action !== 'AddUserToGroup'],
  ['updates that wait', () => error(409, 'LimitExceeded', 'The request was rejected because there are updates awaiting replication'), always],
  ['a conflict', () => error(409, 'ConcurrentModification', 'try again'), always],
  ['a user in other words', () => error(404, 'NoSuchEntity', 'No such user.'), (action) => ['ListUsers', 'GetGroup', 'ListVirtualMFADevices', 'ListAttachedGroupPolicies', 'GetLoginProfile'].includes(action)],
  // Of a list it is a failure, of a user it is a user who has been deleted.
  ['not found', ({ parameters }) => parameters.UserName ? noSuchUser(parameters.UserName) : error(404, 'NoSuchEntity', 'not found'),
    (action) => ['ListUsers', 'GetGroup', 'ListVirtualMFADevices', 'ListAttachedGroupPolicies'].includes(action)],
  ['half an answer', ({ action }) => ({ status: 200, body: `<${action}Response><${action}Result>` }), always],
  // A change answers with nothing, so here it has not been carried out and says that it has.
  ['an answer with nothing in it', ({ action }) => success(action), (action) => !isChange(action)],
  ['a page that is not the last, and does not say which is next',
    ({ action }) => success(action, `${element('IsTruncated', 'true')}<${LISTS[action]}/>`), (action) => !isChange(action)],
];

const OPTIONS: ForceMfaOptions = EVERY_RULE;
/** More than one page of each list. */
const PAGE_SIZE = 4;

const right = (): string[] => everyKind().belonging(OPTIONS);

/** A user who is moved must belong there, whatever else happens. */
function watch(iam: { account: Account }, { action, parameters }: Request): void {
  if (isChange(action)) {
    const { UserName: name } = parameters;
    expect({ action, name, belongs: belongs(iam.account.user(name), OPTIONS) }).toEqual({ action, name, belongs: action === 'AddUserToGroup' });
  }
}

async function runOn(actual: Account, intercept: FakeIamOptions['intercept'] = (_, next) => next()): Promise<{ summary: Summary; iam: FakeIam }> {
  const iam: FakeIam = new FakeIam(actual, {
    pageSize: PAGE_SIZE,
    intercept: (request, next) => {
      watch(iam, request);
      return intercept(request, next);
    },
  });
  const signal = new AbortController().signal;
  // One attempt, so that each fault comes through.
  const directory = new IamDirectory(iam.client({ maxAttempts: 1 }), GROUP_NAME, signal);
  const summary = await reconcile(directory, OPTIONS, { now: NOW, signal, log: () => undefined });
  return { summary, iam };
}

/** The next run, without faults. It takes the short way: nothing on the long one is under test here. */
async function mend(actual: Account): Promise<void> {
  const signal = new AbortController().signal;
  const summary = await reconcile(new MemoryDirectory(actual), OPTIONS, { now: NOW, signal, log: () => undefined });
  expect(problemOf(summary)).toBeUndefined();
  expect(actual.membership()).toEqual(right());
}

let calls: number;

beforeAll(async () => {
  const actual = everyKind();
  const { summary, iam } = await runOn(actual);
  expect(problemOf(summary)).toBeUndefined();
  expect(actual.membership()).toEqual(right());
  calls = iam.requests.length;
  expect(calls).toBe(4 + 2 + 2 + 1 + 5 + 5 + 8); // Pages of users, members, devices and policies; looks for a device and for a password; changes.
});

describe.each(FAULTS)('%s', (_, fault, failsFor) => {
  test('at each call', async () => {
    for (let call = 1; call <= calls; call += 1) {
      const actual = everyKind();
      const { summary, iam } = await runOn(actual, (request, next) => request.number === call ? fault(request) : next());
      const { action } = iam.requests[call - 1];
      expect({ call, action, failed: problemOf(summary) !== undefined }).toEqual({ call, action, failed: failsFor(action) });

      await mend(actual);
    }
  });

  test('at every call', async () => {
    const actual = everyKind();
    const before = actual.membership();
    const { summary } = await runOn(actual, (request) => fault(request));
    expect(problemOf(summary)).toMatch(/^stopped/);
    expect(actual.membership()).toEqual(before);
  });

  test.each(['ListMFADevices', 'GetLoginProfile', 'AddUserToGroup', 'RemoveUserFromGroup'])('at every %s', async (action) => {
    const actual = everyKind();
    const { summary } = await runOn(actual, (request, next) => request.action === action ? fault(request) : next());
    expect(problemOf(summary)?.split(' ')[0]).toBe(failsFor(action) ? 'failed' : undefined);
    await mend(actual);
  });
});

describe.each(['before', 'after'])('the process dies %s', (moment) => {
  test('each call', async () => {
    for (let call = 1; call <= calls; call += 1) {
      const actual = everyKind();
      let die: (value: string) => void;
      const died = new Promise<string>((resolve) => {
        die = resolve;
      });
      const dead = new Promise<Response>(() => undefined);
      const run = runOn(actual, async (request, next) => {
        if (request.number < call) {
          return next();
        }
        if (request.number === call) {
          if (moment === 'after') {
            next();
          }
          die('died');
        }
        return dead; // Also for the calls that were in flight.
      });
      expect(await Promise.race([run, died])).toBe('died');

      await mend(actual);
    }
  });
});

test('a user beyond the quota fails at each run, and all others are where they belong', async () => {
  const actual = everyKind();
  actual.users.set('full', user('full', { path: '/staff/', otherGroups: MAX_GROUPS }));
  for (const run of [1, 2]) {
    const { summary } = await runOn(actual);
    expect([run, problemOf(summary), summary.atQuota]).toEqual([run, undefined, 1]);
    expect(actual.membership()).toEqual(right());
  }
});
