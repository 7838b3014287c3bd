/** Java: the Maven artifact. */
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { stripVTControlCharacters } from 'util';
import { project, refusal, removeProject, synthesize } from './consumer';
import { REFUSAL, expectTheSameAssembly, namesUnusedIn, sourceOf } from './expectations';
import { execute } from '../execute';
import { packed } from '../packed';

/** Not the user's own, where what we build would stay for other projects. It spares a second run the download of 140 MB. */
const LOCAL_REPOSITORY = join(__dirname, '..', '..', 'node_modules', '.cache', 'test-java');

describe('the app in Java', () => {
  let folder: string;

  beforeAll(async () => {
    folder = project('java');
    await install(folder);
  });

  afterAll(() => removeProject(folder));

  test('uses every class and enum of the library', () => {
    expect(namesUnusedIn(sourceOf('java', '.java'))).toEqual([]);
  });

  test('synthesizes the same', async () => {
    expectTheSameAssembly(await synthesize(folder));
  });

  test('is refused a bad action in our words', async () => {
    const output = await refusal(folder, 'mvn -e -q compile exec:java -Dexec.mainClass=com.example.account.Refused');
    // The exception that a user gets, with our sentence first in its message. Maven writes in color.
    const exception = stripVTControlCharacters(output).split('\n').find((line) => line.includes('JsiiError'));
    expect(exception).toBe(`Caused by: software.amazon.jsii.JsiiError: ${REFUSAL}`);
  });
});

/** Lays the artifact where Maven looks first, in the place of an older one of the same version. */
async function install(folder: string): Promise<void> {
  await execute(folder, 'mvn', ['--version']).catch(() => {
    throw new Error('`mvn --version` failed: install a JDK, 17 or newer, and Apache Maven, 3.6 or newer, and put `mvn` on the PATH');
  });
  const artifact = dirname(packed('java', 'cdk-iam-mfa-0.0.0.jar', '`npm run test:language -- java`, which packs first'));
  const group = join(LOCAL_REPOSITORY, 'io', 'github', 'cdk-iam-mfa');
  rmSync(group, { recursive: true, force: true });
  cpSync(artifact, join(group, 'cdk-iam-mfa', '0.0.0'), { recursive: true });

  // By a link, because Maven 3 splits its options at spaces, which the path of a clone may have.
  symlinkSync(LOCAL_REPOSITORY, join(folder, 'repository'));
  mkdirSync(join(folder, '.mvn'));
  writeFileSync(join(folder, '.mvn', 'maven.config'), '-Dmaven.repo.local=repository\n');
}
