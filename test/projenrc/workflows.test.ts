/** The workflows on GitHub: what they run, what they may do, and what a release waits for. */
import { spawnSync } from 'child_process';
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { parse } from 'yaml';
import { NODE_VERSIONS } from '../../projenrc/node-versions';

const ROOT = join(__dirname, '../..');
const FOLDER = join(ROOT, '.github/workflows');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

interface Job {
  readonly name?: string;
  readonly needs?: string | string[];
  readonly if?: string;
  readonly permissions?: Record<string, string>;
  readonly uses?: string;
  readonly steps?: Step[];
  readonly strategy?: { readonly matrix: Record<string, string[]> };
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions?: unknown;
  readonly jobs: Record<string, Job>;
}

const FILES = readdirSync(FOLDER);
const workflow = (file: string) => parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow;
const JOBS = FILES.flatMap((file) => Object.entries(workflow(file).jobs).map(([id, job]) => [`${file}: ${id}`, job] as const));
const STEPS = JOBS.flatMap(([name, { steps = [] }]) => steps.map((step) => [name, step] as const));

/** What may be written, by the job that needs it. Everything else is read. */
const WRITES: Record<string, string[]> = {
  'pull-request-lint.yml: validate': ['pull-requests'],
  // The page of the release with its files, and what GitHub keeps about where they came from.
  'release.yml: release_github': ['contents', 'id-token', 'attestations'],
  // The page of the demo, on GitHub Pages.
  'release.yml: publish_page': ['pages', 'id-token'],
  // Trusted publishing.
  'release.yml: release_npm': ['id-token'],
  'release.yml: release_pypi': ['id-token'],
  'release.yml: release_nuget': ['id-token'],
};

test('each action of another repository is pinned by its commit', () => {
  const used = [...JOBS.map(([name, job]) => [name, job.uses] as const), ...STEPS.map(([name, step]) => [name, step.uses] as const)];
  expect(used.filter(([, uses]) => uses !== undefined && !uses.startsWith('./') && !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  expect(used.filter(([, uses]) => uses !== undefined).length).toBeGreaterThan(30);
});

test.each(FILES)('%s may do nothing by itself', (file) => {
  expect(workflow(file).permissions).toEqual({});
});

test.each(JOBS)('%s may write only what it needs', (name, { permissions }) => {
  expect(permissions).toBeDefined();
  expect(Object.keys(permissions!).filter((scope) => permissions![scope] !== 'read').sort()).toEqual([...WRITES[name] ?? []].sort());
});

test('no checkout leaves its token in the clone', () => {
  const checkouts = STEPS.filter(([, { uses }]) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.length).toBeGreaterThan(10);
  expect(checkouts.filter(([, step]) => step.with?.['persist-credentials'] !== false).map(([name]) => name)).toEqual([]);
});

test('what is installed is what the lock file says', () => {
  const commands = STEPS.flatMap(([name, { run = '' }]) => run.split('\n').map((line) => [name, line] as const));
  expect(commands.filter(([, line]) => /npm (install|i|update)\b/.test(line))).toEqual([]);
  expect(commands.filter(([, line]) => /npm ci\b/.test(line)).length).toBeGreaterThan(10);
  // No lock file holds what npx brings.
  expect(commands.filter(([, line]) => line.includes('publib') && !/publib@\d+\.\d+\.\d+/.test(line))).toEqual([]);
});

test('each task and script that a workflow names is there', () => {
  const { tasks } = JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8'));
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const named = (pattern: RegExp) => STEPS.flatMap(([, { run = '' }]) => [...run.matchAll(pattern)].map(([, name]) => name));
  expect(named(/npx projen ([\w:-]+)/g).filter((name) => !(name in tasks))).toEqual([]);
  expect(named(/npm run ([\w:-]+)/g).filter((name) => !(name in scripts))).toEqual([]);
  expect(named(/npx projen ([\w:-]+)/g)).toContain('docgen');
});

test('a pull request and main run each lane of .ci/run', () => {
  const { on, jobs } = workflow('proof.yml');
  expect(on).toHaveProperty('pull_request');
  expect(on).toHaveProperty('push.branches', ['main']);
  const lanes = [...readFileSync(join(ROOT, '.ci/run'), 'utf8').matchAll(/^lane_of_(\w+)\(\)/gm)].map(([, lane]) => lane);
  expect(lanes.length).toBeGreaterThan(0);
  expect([...jobs.proof.strategy!.matrix.lane].sort()).toEqual(lanes.sort());
  expect(jobs.proof.steps!.map(({ run }) => run)).toContain('bash .ci/run "$LANE"');
});

test.each([['nowhere'], [''], ['clones tree'], ['clones', 'tree']])('.ci/run refuses the lane "%s"', (...lanes) => {
  const { status, stdout, stderr } = spawnSync('bash', [join(ROOT, '.ci/run'), ...lanes], { encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([
    2, '', `.ci/run: got "${lanes.join(' ')}", expected one lane (clones, tree or waiting), or nothing for all of them\n`,
  ]);
});

test('a release waits for the proof of its own commit, however it was started', () => {
  const { jobs } = workflow('release.yml');
  expect(jobs.proof.uses).toBe('./.github/workflows/proof.yml');
  expect(jobs.proof.if).toBeUndefined();
  expect(workflow('proof.yml').on).toHaveProperty('workflow_call');
  const waits = (id: string): boolean => id === 'proof' || [jobs[id].needs ?? []].flat().some(waits);
  expect(Object.keys(jobs).filter((id) => !waits(id))).toEqual([]);
  // A job whose condition asks so runs after a failure too.
  expect(Object.values(jobs).filter((job) => /always\(\)|failure\(\)|cancelled\(\)/.test(job.if ?? ''))).toEqual([]);
});

test('each registry waits for the proof of the .NET package, and the page of the release for each registry', () => {
  const { jobs } = workflow('release.yml');
  const registries = Object.keys(jobs).filter((id) => id.startsWith('release_') && id !== 'release_github');
  expect(registries).toHaveLength(5);
  registries.forEach((id) => expect(jobs[id].needs).toContain('prove_dotnet'));
  expect(jobs.release_github.needs).toEqual(expect.arrayContaining(registries));
});

test('a release publishes the page of the demo, with its own version, after its tag is there, and not in a dry run', () => {
  const { publish_page: { needs, if: condition, steps = [] } } = workflow('release.yml').jobs;
  expect(needs).toEqual(expect.arrayContaining(['release_github']));
  expect(condition).toContain("tag_exists != 'true'");
  expect(condition).toContain('!inputs.dry_run');
  const runs = steps.map(({ run, uses }) => run ?? uses!.replace(/@.*/, ''));
  expect(runs.slice(-4)).toEqual([
    'tar --strip-components=1 -xzvf dist/js/*.tgz', 'npx projen docs:page', 'actions/upload-pages-artifact', 'actions/deploy-pages',
  ]);
});

test('a merge waits for the proof, the build and each version of Node.js', () => {
  const { queue_rules: [{ queue_conditions: queue }], pull_request_rules: [{ conditions }] } = parse(readFileSync(join(ROOT, '.mergify.yml'), 'utf8'));
  expect(workflow('proof.yml').jobs.proof.name).toBe('proof-${{ matrix.lane }}');
  expect(workflow('node.yml').jobs.node.name).toBe('node-${{ matrix.node }}');
  const waitsFor = [
    ...Object.keys(workflow('build.yml').jobs),
    ...workflow('proof.yml').jobs.proof.strategy!.matrix.lane.map((lane) => `proof-${lane}`),
    ...NODE_VERSIONS.map((version) => `node-${version}`),
  ];
  waitsFor.forEach((name) => {
    expect(queue).toContain(`status-success=${name}`);
    expect(conditions).toContain(`status-success=${name}`);
  });
});

test('the badge in the README shows the proof of main', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('/actions/workflows/proof.yml/badge.svg?branch=main');
});
