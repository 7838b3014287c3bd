import type { Printed } from './impact-json';
import type { ReadLogs } from './read-logs';
import { keyOf, unseenKeys, withoutDevice } from '../../impact/report/people';
import type { Person } from '../../impact/report/people';
import type { Counts, ImpactReport, UserReport } from '../../impact/report/report';
import { type Told, toldOf } from '../../impact/report/told';
import { type Color, type Terminal, terminalLine, widthOf, wrapped } from '../output/terminal';

/** The rest is in --json and --csv. */
const MAX_USERS = 25;
const MAX_UNREAD = 5;
const MAX_ACTIONS = 5;
const MAX_NAMES = 10;

interface Line {
  readonly text: string;
  readonly indent: string;
  readonly color?: Color;
}

/** First what is missing, then what would stop, then who, most affected first. */
export function* impactTable(printed: Printed, terminal: Terminal): Generator<string> {
  for (const { text, indent, color } of linesOf(printed)) {
    for (const part of wrapped(text, indent, widthOf(terminal))) {
      yield `${terminalLine(part, terminal, color)}\n`;
    }
  }
}

function line(text: string, indent = '', color?: Color): Line {
  return { text, indent, color };
}

function* linesOf({ report, logs, people, notes }: Printed): Generator<Line> {
  yield* problems(logs);
  yield line(`${counted(logs.records, 'record')} in ${counted(logs.files, 'file')}, ${days(report)}: calls of ${counted(report.users.length, 'IAM user')}.${beside(report)}`);
  yield* notes.map((note) => line(note));
  yield line('');
  yield line(`If every user here were a member of a group with ${report.policies.length === 1 ? 'this policy' : 'one of these policies'}:`);
  for (const policy of report.policies) {
    yield line(`${policy}: ${summary(report, policy)}`, '  ', report.counts[policy].stops > 0 ? 'red' : undefined);
  }
  yield line(unlogged(logs), '  ');
  const told = report.users.filter((user) => report.policies.some((policy) => isAffected(user.counts[policy])));
  for (const user of told.slice(0, MAX_USERS)) {
    yield line('');
    yield* userLines(user, people.get(keyOf(user)), report.policies);
  }
  yield line('');
  if (told.length > MAX_USERS) {
    yield line(`${counted(told.length - MAX_USERS, 'more user')} with calls that stop or depend: --json and --csv have all of them.`);
  }
  yield* others(report, told, people);
}

/** What is missing from every number below. */
function* problems({ unread, cutOff, skipped, outside }: ReadLogs): Generator<Line> {
  if (unread.length > 0) {
    yield line(`${counted(unread.length, 'file')} could not be read, and no number counts ${unread.length === 1 ? 'it' : 'them'}:`, '', 'red');
    yield* unread.slice(0, MAX_UNREAD).map(({ file, why }) => line(`${file}: ${why}`, '  '));
    yield* unread.length > MAX_UNREAD ? [line(`and ${unread.length - MAX_UNREAD} more: --json names all of them`, '  ')] : [];
  }
  yield* cutOff.map((file) => line(`${file}: it has a NextToken, so there are more events; ask for all of them, without --max-items`, '', 'red'));
  if (skipped.length > 0) {
    yield line(`Left out, because no calls are in such files and folders: ${listed(skipped)}.`);
  }
  if (outside.files + outside.records > 0) {
    yield line(`Outside what was asked for: ${counted(outside.records, 'record')}, and ${counted(outside.files, 'file')} by the name.`);
  }
}

function days({ firstDay, lastDay }: ImpactReport): string {
  return firstDay === '' ? 'of unknown days' : firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
}

/** What no policy of a user judges. */
function beside({ notReached }: ImpactReport): string {
  const others = Object.entries(notReached).sort(([, a], [, b]) => b - a).map(([reason, calls]) => `${calls} ${reason}`);
  return others.length === 0 ? '' : ` No policy of a user reaches the others: ${others.join(', ')}.`;
}

function summary({ users, counts }: ImpactReport, policy: string): string {
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

/** Beside the numbers, because it is missing from them. */
function unlogged({ dataEvents }: ReadLogs): string {
  return dataEvents === 0
    ? 'No data events are in these records. A call on an object of S3, a function of Lambda or an item of DynamoDB may stop too, and no number counts it.'
    : `${counted(dataEvents, 'record')} of data events ${dataEvents === 1 ? 'is' : 'are'} among them. Data events that the trail does not log are in no number.`;
}

function isAffected({ stops, depends }: Counts): boolean {
  return stops + depends > 0;
}

function* userLines(user: UserReport, person: Person | undefined, policies: readonly string[]): Generator<Line> {
  const facts = [
    ...person?.hasDevice === false ? ['no MFA device'] : [],
    ...signIns(user),
    ...person?.groups === undefined ? [] : [person.groups.length === 0 ? 'in no group' : `in ${person.groups.join(', ')}`],
  ];
  yield line(`${user.user} (${user.account})${facts.length === 0 ? '' : `: ${facts.join('; ')}`}`);
  const before = new Map<string, string>();
  for (const policy of policies) {
    const told = toldOf(user, policy);
    const text = JSON.stringify(told);
    const same = before.get(text);
    before.set(text, policy);
    if (same !== undefined) {
      yield line(`${policy}: the same as ${same}`, '  ');
    } else {
      yield line(`${policy}: ${told.length === 0 ? 'nothing stops' : stopping(user.counts[policy])}`, '  ');
      yield* told.flatMap(toldLines);
    }
  }
}

/** A sign-in says who has to enroll. */
function signIns({ facts }: UserReport): string[] {
  const without = facts.filter(({ fact }) => fact.session === 'sign-in' && fact.mfa === 'false').reduce((sum, { calls }) => sum + calls, 0);
  return without === 0 ? [] : [`${counted(without, 'sign-in')} to the console without MFA`];
}

function stopping({ stops, depends }: Counts): string {
  return [...stops > 0 ? [`${counted(stops, 'call')} ${stops === 1 ? 'stops' : 'stop'}`] : [],
    ...depends > 0 ? [`${counted(depends, 'call')} ${depends === 1 ? 'depends' : 'depend'}`] : []].join(', ');
}

function toldLines({ answer, situation, sid, advice, calls, actions, lastDay, example }: Told): Line[] {
  const some = actions.slice(0, MAX_ACTIONS).map((one) => one.calls === calls ? one.action : `${one.action} (${one.calls})`);
  const more = actions.length > MAX_ACTIONS ? ` and ${counted(actions.length - MAX_ACTIONS, 'more action')}` : '';
  const last = lastDay === '' ? '' : `, last on ${lastDay}`;
  return [
    line(`${calls} ${situation}: ${some.join(', ')}${more}`, '    '),
    line(`${answer === 'stops' ? 'by' : 'may be stopped by'} ${sid}${last}, such as ${example || 'an event without id'}`, '      '),
    line(answer === 'stops' ? `-> ${advice}` : `-> the record does not tell ${advice}`, '      '),
  ];
}

/** Who is not in the list above, and who is not in the records at all. */
function* others({ users, policies, firstDay }: ImpactReport, told: readonly UserReport[], people: ReadonlyMap<string, Person>): Generator<Line> {
  const rest = users.filter((user) => !told.includes(user));
  if (rest.length > 0) {
    const under = policies.length === 1 ? '' : ' under any of the policies';
    yield line(`${counted(rest.length, 'user')} ${rest.length === 1 ? 'loses' : 'lose'} no call of these records${under}: ${listed(rest.map(({ user }) => user))}.`);
  }
  const unseen = unseenKeys(people, users, firstDay);
  if (unseen.length > 0) {
    yield line('Keys in use of which these records show no call. They may make calls that only data events show, and ALL_REQUESTS stops those: '
      + `${listed(unseen.map(({ user, keyUse }) => `${user} (${keyUse!.service}, ${keyUse!.day})`))}.`, '', 'yellow');
  }
  const absent = withoutDevice(people);
  if (absent.length > 0) {
    yield line(`${counted(absent.length, 'user')} with a password and no MFA device, who ${absent.length === 1 ? 'has' : 'have'} to enroll first: ${listed(absent.map(({ user }) => user))}.`);
  }
}

function listed(names: readonly string[]): string {
  return names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
