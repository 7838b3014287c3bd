/** A CloudFormation template, synthesized or written by hand: its policies of users and groups, with what it refers to filled in. */
import { ManagedPolicies, policyFrom, unknownPolicy } from './managed-policies';
import { named } from './named-policy';
import { Resource, arnOf } from './resource-names';
import { Found, found } from './stopped';
import { parametersOf } from './template-parameters';
import { Holder, NOBODY, attachedBy, documentsOf, groupsOf, hasDocuments, holderOf, holdersOf, isHolder, resourcesOf } from './template-resources';
import { asVariables, hasUnknown, readable } from './unknown-text';
import { Fields, field, isFields } from './values';
import type { Policy } from '../../evaluator';
import { enforcesMfa } from '../enforcement';
import { Home, Place, homeNamedIn, placeNamedIn } from '../place';
import { Subject } from '../subject';

export function isTemplate(value: unknown): value is Fields {
  return isFields(value) && isFields(field(value, 'Resources'));
}

interface Held {
  /** What holds documents: a policy, or the holder itself. */
  readonly sources: Resource[];
  /** ARNs of policies that the template attaches and does not hold. */
  readonly others: string[];
}

interface Document {
  readonly source: unknown;
  readonly policy: Policy;
}

/** One subject for each group and user with what the template attaches to it, and one for the policies that it attaches to nobody. */
export function subjectsOfTemplate(value: Fields, given: ReadonlyMap<string, Fields> = new Map()): Found {
  const home = homeOf(value);
  const parameters = parametersOf(value);
  const { resources, resolve } = resourcesOf(value, home, parameters);
  const held = new Map<Holder, Held>();
  const holdingOf = (holder: Holder): Held => {
    const known = held.get(holder) ?? { sources: [], others: [] };
    held.set(holder, known);
    return known;
  };
  for (const resource of resources) {
    if (hasDocuments(resource)) {
      holdersOf(resource, resources, home).forEach((holder) => holdingOf(holder).sources.push(resource));
    }
    const others = attachedBy(resource).filter((attached) => !resources.some((one) => arnOf(one, home) === attached));
    if (others.length > 0) {
      holdingOf(holderOf(resource)).others.push(...others);
    }
  }
  // The name of a holder is what the rows ask about, so it stays the text that it is there.
  const kept = [...held.keys()].join();
  const read = (resource: Resource): Document[] => documentsOf(resource, resolve)
    .map(({ name, document }) => ({ source: document, policy: named(name, asVariables(document, kept)) }));
  const members = resources.filter(({ type }) => type === 'AWS::IAM::User').map(holderOf).filter((user) => groupsOf(user, resources).some((group) => held.has(group)));
  const all = found([...new Set([...held.keys(), ...members])], readable, (holder) => subjectOf(holder, resources, held, home, read, (arn) => policyFrom(arn, [given]) ?? { policy: unknownPolicy(readable(arn)), origin: 'unknown' }));
  return { ...all, remarks: parameters.used().length === 0 ? [] : [`Judged with ${parameters.used().join(', ')}, the default of the template.`] };
}

function subjectOf(
  holder: Holder, resources: Resource[], held: Map<Holder, Held>, home: Home, read: (resource: Resource) => Document[], managed: ManagedPolicies,
): Subject {
  const groups = groupsOf(holder, resources);
  const all = [...new Set([holder, ...groups])].flatMap((one) => held.get(one) ?? []);
  const sources = all.flatMap((one) => one.sources).map((source) => ({ source, documents: read(source) }));
  const documents = sources.flatMap((one) => one.documents);
  const enforcing = sources.filter((one) => one.documents.some(({ policy }) => enforcesMfa(policy))).map(({ source }) => source);
  const enforced = groups.filter((group) => held.get(group)?.sources.some((source) => enforcing.includes(source)));
  const boundary = resources.filter((one) => isHolder(one) && holderOf(one) === holder).map(({ properties }) => field(properties, 'PermissionsBoundary')).find(Boolean);
  const boundaryHere = resources.find((one) => boundary !== undefined && arnOf(one, home) === boundary);
  const limiting = boundary === undefined ? undefined : boundaryHere === undefined ? managed(String(boundary)).policy : read(boundaryHere)[0]?.policy;
  const elsewhere = [...new Set(all.flatMap(({ others }) => others))];
  const absent = [...elsewhere, ...boundary !== undefined && boundaryHere === undefined ? [String(boundary)] : []];
  const from = (origin: string) => [...new Set(absent.filter((arn) => managed(arn).origin === origin))];
  return {
    name: readable(holder),
    kind: holder.startsWith('group ') ? 'group' : holder.startsWith('user ') ? 'user' : 'policies',
    ...identityOf(holder, resources, home),
    isWhole: false,
    appliedPolicies: { identity: [...documents.map(({ policy }) => policy), ...elsewhere.map((arn) => managed(arn).policy)], boundary: limiting },
    place: {
      ...placeIn(holder, enforced, resources, documents.map(({ source }) => source), home),
      policies: enforcing.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy').map((one) => arnOf(one, home)),
    },
    unknown: from('unknown').map(readable),
    listed: from('list'),
  };
}

/** Where the template goes: its account, if it says so. */
export function homeOf(value: Fields): Home {
  return homeNamedIn(JSON.stringify(value));
}

/** Its account and ARN, if the template says where it goes and what it is called. */
function identityOf(holder: Holder, resources: Resource[], home: Home): Pick<Subject, 'account' | 'arn' | 'isUnattached'> {
  const account = home.isMadeUp ? undefined : home.account;
  if (holder === NOBODY) {
    return { account, isUnattached: true };
  }
  const arn = arnOfHolder(holder, resources, home);
  const here = resources.find((one) => isHolder(one) && holderOf(one) === holder);
  const isNamed = here === undefined || field(here.properties, here.type === 'AWS::IAM::User' ? 'UserName' : 'GroupName') !== undefined;
  return { account, arn: account === undefined || !isNamed || hasUnknown(arn) ? undefined : arn };
}

function arnOfHolder(holder: Holder, resources: Resource[], home: Home): string {
  const here = resources.find((resource) => isHolder(resource) && holderOf(resource) === holder);
  return here === undefined ? `arn:${home.partition}:iam::${home.account}:${holder.replace(' ', '/')}` : arnOf(here, home);
}

function placeIn(holder: Holder, groups: Holder[], resources: Resource[], documents: unknown[], home: Home): Place {
  const arns = (holders: Holder[]) => holders.map((one) => arnOfHolder(one, resources, home));
  const isNamed = holder.startsWith('user ') || holder.startsWith('group ');
  const user = holder.startsWith('user ') ? /^.*:user(\/(?:.*\/)?)([^/]+)$/.exec(arns([holder])[0]) : null;
  return {
    ...placeNamedIn(documents),
    ...home,
    ...user === null ? {} : { path: user[1], userName: user[2] },
    ...isNamed ? { groups: arns(groups) } : {},
  };
}
