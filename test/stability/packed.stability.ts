/**
 * The packed package in the projects of users, at both ends of the range of CDK releases.
 *
 * Apart from `npm test`, because it installs two CDK releases and so needs a registry. Pack first, as `npm run test:proof -- stability` does.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CASES } from './cases';
import { PACKAGE_FILE, addTypescript, javascriptProject, run, tarball } from './consumers';
import { expectAsReviewed } from './reviewed';
import { Synthesized } from './synth';
import { CDK_RELEASES, CdkRelease } from './versions';
import * as library from '../../src';

interface CasesSynthesized {
  /** How many feature flags were set. */
  readonly flags: number;
  readonly cases: Record<string, Synthesized>;
  /** A template that is not valid, without flags. */
  readonly invalid: Synthesized;
}

interface AppSynthesized {
  readonly template: object;
  /** What the package exports. */
  readonly names: string[];
}

type Release = keyof typeof CDK_RELEASES;

/** Found before any test, so that there is one message if nothing is packed. */
const PACKED = tarball();

const RELEASES = Object.keys(CDK_RELEASES) as Release[];
const FLAGS = ['none', 'recommended'] as const;

interface Project {
  readonly apps: Record<'app.js' | 'app.mjs', AppSynthesized>;
  readonly cases: Record<string, CasesSynthesized>;
}

let parent: string;
let projects: Record<Release, Project>;

// One project a release, first in JavaScript and then in TypeScript, because installing CDK takes most of the time.
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-stability-'));
  copyFileSync(PACKED, join(parent, PACKAGE_FILE));
  projects = await atEachRelease(async (release) => {
    const folder = await javascriptProject(parent, release);
    const apps = { 'app.js': await run<AppSynthesized>(folder, 'app.js'), 'app.mjs': await run<AppSynthesized>(folder, 'app.mjs') };
    await addTypescript(folder, release);
    const cases = {
      none: await run<CasesSynthesized>(folder, 'main.js', 'none'), recommended: await run<CasesSynthesized>(folder, 'main.js', 'recommended'),
    };
    return { apps, cases };
  });
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Both releases at a time. */
async function atEachRelease<T>(make: (release: CdkRelease) => Promise<T>): Promise<Record<Release, T>> {
  const made = await Promise.all(RELEASES.map(async (name) => [name, await make(CDK_RELEASES[name])]));
  return Object.fromEntries(made);
}

describe('a TypeScript project', () => {
  test.each(RELEASES)('at the %s CDK, the recommended flags are set or not set', (release) => {
    expect(projects[release].cases.none.flags).toBe(0);
    expect(projects[release].cases.recommended.flags).toBeGreaterThan(50);
  });

  describe.each(RELEASES.flatMap((release) => FLAGS.map((flags) => [release, flags] as const)))('at the %s CDK, feature flags: %s', (release, flags) => {
    test.each(Object.keys(CASES))('%s has the reviewed template', (name) => {
      const { template } = projects[release].cases[flags].cases[name];
      expectAsReviewed(name, template, `the packed package with aws-cdk-lib ${CDK_RELEASES[release]['aws-cdk-lib']}, feature flags: ${flags}`);
    });
  });

  describe('the newest CDK\'s own validation', () => {
    test.each(FLAGS)('finds nothing in any template, feature flags: %s', (flags) => {
      const findings = Object.entries(projects.newest.cases[flags].cases).map(([name, result]) => [name, result.findings]);
      expect(findings).toEqual(Object.keys(CASES).map((name) => [name, []]));
    });

    test('finds a bad Sid', () => {
      expect(projects.newest.cases.none.invalid.findings).toEqual([expect.stringContaining('Sid')]);
    });
  });
});

describe('a JavaScript project', () => {
  test.each(RELEASES.flatMap((release) => [
    ['CommonJS', release, 'app.js'] as const,
    ['an ES module', release, 'app.mjs'] as const,
  ]))('as %s synthesizes at the %s CDK', (_, release, script) => {
    const { template, names } = projects[release].apps[script];
    expectAsReviewed('ConsoleMfaEnforcedGroup', template, `${script} with aws-cdk-lib ${CDK_RELEASES[release]['aws-cdk-lib']}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys(library)));
  });
});
