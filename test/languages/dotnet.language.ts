/** .NET: the generated sources everywhere; the package built from them where there is an SDK, as in the release workflow. */
import { spawnSync } from 'child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from 'fs';
import { basename, dirname, join } from 'path';
import { gunzipSync } from 'zlib';
import { project, refusal, removeProject, synthesize } from './consumer';
import { Types, csharpParser, declaredTypes, syntaxErrors, unknownNames, usedNamespaces } from './csharp';
import { csharpTypes } from './csharp-names';
import { REFUSAL, expectTheSameAssembly, namesUnusedIn, publicNames, sourceOf } from './expectations';
import { typescriptApp } from './reference';
import { execute } from '../execute';
import { digest } from '../package/archives';
import { packed } from '../packed';

const ROOT = join(__dirname, '..', '..');
const APP = join(__dirname, 'dotnet');

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const tarball = `${manifest.name}-${manifest.version}.tgz`;

/** What the app and its tests use of .NET itself, of jsii's runtime and of xunit. */
const DOTNET: Types = new Map(Object.entries({
  DateTime: [],
  DateTimeKind: ['Utc'],
  Dictionary: [],
  Exception: ['Message'],
  DeputyBase: [],
  Fact: [],
  Assert: ['Contains', 'NotNull', 'ThrowsAny'],
}).map(([type, members]) => [type, new Set<string>(members)]));

let parse: Awaited<ReturnType<typeof csharpParser>>;
let generated: string;

beforeAll(async () => {
  parse = await csharpParser();
  generated = dirname(packed('dotnet', '.csproj', '`npm run test:language -- dotnet`, which generates first'));
});

describe('the project that is generated', () => {
  test('names the package, its version, its license and its framework', () => {
    expect(Object.fromEntries(
      ['PackageId', 'PackageVersion', 'PackageLicenseExpression', 'Description', 'RepositoryUrl', 'TargetFramework'].map((name) => [name, field(name)]),
    )).toEqual({
      PackageId: 'CdkIamMfa',
      PackageVersion: manifest.version,
      PackageLicenseExpression: 'Apache-2.0',
      Description: expect.stringContaining(manifest.description),
      RepositoryUrl: manifest.repository.url,
      TargetFramework: 'net6.0',
    });
  });

  test('names an icon that NuGet takes, which is in this repository', () => {
    const [, file] = /^https:\/\/raw\.githubusercontent\.com\/cdk-iam-mfa\/cdk-iam-mfa\/main\/(.+)$/.exec(field('PackageIconUrl')!)!;
    const icon = readFileSync(join(ROOT, file));
    // The signature of PNG, and the width and the height that NuGet asks for.
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([128, 128]);
    expect(icon.length).toBeLessThan(1_000_000);
  });

  test('depends on what the npm package depends on, in the same ranges', () => {
    const references = [...projectFile().matchAll(/<PackageReference Include="(.*)" Version="(.*)" \/>/g)].map(([, name, range]) => [name, range]);
    expect(Object.fromEntries(references)).toEqual({
      'Amazon.JSII.Runtime': expect.stringMatching(/^\[1\.[\d.]+,2\.0\.0\)$/),
      'Amazon.CDK.Lib': nugetRange(manifest.peerDependencies['aws-cdk-lib']),
      'Constructs': nugetRange(manifest.peerDependencies.constructs),
    });
  });

  test('embeds the npm package, byte by byte', () => {
    expect(projectFile()).toContain(`<EmbeddedResource Include="${tarball}" />`);
    expect(readFileSync(join(generated, 'AssemblyInfo.cs'), 'utf8')).toContain(`JsiiAssembly("${manifest.name}", "${manifest.version}", "${tarball}")`);
    expect(digest(join(generated, tarball))).toBe(digest(packed('js', '.tgz', '`npm run test:language -- dotnet`, which packs first')));
  });
});

describe('the sources that are generated', () => {
  test('are C#', () => {
    expect(syntaxErrorsIn(generated)).toEqual([]);
  });

  test('have every public type with its members', () => {
    const declared = declaredTypes(filesIn(generated).map(({ root }) => root));
    const expected = csharpTypes(JSON.parse(readFileSync(join(ROOT, '.jsii'), 'utf8')));
    expect(expected.size).toBeGreaterThan(publicNames().length);
    const absent = [...expected].flatMap(([type, members]) => declared.has(type)
      ? [...members].filter((member) => !declared.get(type)!.has(member)).map((member) => `${type}.${member}`)
      : [type]);
    expect(absent).toEqual([]);
  });
});

describe('the sources of the app in C#', () => {
  test('are C#', () => {
    expect(syntaxErrorsIn(APP)).toEqual([]);
  });

  test('use every class and enum of the library', () => {
    expect(namesUnusedIn(sourceOf('dotnet', '.cs'))).toEqual([]);
  });

  test('use no name that this library, aws-cdk-lib or constructs does not have', () => {
    const files = filesIn(APP);
    const types = knownTypes(files.map(({ root }) => root));
    expect(files.flatMap(({ file, root }) => unknownNames(root, types).map((name) => `${file}: ${name}`))).toEqual([]);
  });

  test('try what a user does beside the app: extend a group, write an aspect, assert what a template has', () => {
    const source = sourceOf('dotnet/src/Account.Tests', '.cs');
    expect(source).toMatch(/class \w+ : ConsoleMfaEnforcedGroup$/m);
    expect(source).toMatch(/class \w+ : DeputyBase, IAspect$/m);
    expect(source).toMatch(/Template\.FromStack\(\w+\)\.HasResourceProperties\(/);
    expect(factsIn(source)).toBeGreaterThan(3);
  });

  test('would be seen with an error', () => {
    expect(syntaxErrors(parse('class A\n{\n  void B() { new C(1; }\n}'))).toEqual(['line 3: missing )']);

    const source = [
      'using Amazon.CDK.AWS.IAM; using CdkIamMfa;',
      'class A { void B() {',
      '  var group = new ConsoleMfaEnforcedGrup(this, "G");',
      '  new ConsoleMfaEnforcedGroup(this, "G", new ConsoleMfaEnforcedGroupProps { Enforced = MfaEnforcement.EVERYTHING });',
      '  group.AddManagedPolicies(ManagedPolicy.FromManagedPolicy("ReadOnlyAccess"));',
      '} }',
    ].join('\n');
    expect(unknownNames(parse(source), knownTypes([parse(source)]))).toEqual([
      'line 3: ConsoleMfaEnforcedGrup',
      'line 4: ConsoleMfaEnforcedGroupProps.Enforced',
      'line 4: MfaEnforcement.EVERYTHING',
      'line 5: AddManagedPolicies',
      'line 5: ManagedPolicy.FromManagedPolicy',
    ]);
  });
});

const hasSdk = spawnSync('dotnet', ['--version']).status === 0;
const buildIt = hasSdk || process.env.DOTNET_REQUIRED === 'true';

(buildIt ? describe : describe.skip)(`the app in C#${buildIt ? '' : ' (NOT BUILT HERE: there is no .NET SDK; the release workflow builds it)'}`, () => {
  let folder: string;
  let variables: Record<string, string>;

  beforeAll(() => {
    if (!hasSdk) {
      throw new Error('`dotnet --version` fails: install the .NET SDK 8 or newer, or unset DOTNET_REQUIRED to test the generated sources only');
    }
    const nupkg = packed('dotnet', '.nupkg', '`npm run test:language -- dotnet`, which builds it');
    folder = project('dotnet');
    mkdirSync(join(folder, 'packages'));
    copyFileSync(nupkg, join(folder, 'packages', basename(nupkg)));
    variables = {
      CdkIamMfaVersion: basename(nupkg).slice('CdkIamMfa.'.length, -'.nupkg'.length),
      // In the folder of all projects, an older build of the same version would be taken for this one.
      NUGET_PACKAGES: join(folder, '.nuget'),
      // Servers of the compiler would outlive the test.
      MSBUILDDISABLENODEREUSE: '1',
      UseSharedCompilation: 'false',
      // The tests find their result by the words of English.
      DOTNET_CLI_UI_LANGUAGE: 'en',
      // On a machine with a newer runtime only, as the projects ask for.
      DOTNET_ROLL_FORWARD: 'Major',
    };
  });

  afterAll(() => {
    if (folder) {
      removeProject(folder);
    }
  });

  test('synthesizes the same', async () => {
    expectTheSameAssembly(await synthesize(folder, variables));
  });

  test('is refused a bad action in our words, as the message of the exception', async () => {
    const output = await refusal(folder, 'dotnet run --project src/Refused/Refused.csproj', variables);
    expect(output.split('\n')).toContain(`Unhandled exception. System.Exception: ${REFUSAL}`);
  });

  test('has tests under xunit that pass: a subclass, an aspect written in C#, assertions on the template', async () => {
    const output = await execute(folder, 'dotnet', ['test', 'src/Account.Tests/Account.Tests.csproj', '--nologo'], variables);
    expect(/Failed: +(\d+), Passed: +(\d+), Skipped: +(\d+)/.exec(output)?.slice(1).map(Number)).toEqual([0, factsIn(sourceOf('dotnet', '.cs')), 0]);
  });
});

/** What these files can mean: what they declare, what is generated, and what they import of the versions that the app in TypeScript has. */
function knownTypes(roots: ReturnType<typeof parse>[]): Types {
  const namespaces = new Set(roots.flatMap(usedNamespaces));
  const modules = join(typescriptApp(), 'node_modules');
  const imported = new Map([
    ...DOTNET,
    ...csharpTypes(JSON.parse(gunzipSync(readFileSync(join(modules, 'aws-cdk-lib', '.jsii.gz'))).toString()), namespaces),
    ...csharpTypes(JSON.parse(readFileSync(join(modules, 'constructs', '.jsii'), 'utf8')), namespaces),
    ...declaredTypes(filesIn(generated).map(({ root }) => root)),
  ]);
  return new Map([...imported, ...declaredTypes(roots, imported)]);
}

function factsIn(source: string): number {
  return source.split('[Fact]').length - 1;
}

function filesIn(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cs'))
    .map((file) => ({ file, root: parse(readFileSync(join(folder, file), 'utf8')) }));
}

function syntaxErrorsIn(folder: string): string[] {
  const files = filesIn(folder);
  expect(files).not.toEqual([]);
  return files.flatMap(({ file, root }) => syntaxErrors(root).map((error) => `${file}: ${error}`));
}

function projectFile(): string {
  return readFileSync(join(generated, 'CdkIamMfa.csproj'), 'utf8');
}

function field(name: string): string | undefined {
  return new RegExp(`<${name}>(.*)</${name}>`).exec(projectFile())?.[1];
}

/** A caret range, as NuGet writes it. */
function nugetRange(range: string): string {
  const [version, major] = /^\^((\d+)\.\d+\.\d+)$/.exec(range)!.slice(1);
  return `[${version},${Number(major) + 1}.0.0)`;
}
