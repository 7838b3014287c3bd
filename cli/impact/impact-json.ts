import type { ReadLogs } from './read-logs';
import { caveatsOf } from '../../impact/report/coverage-sentences';
import { type PeopleFile, type Person, keyOf } from '../../impact/report/people';
import type { ImpactReport, JudgedFact, UserReport } from '../../impact/report/report';
import { json, jsonList, jsonObject } from '../output/json';

/** Grows with each change that a script could notice: docs/impact-output.schema.json says what this one holds. */
const VERSION = 1;

export interface Printed {
  readonly report: ImpactReport;
  readonly logs: ReadLogs;
  readonly people: ReadonlyMap<string, Person>;
  /** The kinds of files that were given. They may have no users. */
  readonly peopleFrom: readonly PeopleFile[];
  readonly notes: readonly string[];
}

/** For scripts: every fact of every user, with the verdict of each policy. */
export function* impactJson({ report, logs, people, notes }: Printed): Generator<string> {
  const seen = new Set(report.users.map(keyOf));
  yield* jsonObject([
    ['version', VERSION],
    ['read', {
      files: logs.files,
      ...logs.coverage,
      copies: logs.copies,
      unread: logs.unread,
      skipped: logs.skipped,
      cutOff: logs.cutOff,
      outside: logs.outside,
    }],
    ['notes', [...notes, ...caveatsOf(logs.coverage, report)]],
    ['policies', report.policies],
    ['stopsKeys', report.stopsKeys],
    ['mayStopKeys', report.mayStopKeys],
    ['observed', report.observed],
    ['refusedByDeny', report.refusedByDeny],
    ['signIns', report.signIns],
    ['counts', report.counts],
    ['notReached', report.notReached],
    ['users', jsonList(report.users, (user, indent) => userJson(user, people.get(keyOf(user)), indent))],
    ['others', jsonList([...people.values()].filter((person) => !seen.has(keyOf(person))), (person) => [json(person)])],
  ], '');
  yield '\n';
}

function userJson(report: UserReport, person: Person | undefined, indent: string): Iterable<string> {
  const { account, user, counts, refusedByDeny, signIns, facts } = report;
  const { account: _, user: __, ...known } = person ?? { account, user };
  return jsonObject([
    ['account', account],
    ['user', user],
    ['known', person === undefined ? undefined : known],
    ['counts', counts],
    ['refusedByDeny', refusedByDeny],
    ['signIns', signIns],
    ['facts', jsonList(facts, (one) => [json(factJson(one))])],
  ], indent);
}

function factJson({ fact, calls, firstDay, lastDay, example, verdicts }: JudgedFact): object {
  const { account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed } = fact;
  // Without a spread, because that is many times slower.
  return { account, user, session, mfa, age, viaService, viaMcp, action, target, outcome, observed, calls, firstDay, lastDay, example, verdicts };
}
