/** The functions of CloudFormation in a template: filled in where the template tells, and refused by name where it does not. */
import { InputError } from './json-scanner';
import { Fields, field, isFields } from './values';
import type { Home } from '../place';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
}

export type Resolve = (value: unknown, where: string) => unknown;

/** What a resource is called, and its ARN; CloudFormation makes names up where the template has none, so its id stands for one. */
export function nameOf({ id, type, properties }: Resource): string {
  const name = field(properties, type === 'AWS::IAM::User' ? 'UserName' : type === 'AWS::IAM::Group' ? 'GroupName' : 'ManagedPolicyName');
  return typeof name === 'string' ? name : id;
}

export function arnOf(resource: Resource, { partition, account }: Home): string {
  const path = field(resource.properties, 'Path');
  const kind = { 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group' }[resource.type] ?? 'policy';
  return `arn:${partition}:iam::${account}:${kind}${typeof path === 'string' ? path : '/'}${nameOf(resource)}`;
}

/** @param resources those that others may refer to */
export function resolver(resources: readonly Resource[], home: Home): Resolve {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const pseudo: Record<string, string> = {
    'AWS::Partition': home.partition, 'AWS::AccountId': home.account, 'AWS::Region': 'eu-west-1', 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': 'stack',
  };
  const refer = (name: string, where: string): string => {
    const resource = byId.get(name);
    if (resource === undefined) {
      return Object.hasOwn(pseudo, name) ? pseudo[name] : refuse(`Ref ${name}`, where);
    }
    return resource.type === 'AWS::IAM::ManagedPolicy' ? arnOf(resource, home) : nameOf(resource);
  };
  const attribute = (name: string, of: string, where: string): string => {
    const resource = byId.get(name);
    return resource === undefined || of !== 'Arn' ? refuse(`Fn::GetAtt ${name}.${of}`, where) : arnOf(resource, home);
  };
  const substitute = (template: string, values: Fields, where: string): string => template.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
    if (literal === '!') {
      return `\${${name}}`;
    }
    const own = field(values, name);
    const [id, of] = name.split(/\.(.*)/s);
    return own !== undefined ? String(own) : of === undefined ? refer(id, where) : attribute(id, of, where);
  });
  const resolve: Resolve = (value, where) => {
    if (Array.isArray(value)) {
      return value.map((one) => resolve(one, where)).filter((one) => one !== NO_VALUE);
    }
    if (!isFields(value)) {
      return value;
    }
    const [[name, argument] = ['', undefined], ...others] = Object.entries(value);
    if (others.length > 0 || (name !== 'Ref' && !name.startsWith('Fn::'))) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, where)]).filter(([, inner]) => inner !== NO_VALUE));
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

function refuse(what: string, where: string): never {
  throw new InputError(`${where}: cannot tell what ${what} will be; deploy it, and judge the policy that IAM has`);
}
