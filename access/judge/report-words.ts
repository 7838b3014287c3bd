/** How the outputs of the command and the page put a report: titles, names, groups of answers, and the conclusion. */
import { dependenceOf } from './answer-words';
import { firstNames } from './first-names';
import type { Report, ReportedAnswer, SubjectReport } from './report';
import type { AnswerToActOn } from '../requests/answers';
import { REQUESTS } from '../requests/request-kinds';

export const TITLES: Record<AnswerToActOn, string> = {
  open: 'OPEN: ways around MFA',
  broken: 'BROKEN: work that stops',
  depends: 'DEPENDS: on something that the input does not tell',
  outside: 'OUTSIDE: allowed, and outside the promise of this library\'s default too',
};

const SHOWN = 3;

export function namesOf({ members }: Pick<SubjectReport, 'members'>): string {
  return firstNames(members.map(({ name }) => name), SHOWN);
}

export function decidersOf(deciders: ReportedAnswer['decidedBy']): string {
  return deciders.length === 0 ? 'nothing allows it' : deciders.map(({ policy, statement }) => `${statement} (${policy})`).join(', ');
}

/** What is asked of one kind of request, and what decides it: each action once, with its resources. */
export interface AskedTogether<T> {
  readonly request: string;
  readonly calls: string;
  readonly depends?: string;
  /** The first of them, which is decided as all are. */
  readonly first: T;
}

/** An answer with what decides it, which is the same object in all answers that are decided alike. */
type Decided = Pick<ReportedAnswer, 'row' | 'resource' | 'depends' | 'closes'> & { readonly decidedBy: readonly object[] };

/** @param nameOf tells apart what decides, as the reader sees it */
export function askedTogether<T extends Decided>(answers: readonly T[], nameOf: (decidedBy: T['decidedBy']) => string): AskedTogether<T>[] {
  const groups = new Map<string, Map<string, T[]>>();
  for (const one of answers) {
    const name = nameOf(one.decidedBy);
    const ofSame = groups.get(name) ?? new Map<string, T[]>();
    groups.set(name, ofSame);
    const key = `${one.row.request} ${dependenceOf(one) ?? ''}`;
    const some = ofSame.get(key) ?? [];
    ofSame.set(key, some);
    some.push(one);
  }
  const all = [...groups.values()].flatMap((ofSame) => [...ofSame.values()]);
  const kinds = [...new Set(answers.map(({ row }) => row.request))];
  return kinds.flatMap((request) => all.filter(([{ row }]) => row.request === request)).map((some) => ({
    request: REQUESTS[some[0].row.request].title, calls: callsOf(some), depends: dependenceOf(some[0]), first: some[0],
  }));
}

function callsOf(answers: readonly Pick<ReportedAnswer, 'row' | 'resource'>[]): string {
  const actions = new Map<string, Set<string>>();
  for (const { row: { action }, resource } of answers) {
    actions.set(action, (actions.get(action) ?? new Set()).add(resource));
  }
  return [...actions].map(([action, resources]) => resources.has('*') ? action : `${action} (${[...resources].join(', ')})`).join(', ');
}

/** Answers that one thing closes, together. */
export function byRemedy<T extends Pick<ReportedAnswer, 'closes'>>(answers: readonly T[]): [ReportedAnswer['closes'], T[]][] {
  const groups = new Map<ReportedAnswer['closes'], T[]>();
  for (const one of answers) {
    const some = groups.get(one.closes) ?? [];
    groups.set(one.closes, some);
    some.push(one);
  }
  return [...groups];
}

/** Says what was asked; that nothing is open is no promise about what was not. */
export function conclusion({ asked, subjects, leftOut, stopped, isPartial }: Report): string {
  const open = subjects.filter(({ counts }) => counts.open > 0);
  const perhaps = subjects.filter(({ counts, mayBeOpen }) => counts.open === 0 && mayBeOpen);
  const outside = subjects.some(({ counts }) => counts.outside > 0) ? '; some are outside the promise of this library\'s default too' : '';
  const number = (some: readonly SubjectReport[]) => some.reduce((sum, { members }) => sum + members.length, 0);
  const ways = [
    ...open.length === 0 ? [] : [`${number(open)} of ${number(subjects)} judged: there are ways around MFA.`],
    ...perhaps.length === 0 ? [] : [`${number(perhaps)} of ${number(subjects)} judged: whether there are ways around MFA depends on what the input does not tell.`],
  ];
  const unjudged = (stopped === 0 ? '' : ` ${stopped} could not be judged.`)
    + (isPartial ? ' A part of the input was not judged.' : '');
  const more = leftOut.length === 0 ? '' : ` But rows do not ask about all that needs no MFA: ${firstNames(leftOut, SHOWN)}.`;
  const rows = asked.least === asked.most ? `${asked.most}` : `${asked.least} to ${asked.most}`;
  return ways.length > 0 ? `${ways.join(' ')} ${rows} rows were asked.${unjudged}`
    : `None of the ${rows} rows asked is open${outside}.${more}${unjudged} Other requests were not asked: docs/access-matrix.md in the repository lists the rows.`;
}

/** What a person would call the row. */
export function describe({ row: { request, action }, resource }: ReportedAnswer): string {
  return `${REQUESTS[request].title}: ${action}${resource === '*' ? '' : ` on ${resource}`}`;
}
