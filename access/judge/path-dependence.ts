/**
 * Rows about the own user ask about one without an IAM path where the input does not say who the users are. What is worse for users with a
 * path is no all-clear: the answer depends on the path.
 */
import type { ActionDecider } from './action-decider';
import { NAME_MARK } from './inputs/unknown-text';
import type { Place } from './place';
import { USER_NAME, lookupsWithin } from './variable-values';
import {
  type Decision, type Dependence, type Lookup, type PartialRequest, type Sides, type Statement, type Verdict, type View,
  fillersBeside, mayApply, otherResources, viewOfPartial,
} from '../evaluator';

/** Stands among the condition keys on which an answer may depend. */
export const PATH = 'path of the user';

/**
 * The decision, or on which path of the user it depends.
 *
 * @param isBad whether the answer that a verdict gives is one to act on
 */
export function forAnyPath(
  decision: Decision, { about, decide }: ActionDecider, requests: readonly PartialRequest[], place: Place, isBad: (verdict: Verdict) => boolean,
): Decision {
  if (decision.verdict === undefined || isBad(decision.verdict)) {
    return decision;
  }
  const own = ownArn(place, place.path);
  for (const asked of requests.filter(({ resource }) => resource === own)) {
    const view = viewOfPartial(asked);
    const applying = sharedIn(about(asked.action)).filter((statement) => mayApply(statement, view));
    const statements = applying.filter(({ isAnywhere }) => !isAnywhere);
    const lookups = lookupsWithin(applying, (key) => key === USER_NAME ? NAME_MARK : undefined, view.isOpen);
    const isTelling = (path: string) => statements.some((one) => tellsApart(one, own, ownArn(place, path), view));
    for (const path of otherPaths(asked, statements, lookups, place).filter(isTelling)) {
      const resource = ownArn(place, path);
      const context = asked.context.get('aws:principalarn') === own ? new Map([...asked.context, ['aws:principalarn', resource]]) : asked.context;
      const { verdict, depends } = decide({ ...asked, resource, context });
      if (verdict === undefined || isBad(verdict)) {
        return { depends: dependenceOn({ own: place.path, other: path }, decision.verdict, depends ?? { statements: verdict!.decidedBy }) };
      }
    }
  }
  return decision;
}

function ownArn({ partition, account, userName }: Place, path: string): string {
  return `arn:${partition}:iam::${account}:user${path}${userName}`;
}

/** What users with different paths share. Nobody whose path is not known has a boundary that the input tells. */
function sharedIn({ denied, allowed, levels }: Sides): Statement[] {
  return [denied, allowed, ...levels].flatMap(({ open }) => open);
}

/** Those that statements name, and such as none names. */
function otherPaths({ resource }: PartialRequest, statements: readonly Statement[], lookups: readonly Lookup[], place: Place): string[] {
  const { path: own, userName } = place;
  if (statements.length === 0) {
    return [];
  }
  const fresh = fillersBeside(statements.flatMap((statement) => statement.named)).map((filler) => `/${filler}/`);
  const others = lookups.flatMap((lookup) => otherResources(resource, statements, lookup)).flatMap((arn) => {
    const [whole, path] = USER.exec(arn) ?? [];
    // A star at the end may take the name, or more of the path.
    return whole === undefined ? [] : [path, `${whole}/`];
  });
  // A path that is called as the user would fit what is about the name.
  return [...new Set([...fresh, ...others])].filter((path) => ![own, `/${userName}/`].includes(path) && !path.includes(NAME_MARK));
}

function tellsApart(statement: Statement, own: string, other: string, { lookup, isOpen }: View): boolean {
  return statement.variables.some(isOpen) || statement.resource(own, lookup) !== statement.resource(other, lookup);
}

/** The path and the name of a user. */
const USER = /(?<=:user)(\/(?:.*\/)?)[^/]*$/;

/** @param also on what it depends for users with the other path, or what decides there */
function dependenceOn({ own, other }: { own: string; other: string }, verdict: Verdict, also: Partial<Dependence> & Pick<Dependence, 'statements'>): Dependence {
  const { key, allowedWith, deniedWith, beside = [], keys = [], statements } = also;
  const [allowed, denied] = verdict.allowed ? [own, other] : [other, own];
  const worse = verdict.allowed ? deniedWith : allowedWith;
  return {
    key: PATH,
    allowedWith: { value: allowed, isOther: false },
    deniedWith: { value: denied, isOther: false },
    beside: new Map([...beside, ...key === undefined ? [] : [[key, worse!] as const]]),
    keys: [PATH, ...keys],
    statements: [...new Set([...verdict.decidedBy, ...statements])],
  };
}
