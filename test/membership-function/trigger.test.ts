import { triggerOf } from '../../src/membership-function/trigger';

const POLICY = 'arn:aws:iam::123456789012:policy/p';

const batch = (...bodies: unknown[]) => ({ Records: bodies.map((body) => ({ messageId: '1', body: typeof body === 'string' ? body : JSON.stringify(body) })) });
const event = (requestParameters: unknown, userIdentity: unknown = { type: 'AssumedRole' }) => ({ policyArn: POLICY, detail: { requestParameters, userIdentity } });

test.each<[string, unknown, string[]]>([
  ['one user', batch(event({ userName: 'ann' })), ['ann']],
  ['a user twice, in another case', batch(event({ userName: 'Ann' }), event({ userName: 'aNN' })), ['ann']],
  ['both names of a rename', batch(event({ userName: 'ann', newUserName: 'Anna' })), ['ann', 'anna']],
  ['who calls, if no user is named', batch(event({}, { type: 'IAMUser', userName: 'Bob' }), event(null, { userName: 'eve' })), ['bob', 'eve']],
  ['not who calls, if a user is named', batch(event({ userName: 'ann' }, { userName: 'admin' })), ['ann']],
  ['nobody if the caller has no name', batch(event(null, { type: 'Root' }), event({ serialNumber: 'x' })), []],
  ['nobody if it cannot be read', batch('{', 'null', '"ann"', { detail: 1 }, event({ userName: 7 })), []],
  ['those whom it can, if one cannot be read', batch('{', event({ userName: 'ann' })), ['ann']],
  ['nobody, without messages', { Records: [] }, []],
  ['nobody, with messages of another kind', { Records: [null, 'x'] }, []],
])('a batch names %s', (_, trigger, names) => {
  expect([...triggerOf(trigger).only!].sort()).toEqual(names);
});

describe('the policy of a batch', () => {
  const NOW = Date.UTC(2027, 0, 31);
  const sent = (secondsAgo: number, body: unknown) => ({ body: JSON.stringify(body), attributes: { SentTimestamp: `${NOW - secondsAgo * 1000}` } });
  const of = (policyArn: string) => ({ policyArn, detail: {} });

  test.each<[string, object[], string | undefined]>([
    ['that of any message that has one', [sent(1, {}), sent(2, of(POLICY))], POLICY],
    ['that of the newest message, after the policy was replaced', [sent(30, of('old')), sent(1, of(POLICY)), sent(20, of('old'))], POLICY],
    ['none if all messages waited, because it may be replaced since', [sent(120, of('old')), sent(3600, of('older'))], undefined],
    ['none if nobody knows how long they waited', [{ body: JSON.stringify(of(POLICY)) }], undefined],
  ])('is %s', (_, Records, policyArn) => {
    expect(triggerOf({ Records }, NOW).policyArn).toBe(policyArn);
  });
});

test.each<[string, unknown, object]>([
  ['the schedule', { policyArn: POLICY }, { policyArn: POLICY }],
  ['a person', {}, {}],
  ['nothing', undefined, {}],
  ['a text', 'run', {}],
  ['a policy that is none', { policyArn: 7 }, {}],
])('%s starts a whole run', (_, trigger, expected) => {
  expect(triggerOf(trigger)).toEqual(expected);
});
