/** TypeScript and JavaScript: the npm package. */
import { project, refusal, removeProject, synthesize } from './consumer';
import { REFUSAL, expectTheSameAssembly, namesUnusedIn, sourceOf } from './expectations';
import { installJavaScript, reference, typescriptApp } from './reference';

describe('the app in TypeScript, which the others must equal', () => {
  test('uses every class and enum of the library', () => {
    expect(namesUnusedIn(sourceOf('typescript', '.ts'))).toEqual([]);
  });

  test('has two stacks, and one function for both of its groups without MFA', () => {
    const { templates, assets } = reference();
    expect(Object.keys(templates)).toEqual(['Identity.template.json', 'Monitoring.template.json']);
    expect(assets).toHaveLength(1);
  });

  test('is refused a bad action in our words', async () => {
    expect(await refusal(typescriptApp(), 'node bin/refused.js')).toContain(REFUSAL);
  });
});

describe('the app in JavaScript', () => {
  let folder: string;

  beforeAll(async () => {
    folder = project('javascript');
    await installJavaScript(folder);
  });

  afterAll(() => removeProject(folder));

  test('synthesizes the same', async () => {
    expectTheSameAssembly(await synthesize(folder));
  });

  test('is refused a bad action in our words', async () => {
    expect(await refusal(folder, 'node refused.js')).toContain(REFUSAL);
  });
});
