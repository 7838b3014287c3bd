/** Who wants a group and two policies does not pay for the rest: what is loaded, in a process of its own. */
import { spawnSync } from 'child_process';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** Only what `ForceMfaGroup` and `MfaMonitoring` are made of. */
const HEAVY = ['aws-cloudwatch', 'aws-config', 'aws-events', 'aws-kms', 'aws-lambda', 'aws-logs', 'aws-scheduler', 'aws-sns'];

const STACK = "const { Stack, aws_iam: iam } = require('aws-cdk-lib'); const stack = new Stack();";
const L2 = `${STACK}
  const group = new iam.Group(stack, 'Group');
  new iam.ManagedPolicy(stack, 'Policy', { groups: [group], statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'] })] });`;
const OURS = `${STACK} new (require('./src').ConsoleMfaEnforcedGroup)(stack, 'Developers');`;

/** The files that a script loads, without ours. */
function loadedBy(script: string): string[] {
  const code = `${script}\nconsole.log(JSON.stringify(Object.keys(require.cache)));`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', code], {
    cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.dev.json') },
  });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout).map((file: string) => file.slice(ROOT.length + 1));
}

const foreign = (files: string[]) => files.filter((file) => file.startsWith('node_modules/'));
const modulesOf = (files: string[]) => [...new Set(files.flatMap((file) => /^node_modules\/aws-cdk-lib\/(aws-[^/]+)\//.exec(file)?.[1] ?? []))].sort();

test('ConsoleMfaEnforcedGroup loads what the constructs of CDK load that it is made of, and nothing else', () => {
  const ofL2 = modulesOf(loadedBy(L2));
  expect(ofL2).toContain('aws-iam');
  expect(modulesOf(loadedBy(OURS))).toEqual(ofL2);
  expect(ofL2.filter((name) => HEAVY.includes(name))).toEqual([]);
});

test('ForceMfaGroup loads the rest, so the test would see it', () => {
  const files = loadedBy(`${STACK} new (require('./src').ForceMfaGroup)(stack, 'WithoutMfa');`);
  expect(modulesOf(files)).toEqual(expect.arrayContaining(['aws-cloudwatch', 'aws-lambda', 'aws-logs', 'aws-scheduler']));
  // Of the function, only what both sides share: neither the SDK nor the library of the metrics.
  expect(foreign(files).filter((file) => /^node_modules\/@(aws-sdk|smithy|aws-lambda-powertools)\//.test(file))).toEqual([]);
  expect(files.filter((file) => file.startsWith('src/membership-function/')).sort())
    .toEqual(['src/membership-function/environment.ts', 'src/membership-function/membership-function.ts', 'src/membership-function/metric-names.ts']);
  // Of the command, nothing.
  expect(files).toContain('src/index.ts');
  expect(files.filter((file) => /^(access|bin|cli|impact|src\/private\/impact)\//.test(file))).toEqual([]);
});

test.each(['environment', 'metric-names'])('src/membership-function/%s.ts, which both sides load, loads nothing', (name) => {
  const file = `src/membership-function/${name}.ts`;
  expect(loadedBy(`require('./${file}');`).filter((loaded) => !/^node_modules\/(esbuild|tsx)\//.test(loaded))).toEqual([file]);
});
