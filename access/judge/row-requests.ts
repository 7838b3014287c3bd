/** What rows ask of one subject, in the words of IAM: the words of the resource column stand for what the subject has. */
import type { JudgeRow } from './judge-row';
import type { Home, Place } from './place';
import { Context, PartialRequest, contextOf } from '../evaluator';
import { ACCOUNT, ExampleAccount, type Partition, resources } from '../requests/example-account';
import { keysOf } from '../requests/request-context';
import { REQUESTS, RequestName } from '../requests/request-kinds';
import {
  FIXED_KEYS, REGION, SENT_WITH_ALL, TAG_KEY, TAKES_HTTP, isChosenByCaller, isNeverSent, isOfGlobalService, mayBeTold, presenceOf,
  regionOfGlobalServices,
} from '../requests/unknown-keys';

/** One request for each group or policy that the word of the row stands for; none if the subject has none. */
export type RowRequests = (row: Pick<JudgeRow, 'action' | 'resource' | 'wanted'>, request: RequestName) => PartialRequest[];

interface Words {
  /** What the words mean for everybody in an account. */
  readonly arns: ReadonlyMap<string, { readonly arn: string; readonly policyArn?: string }>;
  /** What each kind of request carries. */
  readonly ofRegion: ReadonlyMap<RequestName, Sent>;
  /** The same of services with a single endpoint. */
  readonly ofGlobal: ReadonlyMap<RequestName, Sent>;
}

interface Sent {
  readonly context: Context;
  /** What of it the reader knows. */
  readonly told: KnownKeys;
}

/** Condition keys that the reader knows, with their values; they hold for every request that may carry them. */
export type KnownKeys = Readonly<Record<string, string>>;

export type RowRequester = (place: Place, notTold?: readonly string[]) => RowRequests;

/** For many subjects: what is the same for all of an account is found out once. */
export function rowRequester(known: KnownKeys = {}): RowRequester {
  const inLowerCase = Object.fromEntries(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
  const accounts = new Map<string, Words>();
  return (place, notTold = []) => {
    const key = `${place.partition} ${place.account}`;
    const words = accounts.get(key) ?? wordsIn(place, inLowerCase);
    accounts.set(key, words);
    return requestsFor(place, notTold, words);
  };
}

function wordsIn(place: Place, known: KnownKeys): Words {
  const moved = movedTo(place);
  const requests = Object.keys(REQUESTS) as RequestName[];
  const sentWith = (keys: KnownKeys) => new Map(requests.map((request) => {
    const told = toldOf(request, keys);
    return [request, {
      told,
      context: contextOf({
        ...SENT_WITH_ALL,
        ...told,
        // The rest of what the matrix sends, such as an organization, is made up there.
        ...Object.fromEntries(Object.entries(keysOf(request)).filter(([key]) => FIXED_KEYS.has(key.toLowerCase()))
          .map(([key, value]) => [key, moved(value)])),
      }),
    }];
  }));
  const ofRegion = sentWith(known);
  return {
    arns: arnsIn(place),
    ofRegion,
    ofGlobal: REGION in known ? sentWith(inGlobalServices(known, place.partition)) : ofRegion,
  };
}

function arnsIn(home: Home): Words['arns'] {
  const moved = movedTo(home);
  const exampleAccount: ExampleAccount = { partition: home.partition, path: '/' };
  return new Map(Object.entries(resources(exampleAccount)).map(([word, { arn, context }]) => {
    const policyArn = context?.['iam:PolicyARN'];
    return [word, { arn: moved(arn), policyArn: policyArn && moved(policyArn) }];
  }));
}

function movedTo({ account }: Home): (text: string) => string {
  return (text) => text.replaceAll(ACCOUNT, account);
}

/** The Region that the reader tells is not that of services with a single endpoint. */
function inGlobalServices({ [REGION]: _region, ...others }: KnownKeys, partition: Partition): KnownKeys {
  return { ...others, ...regionOfGlobalServices(partition) };
}

function toldOf(request: RequestName, known: KnownKeys): KnownKeys {
  return Object.fromEntries(Object.entries(known).filter(([key]) => mayBeTold(key, request)));
}

interface Carried {
  readonly context: Context;
  /** Whether a key has the value that is in it, or is absent. */
  readonly isTold: (key: string) => boolean;
  /** Keys that are in it, with a value that nobody knows. */
  readonly open: readonly string[];
}

/** @param notTold keys of the user that may have any value */
function requestsFor(place: Place, notTold: readonly string[], { arns, ofRegion, ofGlobal }: Words): RowRequests {
  const ofUser = new Set(Object.keys(place.keys ?? {}).map((key) => key.toLowerCase()));
  const isOfUser = (key: string) => ofUser.has(key) || (place.areAllTagsTold === true && key.startsWith(TAG_KEY));
  const own = ownResources(place);
  const ownKeys = [...contextOf({ ...place.keys, 'aws:PrincipalArn': own['own user'][0], 'aws:username': place.userName })];
  const contexts = new Map<Sent, Carried>();
  const contextFor = (request: RequestName, action: string): Carried => {
    const sent = (isOfGlobalService(action) ? ofGlobal : ofRegion).get(request)!;
    const known = contexts.get(sent);
    if (known !== undefined) {
      return known;
    }
    const context = new Map(sent.context);
    // Only the user itself has its name and tags; a row may be about somebody else.
    if (context.get('aws:username') === 'alice') {
      // Where the input tells all tags, what the reader tells of them is about others.
      [...context.keys()].filter((key) => place.areAllTagsTold && key.startsWith(TAG_KEY)).forEach((key) => context.delete(key));
      ownKeys.forEach(([key, value]) => context.set(key, value));
    } else if (context.get('aws:principaltype') === 'FederatedUser') {
      context.set('aws:principalarn', own['federated user'][0]);
    }
    const open = notTold.filter((key) => context.has(key) && context.get('aws:principalaccount') === place.account);
    open.forEach((key) => context.delete(key));
    const isTold = (key: string) => FIXED_KEYS.has(key) || Object.hasOwn(sent.told, key) || isNeverSent(key, request)
      || (isOfUser(key) && !isChosenByCaller(key, request));
    const found: Carried = { context, open, isTold };
    contexts.set(sent, found);
    return found;
  };
  return ({ action, resource, wanted }, request) => {
    const { arn, policyArn } = arns.get(resource) ?? { arn: resource };
    const { context, open, isTold } = contextFor(request, action);
    // What works, people ask with TLS; an attacker need not.
    const isByHttp = wanted === 'denied' && TAKES_HTTP.test(action);
    const unknown: PartialRequest['unknown'] = (key) => open.includes(key) || (isByHttp && key === 'aws:securetransport') ? 'always'
      : isTold(key) ? undefined : presenceOf(key);
    if (policyArn === undefined) {
      return (own[resource] ?? [arn]).map((one) => ({ action, resource: one, context, unknown }));
    }
    const unknownBeside: PartialRequest['unknown'] = (key) => key === 'iam:policyarn' ? undefined : unknown(key);
    return (DETACHED[resource]?.(place) ?? [policyArn]).map((one) => ({
      action,
      resource: resource.startsWith('own user') ? own['own user'][0] : arn,
      context: new Map([...context, ['iam:policyarn', one]]),
      unknown: unknownBeside,
    }));
  };
}

/** The resources that rows ask about: those that the name and the path of a user are in. */
export function namedArns(place: Place): string[] {
  return Object.values(namedResources(place));
}

/** And those that are the same for all who hold the same. */
export function commonArns(place: Place): string[] {
  const own = ownResources(place);
  const ofAccount = [...arnsIn(place)].flatMap(([word, { arn }]) => Object.hasOwn(own, word) ? [] : arn);
  return [...ofAccount, ...place.groups, ...place.policies, ...place.boundaries];
}

/** The policies that are detached, by the word of the row; that of another word is the same for everybody. */
const DETACHED: Readonly<Partial<Record<string, (place: Place) => readonly string[]>>> = {
  'own user, this policy': ({ viaGroups }) => viaGroups,
  'own user, this attached policy': ({ attached }) => attached,
};

/** The words that mean something else for everybody. */
function ownResources(place: Place): Record<string, readonly string[]> {
  const { groups, policies, boundaries, isInline } = place;
  const named = namedResources(place);
  const ownUser = [named['own user']];
  return {
    ...Object.fromEntries(Object.entries(named).map(([word, arn]) => [word, [arn]])),
    'this group': groups,
    'this policy': policies,
    'this boundary': boundaries,
    'user under this boundary': boundaries.length > 0 ? ownUser : [],
    'user with this inline policy': isInline ? ownUser : [],
  };
}

function namedResources({ partition, account, path, userName }: Place) {
  const iam = `arn:${partition}:iam::${account}`;
  return {
    'own user': `${iam}:user${path}${userName}`,
    'other user': `${iam}:user/${userName === 'bob' ? 'bob-2' : 'bob'}`,
    'user with a longer name': `${iam}:user/x${userName}`,
    'device of own name': `${iam}:mfa/${userName}`,
    'federated user': `arn:${partition}:sts::${account}:federated-user/${userName}`,
  };
}
