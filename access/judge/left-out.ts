/**
 * What a policy that asks for MFA leaves out, and no row asks: rows ask about single actions, so "none is open" says nothing of these.
 *
 * One action stands for all that fit a pattern, and one of a service that AWS does not have for all that no statement names. Each is asked as
 * the rows ask for an object: by each kind of request that should be stopped.
 */
import { type ActionDecider, actionDecider, administratorDecider, openness } from './action-decider';
import { asksForMfa, enforcesMfa } from './enforcement';
import { firstNames } from './first-names';
import { type JudgeRow, isReadOfIam } from './judge-row';
import { keysNotTold } from './keys-not-told';
import type { Place } from './place';
import { isPossible } from './possible-requests';
import type { RowRequester } from './row-requests';
import { type Subject, isAllTold } from './subject';
import { type AppliedPolicies, type Policy, type Statement, RepresentativesCache, everyPolicy } from '../evaluator';
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
/** No statement names its service. */
const UNNAMED = 'another-service:Action';
/** Stands where a pattern has a wildcard; AWS names no action so. */
const FILLER = 'Qzx';

/** Allowed, whatever is not known. */
const MOST_OPEN = openness({ verdict: { allowed: true, decidedBy: [] } });

/** AWS asks no policy about the first two. The others no longer exist, and old policies still name them. */
const OPENS_NOTHING = ['sts:getcalleridentity', 'sts:getsessiontoken', 'iam:requestsmsmfaregistration', 'iam:finalizesmsmfaregistration'];

export function leftOutBy(rows: readonly JudgeRow[], requestsFor: RowRequester): (subject: Subject) => readonly LeftOut[] {
  const values = new RepresentativesCache();
  const standing = rows.filter(({ action, request, wanted }) => action === 's3:GetObject' && wanted === 'denied' && STANDING.includes(request));
  const kinds = [...new Map(standing.map((row) => [row.request, row])).values()].map((row) => ({ row, isAsked: isAskedBy(rows, row.request) }));
  return (subject) => {
    const { appliedPolicies, place } = subject;
    const { identity, boundary } = appliedPolicies;
    const enforcing = enforcingAmong(appliedPolicies);
    const isByGrants = enforcing.length === 0 && identity.some(grantsWithMfa);
    if (enforcing.length === 0 && !isByGrants) {
      return [];
    }
    const denials = denialsOf(enforcing);
    const exempt = [...denials.flatMap(({ source }) => element(source, 'NotAction')), ...allowedBy(enforcing.filter((policy) => policy === boundary))];
    const administrator = administratorDecider(appliedPolicies, values);
    const member = isAllTold(subject) ? actionDecider(appliedPolicies, values) : administrator;
    const requestsOf = requestsFor(place, keysNotTold(subject));
    const found = kinds.flatMap(({ row, isAsked }) => {
      const opennessFor = ({ decide }: ActionDecider) => (pattern: string) => {
        const action = exampleOf(pattern);
        const asked = { ...row, action, resource: resourceOf(action, place) };
        return isPossible(asked, subject) ? Math.max(...requestsOf(asked, row.request).map(decide).map(openness)) : 0;
      };
      const grants = () => allowedBy(identity);
      const probes = { isAsked, ofAll: opennessFor(administrator), ofGranted: opennessFor(member), grants };
      if (isByGrants) {
        return openGrants(probes);
      }
      // One of everything hides nothing where it denies no such request, such as one of sessions that are too old, or of one resource.
      const isDenying = (denial: Statement) =>
        opennessFor(administratorDecider({ identity: [{ name: denial.name, isOld: false, statements: [denial] }] }, values))(UNNAMED) < MOST_OPEN;
      const isToldByRows = probes.ofGranted(row.action) > 0;
      const lists = denials.filter((denial) => isToldByRows || isList(denial) || isDenying(denial)).map(({ source }) => element(source, 'Action'));
      return [...openAmong(exempt, probes), ...openBeside(lists, probes)];
    });
    return [...new Map(found.map((one) => [one.what, one])).values()].map(({ what, actions }) => isByGrants
      ? { what, how: 'granted by', policies: namesOf(identity.filter((policy) => allowedBy([policy]).some((action) => actions.includes(action)))) }
      : { what, how: 'left out by', policies: namesOf(enforcing) });
  };
}

function namesOf(policies: readonly Policy[]): string {
  return firstNames(policies.map(({ name }) => name), SHOWN);
}

/** What is open, in words, and its actions and patterns. */
interface Open {
  readonly what: string;
  readonly actions: readonly string[];
}

interface Probes {
  readonly isAsked: (pattern: string) => boolean;
  /** How open a pattern is to an administrator, whom only a Deny stops. */
  readonly ofAll: (pattern: string) => number;
  /** And to the member. */
  readonly ofGranted: (pattern: string) => number;
  readonly grants: () => string[];
}

/** Of what is granted, what is more open than all else. */
function openGrants({ isAsked, ofGranted, grants }: Probes): Open[] {
  const usual = ofGranted(UNNAMED);
  return named([...new Set(grants())].filter((pattern) => !isAsked(pattern) && ofGranted(pattern) > usual));
}

function named(actions: readonly string[]): Open[] {
  return actions.length === 0 ? [] : [{ what: firstNames(actions, SHOWN), actions }];
}

/** Of what is exempt, what is more open than all else. */
function openAmong(exempt: readonly string[], { isAsked, ofAll, ofGranted, grants }: Probes): Open[] {
  const unasked = exempt.filter((pattern) => !isAsked(pattern));
  if (unasked.length === 0) {
    return [];
  }
  const usual = ofAll(UNNAMED);
  const isLeftOut = (pattern: string) => !isAsked(pattern) && ofAll(pattern) > usual;
  const isGranted = (pattern: string) => ofGranted(pattern) > 0;
  const left = unasked.filter(isLeftOut);
  // Of a pattern that is not granted, a part may be.
  const parts = left.some((pattern) => /[*?]/.test(pattern) && !isGranted(pattern)) ? grants().filter(isLeftOut) : [];
  return named([...new Set([...left, ...parts])].filter(isGranted));
}

/** What is open beside a list of all that is denied. */
function openBeside(denied: readonly string[][], { isAsked, ofAll, ofGranted, grants }: Probes): Open[] {
  const areLists = denied.length > 0 && ofAll(UNNAMED) > 0 && denied.every(isListOfActions);
  const isOpen = areLists && [UNNAMED, ...grants().filter((pattern) => !isAsked(pattern))].some((pattern) => ofGranted(pattern) > 0);
  return isOpen ? [{ what: `all actions except ${firstNames([...new Set(denied.flat())], SHOWN)}`, actions: [] }] : [];
}

function grantsWithMfa({ statements }: Policy): boolean {
  return statements.some(({ effect, keys }) => effect === 'Allow' && asksForMfa(keys));
}

function isList({ source }: Statement): boolean {
  return isListOfActions(element(source, 'Action'));
}

function isListOfActions(actions: readonly string[]): boolean {
  return actions.length > 0 && !actions.includes('*');
}

function enforcingAmong(applied: AppliedPolicies): Policy[] {
  return everyPolicy(applied).filter((policy) => enforcesMfa(policy, policy === applied.boundary ? 'as a boundary' : undefined));
}

function denialsOf(policies: readonly Policy[]): Statement[] {
  return policies.flatMap(({ statements }) => statements.filter(({ effect, keys }) => effect === 'Deny' && asksForMfa(keys)));
}

function allowedBy(policies: readonly Policy[]): string[] {
  return policies.flatMap(({ statements }) => statements.flatMap(({ effect, source }) => effect === 'Allow' ? element(source, 'Action') : []));
}

function element(source: unknown, name: 'Action' | 'NotAction'): string[] {
  return [(source as Readonly<Partial<Record<typeof name, string | string[]>>>)[name] ?? []].flat();
}

/** Whether rows of a kind of request ask about all that a pattern can be, or it opens nothing. */
function isAskedBy(rows: readonly JudgeRow[], kind: RequestName): (pattern: string) => boolean {
  const asked = new Set([...OPENS_NOTHING, ...rows.filter(({ request }) => request === kind).map(({ action }) => action.toLowerCase())]);
  return (pattern) => asked.has(pattern.toLowerCase()) || isReadOfIam({ action: pattern });
}

/** An action that fits, and that no other pattern names. */
function exampleOf(pattern: string): string {
  return pattern === '*' ? UNNAMED : pattern.replace(/[*?]/g, FILLER);
}

function resourceOf(action: string, { partition, account }: Place): string {
  const [service] = action.split(':');
  return service === 'iam' ? `arn:${partition}:iam::${account}:role/example` : `arn:${partition}:${service}:${regionOf(partition)}:${account}:example`;
}
