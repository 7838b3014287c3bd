/** A CloudFormation template, synthesized or written by hand: its policies of users and groups, with what it refers to filled in. */
import { named } from './account-details';
import { Resolve, Resource, arnOf, nameOf, resolver } from './intrinsics';
import { InputError } from './json-scanner';
import { Fields, field, fields, isFields, list } from './values';
import type { Policy } from '../../evaluator';
import { Home, Place, homeNamedIn, placeNamedIn } from '../place';
import { Subject } from '../subject';

export function isTemplate(value: Fields): boolean {
  return isFields(field(value, 'Resources'));
}

const OF_USERS = ['Group', 'ManagedPolicy', 'Policy', 'User', 'UserPolicy', 'GroupPolicy', 'UserToGroupAddition'].map((type) => `AWS::IAM::${type}`);

/** What others refer to is resolved first, and what refers to it second; documents when somebody holds them, because those of roles may refer to anything. */
const NAMES = ['GroupName', 'ManagedPolicyName', 'Path', 'UserName'];
const REFERENCES = ['GroupName', 'Groups', 'ManagedPolicyArns', 'PermissionsBoundary', 'UserName', 'Users'];

interface Held {
  readonly policies: Policy[];
  readonly documents: unknown[];
  readonly arns: string[];
  /** ARNs of policies that the template attaches and does not hold. */
  readonly others: string[];
}

/** A holder of a policy: `group NAME` or `user NAME`. */
type Holder = string;

/** One subject for each group and user with what the template attaches to it, and one for the policies that it attaches to nobody. */
export function subjectsOfTemplate(value: Fields): Subject[] {
  const home = homeOf(value);
  const given = resourcesOf(value);
  const resolveNames = resolver(given, home);
  const called = given.map((resource) => resolved(resource, NAMES.filter((name) => isOwn(resource, name)), resolveNames));
  const resolve = resolver(called, home);
  const resources = called.map((resource) => resolved(resource, REFERENCES.filter((name) => !isOwn(resource, name)), resolve));
  const held = new Map<Holder, Held>();
  const holdingOf = (holder: Holder): Held => {
    const appliedPolicies = held.get(holder) ?? { policies: [], documents: [], arns: [], others: [] };
    held.set(holder, appliedPolicies);
    return appliedPolicies;
  };
  for (const resource of resources) {
    const arn = arnOf(resource, home);
    for (const holder of holdersOf(resource, resources, arn)) {
      for (const { name, document } of documentsOf(resource, resolve)) {
        const appliedPolicies = holdingOf(holder);
        appliedPolicies.policies.push(named(name, document));
        appliedPolicies.documents.push(document);
        appliedPolicies.arns.push(...resource.type === 'AWS::IAM::ManagedPolicy' ? [arn] : []);
      }
    }
    const others = attachedBy(resource).filter((attached) => !resources.some((one) => arnOf(one, home) === attached));
    if (others.length > 0) {
      holdingOf(holderOf(resource)).others.push(...others);
    }
  }
  const members = resources.filter(({ type }) => type === 'AWS::IAM::User').map(holderOf).filter((user) => groupsOf(user, resources).some((group) => held.has(group)));
  const holders = [...new Set([...held.keys(), ...members])];
  if (holders.length === 0) {
    throw new InputError('the template has no policy of a user or group');
  }
  return holders.map((holder) => subjectOf(holder, resources, held, home, resolve));
}

function subjectOf(holder: Holder, resources: Resource[], held: Map<Holder, Held>, home: Home, resolve: Resolve): Subject {
  const groups = groupsOf(holder, resources);
  const all = [...new Set([holder, ...groups])].flatMap((one) => held.get(one) ?? []);
  const boundary = resources.filter((one) => isHolder(one) && holderOf(one) === holder).map(({ properties }) => field(properties, 'PermissionsBoundary')).find(Boolean);
  const boundaryHere = resources.find((one) => boundary !== undefined && arnOf(one, home) === boundary);
  const [limiting] = boundaryHere === undefined ? [] : documentsOf(boundaryHere, resolve);
  return {
    name: holder,
    kind: holder.startsWith('group ') ? 'group' : holder.startsWith('user ') ? 'user' : 'policies',
    isWhole: false,
    appliedPolicies: { identity: all.flatMap(({ policies }) => policies), boundary: limiting && named(limiting.name, limiting.document) },
    place: placeIn(holder, groups, resources, all, home),
    unknown: [...new Set([...all.flatMap(({ others }) => others), ...boundary !== undefined && limiting === undefined ? [String(boundary)] : []])],
  };
}

/** Where the template goes: its account, if it says so. */
function homeOf(value: Fields): Home {
  return homeNamedIn(JSON.stringify(value));
}

function resourcesOf(value: Fields): Resource[] {
  return Object.entries(fields(field(value, 'Resources'), 'Resources')).map(([id, one]): Resource => {
    const properties = field(fields(one, `Resources.${id}`), 'Properties');
    return { id, type: String(field(fields(one, id), 'Type')), properties: isFields(properties) ? properties : {} };
  }).filter(({ type }) => OF_USERS.includes(type));
}

/** Whether a property is the name or path of the resource itself. */
function isOwn({ type }: Resource, name: string): boolean {
  return name === 'Path' || type === `AWS::IAM::${name.replace(/Name$/, '')}`;
}

function resolved({ id, type, properties }: Resource, names: string[], resolve: Resolve): Resource {
  const given = names.filter((name) => Object.hasOwn(properties, name));
  return { id, type, properties: { ...properties, ...Object.fromEntries(given.map((name) => [name, resolve(properties[name], `${id}.${name}`)])) } };
}

function documentsOf({ id, properties }: Resource, resolve: Resolve): { name: string; document: unknown }[] {
  const own = field(properties, 'PolicyDocument');
  return [
    ...own === undefined ? [] : [{ name: id, document: resolve(own, `${id}.PolicyDocument`) }],
    ...list(field(properties, 'Policies'), `${id}.Policies`).map((one) => {
      const policy = fields(resolve(one, `${id}.Policies`), `${id}.Policies`);
      return { name: `${String(field(policy, 'PolicyName'))} of ${id}`, document: field(policy, 'PolicyDocument') };
    }),
  ];
}

function attachedBy(resource: Resource): string[] {
  return isHolder(resource) ? list(field(resource.properties, 'ManagedPolicyArns'), `${resource.id}.ManagedPolicyArns`).map(String) : [];
}

function isHolder({ type }: Resource): boolean {
  return type === 'AWS::IAM::User' || type === 'AWS::IAM::Group';
}

/** Of what the template attaches to roles only, or has for a boundary, nobody. */
function holdersOf(resource: Resource, resources: Resource[], arn: string): Holder[] {
  const { properties } = resource;
  if (isHolder(resource)) {
    return [holderOf(resource)];
  }
  const names = (element: string) => list(field(properties, element), element).concat(field(properties, element.slice(0, -1).concat('Name')) ?? []).map(String);
  const fromTheirSide = resources.filter((other) => attachedBy(other).includes(arn));
  const holders = [...new Set([...names('Groups').map((name) => `group ${name}`), ...names('Users').map((name) => `user ${name}`), ...fromTheirSide.map(holderOf)])];
  const isForOthers = field(properties, 'Roles') !== undefined || resources.some((other) => field(other.properties, 'PermissionsBoundary') === arn);
  return holders.length > 0 || isForOthers ? holders : ['nobody in this template'];
}

function holderOf(resource: Resource): Holder {
  return `${resource.type === 'AWS::IAM::User' ? 'user' : 'group'} ${nameOf(resource)}`;
}

/** The groups that a user of the template is in; a group is in itself. */
function groupsOf(holder: Holder, resources: Resource[]): Holder[] {
  if (holder.startsWith('group ')) {
    return [holder];
  }
  return resources.flatMap((resource) => {
    const { type, properties } = resource;
    if (type === 'AWS::IAM::User' && holderOf(resource) === holder) {
      return list(field(properties, 'Groups'), `${resource.id}.Groups`).map((name) => `group ${String(name)}`);
    }
    const joins = type === 'AWS::IAM::UserToGroupAddition' && list(field(properties, 'Users'), 'Users').some((name) => `user ${String(name)}` === holder);
    return joins ? [`group ${String(field(properties, 'GroupName'))}`] : [];
  });
}

function placeIn(holder: Holder, groups: Holder[], resources: Resource[], held: Held[], home: Home): Place {
  const arns = (holders: Holder[]) => holders.map((one) => {
    const here = resources.find((resource) => isHolder(resource) && holderOf(resource) === one);
    return here === undefined ? `arn:${home.partition}:iam::${home.account}:${one.replace(' ', '/')}` : arnOf(here, home);
  });
  const isNamed = holder.startsWith('user ') || holder.startsWith('group ');
  const user = holder.startsWith('user ') ? /^.*:user(\/(?:.*\/)?)([^/]+)$/.exec(arns([holder])[0]) : null;
  return {
    ...placeNamedIn(held.flatMap(({ documents }) => documents)),
    ...home,
    ...user === null ? {} : { path: user[1], userName: user[2] },
    ...isNamed ? { groups: arns(groups) } : {},
    policies: held.flatMap((one) => one.arns),
  };
}
