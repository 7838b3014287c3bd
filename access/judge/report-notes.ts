/** What a report says beside its answers. */
import { asksForName } from './asks-for-name';
import type { CompactAnswers } from './compact-answers';
import { asksForMfa, needsEnrollment } from './enforcement';
import { firstNames } from './first-names';
import { grouped } from './grouped';
import { emptyListsAmong } from './inputs/empty-lists';
import { OWN_ACCOUNT } from './inputs/known-keys';
import { type JudgeRow, isWayAround } from './judge-row';
import type { Answered } from './judge-subject';
import type { LeftOut } from './left-out';
import { accountsNamedAsWhole, accountsNamedIn } from './place';
import { BY_LONG_TERM_CREDENTIAL } from './remedies';
import type { KnownKeys } from './row-requests';
import { type Subject, isAllTold, isTheOnlyGrant } from './subject';
import { type Policy, everyPolicy } from '../evaluator';
import { TAG_KEY } from '../requests/unknown-keys';

interface Noted {
  readonly subject: Subject;
  readonly compact: CompactAnswers;
  readonly idle: readonly string[];
}

export interface Notable {
  readonly reports: readonly Noted[];
  readonly rows: readonly JudgeRow[];
  readonly subjects: readonly Subject[];
  readonly leftOut: readonly LeftOut[];
  /** What the input has of other policies, by what they are. */
  readonly unjudged: Readonly<Record<string, number>>;
  readonly knownKeys: KnownKeys;
}

export function notesOn({ reports, rows, subjects, leftOut, unjudged, knownKeys }: Notable): string[] {
  return [
    ...notesOnKnownKeys(subjects, knownKeys),
    ...notesOnLeftOut(leftOut),
    ...notesOnDenials(reports, rows),
    ...notesOnIdlePolicies(reports, rows),
    ...notesOnSubjects(subjects, unjudged, deniedByNameAlone(reports, rows)),
  ];
}

/** Names in a note. */
const SHOWN = 5;

/** Who asks with another value may get another answer: many keys are the choice of who asks. Nobody chooses the account. */
function notesOnKnownKeys(subjects: readonly Subject[], knownKeys: KnownKeys): string[] {
  const statements = policiesOf(subjects).flatMap((policy) => policy.statements);
  const variables = statements.flatMap((one) => [...one.variables, ...one.conditions.flatMap((condition) => condition.variables)]);
  const written = new Map([...variables, ...statements.flatMap(({ keys }) => keys)].map((key) => [key.toLowerCase(), key]));
  const told = Object.entries(knownKeys).filter(([key]) => key !== OWN_ACCOUNT && written.has(key));
  const used = told.filter(([key]) => !subjects.every((one) => isToldOf(one, key)));
  const unused = told.filter(([key]) => subjects.some((one) => isToldOf(one, key)));
  const said = (some: typeof told) => some.map(([key, value]) => `${written.get(key)}=${value}`).join(', ');
  return [
    ...used.length === 0 ? [] : [`Judged with ${said(used)}, as you tell. What is open with other values was not asked.`],
    ...unused.length === 0 ? [] : [`Judged without ${said(unused)} for users of whom the input tells it.`],
  ];
}

/** Whether the input itself tells the key of somebody, in lower case. */
function isToldOf({ place: { areAllTagsTold, keys = {} } }: Subject, key: string): boolean {
  return (areAllTagsTold === true && key.startsWith(TAG_KEY)) || Object.keys(keys).some((own) => own.toLowerCase() === key);
}

/** A Deny that stops nobody, and single actions of everybody. */
function notesOnDenials(reports: readonly Noted[], rows: readonly JudgeRow[]): string[] {
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

function notesOnIdlePolicies(reports: readonly Noted[], rows: readonly JudgeRow[]): string[] {
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

/** Statements that ask for MFA of users with some names only, or allow something without MFA to users with some names. */
function namesOfExemptions(subject: Subject): string[] {
  const { appliedPolicies } = subject;
  // An administrator has all that the own policies grant.
  const granting = !needsEnrollment(appliedPolicies) ? [] : everyPolicy(isAllTold(subject) ? appliedPolicies : { ...appliedPolicies, identity: [] });
  return everyPolicy(appliedPolicies).flatMap((policy) => policy.statements
    .filter((one) => asksForName(one) && (one.effect === 'Deny' ? asksForMfa(one.keys) : !asksForMfa(one.keys) && granting.includes(policy)))
    .map((statement) => `${statement.name} (${policy.name})`));
}

/** Statements that have nothing to do with MFA, and alone stop a way around it for users with some names. */
function deniedByNameAlone(reports: readonly Noted[], rows: readonly JudgeRow[]): string[] {
  return reports.filter(({ subject }) => subject.kind !== 'user').flatMap(({ compact, subject }) => {
    const statements = everyPolicy(subject.appliedPolicies).flatMap((policy) => policy.statements);
    const byName = new Set(statements.filter(asksForName).map(({ decider }) => decider));
    return [...compact]
      .filter(({ row, answer, decidedBy }) => answer === 'denied' && isWayAround(rows[row]) && decidedBy.every((decider) => byName.has(decider)))
      .flatMap(({ decidedBy }) => decidedBy.map(({ policy, statement }) => `${statement} (${policy})`));
  });
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
  const text = textOf(subject);
  const others = [...new Set([...accountsNamedIn(text), ...accountsNamedAsWhole(text)])].filter((account) => account !== subject.place.account);
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

function notesOnSubjects(subjects: readonly Subject[], unjudged: Readonly<Record<string, number>>, deniedByName: readonly string[]): string[] {
  const policies = policiesOf(subjects);
  const parts = subjects.filter(({ isWhole }) => !isWhole);
  const byName = [...new Set([...subjects.filter(({ kind }) => kind !== 'user').flatMap(namesOfExemptions), ...deniedByName])];
  const unknown = [...new Set(subjects.flatMap((subject) => subject.unknown ?? []))];
  const unattached = subjects.filter(({ isUnattached }) => isUnattached)
    .flatMap(({ appliedPolicies: { identity } }) => identity.map(({ name }) => name));
  const rest = Object.entries(unjudged).filter(([, count]) => count > 0).map(([what, count]) => `${count} ${what}`);
  return [
    ...new Set(policies.filter(({ isOld }) => isOld).map(({ name }) =>
      `${name} has no Version 2012-10-17: \${aws:username} and the like are plain text in it, and match nobody.`)),
    ...policies.flatMap(notesOnEmptyLists),
    ...byName.length === 0 ? [] : [`Judged for a user named alice. ${firstNames(byName, SHOWN)} ask${byName.length > 1 ? '' : 's'} for the name of the user, so others may be exempt from MFA.`],
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
