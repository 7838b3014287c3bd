/** How the outputs of the command and the page put a report: titles, names, groups of answers, and the conclusion. */
import type { Report, ReportedAnswer, SubjectReport } from './report';
import type { Representative } from '../evaluator';
import type { ToldAnswer } from '../requests/answers';
import { REQUESTS } from '../requests/request-kinds';

export const TITLES: Record<ToldAnswer, string> = {
  open: 'OPEN: ways around MFA',
  broken: 'BROKEN: work that stops',
  depends: 'DEPENDS: on something that the input does not tell',
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

/** On what an answer depends, and which value gives which answer. */
export function dependenceOf({ depends }: ReportedAnswer): string | undefined {
  if (depends === undefined) {
    return undefined;
  }
  const written = new Map(depends.statements.flatMap(({ keys }) => keys.map((key) => [key.toLowerCase(), key])));
  const nameOf = (key: string) => written.get(key) ?? key;
  const { key, allowedWith, deniedWith, beside } = depends;
  if (key === undefined) {
    return `on ${depends.keys.map(nameOf).join(', ')}, in more combinations than are tried`;
  }
  const others = [...beside].map(([other, value]) => `${nameOf(other)} = ${valueOf(value)}`);
  return `${nameOf(key)} = ${valueOf(allowedWith!)}: allowed; ${valueOf(deniedWith!)}: denied${others.length === 0 ? '' : ` (with ${others.join(', ')})`}`;
}

/** The same of several answers, each once. */
export function dependencesOf(answers: readonly ReportedAnswer[]): string[] {
  return [...new Set(answers.flatMap((one) => dependenceOf(one) ?? []))];
}

function valueOf({ value, isOther }: Representative): string {
  return value === undefined ? 'none' : isOther ? 'any other' : typeof value === 'string' ? value : value.join(' and ');
}

/** Whether an answer lets MFA be got around, or may. */
export function mayBeOpen({ answer, row }: ReportedAnswer): boolean {
  return answer === 'open' || (answer === 'depends' && row.wanted === 'denied');
}

/** What is asked of one kind of request, each action once with its resources. */
export function byRequest(answers: readonly ReportedAnswer[]): [string, string, ReportedAnswer[]][] {
  const kinds = [...new Set(answers.map(({ row }) => row.request))];
  return kinds.map((request) => {
    const some = answers.filter(({ row }) => row.request === request);
    const actions = new Map<string, Set<string>>();
    some.forEach(({ row, resource }) => actions.set(row.action, (actions.get(row.action) ?? new Set()).add(resource)));
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
export function conclusion({ asked, subjects, stopped }: Report): string {
  const open = subjects.filter(({ counts }) => counts.open > 0);
  const perhaps = subjects.filter(({ counts, answers }) => counts.open === 0 && answers.some(mayBeOpen));
  const outside = subjects.some(({ counts }) => counts.outside > 0) ? '; some are outside the promise of this library\'s default too' : '';
  const number = (some: readonly SubjectReport[]) => some.reduce((sum, { names }) => sum + names.length, 0);
  const ways = [
    ...open.length === 0 ? [] : [`${number(open)} of ${number(subjects)} judged: MFA can be got around.`],
    ...perhaps.length === 0 ? [] : [`${number(perhaps)} of ${number(subjects)} judged: whether MFA can be got around depends on what the input does not tell.`],
  ];
  const unjudged = stopped === 0 ? '' : ` ${stopped} could not be judged.`;
  return ways.length > 0 ? `${ways.join(' ')} ${asked} rows were asked.${unjudged}`
    : `None of the ${asked} rows asked is open${outside}.${unjudged} Other requests were not asked: docs/access-matrix.md lists the rows.`;
}

/** What a person would call the row. */
export function describe({ row: { request, action }, resource }: ReportedAnswer): string {
  return `${REQUESTS[request].title}: ${action}${resource === '*' ? '' : ` on ${resource}`}`;
}
