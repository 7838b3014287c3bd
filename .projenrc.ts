import { awscdk, github, javascript, typescript } from 'projen';
import { Benchmarks } from './projenrc/benchmarks';
import { Bundles, FUNCTION } from './projenrc/bundles';
import { Checks } from './projenrc/checks';
import { CommunityFiles } from './projenrc/community-files';
import { DEV_DEPENDENCIES } from './projenrc/dev-dependencies';
import { Docs } from './projenrc/docs';
import { DEVELOPMENT, LintRules } from './projenrc/lint-rules';
import { Packages } from './projenrc/packages';
import { Proofs } from './projenrc/proofs';
import { RELEASE_TOOL, ReleaseTool } from './projenrc/release-tool';
import { ServicePrefixes } from './projenrc/service-prefixes';
import { ThirdPartyLicenses } from './projenrc/third-party-licenses-task';
import { CoverageThreshold, UNIT_TESTS } from './projenrc/unit-tests';
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
  devDeps: DEV_DEPENDENCIES,
  jestOptions: UNIT_TESTS,
  // Types are checked once by tsc over everything, not once more by each test file.
  typecheckTests: true,

  bundlerOptions: {
    // Exactly, because another version may change the bundle, with it the asset's hash and every user's snapshot.
    esbuildVersion: '0.28.2',
  },
  lambdaOptions: FUNCTION,

  eslintOptions: { dirs: ['src', ...DEVELOPMENT], devdirs: [] },
  docgen: true,
  compat: true,

  // Installs by `npm ci`, and pushes to no branch: a generated file that differs fails the build.
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: github.workflows.JobPermission.READ } },
  pullRequestTemplate: false,

  release: true,
  bumpPackage: RELEASE_TOOL,
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

// The compiler reads the tools too, and finds the package by the name that its users write.
project.tsconfigDev.addInclude('.projenrc.ts');
project.tsconfigDev.addInclude('projenrc/**/*.ts');
project.tsconfigDev.file.addOverride('compilerOptions.paths', { 'cdk-iam-mfa': ['./src'] });

// unrs-resolver 1.13.0 lists native bindings that were not published, so `npm ci` fails on its lock entries.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// Install scripts of dependencies, of which none is needed: each package brings what it is for, and only checks it once more, or compiles
// it where nothing is brought. npm 12 runs none that is not named here, and newer npm warns about each that is not.
project.package.addField('allowScripts', { '@parcel/watcher': false, 'esbuild': false, 'unrs-resolver': false });

// What npm scripts and npx add. projen's own way asks npx, half a second for each task that a task runs.
project.tasks.addEnvironment('PATH', '$(node --print "path.resolve(\'node_modules/.bin\') + path.delimiter + process.env.PATH")');

// The banner is right, and Node.js 20 is tried on purpose: CONTRIBUTING.md says it once, not each command. The variable takes major versions.
project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

new LintRules(project);
new CoverageThreshold(project);
new Checks(project);
new Bundles(project);
new ThirdPartyLicenses(project);
new Packages(project);
new Docs(project);
new Benchmarks(project);
new Proofs(project);
new ReleaseTool(project);
new ServicePrefixes(project);

new PinnedActions(project.github!);
new BuildWorkflow(project);
new ProofWorkflow(project);
new NodeWorkflow(project);
new ReleaseWorkflow(project);
new CommunityFiles(project);
// The last one, because it reads the jobs that the others added.
new LeastPrivilege(project.github!);

// A script and no task: of whatever fails, projen makes the exit code 1, which `judge` has for --fail-on alone. It bundles nothing before
// its table, which needs no bundle.
project.setScript('demo', 'tsx --tsconfig tsconfig.dev.json demo/demo.ts');
project.synth();
