/** The page: what the logs cover, and the counted calls, which its script judges by what a reader picks. */
import type { Printed } from './impact-json';
import { OPTIONS, rulesOfOptions, rulesOfTemplate } from './page-options';
import type { ReadLogs } from './read-logs';
import { packed } from '../../impact/report/packed';
import type { ImpactPageData } from '../../impact/report/page-data';
import { type Person, keyOf, unseenKeys, withoutDevice } from '../../impact/report/people';
import type { ImpactReport, Policies, UserReport } from '../../impact/report/report';
import { type PageAssets, escaped, page } from '../output/html';
import { json } from '../output/json';

const MAX_NAMES = 50;

/** @param templatePolicies in place of the modes and options of this library */
export function impactPage(printed: Printed, assets: PageAssets, templatePolicies?: Policies): Iterable<string> {
  return page({ heading: 'Whose calls would stop?', content: contentOf(printed, templatePolicies), assets });
}

function* contentOf(printed: Printed, templatePolicies: Policies | undefined): Generator<string> {
  const { report, people } = printed;
  yield `<p class="lead">If every user here were a member of a group with ${templatePolicies === undefined ? '<code>RequireMfaPolicy</code>' : 'a policy of your template'}, from the calls that they made.</p>
<noscript><p class="error">Judging needs JavaScript. Without --html, the command prints the same in the terminal.</p></noscript>
<div${templatePolicies === undefined ? ' class="picker"' : ''}>
${templatePolicies === undefined ? '<div id="options"></div>' : ''}
<div class="result">
<div class="top">
<section class="card" aria-labelledby="numbers-title"><h2 id="numbers-title">By policy</h2><div id="numbers"></div></section>
<section class="card covered" aria-labelledby="covered-title"><h2 id="covered-title">What is counted</h2>
`;
  yield* covered(printed);
  yield `</section>
</div>
<section class="card" aria-labelledby="causes-title"><h2 id="causes-title">What stops</h2><div id="causes"></div></section>
<section aria-labelledby="users-title"><h2 id="users-title">User by user</h2><div id="users"></div></section>
<div class="status"><p id="status" role="status"></p></div>
</div>
</div>
<script type="application/json" id="data">`;
  const data: ImpactPageData = {
    calls: packed(report.users.map((user) => ({ ...user, notes: notesOf(user, people.get(keyOf(user))) }))),
    ...templatePolicies === undefined ? rulesOfOptions() : rulesOfTemplate(templatePolicies),
    options: templatePolicies === undefined ? OPTIONS.map(({ values, ...option }) => option) : [],
    policy: report.policies[0],
  };
  yield json(data).replace(/</g, '\\u003c');
  yield '</script>';
}

/** Beside the numbers, because it is missing from them. */
function* covered({ report, logs, people, notes }: Printed): Generator<string> {
  yield* problems(logs).map((problem) => `<p class="error">${escaped(problem)}</p>\n`);
  for (const line of [
    `${counted(logs.records, 'record')} in ${counted(logs.files, 'file')}, ${daysOf(report)}: calls of ${counted(report.users.length, 'IAM user')} in ${counted(new Set(report.users.map(({ account }) => account)).size, 'account')}.`,
    ...notes,
    ...notReached(report),
    report.observed === 0 ? 'No record has IAM\'s own condition keys, so MFA and services are read from what CloudTrail says of the session.'
      : `${counted(report.observed, 'call')} with IAM's own condition keys, which win over what is inferred.`,
    logs.dataEvents === 0
      ? 'No data events: a call on an object of S3, a function of Lambda or an item of DynamoDB may stop too, and no number counts it.'
      : `${counted(logs.dataEvents, 'data event')}; data events that the trail does not log are in no number.`,
    'Event history and a trail have the Regions that were asked for. Calls and sign-ins in others are in no number.',
    ...others(report, people),
  ]) {
    yield `<p>${escaped(line)}</p>\n`;
  }
}

function problems({ unread, cutOff, skipped, outside }: ReadLogs): string[] {
  return [
    ...unread.slice(0, MAX_NAMES).map(({ file, why }) => `Not read, so no number counts it: ${file}: ${why}`),
    ...unread.length > MAX_NAMES ? [`${counted(unread.length - MAX_NAMES, 'more file')} not read; --json names all of them.`] : [],
    ...cutOff.map((file) => `Cut off: ${file} has a NextToken, so there are more events. Ask for all of them, without --max-items.`),
    ...skipped.length === 0 ? [] : [`Left out, because no calls are in such files and folders: ${listed(skipped)}.`],
    ...outside.files + outside.records === 0 ? []
      : [`Outside what was asked for: ${counted(outside.records, 'record')}, and ${counted(outside.files, 'file')} by the name.`],
  ];
}

function daysOf({ firstDay, lastDay }: ImpactReport): string {
  return firstDay === '' ? 'of unknown days' : firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
}

function notReached(report: ImpactReport): string[] {
  const reasons = Object.entries(report.notReached).sort(([, a], [, b]) => b - a).map(([reason, calls]) => `${calls.toLocaleString('en')} ${reason}`);
  return reasons.length === 0 ? [] : [`No policy of a user reaches the others: ${reasons.join(', ')}.`];
}

function others({ users, firstDay }: ImpactReport, people: ReadonlyMap<string, Person>): string[] {
  const unseen = unseenKeys(people, users, firstDay);
  const absent = withoutDevice(people);
  return [
    ...unseen.length === 0 ? []
      : [`Keys in use of which these records show no call, so ALL_REQUESTS may stop them too: ${listed(unseen.map(({ user, keyUse }) => `${user} (${keyUse!.service}, ${keyUse!.day})`))}.`],
    ...absent.length === 0 ? [] : [`${counted(absent.length, 'user')} with a password and no MFA device, who must enroll first: ${listed(absent.map(({ user }) => user))}.`],
  ];
}

/** What no policy changes. */
function notesOf({ facts }: UserReport, person: Person | undefined): string[] {
  const signIns = facts.filter(({ fact }) => fact.session === 'sign-in' && fact.mfa === 'false').reduce((sum, { calls }) => sum + calls, 0);
  return [
    ...person?.hasDevice === false ? ['No MFA device'] : [],
    ...signIns === 0 ? [] : [`${counted(signIns, 'sign-in')} to the console without MFA`],
    ...person?.groups === undefined ? [] : [person.groups.length === 0 ? 'in no group' : `in ${person.groups.join(', ')}`],
  ];
}

function listed(names: readonly string[]): string {
  return names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
