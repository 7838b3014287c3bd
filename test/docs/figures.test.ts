/** Figures and names of the pages that stand in files of this repository too. Others are held where what they count is. */
import { execFileSync } from 'child_process';
import { join } from 'path';
import { read } from './texts';
import { TARGETS } from '../../bench/group/targets';
import { MAX_BYTES } from '../package/size';
import { CDK_RELEASES } from '../stability/versions';

const versionIn = (file: string, pattern: RegExp) => pattern.exec(read(file))![1];

test('docs/evidence.md and bench/README.md: the targets', () => {
  for (const target of [TARGETS.synth, TARGETS.load]) {
    expect(read('docs/evidence.md')).toContain(`at most **${target.toFixed(2)}** times as long`);
    expect(read('bench/README.md')).toContain(`| A / B at most ${target.toFixed(2)} |`);
  }
  expect(read('docs/evidence.md')).toContain(`at most **${MAX_BYTES / 1000} kB**`);
});

test('docs/languages.md: the versions that the apps use', () => {
  const cdk = [
    versionIn('test/languages/typescript/package.json', /"aws-cdk-lib": "([^"]+)"/),
    versionIn('test/languages/javascript/package.json', /"aws-cdk-lib": "([^"]+)"/),
    versionIn('test/languages/python/requirements.txt', /^aws-cdk-lib==(.+)$/m),
    versionIn('test/languages/go/go.mod', /awscdk\/v2 v(\S+)/),
    versionIn('test/languages/dotnet/src/Account/Account.csproj', /"Amazon\.CDK\.Lib" Version="([^"]+)"/),
  ];
  expect(new Set(cdk).size).toBe(1);
  const ofJava = versionIn('test/languages/java/pom.xml', /<version>(2\.[\d.]+)<\/version>/);
  const page = read('docs/languages.md');
  expect(page).toContain(`The apps use aws-cdk-lib ${cdk[0]}, the one in Java ${ofJava}.`);
  expect(page).toContain(`2.189.1 or newer (${ofJava} is tried)`);
  expect(page).toContain(`The module is tried with ${CDK_RELEASES.floor['aws-cdk-lib']} and ${cdk[0]}.`);
  expect(page).toContain(`jsii-pacmak ${versionIn('package-lock.json', /"node_modules\/jsii-pacmak": \{\s+"version": "([^"]+)"/)}`);
});

test('docs/languages.md: the oldest versions, which the build files of the apps ask for', () => {
  const page = read('docs/languages.md');
  expect(page).toContain(`| Java ${versionIn('test/languages/java/pom.xml', /<maven\.compiler\.release>(\d+)</)} and newer |`);
  expect(page).toContain(`| Go ${versionIn('test/languages/go/go.mod', /^go (\d+\.\d+)/m)} and newer |`);
  expect(page).toContain(`| C#, .NET ${versionIn('test/languages/dotnet/src/Account/Account.csproj', /<TargetFramework>net(\d+)\.0</)} and newer |`);
});

test('docs/cdk-nag.md: the version that is tried', () => {
  expect(read('docs/cdk-nag.md')).toContain(`cdk-nag ${versionIn('test/nag/every-construct.nag.ts', /const CDK_NAG = '([^']+)'/)}`);
});

test('docs/warnings.md: the CDK in which the ids are tried', () => {
  expect(read('docs/warnings.md')).toContain(`With aws-cdk-lib ${CDK_RELEASES.newest['aws-cdk-lib']}, this is what works:`);
});

test('README.md: the oldest CDK, and the Node.js that is tried', () => {
  const readme = read('README.md');
  expect(readme).toContain(`The package needs \`aws-cdk-lib\` ${CDK_RELEASES.floor['aws-cdk-lib']} or newer`);
  const tried = [...read('docs/languages.md').matchAll(/^\| (2\d) \| /gm)].map(([, version]) => version);
  expect(readme).toContain(`(tried: ${tried.join(', ')})`);
});

test('docs/options.md has every option of the policies, with its policy, and no other', () => {
  const optionsOf = (file: string, policy: string) => [...read(`src/${file}.ts`).matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, name]) => `${name} of ${policy}`);
  const options = [
    'enforcement of RequireMfaPolicy', ...optionsOf('require-mfa-options', 'RequireMfaPolicy'), ...optionsOf('self-manage-mfa-options', 'SelfManageMfaPolicy'),
  ];
  const rows = [...read('docs/options.md').matchAll(/^\| `(\w+)` \| `(\w+)`/gm)].map(([, name, policy]) => `${name} of ${policy}`);
  expect(options.length).toBeGreaterThan(10);
  expect(rows.sort()).toEqual(options.sort());
});

test('docs/judge.md has every option of the command, and no other', () => {
  const help = execFileSync(process.execPath, ['bin/cdk-iam-mfa.js', 'judge', '--help'], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  const helped = [...help.matchAll(/^ {2}((?:--[\w-]+(?:, )?)+)/gm)].flatMap(([, names]) => names.split(', ')).filter((name) => name !== '--help');
  const rows = [...read('docs/judge.md').matchAll(/^\| (`--[^|]+) \|/gm)].flatMap(([, cell]) => [...cell.matchAll(/--[\w-]+/g)].map(([name]) => name));
  expect(helped.length).toBeGreaterThan(7);
  expect([...new Set(rows)].sort()).toEqual([...new Set(helped)].sort());
});
