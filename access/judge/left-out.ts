/**
 * What a policy that asks for MFA leaves out, and no row asks: rows ask about single actions, so "none is open" says nothing of these.
 *
 * One action stands for all that fit a pattern, and one of a service that AWS does not have for all that no statement names. Each is asked as
 * the rows ask for an object: by each kind of request that should be stopped. It is asked on a resource that no statement names, and on those
 * that some do.
 */
import { type ActionDecider, actionDecider, administratorDecider, openness } from './action-decider';
import { asksForMfa, enforcesMfa } from './enforcement';
import { firstNames } from './first-names';
import { type JudgeRow, isAboutEnforcement, isReadOfIam } from './judge-row';
import { keysNotTold } from './keys-not-told';
import { NO_RESOURCE, type Openness, type Probes, UNNAMED, openAmong, openBeside, openDespite, openGrants, openOnOthers } from './open-patterns';
import type { Place } from './place';
import { isPossible } from './possible-requests';
import type { RowRequester } from './row-requests';
import { allowedBy, mfaDenialsOf, element, grantsOf, isList, resourcesOf } from './statement-elements';
import { type Subject, isAllTold } from './subject';
import { type AppliedPolicies, type Policy, type Statement, RepresentativesCache, compilePattern, everyPolicy, fitting, fittingBoth, viewOfPartial } from '../evaluator';
import { regionOf } from '../requests/example-account';
import type { RequestName } from '../requests/request-kinds';

/** What needs no MFA and is not asked, and the policies that leave it out. */
export interface LeftOut {
  readonly what: string;
  /** A Deny leaves it out; where a condition of grants alone asks for MFA, others grant it without. */
  readonly how: 'left out by' | 'granted by';
  readonly policies: string;
}

const SHOWN = 5;

/** Kinds of request that enforcement should stop, whatever the action is. */
const STANDING: readonly RequestName[] = ['console', 'access key'];
/** Stand where a pattern has a wildcard; AWS names no action so. */
const FILLERS: Readonly<Record<string, string>> = { '*': 'Qzx', '?': 'Q' };

/** Allowed, whatever is not known. */
const MOST_OPEN = openness({ verdict: { allowed: true, decidedBy: [] } });

/** AWS asks no policy about the first two. The others no longer exist, and old policies still name them. */
const OPENS_NOTHING = ['sts:getcalleridentity', 'sts:getsessiontoken', 'iam:requestsmsmfaregistration', 'iam:finalizesmsmfaregistration'];

export function leftOutBy(rows: readonly JudgeRow[], requestsFor: RowRequester): (subject: Subject) => readonly LeftOut[] {
  const values = new RepresentativesCache();
  const standing = rows.filter(({ action, request, wanted }) => action === 's3:GetObject' && wanted === 'denied' && STANDING.includes(request));
  const kinds = [...new Map(standing.map((row) => [row.request, row])).values()]
    .map((row) => ({ row, askedWhere: askedBy(rows.filter(({ request }) => request === row.request)) }));
  return (subject) => {
    const { appliedPolicies, place } = subject;
    const { identity } = appliedPolicies;
    const limits = limitsOf(appliedPolicies).flat();
    // What limits the own policies may grant less than they do, and parts of it without MFA.
    const granting = [...identity, ...limits];
    const enforcing = enforcingAmong(appliedPolicies);
    const isByGrants = enforcing.length === 0 && identity.some(grantsWithMfa);
    if (enforcing.length === 0 && !isByGrants) {
      return [];
    }
    const requestsOf = requestsFor(place, keysNotTold(subject));
    const asking = kinds.map(({ row, askedWhere }) => ({ row, ...askedWhere((one) => requestsOf(one, one.request).length > 0) }));
    const denials = mfaDenialsOf(enforcing);
    const exempt = [...denials.flatMap((denial) => element(denial, 'NotAction')), ...allowedBy(enforcing.filter((policy) => limits.includes(policy)))];
    // One Deny may leave out actions, and another one the resources on which they are then open.
    const unasked = exempt.filter((pattern) => !asking.some(({ isAsked }) => isAsked(pattern)));
    const administrator = administratorDecider(appliedPolicies, values);
    const isTold = isAllTold(subject);
    const member = isTold ? actionDecider(appliedPolicies, values) : administrator;
    const found = asking.flatMap(({ row, isAsked, isOfOthers }) => {
      const opennessFor = ({ decide }: ActionDecider): Openness => (pattern, resource) => {
        const action = exampleOf(pattern);
        const asked = { ...row, action, resource: resource ?? resourceOf(action, place) };
        return isPossible(asked, subject) ? Math.max(...requestsOf(asked, row.request).map(decide).map(openness)) : 0;
      };
      const [sent] = requestsOf(row, row.request);
      const { lookup } = viewOfPartial(sent);
      const probes: Probes = {
        isAsked,
        isOfOthers,
        ofAll: opennessFor(administrator),
        ofGranted: opennessFor(member),
        grants: () => allowedBy(granting),
        fitting: (value, pattern, also) => {
          if (value === NO_RESOURCE) {
            return [NO_RESOURCE];
          }
          const example = resourceOf(exampleOf(pattern), place);
          return also === undefined ? fitting(example, value, lookup) : fittingBoth(example, [value, also], lookup);
        },
        granted: () => [...resourcesOf(grantsOf(granting), 'Resource'), NO_RESOURCE],
      };
      if (isByGrants) {
        return openGrants(probes);
      }
      // One of everything hides nothing where it denies no such request, such as one of sessions that are too old, or of one resource.
      const isDenying = (denial: Statement) =>
        opennessFor(administratorDecider({ identity: [{ name: denial.name, isOld: false, statements: [denial] }] }, values))(UNNAMED) < MOST_OPEN;
      const isToldByRows = isPossible(row, subject) && requestsOf(row, row.request).some((asked) => openness(member.decide(asked)) > 0);
      const telling = denials.filter((denial) => isToldByRows || isList(denial) || isDenying(denial));
      const areLists = telling.length > 0 && telling.every(isList);
      const granted = isTold ? allowedBy(identity) : ['*'];
      const isUsual = probes.ofAll(UNNAMED) > 0;
      const among = openAmong(exempt, probes);
      const isKnown = (pattern: string) => isAsked(pattern) || among.some(({ actions }) => actions.includes(pattern));
      return [
        ...among,
        ...openOnOthers(denials, [...granted, ...unasked], { ...probes, isAsked: isKnown }),
        ...areLists ? openBeside(telling, probes) : [],
        // Where a Deny stops all on ARNs, rows do not tell of calls that name no resource.
        ...(isUsual ? !areLists && isTold && !isToldByRows : probes.ofAll(UNNAMED, NO_RESOURCE) > 0)
          ? openDespite(denials, granted, { ...probes, isAsked: isKnown }) : [],
      ];
    });
    return [...new Map(found.map((one) => [one.what, one])).values()].map(({ what, actions }) => isByGrants
      ? { what, how: 'granted by', policies: namesOf(granting.filter((policy) => allowedBy([policy]).some((action) => actions.includes(action)))) }
      : { what, how: 'left out by', policies: namesOf(enforcing) });
  };
}

function namesOf(policies: readonly Policy[]): string {
  return firstNames(policies.map(({ name }) => name), SHOWN);
}

function grantsWithMfa({ statements }: Policy): boolean {
  return statements.some(({ effect, keys }) => effect === 'Allow' && asksForMfa(keys));
}

/** Those that deny without MFA, and those that limit the others where MFA makes them allow more. */
function enforcingAmong(applied: AppliedPolicies): Policy[] {
  const limiting = limitsOf(applied).filter((level) => level.some(grantsWithMfa)).flat();
  return everyPolicy(applied).filter((policy) => enforcesMfa(policy) || limiting.includes(policy));
}

/** The boundary, and each level of the organization: nothing is granted that one of them does not allow. */
function limitsOf({ boundary, serviceControl = [] }: AppliedPolicies): (readonly Policy[])[] {
  return [...boundary === undefined ? [] : [[boundary]], ...serviceControl];
}

type OfPattern = (pattern: string) => boolean;

interface Asking {
  /** Whether rows ask the subject about all that a pattern can be, or it opens nothing. */
  readonly isAsked: OfPattern;
  /** Whether it can be what rows ask only of those who hold "this policy". */
  readonly isOfOthers: OfPattern;
}

function askedBy(rows: readonly JudgeRow[]): (has: (row: JudgeRow) => boolean) => Asking {
  const actionsOf = (some: readonly JudgeRow[]) => some.map(({ action }) => action.toLowerCase());
  const ofAll = new Set([...OPENS_NOTHING, ...actionsOf(rows.filter((row) => !isAboutEnforcement(row)))]);
  const ofSome = rows.filter(isAboutEnforcement);
  return (has) => {
    const asked = new Set(actionsOf(ofSome.filter(has)));
    const ofOthers = [...new Set(actionsOf(ofSome))].filter((action) => !asked.has(action) && !ofAll.has(action));
    return {
      isAsked: (pattern) => ofAll.has(pattern.toLowerCase()) || asked.has(pattern.toLowerCase()) || isReadOfIam({ action: pattern }),
      isOfOthers: (pattern) => {
        const fits = compilePattern(pattern, { wildcards: true, variables: false, ignoreCase: true }, '');
        return ofOthers.some((action) => fits(action, String) === true);
      },
    };
  };
}

/** An action that fits, and that no other pattern names. */
function exampleOf(pattern: string): string {
  return pattern === '*' ? UNNAMED : pattern.replace(/[*?]/g, (wildcard) => FILLERS[wildcard]);
}

function resourceOf(action: string, { partition, account }: Place): string {
  const [service] = action.split(':');
  return service === 'iam' ? `arn:${partition}:iam::${account}:role/example` : `arn:${partition}:${service}:${regionOf(partition)}:${account}:example`;
}
