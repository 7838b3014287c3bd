import type { ReadLogs } from './read-logs';
import type { ImpactReport, UserReport } from '../../impact/report/report';
import { type Terminal, terminalLine, widthOf, wrapped } from '../output/terminal';

/** The rest is in --json. */
const MAX_USERS = 25;
const MAX_UNREAD = 5;
const MAX_ACTIONS = 3;

/** Most affected first: who would be refused, and which actions. */
export function* impactTable(report: ImpactReport, logs: ReadLogs, terminal: Terminal): Generator<string> {
  for (const { text, indent } of linesOf(report, logs)) {
    for (const part of wrapped(text, indent, widthOf(terminal))) {
      yield `${terminalLine(part, terminal)}\n`;
    }
  }
}

interface Line {
  readonly text: string;
  readonly indent: string;
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function line(text: string, indent = ''): Line {
  return { text, indent };
}

function* linesOf(report: ImpactReport, logs: ReadLogs): Generator<Line> {
  yield* problems(logs);
  yield line(`${many(logs.records, 'record')} of ${many(logs.files, 'file')}, ${report.firstDay} to ${report.lastDay}; ${many(report.users.length, 'IAM user')}.`);
  yield* report.policies.map((policy) => line(`${policy}: ${summary(report, policy)}`));
  yield line('Only what CloudTrail logged: event history and a default trail have no data events, such as reads of objects in S3.');
  for (const user of report.users.slice(0, MAX_USERS)) {
    yield line('');
    yield line(`${user.account} ${user.user}`);
    yield* report.policies.map((policy) => line(`${policy}: ${counted(user, policy)}`, '  '));
  }
  if (report.users.length > MAX_USERS) {
    yield line('');
    yield line(`${many(report.users.length - MAX_USERS, 'more user')}: --json has all of them.`);
  }
}

/** What is missing from every number below. */
function* problems({ unread, cutOff }: ReadLogs): Generator<Line> {
  if (unread.length > 0) {
    yield line(`${many(unread.length, 'file')} could not be read, and no number counts what is in there:`);
    yield* unread.slice(0, MAX_UNREAD).map(({ file, why }) => line(`${file}: ${why}`, '  '));
  }
  yield* cutOff.map((file) => line(`${file}: it has a NextToken, so there are more events; ask for all of them, without --max-items`));
}

function summary({ users, counts }: ImpactReport, policy: string): string {
  const affected = users.filter((user) => user.counts[policy].stops > 0).length;
  const { stops, depends } = counts[policy];
  const beside = (['refused already', 'sign-in', 'not reached'] as const).map((answer) => `${counts[policy][answer]} ${answer}`).join(', ');
  return `stops ${many(stops, 'call')} of ${many(affected, 'user')}; ${depends} depend on what the records do not tell. Beside them: ${beside}.`;
}

function counted(user: UserReport, policy: string): string {
  const { stops, depends } = user.counts[policy];
  const named = (answer: string) => {
    const actions = [...new Set(user.facts.filter(({ verdicts }) => verdicts[policy].answer === answer).map(({ fact }) => fact.action))];
    return actions.length === 0 ? '' : ` (${actions.slice(0, MAX_ACTIONS).join(', ')}${actions.length > MAX_ACTIONS ? ` and ${actions.length - MAX_ACTIONS} more` : ''})`;
  };
  return `${stops} stop${named('stops')}, ${depends} depend${named('depends')}, ${user.counts[policy]['goes on']} ${'goes on'}`;
}
