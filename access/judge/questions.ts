/** What rows ask of one subject, in the words of IAM: the words of the resource column stand for what the subject has. */
import type { JudgeRow } from './rows';
import type { Place } from './subject';
import { Context, Request, contextOf } from '../evaluator';
import { keysOf } from '../requested';
import { REQUESTS, RequestName } from '../requests';
import { ACCOUNT, World, resources } from '../world';

/** One request for each group or policy that the word of the row stands for; none if the subject has none. */
export type Questions = (row: Pick<JudgeRow, 'action' | 'resource'>, request: RequestName) => Request[];

interface Words {
  /** What the words mean for everybody in an account. */
  readonly arns: ReadonlyMap<string, { readonly arn: string; readonly policyArn?: string }>;
  readonly keys: ReadonlyMap<RequestName, Record<string, string>>;
}

/** For many subjects: what is the same for all of an account is found out once. */
export function asker(): (place: Place) => Questions {
  const accounts = new Map<string, Words>();
  return (place) => {
    const key = `${place.partition} ${place.account}`;
    const words = accounts.get(key) ?? wordsIn(place);
    accounts.set(key, words);
    return questionsFor(place, words);
  };
}

function wordsIn({ partition, account }: Place): Words {
  const world: World = { partition, path: '/' };
  const moved = (text: string) => text.replaceAll(ACCOUNT, account);
  const requests = Object.keys(REQUESTS) as RequestName[];
  return {
    arns: new Map(Object.entries(resources(world)).map(([word, { arn, context }]) => {
      const policyArn = context?.['iam:PolicyARN'];
      return [word, { arn: moved(arn), policyArn: policyArn && moved(policyArn) }];
    })),
    keys: new Map(requests.map((request) => [request, Object.fromEntries(Object.entries(keysOf(request)).map(([key, value]) => [key, moved(value)]))])),
  };
}

function questionsFor(place: Place, { arns, keys }: Words): Questions {
  const own = ownResources(place);
  const contexts = new Map<RequestName, Context>();
  const contextFor = (request: RequestName): Context => {
    const known = contexts.get(request);
    if (known !== undefined) {
      return known;
    }
    const carried = keys.get(request)!;
    const context = contextOf(carried['aws:username'] === 'alice' ? { ...carried, 'aws:username': place.userName } : carried);
    contexts.set(request, context);
    return context;
  };
  return ({ action, resource }, request) => {
    const { arn, policyArn } = arns.get(resource) ?? { arn: resource };
    const context = contextFor(request);
    if (policyArn !== undefined) {
      const policies = resource === 'own user, this policy' ? place.policies : [policyArn];
      return policies.map((one) => ({ action, resource: own['own user'][0], context: new Map([...context, ['iam:policyarn', one]]) }));
    }
    return (own[resource] ?? [arn]).map((one) => ({ action, resource: one, context }));
  };
}

/** The words that mean something else for everybody. */
function ownResources({ partition, account, path, userName, groups, policies }: Place): Record<string, readonly string[]> {
  const iam = (name: string) => `arn:${partition}:iam::${account}:${name}`;
  return {
    'own user': [iam(`user${path}${userName}`)],
    'other user': [iam(`user/${userName === 'bob' ? 'bob-2' : 'bob'}`)],
    'user with a longer name': [iam(`user/x${userName}`)],
    'device of own name': [iam(`mfa/${userName}`)],
    'federated user': [`arn:${partition}:sts::${account}:federated-user/${userName}`],
    'this group': groups,
    'this policy': policies,
  };
}
