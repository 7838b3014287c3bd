import { Component, JsonFile, type typescript } from 'projen';

/** Imports between the rooms of src/private go one way: statements and aws <- checks <- monitoring <- force-mfa, checks <- app, and checks <- impact. */
const MAY_IMPORT: Record<string, string[]> = {
  'statements': [],
  'aws': [],
  'checks': ['statements', 'aws'],
  'monitoring': ['statements', 'aws', 'checks'],
  'force-mfa': ['statements', 'aws', 'checks', 'monitoring'],
  'app': ['statements', 'aws', 'checks'],
  'impact': ['statements', 'aws', 'checks'],
};
const ROOMS = Object.keys(MAY_IMPORT);

/** What ships is judged by our own evaluator. The matrix holds the simulator of the tests, which is under the AGPL: it never ships. */
const SHIPPED = ['src', 'access/requests', 'access/evaluator', 'access/judge', 'impact', 'cli'];
const NEVER_SHIPPED = ['access/matrix', 'page', 'demo', 'test', 'bench'];

/**
 * What a fact and a verdict are, which the command asks and a construct writes as SQL. It lies in src, because jsii compiles nothing outside
 * src, and imports nothing but itself: no construct, so that the command has none of them, and nothing of Node.js.
 */
const DEFINITIONS = '^src/private/impact/(vocabulary|rules|sql)/';
/** What reads values of JSON that follow one another, whatever they hold, and what it throws. */
const JSON_SCANNER = '^access/judge/inputs/(json-scanner|input-error)\\.ts$';

/** It judges in a browser, which has no Node.js: the library of CSV would end its thread as soon as it is loaded. */
const THREAD_OF_PAGE = '^page/client/judge-worker\\.ts$';

/** The rules of dependency-cruiser. Imports of types count: a circle of files is read in no order. */
const FORBIDDEN = [
  { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'definitions-import-nothing-else', severity: 'error', from: { path: DEFINITIONS }, to: { pathNot: DEFINITIONS } },
  { name: 'impact-has-no-constructs', severity: 'error', from: { path: '^impact/' }, to: { path: '^(src|access|cli)/', pathNot: [DEFINITIONS, JSON_SCANNER] } },
  { name: 'page-reads-no-csv', severity: 'error', from: { path: THREAD_OF_PAGE }, to: { path: '^access/judge/inputs/credential-report\\.ts$', reachable: true } },
];

/** Folders that the linter also reads. They may import dependencies of development. */
export const DEVELOPMENT = ['access', 'cli', 'impact', 'test', 'examples', 'demo', 'guide', 'page', 'bench'];

/** Parts of the function's bundle that users do not load. They may import dependencies of development. */
const ONLY_BUNDLED = ['iam-directory.ts', 'metrics.ts', 'request-verification.ts'];

/** The rules that we add to projen's. */
export class LintRules extends Component {
  public constructor(project: typescript.TypeScriptProject) {
    super(project);
    const eslint = project.eslint!;
    // With a project of its own for the linter, tests and examples are checked by the rules of the sources.
    eslint.config.parserOptions = { ecmaVersion: 2018, sourceType: 'module', project: './tsconfig.dev.json' };
    eslint.addRules({
      // Examples and tests name the package as its users do; TypeScript finds it by a path.
      'import/no-unresolved': ['error', { ignore: ['^cdk-iam-mfa$'] }],
      'import/no-restricted-paths': ['error', { basePath: '.', zones: [...zonesOfRooms(), ...SHIPPED.map((target) => ({ target, from: NEVER_SHIPPED }))] }],
      // projen leaves parents and siblings in one group. The rule's comparison is not transitive across them, so the order that it asks
      // for depends on how the engine sorts, and Node 26 sorts otherwise than 24.
      'import/order': ['warn', { groups: ['builtin', 'external', ['sibling', 'index'], 'parent'], alphabetize: { order: 'asc', caseInsensitive: true } }],
    });
    eslint.addOverride({
      files: ['src/**'],
      // Written by projen, and compared with what it writes.
      excludedFiles: ['src/membership-function/membership-function.ts'],
      rules: {
        '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      },
    });
    eslint.addOverride({
      // Hashes are made of bits.
      files: ['bench/impact/**', 'impact/scan/**', 'test/impact/scan/**'],
      rules: { 'no-bitwise': 'off' },
    });
    this.forbidImports(project);
    // From the root of the project. As `devdirs` they would match anywhere in the path: also src, in a clone below a folder `test`.
    DEVELOPMENT.forEach((folder) => eslint.allowDevDeps(`${folder}/**`));
    ONLY_BUNDLED.forEach((file) => eslint.allowDevDeps(`src/membership-function/${file}`));
  }

  private forbidImports(project: typescript.TypeScriptProject): void {
    new JsonFile(project, IMPORTS_FILE, {
      // The tool takes no property that is not its own.
      marker: false,
      obj: {
        forbidden: FORBIDDEN,
        options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.dev.json' }, doNotFollow: { path: 'node_modules' } },
      },
    });
    project.eslint!.eslintTask.exec(`depcruise --config ${IMPORTS_FILE} src ${DEVELOPMENT.join(' ')} projenrc`);
  }
}

const IMPORTS_FILE = '.dependency-cruiser.json';

function zonesOfRooms(): Array<{ readonly target: string; readonly from: string[] }> {
  return ROOMS.map((room) => ({
    target: `src/private/${room}`,
    from: ROOMS.filter((other) => other !== room && !MAY_IMPORT[room].includes(other)).map((other) => `src/private/${other}`),
  }));
}
