/**
 * The packed package in the projects of users, at both ends of the range of CDK releases.
 *
 * Apart from `npm test`, because it installs two CDK releases twice and so needs a registry. Pack first, as `npm run test:proof -- stability` does.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CASES } from './cases';
import { Consumer, PACKAGE_FILE, javascriptConsumer, tarball, typescriptConsumer } from './consumers';
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

type Release = keyof typeof CDK_RELEASES;

/** Found before any test, so that there is one message if nothing is packed. */
const PACKED = tarball();

const RELEASES = Object.keys(CDK_RELEASES) as Release[];
const FLAGS = ['none', 'recommended'] as const;

let parent: string;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-stability-'));
  copyFileSync(PACKED, join(parent, PACKAGE_FILE));
});

afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** Both releases at a time. */
async function atEachRelease<T>(make: (release: CdkRelease) => Promise<T>): Promise<Record<Release, T>> {
  const made = await Promise.all(RELEASES.map(async (name) => [name, await make(CDK_RELEASES[name])]));
  return Object.fromEntries(made);
}

describe('a TypeScript project', () => {
  let synthesized: Record<Release, Record<string, CasesSynthesized>>;

  beforeAll(async () => {
    synthesized = await atEachRelease(async (release) => {
      const consumer = await typescriptConsumer(parent, release);
      return { none: await consumer.run('main.js', 'none'), recommended: await consumer.run('main.js', 'recommended') };
    });
  });

  test.each(RELEASES)('at the %s CDK, the recommended flags are set or not set', (release) => {
    expect(synthesized[release].none.flags).toBe(0);
    expect(synthesized[release].recommended.flags).toBeGreaterThan(50);
  });

  describe.each(RELEASES.flatMap((release) => FLAGS.map((flags) => [release, flags] as const)))('at the %s CDK, feature flags: %s', (release, flags) => {
    test.each(Object.keys(CASES))('%s has the reviewed template', (name) => {
      const { template } = synthesized[release][flags].cases[name];
      expectAsReviewed(name, template, `the packed package with aws-cdk-lib ${CDK_RELEASES[release]['aws-cdk-lib']}, feature flags: ${flags}`);
    });
  });

  describe('the newest CDK\'s own validation', () => {
    test.each(FLAGS)('finds nothing in any template, feature flags: %s', (flags) => {
      const findings = Object.entries(synthesized.newest[flags].cases).map(([name, result]) => [name, result.findings]);
      expect(findings).toEqual(Object.keys(CASES).map((name) => [name, []]));
    });

    test('finds a bad Sid', () => {
      expect(synthesized.newest.none.invalid.findings).toEqual([expect.stringContaining('Sid')]);
    });
  });
});

describe('a JavaScript project', () => {
  let consumers: Record<Release, Consumer>;

  beforeAll(async () => {
    consumers = await atEachRelease((release) => javascriptConsumer(parent, release));
  });

  test.each(RELEASES.flatMap((release) => [
    ['CommonJS', release, 'app.js'] as const,
    ['an ES module', release, 'app.mjs'] as const,
  ]))('as %s synthesizes at the %s CDK', async (_, release, script) => {
    const { template, names } = await consumers[release].run<{ template: object; names: string[] }>(script);
    expectAsReviewed('ConsoleMfaEnforcedGroup', template, `${script} with aws-cdk-lib ${CDK_RELEASES[release]['aws-cdk-lib']}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys(library)));
  });
});
