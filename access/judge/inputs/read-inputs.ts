/** Tells what a reader gave, and who is to be judged in it. */
import { isAccount, named, subjectsOfAccount } from './account-details';
import { isTemplate, subjectsOfTemplate } from './cloudformation-template';
import { InputError, parseJson } from './json-scanner';
import { Fields, document, field, isFields } from './values';
import type { Policy } from '../../evaluator';
import { placeNamedIn } from '../place';
import { Credentials, Subject } from '../subject';

export { InputError } from './json-scanner';

export interface Input {
  readonly name: string;
  readonly text: string;
}

export interface Sides {
  readonly serviceControl?: readonly (readonly Policy[])[];
  readonly credentials?: Map<string, Credentials>;
}

export interface Read {
  readonly subjects: Subject[];
  /** What else the input holds, and is not judged: by what it is. */
  readonly unjudged: Readonly<Record<string, number>>;
  /** What the reader must know of the reading. */
  readonly remarks: readonly string[];
}

export function readInputs(inputs: readonly Input[], sides: Sides = {}): Read {
  const loose: { name: string; document: unknown }[] = [];
  const subjects: Subject[] = [];
  const unjudged = { 'trust policies of roles': 0, 'resource policies': 0 };
  for (const { name, value } of inputs.flatMap(valuesOf)) {
    within(name, () => {
      if (isFields(value) && isAccount(value)) {
        subjects.push(...subjectsOfAccount(value, sides.serviceControl, sides.credentials));
        unjudged['trust policies of roles'] += length(field(value, 'RoleDetailList'));
      } else if (isFields(value) && isTemplate(value)) {
        subjects.push(...subjectsOfTemplate(value).map((subject) => withSides(subject, sides)));
        const types = Object.values(field(value, 'Resources') as Fields).map((one) => isFields(one) ? String(field(one, 'Type')) : '');
        unjudged['trust policies of roles'] += types.filter((type) => type === 'AWS::IAM::Role').length;
        unjudged['resource policies'] += types.filter((type) => /Policy$/.test(type) && !type.startsWith('AWS::IAM::')).length;
      } else {
        loose.push(...documentsIn(value, name));
      }
    });
  }
  if (loose.length > 0) {
    subjects.unshift(withSides({
      name: loose.map(({ name }) => name).join(' with '),
      kind: 'policies',
      isWhole: false,
      place: placeNamedIn(loose.map(({ document: one }) => one)),
      appliedPolicies: { identity: loose.map(({ name, document: one }) => within(name, () => named('', one), name)) },
    }, sides));
  }
  return { subjects, unjudged, remarks: remarksOn(subjects, sides) };
}

/** Several values in one input are named by their order. */
function valuesOf({ name, text }: Input): { name: string; value: unknown }[] {
  const values = within(name, () => parseJson(text));
  return values.map((value, index) => ({ name: values.length === 1 ? name : `${name} [${index + 1}]`, value }));
}

function remarksOn(subjects: readonly Subject[], { credentials }: Sides): string[] {
  if (credentials === undefined) {
    return [];
  }
  const known = subjects.filter((subject) => subject.credentials !== undefined).length;
  return known === subjects.length ? [] : [`${subjects.length - known} of ${subjects.length} are not in the credential report, and were asked everything.`];
}

/** Policies of an organization, each file a level; a level that allows nothing is taken with the policy that AWS attaches by itself. */
export function readServiceControl(inputs: readonly Input[]): Policy[][] {
  return inputs.map((input) => within(input.name, () => {
    const policies = valuesOf(input).flatMap(({ name, value }) => documentsIn(value, name)).map((one) => named(one.name, one.document));
    const allows = policies.some(({ statements }) => statements.some(({ effect }) => effect === 'Allow'));
    return allows ? policies : [...policies, FULL_ACCESS];
  }));
}

const FULL_ACCESS = named('FullAWSAccess', { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

function withSides(subject: Subject, { serviceControl }: Sides): Subject {
  return { ...subject, appliedPolicies: { ...subject.appliedPolicies, serviceControl } };
}

/** A document, a list of documents, or what the commands of AWS put around one. */
function documentsIn(value: unknown, name: string): { name: string; document: unknown }[] {
  if (Array.isArray(value)) {
    if (value.length === 0) {
      throw new InputError('no policy: the list is empty');
    }
    return value.flatMap((one, index) => documentsIn(one, `${name} [${index + 1}]`));
  }
  if (!isFields(value)) {
    throw new InputError(`no policy: ${value === null ? 'null' : typeof value === 'string' ? 'text' : `a ${typeof value}`}`);
  }
  const version = field(value, 'PolicyVersion');
  const around = isFields(version) ? field(version, 'Document') : field(value, 'PolicyDocument');
  if (around !== undefined) {
    return documentsIn(document(around, name), name);
  }
  if (field(value, 'Statement') === undefined) {
    throw new InputError(`no policy: it has no Statement${looksLike(value)}`);
  }
  return [{ name, document: value }];
}

const LOOKS: [string, string][] = [
  ['Records', 'log records of CloudTrail'],
  ['AssumeRolePolicyDocument', 'a role'],
  ['Effect', 'one statement; put it into { "Version": "2012-10-17", "Statement": [...] }'],
  ['AWSTemplateFormatVersion', 'a CloudFormation template without Resources'],
  ['resource_changes', 'a plan of Terraform; give it the policies themselves'],
  ['terraform_version', 'a state of Terraform; give it the policies themselves'],
  ['Users', 'a list of users; aws iam get-account-authorization-details has their policies'],
  ['AttachedPolicies', 'names of policies; aws iam get-policy-version has the document'],
  ['Policy', 'a policy without its document; aws iam get-policy-version has it'],
  ['dependencies', 'a package.json'],
];

function looksLike(value: Fields): string {
  const found = LOOKS.find(([name]) => Object.hasOwn(value, name));
  const keys = Object.keys(value).slice(0, 3).map((key) => key.slice(0, 30));
  return found !== undefined ? `; it looks like ${found[1]}` : keys.length === 0 ? '; it is empty' : `; it has ${keys.join(', ')}`;
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** Names the input in what went wrong with it. */
function within<T>(name: string, work: () => T, policyName?: string): T {
  try {
    const result = work();
    return policyName === undefined ? result : { ...result, name: policyName };
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${name}: ${error.message.replace(/^: /, '')}`) : error;
  }
}
