/** What all that somebody holds decides. Each action is asked of many resources, by many kinds of request. */
import { memoizeByKey } from './inputs/memoize-by-key';
import { telling, toldApart } from './told-apart';
import {
  type AppliedPolicies, type Decision, type PartialRequest, type Policy, type RepresentativesCache, type Sides,
  decideBetween, everyPolicy, readPolicy, sidesAbout, verdictOnAll,
} from '../evaluator';

export interface ActionDecider {
  /** The statements that speak of an action. */
  readonly about: (action: string) => Sides;
  /** The decision on every request of an action, if it is the same for all. */
  readonly onAll: (action: string) => Decision | undefined;
  readonly decide: (request: PartialRequest) => Decision;
  /** Each decision on requests of one action that differ in their resource only, once. */
  readonly decideEach: (requests: readonly PartialRequest[]) => Decision[];
}

export function actionDecider(policies: AppliedPolicies, values: RepresentativesCache): ActionDecider {
  const about = sharedSides(policies);
  const onAll = memoizeByKey(decisionOnAll);
  const tellingAmong = memoizeByKey(telling);
  const decide: ActionDecider['decide'] = (request) => decideBetween(about(request.action), request, values);
  return {
    about,
    onAll: (action) => onAll(about(action)),
    decide,
    decideEach: (requests) => requests.length === 0 ? [] : toldApart(requests, tellingAmong(about(requests[0].action))).map(decide),
  };
}

/** The same for all actions of which the same statements speak. */
function sharedSides(policies: AppliedPolicies): (action: string) => Sides {
  const actions = [...new Set(everyPolicy(policies).flatMap(({ statements }) => statements.map(({ action }) => action)))];
  const bySpeaking = new Map<string, Sides>();
  return memoizeByKey((action) => {
    const inLowerCase = action.toLowerCase();
    const speaking = actions.map((speaksOf) => speaksOf(inLowerCase) ? '1' : '0').join('');
    const sides = bySpeaking.get(speaking) ?? sidesAbout(policies, action);
    bySpeaking.set(speaking, sides);
    return sides;
  });
}

function decisionOnAll(sides: Sides): Decision | undefined {
  const verdict = verdictOnAll(sides);
  return verdict && { verdict };
}

const ADMINISTRATOR: Policy = readPolicy('AdministratorAccess', {
  Version: '2012-10-17', Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** The same of somebody who is an administrator too. */
export function administratorDecider(policies: AppliedPolicies, values: RepresentativesCache): ActionDecider {
  return actionDecider({ ...policies, identity: [...policies.identity, ADMINISTRATOR] }, values);
}

/** Allowed is more open than a dependence, and that more than denied. */
export function openness({ verdict }: Decision): number {
  return verdict === undefined ? 1 : verdict.allowed ? 2 : 0;
}
