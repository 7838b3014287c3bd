/** The functions of CloudFormation in a template: filled in where the template tells, and refused by name where it does not. */
import { InputError } from './input-error';
import { Fields, field, isFields } from './json-fields';
import { ALONE, Among, keyOfImport } from './other-stacks';
import { Resource, arnOf, nameOf, otherAttribute, otherRef } from './resource-names';
import type { Parameters } from './template-parameters';
import { eitherText, mapped, mappedByPlace, selected, splitText } from './text-functions';
import { inStack, unknownText, withoutDynamicReferences } from './unknown-text';
import { cut } from '../../evaluator';
import type { Home } from '../place';

export type Resolve = (value: unknown, where: string) => unknown;

const OF_USERS = ['AWS::IAM::User', 'AWS::IAM::Group', 'AWS::IAM::ManagedPolicy'];

/**
 * @param resources those that others may refer to
 * @param among     other stacks of the input
 */
export function resolver(
  resources: readonly Resource[], home: Home, parameters: Parameters, mappings: unknown, { stack, imported }: Among = ALONE,
): Resolve {
  const byId = new Map(resources.map((resource) => [resource.id, resource]));
  const pseudo: Record<string, string> = {
    'AWS::Partition': home.partition, 'AWS::AccountId': home.account, 'AWS::URLSuffix': `amazonaws.com${home.partition === 'aws-cn' ? '.cn' : ''}`,
  };
  const refer = (name: string, where: string): string | string[] => {
    const resource = byId.get(name);
    if (resource === undefined) {
      const pseudoValue = PSEUDO_UNKNOWN.includes(name) ? unknownText(`Ref ${name}`) : field(pseudo, name) as string | undefined;
      return pseudoValue ?? parameters.valueOf(name) ?? refuse(`Ref ${name}`, where);
    }
    return !OF_USERS.includes(resource.type) ? otherRef(resource) : resource.type === 'AWS::IAM::ManagedPolicy' ? arnOf(resource, home) : nameOf(resource);
  };
  const attribute = (name: string, of: string, where: string): string => {
    const resource = byId.get(name);
    if (resource === undefined) {
      return refuse(`Fn::GetAtt ${name}.${of}`, where);
    }
    return OF_USERS.includes(resource.type) && /^(Policy)?Arn$/.test(of) ? arnOf(resource, home) : otherAttribute(resource, of, home);
  };
  const substituted = (inner: string, values: Fields, where: string): string => {
    if (inner === '' || (inner.startsWith('!') && inner.length > 1)) {
      return `\${${inner.slice(1)}}`;
    }
    const own = field(values, inner);
    const [id, of] = inner.split(/\.(.*)/s);
    return own !== undefined ? String(own) : of === undefined ? String(refer(id, where)) : attribute(id, of, where);
  };
  const substitute = (template: string, values: Fields, where: string): string => cut(template)
    .map((piece, index) => index % 2 === 1 ? substituted(piece.slice(2, -1), values, where) : piece).join('');
  const resolve: Resolve = (value, where) => {
    const known = filledIn(value, where);
    return typeof known === 'string' ? inStack(withoutDynamicReferences(known), stack) : known;
  };
  const filledIn: Resolve = (value, where) => {
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
    if (name.startsWith('Fn::ForEach')) {
      return refuse(name, where);
    }
    const given = resolve(argument, where);
    switch (name) {
      case 'Fn::If': return eitherText(given) ?? refuse(name, where);
      case 'Fn::FindInMap': return mappedByPlace(argument) ?? mapped(mappings, given) ?? refuse(name, where);
      case 'Fn::Split': return splitText(given) ?? refuse(name, where);
      case 'Fn::Select': return selected(given) ?? refuse(name, where);
      case 'Ref': return given === 'AWS::NoValue' ? NO_VALUE : refer(String(given), where);
      case 'Fn::GetAtt': {
        const [id, of] = Array.isArray(given) ? given.map(String) : String(given).split(/\.(.*)/s);
        return attribute(id, of, where);
      }
      case 'Fn::Join': return Array.isArray(given) && Array.isArray(given[1]) ? given[1].join(String(given[0])) : refuse(name, where);
      case 'Fn::Sub': return Array.isArray(given) ? substitute(String(given[0]), isFields(given[1]) ? given[1] : {}, where) : substitute(String(given), {}, where);
      case 'Fn::ImportValue': return imported(keyOfImport(name, given)) ?? unknownText(`ImportValue ${String(given)}`);
      case 'Fn::GetStackOutput': return imported(keyOfImport(name, given)) ?? outputOf(given) ?? refuse(name, where);
      case KNOWN_AFTER_APPLY: throw new InputError(`${where}: Terraform knows it only after apply; apply it, and give the state: terraform show -json`);
      default: return refuse(name, where);
    }
  };
  return (value, where) => {
    const resolved = resolve(value, where);
    return resolved === NO_VALUE ? undefined : resolved;
  };
}

/** One template may go to many Regions, as many stacks. */
const PSEUDO_UNKNOWN = ['AWS::StackId', 'AWS::NotificationARNs', 'AWS::Region', 'AWS::StackName'];

/** A weak reference of CDK between stacks. Another account or Region has another stack of the name. */
function outputOf(given: unknown): string | undefined {
  const parts = ['StackName', 'OutputName', 'Region', 'RoleArn'].map((part) => isFields(given) ? field(given, part) : undefined);
  return parts[1] === undefined ? undefined : unknownText(`GetStackOutput ${parts.filter((part) => part !== undefined).map(String).join(' ')}`);
}

const NO_VALUE = Symbol('AWS::NoValue');

/** In place of a document that a plan of Terraform does not have. */
export const KNOWN_AFTER_APPLY = 'Fn::KnownAfterApply';

/** What helps the command `judge`. */
export const JUDGE_THE_ACCOUNT = 'deploy it, and judge the account: aws iam get-account-authorization-details';

function refuse(what: string, where: string): never {
  throw new InputError(`${where}: cannot tell what ${what} will be; ${JUDGE_THE_ACCOUNT}`);
}
