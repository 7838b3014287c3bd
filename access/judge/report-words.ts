/** How the outputs of the command and the page put a report: titles, names, groups of answers, and the conclusion. */
import type { JudgeRow } from './judge-row';
import type { Report, ReportedAnswer, SubjectReport } from './report';
import type { DefiniteAnswer } from '../requests/answers';
import { REQUESTS } from '../requests/request-kinds';

export const TITLES: Partial<Record<DefiniteAnswer, string>> = {
  open: 'OPEN: ways around MFA',
  broken: 'BROKEN: work that stops',
  outside: 'OUTSIDE: allowed, and outside the promise of this library\'s default too',
};

const SHOWN = 3;

/** The first names, and how many more. */
export function namesOf({ names }: Pick<SubjectReport, 'names'>): string {
  const rest = names.length - SHOWN;
  return names.slice(0, SHOWN).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

export function decidersOf(deciders: ReportedAnswer['decidedBy']): string {
  return deciders.length === 0 ? 'nothing allows it' : deciders.map(({ policy, statement }) => `${statement} (${policy})`).join(', ');
}

/** What is asked of one kind of request, each action once with its resources. */
export function byRequest(answers: readonly ReportedAnswer[]): [string, string, ReportedAnswer[]][] {
  const kinds = [...new Set(answers.map(({ row }) => row.request))];
  return kinds.map((request) => {
    const some = answers.filter(({ row }) => row.request === request);
    const actions = new Map<string, Set<string>>();
    some.forEach(({ row }) => actions.set(row.action, (actions.get(row.action) ?? new Set()).add(row.resource)));
    const calls = [...actions].map(([action, resources]) => resources.has('*') ? action : `${action} (${[...resources].join(', ')})`);
    return [REQUESTS[request].title, calls.join(', '), some];
  });
}

/** Answers that one thing closes, together. */
export function byRemedy(answers: readonly ReportedAnswer[]): [ReportedAnswer['closes'], ReportedAnswer[]][] {
  const groups = new Map<ReportedAnswer['closes'], ReportedAnswer[]>();
  for (const one of answers) {
    groups.set(one.closes, [...groups.get(one.closes) ?? [], one]);
  }
  return [...groups];
}

/** Says what was asked; that nothing is open is no promise about what was not. */
export function conclusion({ asked, subjects }: Report): string {
  const open = subjects.filter(({ counts }) => counts.open > 0);
  const outside = subjects.some(({ counts }) => counts.outside > 0) ? '; some are outside the promise of this library\'s default too' : '';
  const number = (some: readonly SubjectReport[]) => some.reduce((sum, { names }) => sum + names.length, 0);
  return open.length === 0
    ? `None of the ${asked} rows asked is open${outside}. Other requests were not asked: docs/access-matrix.md lists the rows.`
    : `${number(open)} of ${number(subjects)} judged: MFA can be got around. ${asked} rows were asked.`;
}

/** What a person would call the row. */
export function describe({ request, action, resource }: JudgeRow): string {
  return `${REQUESTS[request].title}: ${action}${resource === '*' ? '' : ` on ${resource}`}`;
}
