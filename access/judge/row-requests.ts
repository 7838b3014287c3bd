/** What rows ask of one subject, in the words of IAM: the words of the resource column stand for what the subject has. */
import type { JudgeRow } from './judge-row';
import type { Place } from './place';
import { Context, PartialRequest, contextOf } from '../evaluator';
import { ACCOUNT, ExampleAccount, resources } from '../requests/example-account';
import { keysOf } from '../requests/request-context';
import { REQUESTS, RequestName } from '../requests/request-kinds';
import { FIXED_KEYS, SENT_WITH_ALL, TAG_KEY, TAKES_HTTP, isNeverSent, presenceOf } from '../requests/unknown-keys';

/** One request for each group or policy that the word of the row stands for; none if the subject has none. */
export type RowRequests = (row: Pick<JudgeRow, 'action' | 'resource' | 'wanted'>, request: RequestName) => PartialRequest[];

interface Words {
  /** What the words mean for everybody in an account. */
  readonly arns: ReadonlyMap<string, { readonly arn: string; readonly policyArn?: string }>;
  readonly contexts: ReadonlyMap<RequestName, Context>;
}

/** Condition keys that the reader knows, with their values; they hold for every request. */
export type KnownKeys = Readonly<Record<string, string>>;

/** For many subjects: what is the same for all of an account is found out once. */
export function rowRequester(known: KnownKeys = {}): (place: Place, notTold?: readonly string[]) => RowRequests {
  const accounts = new Map<string, Words>();
  return (place, notTold = []) => {
    const key = `${place.partition} ${place.account}`;
    const words = accounts.get(key) ?? wordsIn(place, known);
    accounts.set(key, words);
    return requestsFor(place, notTold, words, known);
  };
}

function wordsIn({ partition, account }: Place, known: KnownKeys): Words {
  const exampleAccount: ExampleAccount = { partition, path: '/' };
  const moved = (text: string) => text.replaceAll(ACCOUNT, account);
  const requests = Object.keys(REQUESTS) as RequestName[];
  return {
    arns: new Map(Object.entries(resources(exampleAccount)).map(([word, { arn, context }]) => {
      const policyArn = context?.['iam:PolicyARN'];
      return [word, { arn: moved(arn), policyArn: policyArn && moved(policyArn) }];
    })),
    contexts: new Map(requests.map((request) => [request, contextOf({
      ...SENT_WITH_ALL,
      ...known,
      // The rest of what the matrix sends, such as an organization, is made up there.
      ...Object.fromEntries(Object.entries(keysOf(request)).filter(([key]) => FIXED_KEYS.has(key.toLowerCase()))
        .map(([key, value]) => [key, moved(value)])),
    })])),
  };
}

interface Carried {
  readonly context: Context;
  /** Keys that are in it, with a value that nobody knows. */
  readonly open: readonly string[];
  /** Whether a key has the value of the context, or is not sent. */
  readonly isTold: (key: string) => boolean;
}

/** @param notTold keys of the user that may have any value */
function requestsFor(place: Place, notTold: readonly string[], { arns, contexts: carried }: Words, knownKeys: KnownKeys): RowRequests {
  const known = new Set(Object.keys(knownKeys).map((key) => key.toLowerCase()));
  const told = new Set(Object.keys({ ...place.keys, ...knownKeys }).map((key) => key.toLowerCase()));
  const isToldOfUser = (key: string) => FIXED_KEYS.has(key) || told.has(key) || (place.areAllTagsTold === true && key.startsWith(TAG_KEY));
  // Who makes a session for somebody else may pass tags to it: IAM User Guide, "Passing session tags using GetFederationToken".
  const isToldOfOthers = (key: string) => FIXED_KEYS.has(key) || (key.startsWith(TAG_KEY) ? known : told).has(key);
  const own = ownResources(place);
  const ownKeys = [...contextOf({ ...place.keys, 'aws:PrincipalArn': own['own user'][0], 'aws:username': place.userName })];
  const contexts = new Map<RequestName, Carried>();
  const contextFor = (request: RequestName): Carried => {
    const found = contexts.get(request);
    if (found !== undefined) {
      return found;
    }
    const context = new Map(carried.get(request)!);
    // Only the user itself has its name and tags; a row may be about somebody else.
    const isOfUser = context.get('aws:username') === 'alice';
    if (isOfUser) {
      ownKeys.forEach(([key, value]) => context.set(key, value));
    } else if (context.get('aws:principaltype') === 'FederatedUser') {
      context.set('aws:principalarn', own['federated user'][0]);
    }
    const open = notTold.filter((key) => context.has(key) && context.get('aws:principalaccount') === place.account);
    open.forEach((key) => context.delete(key));
    const made = { context, open, isTold: isOfUser ? isToldOfUser : isToldOfOthers };
    contexts.set(request, made);
    return made;
  };
  return ({ action, resource, wanted }, request) => {
    const { arn, policyArn } = arns.get(resource) ?? { arn: resource };
    const { context, open, isTold } = contextFor(request);
    // What works, people ask with TLS; an attacker need not.
    const isByHttp = wanted === 'denied' && TAKES_HTTP.test(action);
    const unknown: PartialRequest['unknown'] = (key) => open.includes(key) || (isByHttp && key === 'aws:securetransport') ? 'always' : isTold(key) || isNeverSent(key, request) ? undefined : presenceOf(key);
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
  const ofAccount = [...wordsIn(place, {}).arns].flatMap(([word, { arn }]) => Object.hasOwn(own, word) ? [] : arn);
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
