import { Component, JsonFile, type TaskStep, type typescript } from 'projen';
import { ScriptWithChoices } from './script-with-choices';
import { BROWSER, COMPILED, FROM_SOURCE, JAVA, PACK, PYTHON, TSX, needs } from './shared-steps';

/** Tests that `npm test` does not run, because they install something or take minutes: the files `*.ENDING.ts` of a folder of `test/`. */
interface Proof {
  readonly folder: string;
  /** By default, the name of the folder. */
  readonly ending?: string;
  /** Options of jest for this project. */
  readonly jest?: Record<string, unknown>;
}

const PROOFS: Proof[] = [
  { folder: 'clone', jest: { globalSetup: '<rootDir>/test/clone/installed.ts', globalTeardown: '<rootDir>/test/clone/tear-down.ts' } },
  { folder: 'deploy' },
  { folder: 'examples' },
  {
    folder: 'languages',
    ending: 'language',
    jest: {
      globalSetup: '<rootDir>/test/languages/reference.ts',
      globalTeardown: '<rootDir>/test/languages/tear-down.ts',
      // The apps of the languages are packages of their own.
      modulePathIgnorePatterns: ['<rootDir>/test/languages/.*/package.json'],
    },
  },
  { folder: 'impact', ending: 'trino' },
  { folder: 'lint' },
  { folder: 'nag' },
  { folder: 'package' },
  { folder: 'page', ending: 'browser' },
  { folder: 'patterns', jest: { globalSetup: '<rootDir>/test/patterns/environment.ts' } },
  { folder: 'stability' },
];

const CONFIG = 'test/jest.proofs.json';

/** Runs the tests of one proof; further arguments go to jest. */
function jest(folder: string, options = ''): TaskStep {
  // An option follows the name of the project, because jest takes each word up to the next option for a project.
  return { exec: `jest --config ${CONFIG} --selectProjects ${folder} --ci${options && ` ${options}`} "$@"`, receiveArgs: true };
}

/** What is proven apart from `npm test`: CONTRIBUTING.md lists all of it. */
export class Proofs extends Component {
  public constructor(private readonly typescriptProject: typescript.TypeScriptProject) {
    super(typescriptProject);
    this.configureJest();
    this.addProofs();
    this.addLanguages();
    this.addOthers();
  }

  /** One configuration, of which a command selects a project. Apart from the one of the unit tests, so that a plain `npx jest` runs these alone. */
  private configureJest(): void {
    new JsonFile(this.project, CONFIG, {
      obj: {
        verbose: true,
        maxWorkers: 2,
        // For those of the clones, of which each compiles.
        maxConcurrency: 2,
        // Some install and compile for minutes, on a loaded machine for many. For all, because jest reads this option of no project.
        testTimeout: 30 * 60_000,
        projects: PROOFS.map(({ folder, ending = folder, jest: options }) => ({
          displayName: folder,
          rootDir: '<rootDir>/..',
          roots: [`<rootDir>/test/${folder}`],
          testMatch: [`<rootDir>/test/${folder}/*.${ending}.ts`],
          // The package's own name, as users and examples write it.
          moduleNameMapper: { '^cdk-iam-mfa$': '<rootDir>/src' },
          transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json' }] },
          ...options,
        })),
      },
    });
  }

  private addProofs(): void {
    const proof = new ScriptWithChoices(this.typescriptProject, 'test:proof', 'Runs one of the proofs that npm test leaves out');
    proof.add('clone', 'Runs each script of package.json that a person may run first, in a clone of what is committed (test/clone/scripts.ts)', [jest('clone')]);
    proof.add('examples', 'Follows the README of each example word by word, from an empty folder with the packed package, and in the clone', [
      ...PACK, jest('examples'),
    ]);
    proof.add('impact', 'Runs the SQL of the impact analysis in Trino, of which Athena is made (needs a JDK and Maven; installs Trino once)', [
      ...JAVA, ...FROM_SOURCE, jest('impact'),
    ]);
    proof.add('lint', 'Runs cfn-lint and checkov over the reviewed templates, and checks the AWS CLI commands of the pages (needs Python 3.10 or newer; installs all three once)', [PYTHON, jest('lint')]);
    proof.add('nag', 'Runs cdk-nag over every construct, with the acknowledgments of docs/cdk-nag.md (installs the newest CDK and cdk-nag)', [
      ...PACK, jest('nag', '--verbose=false'),
    ]);
    proof.add('page', 'Opens the page of the demo in the Chrome or Chromium of the machine (CHROMIUM_PATH names another)', [
      BROWSER, ...FROM_SOURCE, jest('page'),
    ]);
    proof.add('patterns', 'Judges the patterns of MfaMonitoring by evaluators that are packages of Python and Java (needs both; installs them once)', [
      PYTHON, ...JAVA, jest('patterns'),
    ]);
    proof.add('stability', 'Compares the templates of the packed package at the CDK floor and at the newest CDK with the reviewed ones (installs both)', [
      ...PACK, jest('stability'),
    ]);
    this.project.addTask('stability:update', {
      description: 'Rewrites the reviewed templates of test/stability from src; read the diff, and write it down in CHANGELOG.md',
      steps: [...FROM_SOURCE, { exec: `${TSX} test/stability/update.ts` }],
    });
  }

  /** Each language alone, from nothing: pack, install the artifact as a user does, synthesize, compare with the app in TypeScript. */
  private addLanguages(): void {
    const language = new ScriptWithChoices(this.typescriptProject, 'test:language', "Proves the package of one language by a user's app (test/languages)");
    const add = (name: string, what: string, before: TaskStep[], steps: TaskStep[]) => language.add(
      // Jest looks for its pattern in the whole path, and "java" is in "javascript" too. With the dot, the path begins at the root of the project.
      name, `Proves the package for ${what}`, [...before, ...PACK, ...steps, jest('languages', `./test/languages/${name}.language`)],
    );
    add('javascript', 'JavaScript and TypeScript', [], []);
    add('python', 'Python (needs Python 3.10 or newer)', [PYTHON], [{ spawn: 'package:python' }]);
    add('java', 'Java (needs a JDK, 17 or newer, and Maven)', JAVA, [{ spawn: 'package:java' }]);
    add('go', 'Go (needs Go 1.25 or newer)', [needs('go version', 'Go 1.25 or newer')], [{ spawn: 'package:go' }]);
    add('dotnet', '.NET (builds it only where there is a .NET SDK)', [], [
      { spawn: 'generate:dotnet' },
      { spawn: 'package:dotnet', condition: 'dotnet --version' },
    ]);
  }

  private addOthers(): void {
    this.project.addTask('test:chaos', {
      description: 'Plays 2,000 scenarios of faults, old reads and changes by others against the function, and its mutants (or as many as told, from the seed told)',
      steps: [
        ...FROM_SOURCE,
        ...['play-scenarios', 'find-mutants'].map((script): TaskStep => ({ exec: `${TSX} test/membership-function/chaos/${script}.ts`, receiveArgs: true })),
      ],
    });
    this.project.addTask('test:function', {
      description: 'Runs the tests of the function and its bundle on the Node.js of its Lambda runtime (installs it once)',
      steps: [...FROM_SOURCE, { exec: `${TSX} test/node/function.ts` }],
    });
    this.project.addTask('test:node', {
      description: 'Runs npm test, the demo and the compiler on Node.js 22, 24 and 26, each in an empty clone of what is committed (installs them once)',
      exec: `${TSX} test/node/run.ts`,
      receiveArgs: true,
    });
    // A script and no task: projen would stand between npm's signals and the test, which has to end what it started.
    this.typescriptProject.setScript('test:deploy', 'node --import tsx test/deploy/run.ts');
    this.project.addTask('awslint', {
      description: 'Checks the API against the CDK design guidelines',
      env: { AWSLINT_BASE_CONSTRUCT: '1' },
      // duration-prop-type asks for the name that Duration had in CDK v1.
      steps: [COMPILED, { exec: 'awslint --exclude duration-prop-type:*' }],
    });
  }
}
