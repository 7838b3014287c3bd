/** What rows ask of one subject, in the words of IAM: the words of the resource column stand for what the subject has. */
import type { JudgeRow } from './rows';
import type { Place } from './subject';
import { Context, Request, contextOf } from '../evaluator';
import { keysOf } from '../requested';
import type { RequestName } from '../requests';
import { ACCOUNT, World, resources } from '../world';

/** One request for each group or policy that the word of the row stands for; none if the subject has none. */
export type Questions = (row: Pick<JudgeRow, 'action' | 'resource'>, request: RequestName) => Request[];

/** Of everybody in an account the same words are asked, so what a word or a kind of request means is found out once. */
export function questionsFor(place: Place): Questions {
  const world: World = { partition: place.partition, path: '/' };
  const own = ownResources(place);
  const contexts = new Map<string, Context>();
  const all = resources(world);
  const moved = (text: string) => text.replaceAll(ACCOUNT, place.account);
  const contextFor = (request: RequestName, policyArn?: string): Context => {
    const known = contexts.get(request + (policyArn ?? ''));
    if (known !== undefined) {
      return known;
    }
    const keys = Object.entries(keysOf(request)).map(([key, value]): [string, string] =>
      [key, key === 'aws:username' && value === 'alice' ? place.userName : moved(value)]);
    const context = contextOf(Object.fromEntries(policyArn === undefined ? keys : [...keys, ['iam:PolicyARN', policyArn]]));
    contexts.set(request + (policyArn ?? ''), context);
    return context;
  };
  return ({ action, resource }, request) => {
    const { arn, context } = all[resource] ?? { arn: resource };
    const policyArn = context?.['iam:PolicyARN'];
    if (policyArn !== undefined) {
      const arns = resource === 'own user, this policy' ? place.policies : [moved(policyArn)];
      return arns.map((one) => ({ action, resource: own['own user'][0], context: contextFor(request, one) }));
    }
    return (own[resource] ?? [moved(arn)]).map((one) => ({ action, resource: one, context: contextFor(request) }));
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
