/** Asks every row of every subject. */
import { asksForMfa } from './enforcement';
import type { JudgeRow } from './judge-row';
import { KnownKeys, RowRequests, rowRequester } from './row-requests';
import { Subject, isTheOnlyGrant } from './subject';
import { AppliedPolicies, Decider, Decision, Dependence, Policy, Verdict, decide, readPolicy } from '../evaluator';
import type { Answer } from '../requests/answers';
import { REQUESTS, RequestName } from '../requests/request-kinds';

export interface Answered {
  /** Index of the row. */
  readonly row: number;
  readonly answer: Answer;
  /** Of an answer that depends, the statements that may decide. */
  readonly decidedBy: readonly Decider[];
  readonly depends?: Dependence;
}

const ADMINISTRATOR: Policy = readPolicy('AdministratorAccess', {
  Version: '2012-10-17', Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
});

export type Judge = (subject: Subject) => Answered[];

/** Judges many subjects by the same rows. */
export function judgeBy(rows: readonly JudgeRow[], known: KnownKeys = {}): Judge {
  const requestsFor = rowRequester(known);
  const { wholeUser, onlyGrant } = repeatedAmong(rows);
  return (subject) => {
    const { appliedPolicies, isWhole, place } = subject;
    const isAll = isWhole || isTheOnlyGrant(subject);
    const withAdministrator: AppliedPolicies = isAll ? appliedPolicies
      : { ...appliedPolicies, identity: [...appliedPolicies.identity, ADMINISTRATOR] };
    const requestsOf = requestsFor(place);
    const answers: Answered[] = [];
    rows.forEach((row, index) => {
      const held = row.otherPermissions === 'admin' ? withAdministrator : appliedPolicies;
      const isRepeated = isWhole ? wholeUser.has(index) : isAll && onlyGrant.has(index);
      const decision = isRepeated || !isPossible(row.request, subject) ? undefined : ask(held, row, row.request, requestsOf);
      if (decision !== undefined) {
        const { verdict, depends } = decision;
        const answer = depends !== undefined ? openAnswerOf(row) : answerOf(row, verdict, held, isAll, requestsOf);
        answers.push({ row: index, answer, decidedBy: depends?.statements ?? verdict!.decidedBy, depends });
      }
    });
    return answers;
  };
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
function ask(appliedPolicies: AppliedPolicies, row: JudgeRow, request: RequestName, requestsOf: RowRequests): Decision | undefined {
  const decisions = requestsOf(row, request).map((one) => decide(appliedPolicies, one));
  return decisions.find(({ verdict }) => verdict?.allowed) ?? decisions.find(({ depends }) => depends !== undefined) ?? decisions[0];
}

/** Where it depends: what is outside the promise stays there, whatever the value is. */
function openAnswerOf({ wanted, outside }: JudgeRow): Answer {
  return wanted === 'denied' && outside ? 'outside' : 'depends';
}

function answerOf(row: JudgeRow, verdict: Verdict, appliedPolicies: AppliedPolicies, isAll: boolean, requestsOf: RowRequests): Answer {
  const { allowed, decidedBy } = verdict;
  if (row.wanted === 'denied') {
    return !allowed ? refusalOf(verdict) : row.outside && !asksForMfaInVain(row, decidedBy) ? 'outside' : 'open';
  }
  if (allowed) {
    return 'works';
  }
  // What new users need of IAM is broken without the grant; everything else, if MFA is what it lacks.
  const needed = isEnrollment(row) && !isAll;
  const isBroken = needed || (!REQUESTS[row.request].mfa && ask(appliedPolicies, row, withMfa(row.request), requestsOf)?.verdict?.allowed);
  return isBroken ? 'broken' : refusalOf(verdict);
}

/** A boundary or a service control policy that does not allow a request denies it: the own policies grant it. */
function refusalOf({ decidedBy, missing }: Verdict): 'denied' | 'ungranted' {
  return decidedBy.length === 0 && missing === undefined ? 'ungranted' : 'denied';
}

/** Whether all that allows a request without MFA names the MFA key: it means to ask for MFA, and does not. */
function asksForMfaInVain({ request }: JudgeRow, deciders: readonly Decider[]): boolean {
  return !REQUESTS[request].mfa && deciders.every(({ keys }) => asksForMfa(keys));
}

function isEnrollment({ otherPermissions, request, action }: JudgeRow): boolean {
  return otherPermissions === 'none' && request === 'console' && action.startsWith('iam:');
}

function withMfa(request: RequestName): RequestName {
  return request.startsWith('service') ? 'service MFA' : request.startsWith('MCP') ? 'MCP MFA' : 'console MFA';
}

/** What a user without the credential cannot ask. */
function isPossible(request: RequestName, { credentials }: Subject): boolean {
  if (credentials === undefined) {
    return true;
  }
  const { password, keys, device } = credentials;
  switch (request) {
    case 'console': return password && !device;
    case 'access key':
    case 'federated':
    case 'federated, MFA false':
    case 'MCP, no MFA key':
    case 'session': return keys;
    // The report does not say who has these.
    case 'SSH key':
    case 'Bedrock API key': return true;
    case 'MCP':
    case 'MCP, no service':
    case 'service': return keys || (password && !device);
    default: return password || keys;
  }
}
