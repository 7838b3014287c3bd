/** Asks every row of every subject. */
import { type ActionDecider, actionDecider, administratorDecider, openness } from './action-decider';
import { deferred } from './deferred';
import { asksForMfa, needsEnrollment } from './enforcement';
import { type JudgeRow, isAboutEnforcement, isReadOfIam } from './judge-row';
import { keysNotTold } from './keys-not-told';
import { forAnyPath } from './path-dependence';
import { isBySessionOfKey, isPossible } from './possible-requests';
import { forItsType, rowsOfTypes } from './resource-dependence';
import { RowRequests, rowRequester } from './row-requests';
import { Subject, isAllTold } from './subject';
import { NEVER_JUDGED } from '../../src/private/impact/vocabulary/actions';
import { Decider, Decision, Dependence, OtherResourcesCache, RepresentativesCache, Verdict } from '../evaluator';
import { type Answer, ANSWERS_TO_ACT_ON } from '../requests/answers';
import { REQUESTS, RequestName } from '../requests/request-kinds';
import { isPolicyKey } from '../requests/unknown-keys';

export interface Answered {
  /** Index of the row. */
  readonly row: number;
  readonly answer: Answer;
  /** The statements that decide, or may decide if the answer depends. */
  readonly decidedBy: readonly Decider[];
  readonly depends?: Dependence;
}

/** The answers to all rows, or to those that are asked for. */
export type Judge = (subject: Subject, isAsked?: (row: JudgeRow, index: number) => boolean) => Answered[];

/** Judges many subjects by the same rows. */
export function judgeBy(rows: readonly JudgeRow[], requestsFor = rowRequester()): Judge {
  const { wholeUser, onlyGrant } = repeatedAmong(rows);
  const values = new RepresentativesCache();
  const others = new OtherResourcesCache();
  const ofTypes = rowsOfTypes(rows);
  return (subject, isAsked = () => true) => {
    const { appliedPolicies, isWhole, place } = subject;
    const isAll = isAllTold(subject);
    const repeated = isWhole ? wholeUser : isAll ? onlyGrant : NONE;
    const requestsOf = requestsFor(place, keysNotTold(subject));
    const forMember = actionDecider(appliedPolicies, values);
    const forAdministrator = isAll ? forMember : administratorDecider(appliedPolicies, values);
    const questioned: Questioned = {
      subject,
      requestsOf,
      others,
      heldFor: ({ otherPermissions }) => otherPermissions === 'admin' ? forAdministrator : forMember,
      needsEnrollment: needsEnrollment(appliedPolicies),
      isLockedOut: deferred(() => isLockedOut(rows, forAdministrator, requestsOf)),
    };
    const answers: Answered[] = [];
    rows.forEach((row, index) => {
      const isQuestion = !repeated.has(index) && isAsked(row, index) && isPossible(row, subject);
      const decision = isQuestion ? decisionOn({ row, standsForItsType: ofTypes.has(index) }, questioned) : undefined;
      if (decision !== undefined) {
        answers.push(answered(index, row, decision, questioned));
      }
    });
    return answers;
  };
}

const NONE: ReadonlySet<number> = new Set();

const ALLOWED: Decision = { verdict: { allowed: true, decidedBy: [] } };

const TO_ACT_ON: readonly Answer[] = ANSWERS_TO_ACT_ON;

/** What the answers to all rows of a subject rest on. */
interface Questioned {
  readonly subject: Subject;
  readonly requestsOf: RowRequests;
  readonly others: OtherResourcesCache;
  /** Who asks: a member, or an administrator. */
  readonly heldFor: (row: JudgeRow) => ActionDecider;
  readonly needsEnrollment: boolean;
  /** Found out when a row asks. */
  readonly isLockedOut: () => boolean;
}

interface Question {
  readonly row: JudgeRow;
  /** Whether the row stands for all resources of their type. */
  readonly standsForItsType: boolean;
}

/** Undefined if the subject does not have what the row asks about, or its key may do the same without the session that the row asks for. */
function decisionOn(question: Question, questioned: Questioned): Decision | undefined {
  const { row } = question;
  if (NEVER_JUDGED.includes(row.action)) {
    return ALLOWED;
  }
  const decision = decidedFor(row.request, question, questioned);
  const least = decision === undefined ? 0 : openness(decision);
  const isOfKey = least > 0 && isBySessionOfKey(row, questioned.subject) && openness(decidedFor('access key', question, questioned)!) >= least;
  return isOfKey ? undefined : decision;
}

function decidedFor(request: RequestName, { row, standsForItsType }: Question, questioned: Questioned): Decision | undefined {
  const { subject: { place }, requestsOf, heldFor, others } = questioned;
  const held = heldFor(row);
  const asked = ask(held, row, request, requestsOf);
  // What is the same for every request needs no other path and no other resource.
  if (asked === undefined || asked === held.onAll(row.action)) {
    return asked;
  }
  const isBad = (verdict: Verdict) => TO_ACT_ON.includes(answerOf(row, verdict, questioned));
  const onAnyPath = place.isPathUnknown ? forAnyPath(asked, held, requestsOf(row, request), place, isBad) : asked;
  return standsForItsType ? forItsType(onAnyPath, held, requestsOf(row, request)[0], place, others) : onAnyPath;
}

function answered(index: number, row: JudgeRow, { verdict, depends }: Decision, questioned: Questioned): Answered {
  const answer = depends !== undefined ? openAnswerOf(row, depends, questioned) : answerOf(row, verdict, questioned);
  return { row: index, answer, decidedBy: depends?.statements ?? verdict!.decidedBy, depends };
}

/** Whether all everyday work of a session with MFA is denied. */
function isLockedOut(rows: readonly JudgeRow[], held: ActionDecider, requestsOf: RowRequests): boolean {
  const work = rows.filter(({ request, wanted, action }) => request === 'access key' && wanted === 'works' && !/^(iam|sts):/.test(action));
  return work.length > 0 && work.every((row) => {
    const verdict = ask(held, row, 'console MFA', requestsOf)?.verdict;
    return verdict !== undefined && !verdict.allowed && refusalOf(verdict) === 'denied';
  });
}

/**
 * Where the input says all that somebody may do, a row for an administrator and one for a member with nothing else ask the same. Of a whole
 * user the first one stays; of a policy that is the only grant the one for a member, because its words are about such policies.
 */
function repeatedAmong(rows: readonly JudgeRow[]): { readonly wholeUser: Set<number>; readonly onlyGrant: Set<number> } {
  const questionOf = ({ request, action, resource }: JudgeRow) => `${request} ${action} ${resource}`;
  const questions = rows.map(questionOf);
  const forMembers = new Set(rows.filter(({ otherPermissions }) => otherPermissions === 'none').map(questionOf));
  const indexes = [...rows.keys()];
  return {
    wholeUser: new Set(indexes.filter((index) => questions.indexOf(questions[index]) < index)),
    onlyGrant: new Set(indexes.filter((index) => rows[index].otherPermissions === 'admin' && forMembers.has(questions[index]))),
  };
}

export function judgeSubject(subject: Subject, rows: readonly JudgeRow[]): Answered[] {
  return judgeBy(rows)(subject);
}

/** Undefined if the row is about something that the subject does not have; of several groups or policies, the worst counts. */
function ask(held: ActionDecider, row: JudgeRow, request: RequestName, requestsOf: RowRequests): Decision | undefined {
  const onAll = isAboutEnforcement(row) ? undefined : held.onAll(row.action);
  if (onAll !== undefined) {
    return onAll;
  }
  const [first, ...others] = requestsOf(row, request);
  if (others.length === 0) {
    return first && held.decide(first);
  }
  const decisions = held.decideEach([first, ...others]);
  return decisions.find(({ verdict }) => verdict?.allowed) ?? decisions.find(({ depends }) => depends !== undefined) ?? decisions[0];
}

/** Where it depends: what is outside the promise stays there, whatever the value is. */
function openAnswerOf(row: JudgeRow, depends: Dependence, { needsEnrollment: isNeeded }: Questioned): Answer {
  const { wanted, outside } = row;
  if (wanted === 'denied') {
    return outside ? 'outside' : 'depends';
  }
  return isPerhapsGranted(depends) && !(isNeeded && isEnrollment(row)) ? 'ungranted' : 'depends';
}

/** Whether nothing that is known grants it, and a policy that is not known may. A boundary that is not known grants nothing. */
function isPerhapsGranted({ key, deniedWith, missing }: Dependence): boolean {
  return key !== undefined && isPolicyKey(key) && deniedWith!.isOther && missing === undefined;
}

function answerOf(row: JudgeRow, verdict: Verdict, questioned: Questioned): Answer {
  const { allowed, decidedBy } = verdict;
  if (row.wanted === 'denied') {
    return !allowed ? refusalOf(verdict) : row.outside && (isReadOfIam(row) || !asksForMfaInVain(row, decidedBy)) ? 'outside' : 'open';
  }
  if (allowed) {
    return 'works';
  }
  return row.wanted === 'works' && stops(row, verdict, questioned) ? 'broken' : refusalOf(verdict);
}

/** Whether a refusal stops work, or people: a Deny of some actions that has nothing to do with MFA does not. */
function stops(row: JudgeRow, verdict: Verdict, { heldFor, requestsOf, needsEnrollment: isNeeded, isLockedOut: isOut }: Questioned): boolean {
  const refusal = refusalOf(verdict);
  if (refusal === 'denied' ? letsPeopleIn(row) : isNeeded && isEnrollment(row)) {
    return true;
  }
  const withMfa = REQUESTS[row.request].mfa ? undefined : ask(heldFor(row), row, requestWithMfa(row.request), requestsOf);
  const lacksMfa = withMfa !== undefined && (withMfa.depends === undefined ? withMfa.verdict.allowed : !isPerhapsGranted(withMfa.depends));
  return lacksMfa || (refusal === 'denied' && isOut());
}

/** A boundary or a service control policy that does not allow a request denies it: the own policies grant it. */
function refusalOf({ decidedBy, missing }: Verdict): 'denied' | 'ungranted' {
  return decidedBy.length === 0 && missing === undefined ? 'ungranted' : 'denied';
}

/** Whether all that allows a request without MFA names the MFA key: it means to ask for MFA, and does not. */
function asksForMfaInVain({ request }: JudgeRow, deciders: readonly Decider[]): boolean {
  return !REQUESTS[request].mfa && deciders.every(({ keys }) => asksForMfa(keys));
}

/** Sign-in and enrollment, which a console session without MFA must be able to do. */
function letsPeopleIn({ request, action }: JudgeRow): boolean {
  return request === 'console' && /^(iam|signin):/.test(action);
}

/** What nobody is asked to grant for the sign-in is not among it: AWS asks for it only where an account turns that on. */
function isEnrollment({ request, action }: JudgeRow): boolean {
  return request === 'console' && action.startsWith('iam:');
}

function requestWithMfa(request: RequestName): RequestName {
  return request.startsWith('service') ? 'service MFA' : request.startsWith('MCP') ? 'MCP MFA' : 'console MFA';
}
