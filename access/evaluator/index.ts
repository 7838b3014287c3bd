/**
 * Our own evaluator of IAM policies: pure, without dependencies, with a closed vocabulary. It ships with the package and with the page,
 * so it is not made of the simulator of the tests, which is under the AGPL. The tests compare the two.
 */
export type { Condition, Context } from './condition';
export { decide, decideBetween, viewOfPartial } from './decide';
export type { Decision, Dependence, PartialRequest, Presence } from './decide';
export { PolicyError, shown } from './errors';
export { contextOf, evaluate, everyPolicy, holds, mayApply, openIn, sidesAbout, verdictOnAll, viewOf } from './evaluate';
export type { AppliedPolicies, Request, Sides, Verdict, View } from './evaluate';
export { RepresentativesCache } from './representatives-cache';
export { objectIds } from './object-ids';
export { OtherResourcesCache, fillersBeside, fitting, fittingBoth, otherResources, serviceOf, typeOf } from './other-resources';
export { compilePattern, cut } from './pattern';
export type { Lookup } from './pattern';
export { kindMissed, representatives } from './representatives';
export { readPolicy } from './read-policy';
export type { Decider, Policy, Statement } from './read-policy';
export type { Representative } from './representatives';
