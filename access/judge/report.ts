/** The answers of all subjects, worst first, with subjects that are alike in one report. */
import { dependenceOf, mayBeOpen } from './answer-words';
import { CompactAnswers } from './compact-answers';
import { BY_NAME, asksForMfa } from './enforcement';
import { firstNames } from './first-names';
import { grouped } from './grouped';
import { enforcedBesides, withoutIdlePolicies } from './idle-policies';
import { emptyListsAmong } from './inputs/empty-lists';
import type { JudgeRow } from './judge-row';
import { Answered, judgeBy } from './judge-subject';
import { judgedInParts } from './judged-in-parts';
import { judgedOnce } from './judged-once';
import { type LeftOut, leftOutBy } from './left-out';
import { misspelledKeys } from './misspelled-keys';
import { accountsNamedIn, spelledOut } from './place';
import { BY_LONG_TERM_CREDENTIAL, remedyFor } from './remedies';
import { type KnownKeys, rowRequester } from './row-requests';
import { Subject, isTheOnlyGrant } from './subject';
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
  const judged = judgedOnce((subject): JudgedAlike => {
    const { answers, ...names } = withoutIdlePolicies(subject, judge, rows);
    return { answers: new CompactAnswers(answers, rows.length, dependenceOf), ...names, leftOut: leftOut(subject) };
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
    known.add(each);
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
    notes: [
      ...remarks,
      ...notesOnLeftOut([...allLeftOut]),
      ...notesOnDenials(reports, rows),
      ...notesOnIdlePolicies(reports, rows),
      ...notes(subjects, unjudged),
    ],
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

  public add(member: Subject): void {
    this.members.push(memberOf(member));
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

/** Names in a note. */
const SHOWN = 5;

/** A Deny that stops nobody, and single actions of everybody. */
function notesOnDenials(reports: readonly Alike[], rows: readonly JudgeRow[]): string[] {
  const deciders = new Set<Answered['decidedBy'][number]>();
  for (const { compact } of reports) {
    for (const { row, answer, decidedBy } of compact) {
      if (answer === 'denied' && rows[row].wanted === 'works') {
        decidedBy.forEach((one) => deciders.add(one));
      }
    }
  }
  const names = [...new Set([...deciders].filter(({ keys }) => !asksForMfa(keys)).map(({ policy, statement }) => `${statement} (${policy})`))];
  return names.length === 0 ? [] : [`Denied with MFA too, by statements that do not ask about MFA: ${firstNames(names, SHOWN)}.`];
}

/** One sentence for all policies that leave out the same. */
function notesOnLeftOut(leftOut: readonly LeftOut[]): string[] {
  return [...grouped(leftOut.map(({ what, how, policies }) => [`${what} (${how}`, policies] as const))]
    .map(([what, policies]) => `Needs no MFA: ${what} ${firstNames([...new Set(policies)], SHOWN)}). Rows do not ask about all of that.`);
}

function notesOnIdlePolicies(reports: readonly Alike[], rows: readonly JudgeRow[]): string[] {
  const stopping = new Set(reports.filter(({ idle }) => idle.length > 0).flatMap(({ compact }) => [...compact]
    .filter(({ row, answer }) => answer === 'broken' && BY_LONG_TERM_CREDENTIAL.includes(rows[row].request))
    .flatMap(({ decidedBy }) => decidedBy.map(({ policy }) => policy))));
  return [...new Set(reports.flatMap(({ idle }) => idle))].map((name) => stopping.has(name)
    ? `${name} stops access keys, and other policies ask for MFA: detach it if keys should work. Keys can then do all that is outside the promise too, such as assuming roles.`
    : `${name} asks for MFA, and so do other policies wherever it is needed: detach it from those who have them.`);
}

/** Each once, because most users have what others have. */
function policiesOf(subjects: readonly Subject[]): Policy[] {
  return [...new Set(subjects.flatMap(({ appliedPolicies }) => everyPolicy(appliedPolicies)))];
}

/** Statements that ask for MFA of users with some names only. */
function namesOfExemptions({ name, statements }: Policy): string[] {
  return statements.filter(({ effect, keys, conditions }) => effect === 'Deny' && asksForMfa(keys) && conditions.some(({ key }) => BY_NAME.includes(key)))
    .map((statement) => `${statement.name} (${name})`);
}

function textOf({ appliedPolicies }: Subject): string {
  return JSON.stringify(everyPolicy(appliedPolicies).map(({ statements }) => statements.map(({ source }) => source)));
}

function notesOnEmptyLists({ name, statements }: Policy): string[] {
  return emptyListsAmong(statements.flatMap(({ keys }) => keys))
    .map((statement) => `The documents of AWS contradict one another on what ${statement} does (${name}): answers depend on it.`);
}

/** Tells of a policy whose account nobody can tell. */
function noteOnAccounts(subject: Subject): string[] {
  const others = accountsNamedIn(textOf(subject)).filter((account) => account !== subject.place.account);
  return others.length === 0 ? []
    : [`Judged in an account that the input does not name: ARNs of ${firstNames(others, SHOWN)} name nothing there. Tell yours with --context aws:PrincipalAccount=ACCOUNT.`];
}

/** Tells of a policy that was copied by half. */
function noteOnPartitions(subject: Subject): string[] {
  const { place } = subject;
  const text = textOf(subject);
  // Of a large policy, only what differs is taken from its text.
  const ofOthers = new RegExp(`"arn:(?!${place.partition}:)(aws[a-z-]*):`, 'g');
  const others = [...new Set([...text.matchAll(ofOthers)].map(([, partition]) => partition))];
  return others.length === 0 ? [] : [`Judged in the partition ${place.partition}: ARNs of ${others.join(', ')} name nothing there.`];
}

function notes(subjects: readonly Subject[], unjudged: Readonly<Record<string, number>>): string[] {
  const policies = policiesOf(subjects);
  const parts = subjects.filter(({ isWhole }) => !isWhole);
  const byName = [...new Set(policiesOf(subjects.filter(({ kind }) => kind !== 'user')).flatMap(namesOfExemptions))];
  const unknown = [...new Set(subjects.flatMap((subject) => subject.unknown ?? []))];
  const unattached = subjects.filter(({ isUnattached }) => isUnattached)
    .flatMap(({ appliedPolicies: { identity } }) => identity.map(({ name }) => name));
  const rest = Object.entries(unjudged).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  return [
    ...new Set(policies.filter(({ isOld }) => isOld).map(({ name }) =>
      `${name} has no Version 2012-10-17: \${aws:username} and the like are plain text in it, and match nobody.`)),
    ...policies.flatMap(notesOnEmptyLists),
    ...byName.length === 0 ? [] : [`Judged for a user named alice. ${firstNames(byName, SHOWN)} asks for the name of the user, so others may be exempt from MFA.`],
    ...subjects.filter(({ kind }) => kind === 'policies').flatMap(noteOnPartitions),
    ...new Set(subjects.filter(({ place }) => place.isMadeUp).flatMap(noteOnAccounts)),
    ...unknown.length === 0 ? [] : [`The input does not have ${firstNames(unknown, SHOWN)}: what they allow or deny is not known.`],
    ...parts.some((subject) => !isTheOnlyGrant(subject)) ? ['Members are judged as if they also had AdministratorAccess, so each denial comes from your policy. Rows about what a policy grants are the exception.'] : [],
    ...parts.some(isTheOnlyGrant)
      ? ['A policy that grants, and has no Deny that asks for MFA, is judged as the only policy of its members. It takes nothing from members who have other permissions.'] : [],
    ...unattached.length === 0 || subjects.every(({ isUnattached }) => isUnattached) ? [] : [`The template attaches ${firstNames(unattached, SHOWN)} to nobody: --fail-on does not count what nobody has.`],
    `Not judged: resource policies, trust policies and session policies.${rest.length > 0 ? ` The input has ${rest.join(' and ')}.` : ''}`,
  ];
}
