/** The users, groups and policies of a template. */
import { InputError } from './input-error';
import { Resolve, resolver } from './intrinsics';
import { Fields, document, field, fields, isFields } from './json-fields';
import { ALONE, type Among } from './other-stacks';
import type { Resource } from './resource-names';
import { heldInTargets } from './service-control-targets';
import { resolvedDocument } from './template-documents';
import { Parameters, parametersOf } from './template-parameters';
import { Reference, Referrer, chosenIn, isReferring, referencesIn, resolvedOrUnknown } from './template-references';
import { withUnknownArns } from './unknown-arns';
import { withUnknownComparisons } from './unknown-comparisons';
import { asVariables, conditionOf, conditional, inStack, unknownText } from './unknown-text';
import type { Home } from '../place';

/** A policy that roles hold is attached to somebody. */
const OF_USERS = ['Group', 'ManagedPolicy', 'Policy', 'Role', 'User', 'UserPolicy', 'GroupPolicy', 'UserToGroupAddition'].map((type) => `AWS::IAM::${type}`);

/** What others refer to is resolved first, and what refers to it second; documents when somebody holds them, because those of roles may refer to anything. */
const NAMES = ['GroupName', 'ManagedPolicyName', 'Path', 'UserName'];

export interface Resources {
  /** Of users. */
  readonly resources: Referrer[];
  readonly all: Resource[];
  readonly resolve: Resolve;
}

/** As they stand in the template. */
export function declaredIn(template: Fields, stack?: string): Resource[] {
  return Object.entries(fields(field(template, 'Resources'), 'Resources')).map(([id, one]): Resource => {
    if (id.startsWith('Fn::')) {
      const name = id.split('::', 2).join('::');
      const command = 'aws cloudformation get-template --template-stage Processed';
      throw new InputError(`${id}: ${name} is not supported; ${command} prints the deployed template without it`);
    }
    const properties = field(fields(one, `Resources.${id}`), 'Properties');
    const condition = field(fields(one, id), 'Condition');
    return {
      id,
      type: String(field(fields(one, id), 'Type')),
      properties: isFields(properties) ? properties : {},
      condition: typeof condition === 'string' ? conditionOf(condition, stack) : undefined,
      stack,
    };
  });
}

/** All resources with their names filled in, and what fills in the rest. */
export type Named = Pick<Resources, 'all' | 'resolve'>;

export function namedIn(template: Fields, home: Home, parameters: Parameters, among: Among = ALONE): Named {
  const given = declaredIn(template, among.stack);
  const mappings = field(template, 'Mappings');
  const resolveNames = resolver(given, home, parameters, mappings, among);
  const called = given.map((resource) => !OF_USERS.includes(resource.type) ? resource
    : resolved(resource, NAMES.filter((name) => isOwn(resource, name)), resolveNames));
  return { all: called, resolve: resolver(called, home, parameters, mappings, among) };
}

/** With the names in them filled in, and what fills in the rest. */
export function resourcesOf(template: Fields, home: Home, parameters: Parameters): Resources {
  return withUsers(namedIn(template, home, parameters));
}

export function withUsers({ all, resolve }: Named): Resources {
  const ofUsers = all.filter(({ type }) => OF_USERS.includes(type));
  return {
    resources: ofUsers.map((resource) => withReferences(resolved(resource, ['PermissionsBoundary'], resolve), resource.properties, resolve)),
    all,
    resolve,
  };
}

/** Service control policies that the template makes: each by its id. */
export function serviceControlOf(template: Fields, home: Home): { name: string; document: unknown }[] {
  const { all, resolve } = resourcesOf(template, home, parametersOf(template));
  const policies = all.filter(({ type, properties }) => type === 'AWS::Organizations::Policy' && field(properties, 'Type') === 'SERVICE_CONTROL_POLICY');
  if (policies.length === 0) {
    throw new InputError('the template has no AWS::Organizations::Policy, or aws_organizations_policy, of the type SERVICE_CONTROL_POLICY');
  }
  const targets = new Set(policies.map(({ properties }) => JSON.stringify(field(properties, 'TargetIds'))));
  return policies.map(({ id, properties, condition }) => {
    const given = document(resolvedDocument(field(properties, 'Content'), { where: `${id}.Content`, condition, stack: undefined, resolve }), id);
    const content = withUnknownComparisons(withUnknownArns(given));
    // Attached to several parts of an organization, nobody can tell which of them the account is in.
    const unknown = [...condition === undefined ? [] : [condition], ...targets.size > 1 ? [`targets of ${id}`] : []];
    const held = heldInTargets(resolvedOrUnknown(field(properties, 'TargetIds'), `${id}.TargetIds`, resolve), content);
    return { name: id, document: asVariables(conditional(held, unknown.map((one) => ({ condition: one, isMet: true })))) };
  });
}

/** Whether a property is the name or path of the resource itself. */
function isOwn({ type }: Resource, name: string): boolean {
  return name === 'Path' || type === `AWS::IAM::${name.replace(/Name$/, '')}`;
}

function resolved(resource: Resource, names: string[], resolve: Resolve): Resource {
  const { id, properties } = resource;
  const given = names.filter((name) => Object.hasOwn(properties, name));
  return { ...resource, properties: { ...properties, ...Object.fromEntries(given.map((name) => [name, inItsStack(told(properties[name], `${id}.${name}`, resolve), resource)])) } };
}

/** @param properties as they stand in the template */
function withReferences(resource: Resource, properties: Fields, resolve: Resolve): Referrer {
  const named = Object.keys(properties).filter((name) => isReferring(name) && !isOwn(resource, name));
  const { stack } = resource;
  const ofStack = ({ text, under }: Reference): Reference => ({
    text: inStack(text, stack), under: under.map(({ condition, isMet }) => ({ condition: conditionOf(condition, stack), isMet })),
  });
  return { ...resource, references: Object.fromEntries(named.map((name) => [name, referencesIn(properties[name], `${resource.id}.${name}`, resolve).map(ofStack)])) };
}

function inItsStack(value: unknown, { stack }: Resource): unknown {
  return typeof value === 'string' ? inStack(value, stack) : value;
}

/** What may be one text or another, or cannot be told, is an unknown text, so that answers depend on it. */
function told(value: unknown, where: string, resolve: Resolve): unknown {
  const choice = chosenIn(value);
  if (choice === undefined) {
    return resolvedOrUnknown(value, where, resolve);
  }
  const [one, other] = [choice.one, choice.other].map((each) => told(each, where, resolve) ?? '');
  return one === other ? one : unknownText(`If ${choice.condition} of ${where}`);
}
