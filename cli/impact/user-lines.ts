/** What the table says of one user: how the calls were made, what stops them, and what helps. */
import { type Line, line } from './table-line';
import { type AlikeCalls, alikeCallsOf } from '../../impact/report/alike-calls';
import type { Person } from '../../impact/report/people';
import type { Counts, UserReport } from '../../impact/report/report';
import { counted } from '../../impact/report/sentence-parts';

const MAX_ACTIONS = 5;

export function* userLines(user: UserReport, person: Person | undefined, policies: readonly string[]): Generator<Line> {
  const facts = notesOf(user, person);
  yield line(`${user.user} (${user.account})${facts.length === 0 ? '' : `: ${facts.join('; ')}`}`);
  const before = new Map<string, string>();
  for (const policy of policies) {
    const alike = alikeCallsOf(user, policy);
    const text = JSON.stringify(alike);
    const same = before.get(text);
    before.set(text, policy);
    if (same !== undefined) {
      yield line(`${policy}: the same as ${same}`, '  ');
    } else {
      yield line(`${policy}: ${alike.length === 0 ? 'nothing stops' : stopping(user.counts[policy])}`, '  ');
      yield* alike.flatMap(linesOf);
    }
  }
}

/** What no policy changes. */
export function notesOf({ signIns: { withoutMfa } }: UserReport, person: Person | undefined): string[] {
  return [
    ...person?.hasDevice === false ? ['no MFA device'] : [],
    ...withoutMfa === 0 ? [] : [`${counted(withoutMfa, 'sign-in')} to the console without MFA`],
    ...person?.groups === undefined ? [] : [person.groups.length === 0 ? 'in no group' : `in ${person.groups.join(', ')}`],
  ];
}

function stopping({ stops, depends }: Counts): string {
  return [...stops > 0 ? [`${counted(stops, 'call')} ${stops === 1 ? 'stops' : 'stop'}`] : [],
    ...depends > 0 ? [`${counted(depends, 'call')} ${depends === 1 ? 'depends' : 'depend'}`] : []].join(', ');
}

function linesOf({ answer, situation, sid, advice, calls, actions, lastDay, example }: AlikeCalls): Line[] {
  const some = actions.slice(0, MAX_ACTIONS).map((one) => one.calls === calls ? one.action : `${one.action} (${one.calls})`);
  const more = actions.length > MAX_ACTIONS ? ` and ${counted(actions.length - MAX_ACTIONS, 'more action')}` : '';
  const last = lastDay === '' ? '' : `, last on ${lastDay}`;
  return [
    line(`${counted(calls, 'call')} ${situation}: ${some.join(', ')}${more}`, '    '),
    line(`${answer === 'stops' ? 'by' : 'may be stopped by'} ${sid}${last}, such as ${example || 'an event without id'}`, '      '),
    line(answer === 'stops' ? `-> ${advice}` : `-> the record does not tell ${advice}`, '      '),
  ];
}
