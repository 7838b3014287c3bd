/** A CloudFormation template, synthesized or written by hand: its policies of users and groups, with what it refers to filled in. */
import { named } from './account';
import { InputError } from './json';
import { Fields, field, fields, isFields, list } from './values';
import type { Policy } from '../../evaluator';
import { EXAMPLE_ACCOUNT, Place, Subject, placeNamedIn } from '../subject';

export function isTemplate(value: Fields): boolean {
  return isFields(field(value, 'Resources'));
}

interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
}

const IAM_TYPES = ['Group', 'ManagedPolicy', 'Policy', 'User', 'UserPolicy', 'GroupPolicy', 'UserToGroupAddition'].map((type) => `AWS::IAM::${type}`);

/** What is looked at; a password or a tag may come from anywhere. */
const PROPERTIES = [
  'GroupName', 'Groups', 'ManagedPolicyArns', 'ManagedPolicyName', 'Path', 'Policies', 'PolicyDocument', 'PolicyName', 'UserName', 'Users',
];

interface Held {
  readonly policies: Policy[];
  readonly documents: unknown[];
  readonly arns: string[];
}

/** One subject for each group and user with what the template attaches to it, and one for the policies that it attaches to nobody. */
export function subjectsOfTemplate(value: Fields): Subject[] {
  const resources = resolvedResources(fields(field(value, 'Resources'), 'Resources'));
  const held = new Map<string, Held>();
  for (const resource of resources) {
    const read = documentsOf(resource).map(({ name, document }) => ({ document, policy: named(name, document) }));
    for (const holder of read.length === 0 ? [] : holdersOf(resource, resources)) {
      const holding = held.get(holder) ?? { policies: [], documents: [], arns: [] };
      holding.policies.push(...read.map(({ policy }) => policy));
      holding.documents.push(...read.map(({ document }) => document));
      holding.arns.push(...resource.type === 'AWS::IAM::ManagedPolicy' ? [arnOf(resource)] : []);
      held.set(holder, holding);
    }
  }
  if (held.size === 0) {
    throw new InputError('the template has no policy of a user or group');
  }
  return [...held.keys()].map((holder): Subject => {
    const groups = groupsOfHolder(holder, resources);
    const all = [holder, ...groups.filter((group) => group !== holder)].flatMap((one) => held.get(one) ?? []);
    return {
      name: holder,
      kind: holder.startsWith('group ') ? 'group' : holder.startsWith('user ') ? 'user' : 'policies',
      isWhole: false,
      holding: { identity: all.flatMap(({ policies }) => policies) },
      place: placeIn(holder, groups, all),
    };
  });
}

function resolvedResources(all: Fields): Resource[] {
  const resources = Object.entries(all).map(([id, one]): Resource => {
    const properties = field(fields(one, `Resources.${id}`), 'Properties');
    return { id, type: String(field(fields(one, id), 'Type')), properties: isFields(properties) ? properties : {} };
  }).filter(({ type }) => IAM_TYPES.includes(type));
  const resolve = resolver(resources);
  return resources.map(({ id, type, properties }) => ({
    id,
    type,
    properties: {
      ...Object.fromEntries(PROPERTIES.filter((name) => Object.hasOwn(properties, name)).map((name) => [name, resolve(properties[name], `${id}.${name}`)])),
      isOfRoles: list(field(properties, 'Roles'), `${id}.Roles`).length > 0,
    },
  }));
}

function documentsOf({ id, properties }: Resource): { name: string; document: unknown }[] {
  const own = field(properties, 'PolicyDocument');
  return [
    ...own === undefined ? [] : [{ name: id, document: own }],
    ...list(field(properties, 'Policies'), `${id}.Policies`).map((one) => {
      const policy = fields(one, `${id}.Policies`);
      return { name: `${String(field(policy, 'PolicyName'))} of ${id}`, document: field(policy, 'PolicyDocument') };
    }),
  ];
}

/** `group NAME` and `user NAME`; of what the template attaches to roles only, nobody. */
function holdersOf(resource: Resource, resources: Resource[]): string[] {
  const { type, properties } = resource;
  if (type === 'AWS::IAM::User' || type === 'AWS::IAM::Group') {
    return [holderOf(resource)];
  }
  const names = (element: string) => list(field(properties, element), element).concat(field(properties, element.slice(0, -1).concat('Name')) ?? []).map(String);
  const fromTheirSide = resources.filter((other) => list(field(other.properties, 'ManagedPolicyArns'), `${other.id}.ManagedPolicyArns`).includes(arnOf(resource)));
  const holders = [...new Set([...names('Groups').map((name) => `group ${name}`), ...names('Users').map((name) => `user ${name}`), ...fromTheirSide.map(holderOf)])];
  return holders.length > 0 ? holders : properties.isOfRoles === true ? [] : ['nobody in this template'];
}

function holderOf(resource: Resource): string {
  return `${resource.type === 'AWS::IAM::User' ? 'user' : 'group'} ${nameOf(resource)}`;
}

/** The groups that a user of the template is in; a group is in itself. */
function groupsOfHolder(holder: string, resources: Resource[]): string[] {
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

function placeIn(holder: string, groups: string[], held: Held[]): Place {
  const place = placeNamedIn(held.flatMap(({ documents }) => documents));
  return {
    ...place,
    ...(holder.startsWith('user ') ? { userName: holder.slice('user '.length) } : {}),
    groups: holder.startsWith('user ') || holder.startsWith('group ')
      ? groups.map((group) => `arn:${place.partition}:iam::${place.account}:group/${group.slice('group '.length)}`) : place.groups,
    policies: held.flatMap(({ arns }) => arns),
  };
}

function nameOf({ id, type, properties }: Resource): string {
  const name = field(properties, type === 'AWS::IAM::User' ? 'UserName' : type === 'AWS::IAM::Group' ? 'GroupName' : 'ManagedPolicyName');
  return typeof name === 'string' ? name : id;
}

function arnOf(resource: Resource): string {
  const path = field(resource.properties, 'Path');
  const kind = { 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group' }[resource.type] ?? 'policy';
  return `arn:aws:iam::${EXAMPLE_ACCOUNT}:${kind}${typeof path === 'string' ? path : '/'}${nameOf(resource)}`;
}

const PSEUDO: Record<string, string> = {
  'AWS::Partition': 'aws', 'AWS::AccountId': EXAMPLE_ACCOUNT, 'AWS::Region': 'eu-west-1', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': 'stack',
};

function resolver(resources: Resource[]): (value: unknown, where: string) => unknown {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const refuse = (what: string, where: string): never => {
    throw new InputError(`${where}: cannot tell what ${what} will be; deploy it, and judge the policy that IAM has`);
  };
  const refer = (name: string, where: string): string => {
    const resource = byId.get(name);
    if (resource === undefined) {
      return Object.hasOwn(PSEUDO, name) ? PSEUDO[name] : refuse(`Ref ${name}`, where);
    }
    return resource.type === 'AWS::IAM::ManagedPolicy' ? arnOf(resource) : nameOf(resource);
  };
  const attribute = (name: string, of: string, where: string): string => {
    const resource = byId.get(name);
    return resource === undefined || of !== 'Arn' ? refuse(`Fn::GetAtt ${name}.${of}`, where) : arnOf(resource);
  };
  const substitute = (template: string, values: Fields, where: string): string => template.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal === '!') {
      return `\${${name}}`;
    }
    const own = field(values, name);
    const [id, of] = name.split(/\.(.*)/s);
    return own !== undefined ? String(own) : of === undefined ? refer(id, where) : attribute(id, of, where);
  });
  const resolve = (value: unknown, where: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((one) => resolve(one, where)).filter((one) => !isNoValue(one));
    }
    if (!isFields(value)) {
      return value;
    }
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length > 0 || (name !== 'Ref' && !name.startsWith('Fn::'))) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, where)]));
    }
    const given = resolve(argument, where);
    switch (name) {
      case 'Ref': return given === 'AWS::NoValue' ? NO_VALUE : refer(String(given), where);
      case 'Fn::GetAtt': {
        const [id, of] = Array.isArray(given) ? given.map(String) : String(given).split(/\.(.*)/s);
        return attribute(id, of, where);
      }
      case 'Fn::Join': return Array.isArray(given) && Array.isArray(given[1]) ? given[1].join(String(given[0])) : refuse(name, where);
      case 'Fn::Sub': return Array.isArray(given) ? substitute(String(given[0]), isFields(given[1]) ? given[1] : {}, where) : substitute(String(given), {}, where);
      default: return refuse(name, where);
    }
  };
  return resolve;
}

const NO_VALUE = Symbol('AWS::NoValue');

function isNoValue(value: unknown): boolean {
  return value === NO_VALUE;
}
