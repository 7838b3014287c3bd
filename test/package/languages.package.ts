/** The packages of the other languages: what a user gets. Run after `npx projen package:<language>` and `npx projen generate:dotnet`. */
import { readFileSync, rmSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { basename, join } from 'path';
import { Packed, copied, digest, unpacked } from './archives';
import * as PACKAGE from '../../package.json';

const REPOSITORY = join(__dirname, '../..');
const TARBALL = join(REPOSITORY, 'dist', 'js', `cdk-iam-mfa@${PACKAGE.version}.jsii.tgz`);

interface Expected {
  readonly packed: () => Packed;
  /** What each file is, but for the npm package inside. */
  readonly files: RegExp;
  /** About a fifth above what it is today; a new folder that slips in is more. */
  readonly maxBytes: number;
}

const unzip = (file: string): [string, ...string[]] => ['python3', '-m', 'zipfile', '-e', file, '.'];
const unjar = (file: string): [string, ...string[]] => ['jar', '-xf', file];

const PACKAGES: Record<string, Expected> = {
  'the wheel of Python': {
    packed: () => unpacked('python', '.whl', unzip),
    files: /^cdk_iam_mfa\/(__init__\.py|py\.typed|_jsii\/__init__\.py)$|^cdk_iam_mfa-[\w.]+\.dist-info\/(LICENSE|METADATA|WHEEL|RECORD|top_level\.txt)$|^cdk_iam_mfa-[\w.]+\.data\/scripts\/cdk-iam-mfa$/,
    maxBytes: 400_000,
  },
  'the source distribution of Python': {
    packed: () => unpacked('python', '.tar.gz', (file) => ['tar', '-xzf', file, '--strip-components=1']),
    files: /^(LICENSE|README\.md|MANIFEST\.in|PKG-INFO|pyproject\.toml|setup\.(py|cfg)|src\/cdk_iam_mfa\/(__init__\.py|py\.typed|_jsii\/(__init__\.py|bin\/cdk-iam-mfa))|src\/cdk_iam_mfa\.egg-info\/[\w-]+(\.txt)?)$/,
    maxBytes: 400_000,
  },
  'the jar of Java': {
    packed: () => unpacked('java', `${PACKAGE.version}.jar`, unjar),
    files: /^io\/github\/cdkiammfa\/[\w$-]+\.(class|txt)$|^META-INF\/(MANIFEST\.MF|INDEX\.LIST|maven\/io\.github\.cdk-iam-mfa\/cdk-iam-mfa\/pom\.(xml|properties))$/,
    maxBytes: 430_000,
  },
  'the sources of Java': {
    packed: () => unpacked('java', '-sources.jar', unjar),
    files: /^io\/github\/cdkiammfa\/[\w$-]+\.(java|txt)$|^META-INF\/(MANIFEST\.MF|INDEX\.LIST|maven\/io\.github\.cdk-iam-mfa\/cdk-iam-mfa\/pom\.(xml|properties))$/,
    maxBytes: 440_000,
  },
  'the module of Go': {
    packed: () => copied('go', 'cdkiammfa'),
    files: /^(\w+\.go|go\.mod|README\.md|LICENSE|version|jsii\/jsii\.go|internal\/types\.go)$/,
    maxBytes: 550_000,
  },
  'the generated project of .NET': {
    packed: () => copied('dotnet', 'CdkIamMfa'),
    files: /^(CdkIamMfa\.csproj|LICENSE|NOTICE|README\.md|resources\/icon\.png|CdkIamMfa\/(Internal\/DependencyResolution\/)?\w+\.cs|AssemblyInfo\.cs)$/,
    maxBytes: 720_000,
  },
};

describe.each(Object.entries(PACKAGES))('%s', (name, expected) => {
  let packed: Packed;
  let tarballs: string[];

  beforeAll(() => {
    packed = expected.packed();
    tarballs = packed.files.filter((file) => file.endsWith('.tgz'));
  });

  afterAll(() => rmSync(packed.folder, { recursive: true, force: true }));

  test('holds the npm package, the function of ForceMfaGroup with it, byte by byte', () => {
    expect(tarballs.map((file) => digest(join(packed.folder, file)))).toEqual([digest(TARBALL)]);
  });

  test('holds nothing else but the generated code', () => {
    expect(packed.files.filter((file) => !tarballs.includes(file) && !expected.files.test(file))).toEqual([]);
    expect(packed.files.length).toBeGreaterThan(5);
  });

  test('knows no path of the machine that packed it', () => {
    const folders = [REPOSITORY, `${homedir()}/`, `${tmpdir()}/`];
    const knowing = packed.files.filter((file) => folders.some((folder) => readFileSync(join(packed.folder, file)).includes(folder)));
    expect(knowing).toEqual([]);
  });

  test('is light', () => {
    console.log(`${name}: ${basename(packed.name)}, ${packed.files.length} files, ${packed.bytes} bytes`);
    expect(packed.bytes).toBeLessThanOrEqual(expected.maxBytes);
  });
});
