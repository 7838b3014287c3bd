import type { ReadLogs } from './read-logs';
import type { ImpactReport, JudgedFact, UserReport } from '../../impact/report/report';
import { json, jsonList, jsonObject } from '../output/json';

/** Grows with each change that a script could notice. */
const VERSION = 1;

/** For scripts: every fact of every user, with the verdict of each policy. */
export function* impactJson(report: ImpactReport, logs: ReadLogs): Generator<string> {
  yield* jsonObject([
    ['version', VERSION],
    ['read', { files: logs.files, records: logs.records, unread: logs.unread, skipped: logs.skipped, cutOff: logs.cutOff }],
    ['firstDay', report.firstDay],
    ['lastDay', report.lastDay],
    ['observed', report.observed],
    ['policies', report.policies],
    ['counts', report.counts],
    ['notReached', report.notReached],
    ['users', jsonList(report.users, userJson)],
  ], '');
  yield '\n';
}

function userJson({ account, user, counts, facts }: UserReport, indent: string): Iterable<string> {
  return jsonObject([
    ['account', account],
    ['user', user],
    ['counts', counts],
    ['facts', jsonList(facts, (one) => [json(factJson(one))])],
  ], indent);
}

function factJson({ fact, calls, firstDay, lastDay, example, verdicts }: JudgedFact): object {
  const { account, user, ...asked } = fact;
  return { ...asked, calls, firstDay, lastDay, example, verdicts };
}
