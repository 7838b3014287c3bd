/** Go: the module, which a `replace` puts in the place of a published version. */
import { cpSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { project, refusal, removeProject, synthesize } from './consumer';
import { REFUSAL, expectTheSameAssembly, publicNames, publicTypes, sourceOf } from './expectations';
import { execute } from '../execute';
import { packed } from '../packed';

describe('the app in Go', () => {
  let folder: string;

  beforeAll(async () => {
    folder = project('go');
    await execute(folder, 'go', ['version']).catch(() => {
      throw new Error('needs Go 1.25 or newer on the PATH; install it as https://go.dev/doc/install says');
    });
    cpSync(dirname(packed('go', 'go.mod', '`npm run test:language -- go`, which packs first')), join(folder, 'cdkiammfa'), { recursive: true });
    // Writes go.sum. Go takes the lowest versions that go.mod allows, so without a committed go.sum they are the same everywhere.
    await execute(folder, 'go', ['mod', 'tidy']);
  });

  afterAll(() => removeProject(folder));

  test('synthesizes the same', async () => {
    expectTheSameAssembly(await synthesize(folder));
  });

  test('is refused a bad action in our words, by a panic', async () => {
    // The whole message of the panic. Before it, on its line, the jsii runtime may say that it was stopped.
    expect(await refusal(folder, 'go run ./refused')).toContain(`panic: ${REFUSAL}\n`);
  });

  test('uses every class and enum of the library', () => {
    const source = sourceOf('go', '.go');
    expect(publicNames().filter((name) => !new RegExp(`cdkiammfa\\.(New${name}\\(|${name}_)`).test(source))).toEqual([]);
  });

  test('every class has its own members, which stay when the inherited ones are taken out', () => {
    const members = publicTypes().filter(({ kind }) => kind === 'class').flatMap(({ name, properties = [], methods = [] }) =>
      [...properties, ...methods].map((member) => [name, member.name[0].toUpperCase() + member.name.slice(1)]));
    expect(members.length).toBeGreaterThan(10);
    const declares = ([name, member]: string[]) =>
      new RegExp(`^\\t${member}\\(`, 'm').test(readFileSync(join(folder, 'cdkiammfa', `${name}.go`), 'utf8'));
    expect(members.filter((member) => !declares(member))).toEqual([]);
  });

  test('is what gofmt and go vet ask for', async () => {
    expect(await execute(join(__dirname, 'go'), 'gofmt', ['-l', '.'])).toBe('');
    await execute(folder, 'go', ['vet', './...']);
  });

  // jsii-pacmak builds the module with the oldest CDK before its inherited members are taken out.
  test('has a module that compiles with the oldest CDK too', async () => {
    await execute(join(folder, 'cdkiammfa'), 'go', ['build', '-mod=mod', './...']);
  });
});
