/** A CloudFormation template, synthesized or written by hand: its policies of users and groups, with what it refers to filled in. */
import { Found, readEach } from './found-subjects';
import { Fields, field, isFields } from './json-fields';
import { ManagedPolicies, policyFrom, unknownPolicy } from './managed-policies';
import { memoizeByKey } from './memoize-by-key';
import { ownNames } from './own-names';
import { readInputPolicy } from './read-input-policy';
import { KINDS, Resource, arnOf, nameOf, pathOf, withIds } from './resource-names';
import type { Stacks } from './stacks-together';
import { documentsOf, hasDocuments } from './template-documents';
import { Holder, TemplateHoldings, attachedBy, holderOf, holdingsOfTemplate, isRole, whenMade } from './template-holdings';
import { type PlacesOfTemplate, arnOfHolder, identityOf, placeOf } from './template-places';
import type { Reference, Referrer } from './template-references';
import { tagKeysOf } from './template-tags';
import { type Outcome, asVariables, conditional, readable, unknownText } from './unknown-text';
import type { Policy } from '../../evaluator';
import { Enforcement, enforcesMfa, isOfAws } from '../enforcement';
import { grouped } from '../grouped';
import { Subject } from '../subject';

export function isTemplate(value: unknown): value is Fields {
  return isFields(value) && isFields(field(value, 'Resources'));
}

interface Held {
  /** What holds documents: a policy, or the holder itself. */
  readonly sources: { readonly source: Referrer; readonly under: readonly Outcome[] }[];
  /** ARNs of policies that the template attaches and does not hold. */
  readonly others: Reference[];
}

interface Document {
  readonly source: unknown;
  readonly policy: Policy;
}

/** What a subject is made from. */
interface Template extends PlacesOfTemplate {
  readonly held: ReadonlyMap<Holder, Held>;
  readonly read: (resource: Resource) => readonly Document[];
  readonly managed: ManagedPolicies;
}

export interface FoundInStacks extends Found {
  /** Files of templates that have no policy of a user or group. */
  readonly empty: readonly string[];
}

/** One subject for each group and user with what the template attaches to it, and one for each policy that it attaches to nobody. */
export function subjectsOfStacks(stacks: Stacks, given: ReadonlyMap<string, Fields> = new Map()): FoundInStacks {
  const { home, resources, resolveFor, parameters, files } = stacks;
  const holdings = holdingsOfTemplate(resources, home);
  const held = new Map<Holder, Held>();
  const holdingOf = (holder: Holder): Held => {
    const known = held.get(holder) ?? { sources: [], others: [] };
    held.set(holder, known);
    return known;
  };
  for (const resource of resources) {
    if (hasDocuments(resource)) {
      holdings.holdersOf(resource).forEach(({ text, under }) => holdingOf(text).sources.push({ source: resource, under }));
    }
    const others = attachedBy(resource).filter(({ text }) => holdings.withArn(text).length === 0);
    if (others.length > 0 && !isRole(holderOf(resource))) {
      holdingOf(holderOf(resource)).others.push(...others);
    }
  }
  const isName = ownNames([...held.keys(), ...resources.flatMap(namesOf)]);
  const read = memoizeByKey((resource: Resource): Document[] => documentsOf(resource, resolveFor(resource))
    .map(({ name, document }) => ({ source: document, policy: readInputPolicy(name, asVariables(document, isName)) })));
  const managed = memoizeByKey((arn: string) => policyFrom(arn, [given]) ?? unknownPolicy(readable(arn)));
  // What a group that is not here has, nobody knows.
  const members = holdings.members()
    .filter((user) => holdings.membershipsOf(user).some(({ text }) => held.has(text) || holdings.declaredAs(text) === undefined));
  const template = { ...holdings, home, held, read, managed, keysOf: (user: Resource) => tagKeysOf(user, resolveFor(user)) };
  const holders = new Map<Subject, Holder>();
  const all = readEach([...new Set([...held.keys(), ...members])], shown, (holder) => {
    const subject = subjectOf(holder, template);
    holders.set(subject, holder);
    return subject;
  });
  const enforces = ({ enforcements = [] }: Subject) => enforcements.length > 0;
  const membersOf = grouped(all.subjects.filter(({ kind }) => kind === 'user').flatMap((user) => holdings.membershipsOf(holders.get(user)!)
    .filter(({ text, under }) => besides(conditionOf(text, holdings), under).length === 0).map(({ text }) => [text, user] as const)));
  // A group with permissions only is judged by its members, if MFA is enforced for each of them; who may be none says nothing.
  const subjects = all.subjects.filter((one) => enforces(one) || membersOf.get(holders.get(one)!)?.every(enforces) !== true);
  const giving = resources.filter((one) => gives(one, holdings));
  const having = new Set([...giving, ...members.flatMap((one) => holdings.declaredAs(one) ?? [])].map(({ stack }) => stack));
  return {
    ...all,
    subjects,
    remarks: parameters.map((one) => one.used()).filter((used) => used.length > 0).map((used) => `Judged with ${used.join(', ')}, the default of the template.`),
    empty: [...files].filter(([stack]) => subjects.length + all.stopped.length === 0 || !having.has(stack)).map(([, file]) => file),
  };
}

/** Whether somebody has something by it. */
function gives(resource: Referrer, { holdersOf }: TemplateHoldings): boolean {
  return resource.type === 'AWS::IAM::UserToGroupAddition' || (hasDocuments(resource) && holdersOf(resource).length > 0)
    || (attachedBy(resource).length > 0 && !isRole(holderOf(resource)));
}

/** Without its path, and with it. */
function namesOf(resource: Resource): string[] {
  return ['', pathOf(resource)].map((path) => `${KINDS[resource.type] ?? 'policy'} ${path}${nameOf(resource)}`);
}

function shown(holder: Holder): string {
  return withIds(readable(holder));
}

function subjectOf(holder: Holder, template: Template): Subject {
  const { held, home, read, managed } = template;
  const owners: Reference[] = [{ text: holder, under: [] }, ...template.membershipsOf(holder).filter(({ text }) => text !== holder)];
  const given = conditionOf(holder, template);
  const withOutcomes: WithOutcomes = (outcomes, policy) => policyUnder(besides(given, outcomes), policy);
  const heldHere = owners.flatMap((owner) => (held.get(owner.text)?.sources ?? []).flatMap(({ source, under }) => read(source).map((document) => ({
    owner: owner.text, source, document, policy: withOutcomes([...whenMade(source.condition), ...under, ...owner.under], document.policy),
  }))));
  const isHere = (owner: Holder) => held.has(owner) || template.declaredAs(owner) !== undefined;
  const othersOf = (owner: Holder): Reference[] => isHere(owner) ? held.get(owner)?.others ?? []
    : [{ text: arnOfHolder(owner, template), under: [] }];
  const heldElsewhere = owners.flatMap((owner) => othersOf(owner.text)
    .map(({ text: arn, under }) => ({ owner: owner.text, arn, policy: withOutcomes([...under, ...owner.under], managed(arn).policy) })));
  const boundary = boundaryOf(holder, template, withOutcomes);
  const absent = [...new Set([...heldElsewhere.map(({ arn }) => arn), ...boundary === undefined || boundary.isHere ? [] : [boundary.arn]])];
  const from = (origin: string) => absent.filter((arn) => managed(arn).origin === origin);
  const isUser = holder.startsWith('user ');
  const enforcing = [
    ...heldHere.map(({ owner, source, policy }) => ({ owner, policy, arn: source.type === 'AWS::IAM::ManagedPolicy' ? arnOf(source, home) : undefined })),
    ...heldElsewhere,
  ].filter(({ policy, arn }) => enforcesMfa(policy) && !isOfAws(arn ?? ''));
  const enforcements = [
    ...enforcing.map(({ owner, policy, arn }): Enforcement => isUser && owner === holder ? { policy, arn, held: 'by the user' }
      : { policy, arn, held: 'by a group', group: owner.startsWith('group ') ? arnOfHolder(owner, template) : undefined }),
    ...boundary === undefined || !enforcesMfa(boundary.policy, 'as a boundary') || isOfAws(boundary.arn) ? []
      : [{ policy: boundary.policy, arn: boundary.arn, held: 'as a boundary' } as const],
  ];
  return {
    name: shown(holder),
    kind: holder.startsWith('group ') ? 'group' : isUser ? 'user' : 'policies',
    ...identityOf(holder, template),
    isWhole: false,
    appliedPolicies: {
      identity: [...new Set([...heldHere, ...heldElsewhere].map(({ policy }) => policy))],
      boundary: boundary?.policy,
    },
    place: placeOf(holder, enforcements, heldHere.map(({ document }) => document.source), template),
    enforcements,
    unknown: from('unknown').map(shown),
    listed: from('list'),
  };
}

/** The condition without which a group or user is not there; none if another resource makes it then. */
function conditionOf(holder: Holder, { declaredAs, variantsOf }: TemplateHoldings): string | undefined {
  return variantsOf(holder).length > 0 ? undefined : declaredAs(holder)?.condition;
}

/** What has the condition of the holder is there whenever the holder is. */
function besides(given: string | undefined, outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ condition, isMet }) => !isMet || condition !== given);
}

type WithOutcomes = (outcomes: readonly Outcome[], policy: Policy) => Policy;

/** A policy that somebody has with some outcomes of the conditions of the template only. */
function policyUnder(outcomes: readonly Outcome[], policy: Policy): Policy {
  if (outcomes.length === 0) {
    return policy;
  }
  const { name, isOld, statements } = policy;
  const document = { Version: isOld ? '2008-10-17' : '2012-10-17', Statement: statements.map(({ source }) => source) };
  return readInputPolicy(name, conditional(document, outcomes));
}

interface Boundary {
  readonly arn: string;
  readonly policy: Policy;
  readonly isHere: boolean;
}

function boundaryOf(holder: Holder, { declaredAs, variantsOf, withArn, read, managed }: Template, withOutcomes: WithOutcomes): Boundary | undefined {
  const owner = declaredAs(holder);
  const isChosen = variantsOf(holder).some(({ properties }) => field(properties, 'PermissionsBoundary') !== undefined);
  const given = isChosen ? unknownText(`PermissionsBoundary of ${holder}`) : owner && field(owner.properties, 'PermissionsBoundary');
  // A state of Terraform has an empty text where there is none.
  if (given === undefined || given === '') {
    return undefined;
  }
  const arn = String(given);
  const here = withArn(arn).flatMap((source) => read(source).map(({ policy }) => withOutcomes(whenMade(source.condition), policy)));
  return { arn, policy: here.length === 0 ? managed(arn).policy : together(here), isHere: here.length > 0 };
}

/** Policies of one name, each under its condition. */
function together([first, ...others]: readonly Policy[]): Policy {
  // One stays the same object, so that all whom it holds are judged once.
  return others.length === 0 ? first : { ...first, statements: [first, ...others].flatMap(({ statements }) => statements) };
}
