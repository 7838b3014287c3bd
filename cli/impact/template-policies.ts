/** The policies that a synthesized app makes, in place of those of this library as they are by default. */
import { withUnknownNames } from './unknown-names';
import { isTemplate } from '../../access/judge/inputs/cloudformation-template';
import { InputError } from '../../access/judge/inputs/input-error';
import { JUDGE_THE_ACCOUNT } from '../../access/judge/inputs/intrinsics';
import { type Fields, field, fields } from '../../access/judge/inputs/json-fields';
import { remarksOnUnread } from '../../access/judge/inputs/nested-stacks-and-macros';
import { valuesOf, within } from '../../access/judge/inputs/parse-input';
import { withPassedParameters } from '../../access/judge/inputs/passed-parameters';
import { arnOf } from '../../access/judge/inputs/resource-names';
import { documentsOf, hasDocuments } from '../../access/judge/inputs/template-documents';
import { holdingsOfTemplate } from '../../access/judge/inputs/template-holdings';
import { parametersOf } from '../../access/judge/inputs/template-parameters';
import { resourcesOf } from '../../access/judge/inputs/template-resources';
import { UNKNOWN_TEXT } from '../../access/judge/inputs/unknown-text';
import { homeNamedIn } from '../../access/judge/place';
import type { Policies } from '../../impact/report/report';
import { type PolicyStatement, UNKNOWN_GROUP, UNKNOWN_NAME } from '../../src/private/impact/rules/policy-statement';
import { readStatements } from '../../src/private/impact/rules/read-statements';
import { UnknownStatement } from '../../src/private/impact/rules/requirement';
import { readInputFiles } from '../input-files';
import { Refusal } from '../refusal';

export interface TemplatePolicies {
  readonly policies: Policies;
  /** Parameters that have their default, and what the templates name or embed and is not there. */
  readonly notes: readonly string[];
}

export function templatePolicies(files: readonly string[]): TemplatePolicies {
  try {
    const templates = files.flatMap(readInputFiles).flatMap(valuesOf)
      .map(({ name, value }) => ({ name, value: within(name, () => templateIn(value)) }));
    const unread = remarksOnUnread(templates);
    const read = withPassedParameters(templates).map(({ name, value }) => within(name, () => policiesOf(name, value)));
    const policies = named(read);
    if (policies.length === 0) {
      throw new InputError([`${files.join(', ')}: ${NO_POLICY}`, ...unread].join('. '));
    }
    const again = policies.find(([name], index) => policies.findIndex(([other]) => other === name) < index);
    if (again !== undefined) {
      throw new InputError(`${files.join(', ')}: two policies are named ${again[0]}; give each template once, and each policy a name of its own`);
    }
    return { policies: Object.fromEntries(policies), notes: [...unread, ...read.flatMap(({ notes }) => notes)] };
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message.replace(JUDGE_THE_ACCOUNT, WRITE_THE_VALUE)) : error;
  }
}

const NO_POLICY = 'no policy there denies what a user does without MFA; looked for Deny statements with aws:MultiFactorAuthPresent or '
  + 'aws:MultiFactorAuthAge in policies of users and groups, as RequireMfaPolicy has them; give the template of the stack that has it';

/** Logs are not judged by the policies of an account, so its details are no way out. */
const WRITE_THE_VALUE = 'write the value into a copy of the template, or leave out --template to judge by the modes of this library';

type Named = [name: string, statements: readonly PolicyStatement[]];

interface OfFile extends Pick<TemplatePolicies, 'notes'> {
  readonly file: string;
  readonly policies: readonly Named[];
}

/** The id is enough, unless two stacks have the same; then the stack is, unless two folders have the same. */
function named(read: readonly OfFile[]): Named[] {
  const all = read.flatMap(({ file, policies }) => policies.map(([id, statements]) => ({ id, file, statements })));
  const names = [all.map(({ id }) => id), all.map(({ id, file }) => `${file.replace(/^.*[\\/]/, '')}/${id}`), all.map(({ id, file }) => `${file}/${id}`)];
  const clear = names.find((some) => new Set(some).size === some.length) ?? names[2];
  return all.map(({ statements }, index): Named => [clear[index], statements]);
}

function templateIn(value: unknown): Fields {
  if (!isTemplate(value)) {
    throw new InputError('expected a CloudFormation template, such as cdk.out/MyStack.template.json');
  }
  return value;
}

function policiesOf(name: string, value: Fields): OfFile {
  const template = withUnknownNames(value);
  const home = homeNamedIn(JSON.stringify(template));
  const parameters = parametersOf(template);
  const { resources, resolve } = resourcesOf(template, home, parameters);
  const { holdersOf } = holdingsOfTemplate(resources, home);
  // Those of roles may refer to anything.
  const users = resources.filter(({ type }) => type === 'AWS::IAM::User');
  const boundaries = new Set(users.flatMap(({ references }) => references.PermissionsBoundary ?? []).map(({ text }) => text));
  const ofUsers = resources.filter((resource) => hasDocuments(resource) && (holdersOf(resource).length > 0 || boundaries.has(arnOf(resource, home))));
  const documents = ofUsers.flatMap((resource) => documentsOf(resource, resolve));
  const policies = documents.flatMap(({ name: policy, document }): Named[] => {
    const statements = [document === undefined ? [] : field(fields(document, policy), 'Statement') ?? []].flat().map((one) => statementOf(one, policy));
    return statements.some(asksForMfa) ? [[policy, statements.map((one) => checked(one, policy))]] : [];
  });
  return {
    policies,
    notes: parameters.used().length === 0 ? [] : [`Judged with ${parameters.used().join(', ')}, the default of the template.`],
    file: name.replace(/\.template\.json$/, ''),
  };
}

function statementOf(one: unknown, policy: string): PolicyStatement {
  return fields(one, `${policy}: a statement`) as unknown as PolicyStatement;
}

function asksForMfa({ Effect, Condition = {} }: PolicyStatement): boolean {
  return Effect === 'Deny' && Object.values(Condition).some((keys) => Object.keys(keys).some((key) => /^aws:MultiFactorAuth/i.test(key)));
}

function checked(statement: PolicyStatement, policy: string): PolicyStatement {
  const text = (value: unknown): unknown => typeof value !== 'string' ? value : value.replace(UNKNOWN_TEXT, UNKNOWN_NAME).replace(UNKNOWN_GROUP, `$1${UNKNOWN_NAME}`);
  const read = JSON.parse(JSON.stringify(statement), (_, value: unknown) => text(value)) as PolicyStatement;
  try {
    const told = JSON.stringify(read, (_, value: unknown) => typeof value === 'string' && UNKNOWN_GROUP.test(value) ? '' : value);
    if (told.includes(UNKNOWN_NAME)) {
      throw new UnknownStatement(`${read.Sid}: a name that only the deployment tells`);
    }
    readStatements([read]);
    return read;
  } catch (error) {
    throw error instanceof UnknownStatement ? new InputError(`${policy}: cannot tell what ${error.message} does to a call; impact knows the statements of this library`) : error;
  }
}
