/**
 * What a template and its nested stacks take from one another: users, groups and policies. It is written as exports and imports, which other
 * stacks have for the same.
 */
import { embeddedAmong, resourceFields } from './embedded-templates';
import { Fields, field, isFields } from './json-fields';
import type { NamedTemplate } from './parse-input';
import { cut } from '../../evaluator';
import { grouped } from '../grouped';

const OF_USERS = /^AWS::IAM::(User|Group|ManagedPolicy)$/;
const NESTING = /^AWS::(CloudFormation::Stack|Serverless::Application)$/;

interface Nested {
  readonly parent: NamedTemplate;
  readonly child: NamedTemplate;
  /** Of the resource in the parent. */
  readonly id: string;
  readonly parameters: Fields;
}

/** What a template gives, by the name of an export. */
interface Link {
  readonly from: NamedTemplate;
  readonly to: NamedTemplate;
  /** How the other one writes what it takes. */
  readonly taken: string;
  readonly output: Fields;
  readonly name: string;
}

export function withNestedStackLinks(templates: readonly NamedTemplate[]): NamedTemplate[] {
  const links = ofUsers(nestedIn(templates).flatMap((one) => [...outputsOf(one), ...parametersOf(one)]));
  return links.length === 0 ? [...templates] : templates.map((one) => linked(one, links));
}

/** What is taken from one stack may be given to a further one. */
function ofUsers(all: readonly Link[], known: readonly Link[] = []): readonly Link[] {
  const isTaken = ({ from, output }: Link) => known.some(({ to, taken }) => to === from && taken === written(output.Value));
  const found = all.filter((one) => isOfUsers(one.output.Value, one.from) || isTaken(one));
  return found.length === known.length ? known : ofUsers(all, found);
}

/** Two stacks of one template take different values, and one under a condition may not be made. */
function nestedIn(templates: readonly NamedTemplate[]): Nested[] {
  const embedded: ReadonlyMap<unknown, NamedTemplate> = embeddedAmong(templates);
  const stacks = templates.flatMap((parent) => Object.entries(resourceFields(parent)).flatMap(([id, one]) => {
    const child = embedded.get(one);
    return child === undefined || !isFields(one) ? [] : [[child.name, { parent, child, id, one }] as const];
  }));
  return [...grouped(stacks).values()].flatMap(([{ one, ...rest }, ...others]) =>
    others.length > 0 || !NESTING.test(String(field(one, 'Type'))) || field(one, 'Condition') !== undefined ? []
      : [{ ...rest, parameters: inner(inner(one, 'Properties'), 'Parameters') }]);
}

function outputsOf({ parent, child, id }: Nested): Link[] {
  return Object.entries(inner(child.value, 'Outputs')).flatMap(([name, output]) => !isFields(output) ? []
    : [{ from: child, to: parent, taken: written({ 'Fn::GetAtt': [id, `Outputs.${name}`] }), output, name: `${name} of ${child.name}` }]);
}

function parametersOf({ parent, child, parameters }: Nested): Link[] {
  return Object.entries(parameters)
    .map(([name, Value]) => ({ from: parent, to: child, taken: written({ Ref: name }), output: { Value }, name: `${name} for ${child.name}` }));
}

/** Whether it is a user, a group or a policy of the template. */
function isOfUsers(value: unknown, template: NamedTemplate): boolean {
  const named = isFields(value) ? field(value, 'Ref') ?? field(value, 'Fn::GetAtt') : undefined;
  const resource = field(resourceFields(template), String([named].flat()[0]).split('.')[0]);
  return isFields(resource) && OF_USERS.test(String(field(resource, 'Type')));
}

function linked(template: NamedTemplate, links: readonly Link[]): NamedTemplate {
  const given = links.filter(({ from }) => from === template).map(({ name, output }) => [name, { ...output, Export: { Name: name } }]);
  const taken = new Map(links.filter(({ to }) => to === template).map((one) => [one.taken, { 'Fn::ImportValue': one.name }]));
  if (given.length + taken.size === 0) {
    return template;
  }
  const value = { ...template.value, Outputs: { ...inner(template.value, 'Outputs'), ...Object.fromEntries(given) as Fields } };
  const replaced = (_: string, one: unknown) => taken.get(written(one)) ?? withValues(one, taken);
  return { ...template, value: JSON.parse(JSON.stringify(value), replaced) as Fields };
}

/** A text of `Fn::Sub` has a value for what is taken. */
function withValues(one: unknown, taken: ReadonlyMap<string, unknown>): unknown {
  const [text, values]: unknown[] = isFields(one) ? [one['Fn::Sub']].flat() : [];
  const names = typeof text === 'string' ? cut(text).map((piece) => piece.slice(2, -1)) : [];
  const given = names.flatMap((name) => ['Ref', 'Fn::GetAtt'].flatMap((by) => taken.has(`${by} ${name}`) ? [[name, taken.get(`${by} ${name}`)]] : []));
  return given.length === 0 ? one : { 'Fn::Sub': [text, { ...Object.fromEntries(given) as Fields, ...values as Fields | undefined }] };
}

/** The same for both ways to write an attribute. */
function written(value: unknown): string {
  const [name] = isFields(value) ? Object.keys(value) : [];
  return isFields(value) && (name === 'Ref' || name === 'Fn::GetAtt') ? `${name} ${[value[name]].flat().join('.')}` : '';
}

function inner(value: Fields, name: string): Fields {
  const found = field(value, name);
  return isFields(found) ? found : {};
}
