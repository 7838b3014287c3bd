/** What all that somebody holds decides. Each action is asked of many resources, by many kinds of request. */
import { memoizeByKey } from './inputs/memoize-by-key';
import { telling, toldApart } from './told-apart';
import {
  type AppliedPolicies, type Decision, type PartialRequest, type Policy, type RepresentativesCache, type Sides,
  decideBetween, readPolicy, sidesAbout,
} from '../evaluator';

export interface ActionDecider {
  /** The statements that speak of an action. */
  readonly about: (action: string) => Sides;
  readonly decide: (request: PartialRequest) => Decision;
  /** Each decision on requests of one action that differ in their resource only, once. */
  readonly decideEach: (requests: readonly PartialRequest[]) => Decision[];
}

export function actionDecider(policies: AppliedPolicies, values: RepresentativesCache): ActionDecider {
  const about = memoizeByKey((action: string) => sidesAbout(policies, action));
  const tellingAbout = memoizeByKey((action: string) => telling(about(action)));
  const decide: ActionDecider['decide'] = (request) => decideBetween(about(request.action), request, values);
  return {
    about,
    decide,
    decideEach: (requests) => requests.length === 0 ? [] : toldApart(requests, tellingAbout(requests[0].action)).map(decide),
  };
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
