/** Asks every row of every subject. */
import { Questions, questionsFor } from './questions';
import type { JudgeRow } from './rows';
import { Subject, isTheOnlyGrant } from './subject';
import { Decider, Holding, Policy, Verdict, evaluate, readPolicy } from '../evaluator';
import { REQUESTS, RequestName } from '../requests';

/**
 * `open`: a way around MFA. `beyond`: the same, and no policy of a user closes it alone. `broken`: work that stops for want of MFA.
 * `closed`, `works`: as it should be. `ungranted`: denied, with MFA too.
 */
export type Answer = 'open' | 'broken' | 'beyond' | 'closed' | 'works' | 'ungranted';

export interface Answered {
  /** Index of the row. */
  readonly row: number;
  readonly answer: Answer;
  readonly decidedBy: readonly Decider[];
}

const ADMINISTRATOR: Policy = readPolicy('AdministratorAccess', {
  Version: '2012-10-17', Statement: [{ Sid: 'AdministratorAccess', Effect: 'Allow', Action: '*', Resource: '*' }],
});

export function judgeSubject(subject: Subject, rows: readonly JudgeRow[]): Answered[] {
  const { holding, isWhole } = subject;
  const withAdministrator: Holding = isWhole || isTheOnlyGrant(holding.identity)
    ? holding : { ...holding, identity: [...holding.identity, ADMINISTRATOR] };
  const questions = questionsFor(subject.place);
  const seen = new Set<string>();
  return rows.flatMap((row, index): Answered[] => {
    // Of a whole user, both kinds of rows ask the same.
    const question = `${row.request} ${row.action} ${row.resource}`;
    if (!isPossible(row.request, subject) || (isWhole && seen.has(question))) {
      return [];
    }
    seen.add(question);
    const held = row.besides === 'admin' ? withAdministrator : holding;
    const verdict = ask(held, row, row.request, questions);
    return verdict === undefined ? [] : [{ row: index, answer: answerOf(row, verdict, held, subject, questions), decidedBy: verdict.decidedBy }];
  });
}

/** Undefined if the row is about something that the subject does not have; of several groups or policies, one that is allowed counts. */
function ask(holding: Holding, row: JudgeRow, request: RequestName, questions: Questions): Verdict | undefined {
  const verdicts = questions(row, request).map((one) => evaluate(holding, one));
  return verdicts.find(({ allowed }) => allowed) ?? verdicts[0];
}

function answerOf(row: JudgeRow, { allowed }: Verdict, holding: Holding, subject: Subject, questions: Questions): Answer {
  if (row.wanted === 'denied') {
    return allowed ? row.beyond ? 'beyond' : 'open' : 'closed';
  }
  if (allowed) {
    return 'works';
  }
  // What new users need of IAM is broken without the grant; everything else, if MFA is what it lacks.
  const needed = isEnrollment(row) && !subject.isWhole && !isTheOnlyGrant(holding.identity);
  return needed || (!REQUESTS[row.request].mfa && ask(holding, row, withMfa(row.request), questions)?.allowed) ? 'broken' : 'ungranted';
}

function isEnrollment({ besides, request, action }: JudgeRow): boolean {
  return besides === 'nothing' && request === 'console' && action.startsWith('iam:');
}

function withMfa(request: RequestName): RequestName {
  return request.startsWith('service') ? 'service MFA' : 'console MFA';
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
    case 'session': return keys;
    case 'federated': return keys;
    case 'service': return keys || (password && !device);
    default: return password || keys;
  }
}
