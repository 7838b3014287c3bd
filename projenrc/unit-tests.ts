import { Component, javascript, type typescript } from 'projen';

const NOTHING_MISSED = { statements: 100, branches: 100, functions: 100, lines: 100 };

/** What `npm test` and a plain `npx jest` run; the other tests are in `proofs.ts`. */
export const UNIT_TESTS: javascript.JestOptions = {
  // A snapshot changes when somebody runs `npm run test:update` and reads the diff, never by itself.
  updateSnapshot: javascript.UpdateSnapshot.NEVER,
  extraCliOptions: ['--ci'],
  passWithNoTests: false,
  // In package.json it would ship, and the package has a limit.
  configFilePath: 'jest.config.json',
  jestConfig: {
    // V8's would watch all of aws-cdk-lib and of the judge too: a third more time.
    coverageProvider: 'babel',
    // Globs from the root of the project. The patterns of what to ignore would match the whole path: nothing in a clone below a folder `test`.
    collectCoverageFrom: ['src/**/*.ts', '!**/*.generated.ts'],
    coverageReporters: ['text-summary', 'lcov'],
    // The package's own name, as users and examples write it.
    moduleNameMapper: { '^cdk-iam-mfa$': '<rootDir>/src' },
    globalSetup: '<rootDir>/test/bundled.ts',
    maxWorkers: 2,
    // Some tests synthesize or judge hundreds of cases; a busy machine is no failure.
    testTimeout: 120_000,
  },
};

/** The pure parts are covered whole, the rest nearly so. */
export class CoverageThreshold extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    // projen's typed option has no thresholds by path.
    project.jest!.config.coverageThreshold = {
      'global': { statements: 95, branches: 95, functions: 95, lines: 95 },
      './src/private/': NOTHING_MISSED,
      './src/membership-function/plan.ts': NOTHING_MISSED,
      './src/membership-function/reconcile.ts': NOTHING_MISSED,
    };
  }
}
