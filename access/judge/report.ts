/** The answers of all subjects, worst first, with subjects that are alike in one report. */
import { dependenceOf, mayBeOpen } from './answer-words';
import { changedExemptions } from './changed-exemptions';
import { CompactAnswers } from './compact-answers';
import { enforcedBesides, withoutIdlePolicies } from './idle-policies';
import type { JudgeRow } from './judge-row';
import { Answered, judgeBy } from './judge-subject';
import { judgedInParts } from './judged-in-parts';
import { judgedOnce } from './judged-once';
import { type LeftOut, leftOutBy } from './left-out';
import { misspelledKeys } from './misspelled-keys';
import { spelledOut } from './place';
import { remedyFor } from './remedies';
import { notesOn } from './report-notes';
import { type KnownKeys, rowRequester } from './row-requests';
import type { Subject } from './subject';
import { type Policy, everyPolicy } from '../evaluator';
import { type Answer, ANSWERS_TO_ACT_ON } from '../requests/answers';

export type Member = Pick<Subject, 'kind' | 'name' | 'account' | 'arn'>;

export interface SubjectReport {
  /** Everybody with these answers. */
  readonly members: readonly Member[];
  /** The first of them. */
  readonly subject: Subject;
  /** Made when they are asked for, because all answers of a large account do not fit into memory. */
  readonly answers: readonly ReportedAnswer[];
  readonly counts: Readonly<Record<Answer, number>>;
  /** Whether an answer lets MFA be got around, or may. */
  readonly mayBeOpen: boolean;
  /** Policies that ask for MFA beside others that do, and that can be detached from all whom the report knows. */
  readonly idle: readonly string[];
}

/** For writing, so that no more than one answer is in memory. */
export interface StreamedReport extends SubjectReport {
  /** Whether something needs no MFA that no row asks about. */
  readonly leavesOut: boolean;
  readonly answersOneByOne: () => Iterable<ReportedAnswer>;
}

export interface ReportedAnswer {
  readonly row: JudgeRow;
  /** As the row says it, with the ARN of what is "this group" and "this policy" for the subject. */
  readonly resource: string;
  readonly answer: Answer;
  readonly decidedBy: Answered['decidedBy'];
  readonly depends?: Answered['depends'];
  /** What of this library closes it; in words with `code`. */
  readonly closes?: string;
}

export interface Report {
  /** How many rows each subject was asked: the fewest and the most. A row about what a subject does not have is not asked. */
  readonly asked: { readonly least: number; readonly most: number };
  /** What is wrong with the policies themselves, so that the answers may not mean what their author meant. */
  readonly warnings: readonly string[];
  readonly subjects: readonly StreamedReport[];
  readonly notes: readonly string[];
  /** What needs no MFA although a policy asks for it, and no row asks about; the notes name the policies. */
  readonly leftOut: readonly string[];
  /** How many could not be judged; the notes say why. */
  readonly stopped: number;
  /** Whether a part of the input was not judged, in which others may be; the notes name it. */
  readonly isPartial: boolean;
}

/** What is judged, and what the reader of the input says about it. */
export interface Judged {
  readonly subjects: readonly Subject[];
  readonly unjudged?: Readonly<Record<string, number>>;
  readonly remarks?: readonly string[];
  /** How many the input has who cannot be judged. */
  readonly stopped?: number;
  /** Whether a part of the input was not read. */
  readonly isPartial?: boolean;
}

export function report(given: Judged, rows: readonly JudgeRow[], knownKeys: KnownKeys = {}): Report {
  const { subjects, unjudged = {}, remarks = [], stopped = 0, isPartial = false } = given;
  const alike = new Map<string, Alike>();
  const requestsFor = rowRequester(knownKeys);
  const judge = judgedInParts(judgeBy(rows, requestsFor), rows, sharedAmong(subjects));
  const leftOut = leftOutBy(rows, requestsFor);
  const changed = changedExemptions(rows, requestsFor);
  const judged = judgedOnce((subject): JudgedAlike => {
    const { answers, ...names } = withoutIdlePolicies(subject, judge, rows);
    return {
      answers: new CompactAnswers(answers, rows.length, dependenceOf), ...names, leftOut: [...leftOut(subject), ...changed(subject, answers)],
    };
  });
  const needed = new Set<string>();
  // Of who was not judged, nobody knows whether they need what their groups have.
  const isNeeded = (held: string) => stopped > 0 || isPartial || needed.has(held);
  const allLeftOut = new Set<LeftOut>();
  for (const each of subjects) {
    const one = judged(each);
    one.leftOut.forEach((some) => allLeftOut.add(some));
    const subject = enforcedBesides(each, one.enforcingNothing);
    const key = keyOf(subject, one);
    const known = alike.get(key) ?? new Alike(subject, one, rows, isNeeded);
    alike.set(key, known);
    known.add(each, one.leftOut.length > 0);
    inGroups(each).filter(({ name }) => !one.idle.includes(name)).forEach(({ held }) => needed.add(held));
  }
  const reports = [...alike.values()].sort(worstFirst);
  return {
    asked: askedOf(reports),
    warnings: misspelledKeys(subjects.map(({ appliedPolicies }) => appliedPolicies)),
    subjects: reports,
    stopped,
    isPartial,
    leftOut: [...new Set([...allLeftOut].map(({ what }) => what))],
    notes: [...remarks, ...notesOn({ reports, rows, subjects, leftOut: [...allLeftOut], unjudged, knownKeys })],
  };
}

/** Whether more than one subject holds a policy. */
function sharedAmong(subjects: readonly Subject[]): (policy: Policy) => boolean {
  const held = new Set<Policy>();
  const shared = new Set<Policy>();
  for (const { appliedPolicies } of subjects) {
    for (const policy of everyPolicy(appliedPolicies)) {
      (held.has(policy) ? shared : held).add(policy);
    }
  }
  return (policy) => shared.has(policy);
}

function askedOf(reports: readonly SubjectReport[]): Report['asked'] {
  const asked = reports.map(({ counts }) => Object.values(counts).reduce((sum, count) => sum + count)).sort((a, b) => a - b);
  return { least: asked[0] ?? 0, most: asked.at(-1) ?? 0 };
}

/** What users have in common who are judged once. */
interface JudgedAlike {
  readonly answers: CompactAnswers;
  readonly enforcingNothing: readonly string[];
  readonly idle: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** What enforces for somebody through a group: to detach it there takes it from all members. */
function inGroups({ enforcements = [] }: Subject): { readonly name: string; readonly held: string }[] {
  return enforcements.flatMap(({ policy: { name }, held, group }) => held === 'by a group' ? [{ name, held: `${name} ${group}` }] : []);
}

function keyOf({ isUnattached, place: { groups, policies, boundaries } }: Subject, { answers, idle }: JudgedAlike): string {
  return `${isUnattached === true} ${[...groups, ...policies, ...boundaries, ...idle].join()} ${answers.key}`;
}

class Alike implements StreamedReport {
  public readonly members: Member[] = [];
  public readonly counts: Record<Answer, number> = { open: 0, broken: 0, depends: 0, outside: 0, works: 0, denied: 0, ungranted: 0 };
  public readonly mayBeOpen: boolean;
  public leavesOut = false;
  public readonly compact: CompactAnswers;
  /** The name of each policy that may be idle, by what holds it. */
  private readonly held = new Map<string, string>();
  private readonly perhapsIdle: readonly string[];

  /** @param isNeeded whether somebody else needs what a group holds; known as soon as all are judged */
  public constructor(
    public readonly subject: Subject,
    { answers, idle }: JudgedAlike,
    private readonly rows: readonly JudgeRow[],
    private readonly isNeeded: (held: string) => boolean,
  ) {
    this.compact = answers;
    this.perhapsIdle = idle;
    let isPerhapsOpen = false;
    for (const { row, answer } of answers) {
      this.counts[answer]++;
      isPerhapsOpen ||= mayBeOpen({ answer, row: rows[row] });
    }
    this.mayBeOpen = isPerhapsOpen;
  }

  public add(member: Subject, leavesOut: boolean): void {
    this.members.push(memberOf(member));
    this.leavesOut ||= leavesOut;
    inGroups(member).forEach(({ name, held }) => this.held.set(held, name));
  }

  public get idle(): string[] {
    const needed = [...this.held].filter(([held]) => this.isNeeded(held)).map(([, name]) => name);
    return this.perhapsIdle.filter((name) => !needed.includes(name));
  }

  public get answers(): ReportedAnswer[] {
    return [...this.answersOneByOne()];
  }

  public* answersOneByOne(): Generator<ReportedAnswer> {
    const { idle } = this;
    for (const answered of this.compact) {
      const { answer, decidedBy, depends } = answered;
      const row = this.rows[answered.row];
      // Field by field, because a large account has a million of these.
      yield { row, answer, decidedBy, depends, resource: wordsFor(row.resource, this.subject), closes: remedyFor(row, answered, idle) };
    }
  }
}

/** A policy that stands alone has no ARN, and often names no group. */
function wordsFor(resource: string, { kind, place }: Subject): string {
  return kind === 'policies' || !resource.includes('this ') ? resource : spelledOut(resource, place);
}

function memberOf({ kind, name, account, arn }: Subject): Member {
  return { kind, name, account, arn };
}

function worstFirst(one: SubjectReport, other: SubjectReport): number {
  const differing = ANSWERS_TO_ACT_ON.find((answer) => one.counts[answer] !== other.counts[answer]);
  return differing === undefined ? 0 : other.counts[differing] - one.counts[differing];
}
