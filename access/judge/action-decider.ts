/** What all that somebody holds decides. Each action is asked of many resources, by many kinds of request. */
import { type AppliedPolicies, type Decision, type RepresentativesCache, type PartialRequest, type Sides, decideBetween, sidesAbout } from '../evaluator';

export interface ActionDecider {
  /** The statements that speak of an action. */
  readonly about: (action: string) => Sides;
  readonly decide: (request: PartialRequest) => Decision;
}

export function actionDecider(policies: AppliedPolicies, values: RepresentativesCache): ActionDecider {
  const known = new Map<string, Sides>();
  const about = (action: string) => {
    const sides = known.get(action) ?? sidesAbout(policies, action);
    known.set(action, sides);
    return sides;
  };
  return { about, decide: (request) => decideBetween(about(request.action), request, values) };
}
