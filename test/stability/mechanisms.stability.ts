/**
 * What the newest CDK can change in constructs from outside (property injectors, mixins, customized roles), with the packed package in a user's project.
 *
 * The floor has overrides, assignments, aspects and customized roles only: test/require-mfa-policy.test.ts and test/private/app/attachment-review.test.ts.
 */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { PACKAGE_FILE, project, run, tarball } from './consumers';
import { CDK_RELEASES } from './versions';
import { execute } from '../execute';

/** The newest that was tried. To raise it, write here what `npm view @aws-cdk/cfn-property-mixins version` says. */
const MIXINS = '2.270.0';

interface Synthesized {
  readonly template?: { readonly Resources: Record<string, { readonly Type: string; readonly Properties: any }> };
  readonly warnings?: string[];
  readonly error?: string;
}

const PACKED = tarball();
let parent: string;
let folder: string;
let results: Record<string, Synthesized>;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-mechanisms-'));
  copyFileSync(PACKED, join(parent, PACKAGE_FILE));
  const { 'aws-cdk-lib': cdk, constructs } = CDK_RELEASES.newest;
  folder = await project(parent, 'mechanisms', { 'aws-cdk-lib': cdk, constructs, '@aws-cdk/cfn-property-mixins': MIXINS });
  copyFileSync(join(__dirname, 'mechanisms.js'), join(folder, 'mechanisms.js'));
  results = await run(folder, 'mechanisms.js');
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

const resources = (name: string, type: string) => Object.values(results[name].template!.Resources)
  .filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const enforcementOf = (name: string) => resources(name, 'AWS::IAM::ManagedPolicy')
  .find(({ PolicyDocument }) => JSON.stringify(PolicyDocument).includes('DenyAllButEnrollment'));

/** Rows that the command finds open in the template. */
async function openIn(name: string, guarded = '/corp/'): Promise<number> {
  const file = join(folder, 'template.json');
  writeFileSync(file, JSON.stringify(results[name].template).replace(':policy/corp/*', `:policy${guarded}*`));
  const { subjects } = JSON.parse(await execute(folder, process.execPath, ['node_modules/cdk-iam-mfa/bin/cdk-iam-mfa.js', 'judge', file, '--json']));
  return subjects.flatMap(({ rows }: any) => rows).filter(({ answer }: any) => answer === 'open').length;
}

test.each([
  'an injector of the path', 'an injector of the path, with a ForceMfaGroup', 'a mixin of the path', 'a mixin of the path, on the policy itself',
  'an override of the path', 'an assignment of the path', 'an aspect on the path',
])('%s moves the guard, and nothing is open', async (name) => {
  expect(results[name]).toMatchObject({ warnings: [] });
  const { Path, PolicyDocument } = enforcementOf(name);
  expect(Path).toBe('/corp/');
  expect(JSON.stringify(PolicyDocument)).toContain(':policy/corp/*');
  expect(JSON.stringify(PolicyDocument)).not.toContain(':policy/cdk-iam-mfa/');
  expect(await openIn(name)).toBe(0);
});

test('with a guard that names the path from before, it would be open', async () => {
  expect(await openIn('an injector of the path', '/cdk-iam-mfa/')).toBe(8);
});

test('a monitoring that looks for another path is told of', () => {
  expect(results['an injector of the path, with a monitoring'].warnings).toEqual(['cdk-iam-mfa:policy-not-monitored']);
});

test('a mixin of the groups moves the guard', () => {
  expect(JSON.stringify(enforcementOf('a mixin of the groups').PolicyDocument)).toContain(':group/*/others');
});

test.each(['a mixin of a document', 'a mixin of an empty document', 'a mixin that empties the document'])('%s fails', (name) => {
  expect(results[name].error).toContain('PolicyDocument got "a document of ');
});

test('a mixin that replaces the document is told of', () => {
  expect(results['a mixin that replaces the document'].warnings).toEqual(['cdk-iam-mfa:document-replaced']);
});

test('an injector of the group reaches ours', () => {
  expect(resources('an injector of the group, as the guide writes it', 'AWS::IAM::Group')).toEqual([{ GroupName: 'developers', Path: '/corp/' }]);
});

test('an injector of the log reaches ours', () => {
  expect(resources('an injector of the log, as the guide writes it', 'AWS::Logs::LogGroup')).toMatchObject([{ KmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/k' }]);
});

test.each([
  ['no acknowledgment', false], ['Annotations with the id', true], ['Annotations with the id that the CLI prints', false],
  ['Validations with the id', true], ['Validations with the id that the CLI prints', true],
])('docs/warnings.md: %s acknowledges: %s', (name, acknowledges) => {
  expect(results[name].warnings).toEqual(acknowledges ? [] : ['cdk-iam-mfa:allow-actions-not-read-only']);
});

test('customized roles that keep the policies out of the template fail', () => {
  expect(results['customized roles'].error).toContain('Stack/Group/RequireMfaPolicy: Role.customizeRoles got');
});

test('with customized roles, the runs look for the policy that the template makes', () => {
  const name = 'customized roles, with synthesis';
  const [policy] = Object.entries(results[name].template!.Resources).find(([, { Properties }]) => Properties === enforcementOf(name))!;
  expect(resources(name, 'AWS::Scheduler::Schedule')[0].Target.Input).toEqual({ 'Fn::Join': ['', ['{"policyArn":"', { Ref: policy }, '"}']] });
});
