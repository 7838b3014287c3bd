/** The answers of all subjects, worst first, with subjects that are alike in one report. */
import { asksForMfa } from './enforcement';
import type { JudgeRow } from './judge-row';
import { Answered, judgeBy } from './judge-subject';
import { remedyFor } from './remedies';
import type { KnownKeys } from './row-requests';
import { Subject, isTheOnlyGrant } from './subject';
import { type Answer, TOLD_ANSWERS } from '../requests/answers';

export interface SubjectReport {
  readonly kind: Subject['kind'];
  /** Everybody with these answers. */
  readonly names: readonly string[];
  /** The first of them. */
  readonly subject: Subject;
  readonly answers: readonly ReportedAnswer[];
  readonly counts: Record<Answer, number>;
}

export interface ReportedAnswer {
  readonly row: JudgeRow;
  readonly answer: Answer;
  readonly decidedBy: Answered['decidedBy'];
  readonly depends?: Answered['depends'];
  /** What of this library closes it; in words with `code`. */
  readonly closes?: string;
}

export interface Report {
  readonly asked: number;
  readonly subjects: readonly SubjectReport[];
  readonly notes: readonly string[];
  /** How many could not be judged; the notes say why. */
  readonly stopped: number;
}

/** What is judged, and what the reader of the input says about it. */
export interface Judged {
  readonly subjects: readonly Subject[];
  readonly unjudged?: Readonly<Record<string, number>>;
  readonly remarks?: readonly string[];
  /** How many the input has who cannot be judged. */
  readonly stopped?: number;
}

export function report({ subjects, unjudged = {}, remarks = [], stopped = 0 }: Judged, rows: readonly JudgeRow[], knownKeys: KnownKeys = {}): Report {
  const alike = new Map<string, { subject: Subject; names: string[]; answers: Answered[] }>();
  const judge = judgeBy(rows, knownKeys);
  for (const subject of subjects) {
    const answers = judge(subject);
    const key = keyOf(subject, answers);
    const known = alike.get(key);
    if (known === undefined) {
      alike.set(key, { subject, names: [subject.name], answers });
    } else {
      known.names.push(subject.name);
    }
  }
  const reports = [...alike.values()].map(({ subject, names, answers }) => subjectReport(subject, names, answers, rows));
  return {
    asked: rows.length,
    subjects: reports.sort(worstFirst),
    stopped,
    notes: [...remarks, ...notesOnDenials(reports), ...notes(subjects, unjudged)],
  };
}

function worstFirst(one: SubjectReport, other: SubjectReport): number {
  const differing = TOLD_ANSWERS.find((answer) => one.counts[answer] !== other.counts[answer]);
  return differing === undefined ? 0 : other.counts[differing] - one.counts[differing];
}

function keyOf({ kind }: Subject, answers: Answered[]): string {
  let key: string = kind;
  for (const { row, answer, decidedBy } of answers) {
    key += `|${row}${answer}${decidedBy.map(({ statement }) => statement).join()}`;
  }
  return key;
}

function subjectReport(subject: Subject, names: string[], answers: Answered[], rows: readonly JudgeRow[]): SubjectReport {
  const counts: Record<Answer, number> = { open: 0, broken: 0, depends: 0, outside: 0, works: 0, denied: 0, ungranted: 0 };
  answers.forEach(({ answer }) => counts[answer]++);
  return {
    kind: subject.kind,
    names,
    subject,
    counts,
    answers: answers.map(({ row, ...answered }) => {
      const { answer, decidedBy, depends } = answered;
      return { ...answered, row: rows[row], closes: remedyFor(rows[row], answer, decidedBy, depends) };
    }),
  };
}

/** A Deny that stops nobody, and single actions of everybody. */
function notesOnDenials(reports: readonly SubjectReport[]): string[] {
  const stopped = reports.flatMap(({ answers }) => answers).filter(({ row, answer }) => row.wanted === 'works' && answer === 'denied');
  const deciders = stopped.flatMap(({ decidedBy }) => decidedBy).filter(({ keys }) => !asksForMfa(keys));
  const names = [...new Set(deciders.map(({ policy, statement }) => `${statement} (${policy})`))];
  return names.length === 0 ? [] : [`Denied with MFA too, by statements that do not ask about MFA: ${listed(names)}.`];
}

function notes(subjects: readonly Subject[], unjudged: Readonly<Record<string, number>>): string[] {
  const policies = [...new Set(subjects.flatMap(({ appliedPolicies: { identity, boundary, serviceControl = [] } }) =>
    [...identity, ...boundary === undefined ? [] : [boundary], ...serviceControl.flat()]))];
  const parts = subjects.filter(({ isWhole }) => !isWhole);
  const unknown = [...new Set(subjects.flatMap((subject) => subject.unknown ?? []))];
  const rest = Object.entries(unjudged).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  return [
    ...new Set(policies.filter(({ isOld }) => isOld).map(({ name }) =>
      `${name} has no Version 2012-10-17: \${aws:username} and the like are plain text in it, and match nobody.`)),
    ...unknown.length === 0 ? [] : [`The input does not have ${listed(unknown)}: what they allow or deny is not known.`],
    ...parts.some((subject) => !isTheOnlyGrant(subject)) ? ['Members are judged as if they also had AdministratorAccess, so each denial comes from your policy. Rows about what a policy grants are the exception.'] : [],
    ...parts.some(isTheOnlyGrant)
      ? ['A policy that grants, and has no Deny that asks for MFA, is judged as the only policy of its members. It takes nothing from members who have other permissions.'] : [],
    `Not judged: resource policies, trust policies and session policies.${rest.length > 0 ? ` The input has ${rest.join(' and ')}.` : ''}`,
  ];
}

/** The first of them, and how many more. */
function listed(names: readonly string[]): string {
  return names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
}
