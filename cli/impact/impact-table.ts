import type { Printed } from './impact-json';
import { beside, copied, problemLines } from './log-lines';
import { type Line, line } from './table-line';
import { userLines } from './user-lines';
import { grouped } from '../../access/judge/grouped';
import { caveatsOf, coverageSentence } from '../../impact/report/coverage-sentences';
import { type PeopleFile, type Person, keyOf, nameAmong, unseenKeys, withoutDevice } from '../../impact/report/people';
import type { Counts, ImpactReport, UserReport } from '../../impact/report/report';
import { counted, listed } from '../../impact/report/sentence-parts';
import { UNKNOWN } from '../../src/private/impact/vocabulary/fact';
import { type Terminal, terminalLine, widthOf, wrapped } from '../output/terminal';

/** The rest is in --json and --csv. */
const MAX_USERS = 25;

/** First what is missing, then what would stop, then who, most affected first. */
export function* impactTable(printed: Printed, terminal: Terminal): Generator<string> {
  for (const { text, indent, color } of linesOf(printed)) {
    for (const part of wrapped(text, indent, widthOf(terminal))) {
      yield `${terminalLine(part, terminal, color)}\n`;
    }
  }
}

function* linesOf(printed: Printed): Generator<Line> {
  const { report, logs, people, notes } = printed;
  yield* problemLines(logs);
  yield line(`${coverageSentence(logs.coverage)}; in ${counted(logs.files, 'file')}.${copied(logs)}`);
  yield line(report.users.length === 0 ? `No IAM user made a call in these records.${beside(report)}` : `Calls of ${counted(report.users.length, 'IAM user')}.${beside(report)}`);
  yield* notes.map((note) => line(note));
  yield line('');
  yield line(`If every user here were a member of a group with ${report.policies.length === 1 ? 'this policy' : 'one of these policies'}:`);
  for (const policy of report.policies) {
    yield line(`${policy}: ${summary(report, policy)}`, '  ', report.counts[policy].stops > 0 ? 'red' : undefined);
  }
  yield* caveatsOf(logs.coverage, report).map((caveat) => line(caveat, '  '));
  const affected = report.users.filter((user) => report.policies.some((policy) => isAffected(user.counts[policy])));
  for (const user of affected.slice(0, MAX_USERS)) {
    yield line('');
    yield* userLines(user, people.get(keyOf(user)), report.policies);
  }
  yield line('');
  if (affected.length > MAX_USERS) {
    yield line(`${counted(affected.length - MAX_USERS, 'more user')} with calls that stop or depend: --json and --csv have all of them.`);
  }
  yield* others(printed, affected);
  yield* happenedLines(report);
}

export function summary({ users, counts }: ImpactReport, policy: string): string {
  const { stops, depends } = counts[policy];
  const of = (answer: 'stops' | 'depends') => counted(users.filter((user) => user.counts[policy][answer] > 0).length, 'user');
  const already = counts[policy]['refused already'];
  return [
    stops === 0 ? 'no call stops' : `${counted(stops, 'call')} of ${of('stops')} ${stops === 1 ? 'stops' : 'stop'}`,
    ...depends === 0 ? [] : [`${counted(depends, 'call')} of ${of('depends')} ${depends === 1 ? 'depends' : 'depend'} on what the records do not tell`],
    `${counted(counts[policy]['goes on'], 'call')} ${counts[policy]['goes on'] === 1 ? 'keeps' : 'keep'} working`,
    ...already === 0 ? [] : [`${already} ${already === 1 ? 'was' : 'were'} refused already`],
  ].join('; ');
}

function isAffected({ stops, depends }: Counts): boolean {
  return stops + depends > 0;
}

/** Who is not in the list above, and who is not in the records at all. */
export function* others({ report, logs: { coverage, outside }, people, peopleFrom }: Printed, shown: readonly UserReport[]): Generator<Line> {
  const { users, policies, stopsKeys, mayStopKeys, firstDay } = report;
  const affected = new Set(shown);
  const nameOf = nameAmong([...users, ...people.values()]);
  const rest = users.filter((user) => !affected.has(user));
  if (rest.length > 0) {
    const under = policies.length === 1 ? '' : ' under any of the policies';
    yield line(`${counted(rest.length, 'user')} ${rest.length === 1 ? 'loses' : 'lose'} no call of these records${under}: ${listed(rest.map(nameOf))}.`);
  }
  for (const [files, missing] of missingIn(users, people, peopleFrom)) {
    yield line(`The ${files} ${files === REPORT ? 'does' : 'do'} not have ${listed(missing.map(({ account, user }) => `${user} (${account})`))}.`, '', 'yellow');
  }
  const unseen = unseenKeys(people, users, firstDay);
  if (unseen.length > 0) {
    const isPart = outside.records + outside.files > 0 || unseen.some(({ keyUse }) => keyUse!.day > coverage.lastDay);
    yield line(`Keys in use of which these records show no call: ${listed(unseen.map((person) => `${nameOf(person)} (${person.keyUse!.service}, last on ${person.keyUse!.day})`))}. `
      + `They may make calls that only data events show${isPart ? ', or calls on other days or in other Regions' : ''}. ${stoppingKeys(report)}`, '', stopsKeys.length + mayStopKeys.length === 0 ? undefined : 'yellow');
  }
  const absent = withoutDevice(people);
  if (absent.length > 0) {
    yield line(`${counted(absent.length, 'user')} with a password and no MFA device, who ${absent.length === 1 ? 'has' : 'have'} to enroll first: ${listed(absent.map(nameOf))}.`);
  }
}

function stoppingKeys({ stopsKeys, mayStopKeys }: ImpactReport): string {
  const sentences = [
    ...stopsKeys.length === 0 ? [] : [`${stopsKeys.join(', ')} ${stopsKeys.length === 1 ? 'stops' : 'stop'} such calls.`],
    ...mayStopKeys.length === 0 ? [] : [`${mayStopKeys.join(', ')} may stop such calls.`],
  ];
  return sentences.length === 0 ? 'None of the policies stops such calls.' : sentences.join(' ');
}

const REPORT = 'credential report';
/** What each file tells of every user whom it has. */
const KNOWN_FROM: Readonly<Record<PeopleFile, readonly [file: string, known: keyof Person]>> = {
  'credential-report': [REPORT, 'hasDevice'],
  'account-details': ['details of the account', 'groups'],
};

/** By the files that do not have them: one that is of another account may be given beside the right other one. */
function missingIn(users: readonly UserReport[], people: ReadonlyMap<string, Person>, given: readonly PeopleFile[]): Map<string, UserReport[]> {
  const filesWithout = (user: UserReport) =>
    given.map((file) => KNOWN_FROM[file]).filter(([, known]) => people.get(keyOf(user))?.[known] === undefined).map(([file]) => file).join(' and the ');
  // A call of which the record names nobody may be of anybody.
  const named = users.filter(({ user }) => user !== UNKNOWN);
  return grouped(named.map((user) => [filesWithout(user), user] as const).filter(([files]) => files !== ''));
}

/** What happened already: of interest once the policies are enforced. */
export function* happenedLines({ users, refusedByDeny: { yes, no, unknown }, signIns }: ImpactReport): Generator<Line> {
  const nameOf = nameAmong(users);
  const by = (count: (user: UserReport) => number) =>
    listed(users.filter((user) => count(user) > 0).sort((a, b) => count(b) - count(a)).map((user) => `${nameOf(user)} (${count(user)})`));
  if (yes + unknown + no > 0) {
    const who = yes === 0 ? '' : `: ${by((user) => user.refusedByDeny.yes)}`;
    yield line(`Refused already: ${counted(yes, 'call')} by a Deny in a policy of the user${who}; ${counted(no, 'call')} by something else; ${counted(unknown, 'call')} of which the record does not tell by what.`);
  }
  const { withMfa, withoutMfa, unknown: unclear } = signIns;
  if (withoutMfa + unclear > 0) {
    const who = withoutMfa === 0 ? 'no user of these records' : by((user) => user.signIns.withoutMfa);
    const rest = unclear === 0 ? '' : `; ${counted(unclear, 'sign-in')} of which the record does not tell`;
    yield line(`Signed in without MFA: ${who}; ${counted(withMfa, 'sign-in')} had MFA${rest}.`, '', withoutMfa > 0 ? 'yellow' : undefined);
  }
}
