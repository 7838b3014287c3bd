/**
 * What a policy that asks for MFA leaves out, and no row asks: rows ask about single actions, so "none is open" says nothing of these.
 *
 * Each pattern of actions is asked as the rows ask for an object: by each kind of request that should be stopped. It is asked on a resource that
 * no statement names, and on those that some do.
 */
import { type ActionDecider, actionDecider, administratorDecider, openness } from './action-decider';
import { askedBy } from './asked-actions';
import { type EnforcingPolicies, enforcingPolicies } from './enforcing-policies';
import { firstNames } from './first-names';
import type { JudgeRow } from './judge-row';
import { keysNotTold } from './keys-not-told';
import { NO_RESOURCE, type Open, type Probes, UNNAMED, openAmong, openBeside, openDespite, openGrants, openOnOthers } from './open-patterns';
import { fittingIn, mayBeOpenTo, opennessTo } from './pattern-openness';
import type { RowRequester } from './row-requests';
import { allowedBy, grantsOf, isList, resourcesOf } from './statement-elements';
import { type Subject, isAllTold } from './subject';
import { type Policy, type Statement, RepresentativesCache } from '../evaluator';
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

/** Allowed, whatever is not known. */
const MOST_OPEN = openness({ verdict: { allowed: true, decidedBy: [] } });

export function leftOutBy(rows: readonly JudgeRow[], requestsFor: RowRequester): (subject: Subject) => readonly LeftOut[] {
  const values = new RepresentativesCache();
  const standing = rows.filter(({ action, request, wanted }) => action === 's3:GetObject' && wanted === 'denied' && STANDING.includes(request));
  const kinds = [...new Map(standing.map((row) => [row.request, row])).values()]
    .map((row) => ({ row, askedWhere: askedBy(rows.filter(({ request }) => request === row.request)) }));
  return (subject) => {
    const { appliedPolicies, place } = subject;
    const policies = enforcingPolicies(appliedPolicies);
    if (policies === undefined) {
      return [];
    }
    const { enforcing, granting } = policies;
    const administrator = administratorDecider(appliedPolicies, values);
    const member = isAllTold(subject) ? actionDecider(appliedPolicies, values) : administrator;
    const requestsOf = requestsFor(place, keysNotTold(subject));
    const asking = kinds.map(({ row, askedWhere }) => ({ row, ...askedWhere((one) => requestsOf(one, one.request).length > 0) }));
    // One Deny may leave out actions, and another one the resources on which they are then open.
    const unasked = policies.exempt.filter((pattern) => !asking.some(({ isAsked }) => isAsked(pattern)));
    const found = asking.flatMap(({ row, ...asked }) => {
      const opennessFor = opennessTo(subject, row, requestsOf);
      const probes: Probes = {
        ...asked,
        ofAll: opennessFor(administrator),
        ofGranted: opennessFor(member),
        grants: () => allowedBy(granting),
        fitting: fittingIn(place, row, requestsOf),
        granted: () => [...resourcesOf(grantsOf(granting), 'Resource'), NO_RESOURCE],
      };
      // One of everything hides nothing where it denies no such request, such as one of sessions that are too old, or of one resource.
      const isDenying = (denial: Statement) => opennessFor(alone(denial, values))(UNNAMED) < MOST_OPEN;
      return enforcing.length === 0 ? openGrants(probes)
        : openBesideDenials(subject, policies, { unasked, isDenying, isToldByRows: mayBeOpenTo(subject, row, requestsOf, member) }, probes);
    });
    return [...new Map(found.map((one) => [one.what, one])).values()].map(({ what, actions }) => enforcing.length === 0
      ? { what, how: 'granted by', policies: namesOf(granting.filter((policy) => allowedBy([policy]).some((action) => actions.includes(action)))) }
      : { what, how: 'left out by', policies: namesOf(enforcing) });
  };
}

interface Denials {
  /** Of what is exempt, what no row asks about. */
  readonly unasked: readonly string[];
  readonly isDenying: (denial: Statement) => boolean;
  /** Whether a row says already that what no statement names may be open. */
  readonly isToldByRows: boolean;
}

function openBesideDenials(
  subject: Subject, { denials, exempt }: EnforcingPolicies, { unasked, isDenying, isToldByRows }: Denials, probes: Probes,
): Open[] {
  const telling = denials.filter((denial) => isToldByRows || isList(denial) || isDenying(denial));
  const areLists = telling.length > 0 && telling.every(isList);
  const isTold = isAllTold(subject);
  const granted = isTold ? allowedBy(subject.appliedPolicies.identity) : ['*'];
  const isUsual = probes.ofAll(UNNAMED) > 0;
  const among = openAmong(exempt, probes);
  const others: Probes = { ...probes, isAsked: (pattern) => probes.isAsked(pattern) || among.some(({ actions }) => actions.includes(pattern)) };
  // Where a Deny stops all on ARNs, rows do not tell of calls that name no resource.
  const isDespite = isUsual ? !areLists && isTold && !isToldByRows : probes.ofAll(UNNAMED, NO_RESOURCE) > 0;
  return [
    ...among,
    ...openOnOthers(denials, [...granted, ...unasked], others),
    ...areLists ? openBeside(telling, probes) : [],
    ...isDespite ? openDespite(denials, granted, others) : [],
  ];
}

/** Beside the grant of an administrator. */
function alone(denial: Statement, values: RepresentativesCache): ActionDecider {
  return administratorDecider({ identity: [{ name: denial.name, isOld: false, statements: [denial] }] }, values);
}

function namesOf(policies: readonly Policy[]): string {
  return firstNames(policies.map(({ name }) => name), SHOWN);
}
