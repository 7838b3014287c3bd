/** How far each script of `package.json`, with each of its choices, runs in a clone in which `npm ci` ran, and nothing else. */

/** The script ends by itself, without a failure. */
interface Whole {
  readonly whole: true;
  readonly args?: string[];
  /** Why the script may leave another tree than it found. */
  readonly changes?: string;
}

/** The script has its inputs as soon as its output matches; the rest of it is a step of its own in `.ci/run`. */
interface Until {
  readonly until: RegExp;
}

/** The script is a step of the task of another script that is run. */
interface Within {
  readonly within: string;
}

/** Its steps up to a command are those of another script that is run; the rest of it is a step of its own in `.ci/run`. */
interface BeginsAs {
  readonly beginsAs: string;
  readonly upTo: string;
}

/** Nobody runs the script first, or it changes more than the clone. */
interface NotFirst {
  readonly notFirst: string;
}

export type Run = Whole | Until | Within | BeginsAs | NotFirst;

const README_COMMAND: NotFirst = { notFirst: '.ci/run runs it as the README says, in a clone of its own' };
const RELEASE: NotFirst = { notFirst: 'a step of a release' };
const PACKS_FIRST: BeginsAs = { beginsAs: 'bench -- group', upTo: 'jest' };
/** `.ci/run` translates the examples, and packs for the languages, in one folder. */
const TRANSLATES: BeginsAs = { beginsAs: 'bench -- group', upTo: 'jsii-rosetta' };
const JEST_STARTS = /\| jest /;

export const SCRIPTS: Record<string, Run> = {
  'awslint': { beginsAs: 'bench -- group', upTo: 'awslint' },
  'bench -- coverage': { until: /\| \d+ \| \d+ ms/ },
  'bench -- group': { whole: true, args: ['--quick'] },
  'bench -- impact': { whole: true, args: ['--quick'] },
  'bench -- judge': { whole: true, args: ['--quick'] },
  'bench -- reconcile': { until: /An hourly run/ },
  'build': { notFirst: 'what it does before it packs is run one by one' },
  'bump': RELEASE,
  'bump:releasable-commits': RELEASE,
  'bundle': { within: 'test' },
  'bundle:membership-function/membership.lambda': { within: 'test' },
  'clobber': { notFirst: 'resets the clone' },
  'compat': { within: 'bench -- group' },
  'compile': { within: 'bench -- group' },
  'default': { notFirst: 'writes the generated files, and installs; a test in the workflow compares them' },
  'demo': README_COMMAND,
  'dependencies': { notFirst: '`npm ci` runs it' },
  'docgen': { beginsAs: 'bench -- group', upTo: 'tsx projenrc/api-reference.ts' },
  'docs -- languages': TRANSLATES,
  'docs -- matrix': { whole: true },
  'docs -- page': RELEASE,
  'docs -- picture': { whole: true, changes: 'fonts differ from machine to machine' },
  'docs -- recording': { whole: true },
  'docs -- strategies': { whole: true },
  'eject': { notFirst: 'changes the project' },
  'eslint': { within: 'test' },
  'generate:dotnet': { within: 'test:language -- dotnet' },
  'package': RELEASE,
  'package-all': RELEASE,
  'package:dotnet': { within: 'test:language -- dotnet' },
  'package:go': { within: 'test:language -- go' },
  'package:java': { within: 'test:language -- java' },
  'package:js': { within: 'bench -- group' },
  'package:python': { within: 'test:language -- python' },
  'post-compile': { notFirst: 'a step of build' },
  'post-upgrade': { notFirst: 'a step of upgrade' },
  'pre-compile': { notFirst: 'a step of build' },
  'projen': { notFirst: 'another name of default' },
  'release': RELEASE,
  'rosetta': { within: 'docs -- languages' },
  'stability:update': { whole: true },
  'test': README_COMMAND,
  'test:chaos': { until: /scenarios from seed/ },
  'test:deploy': { until: /the local AWS runs at/ },
  'test:function': { until: /PASS/ },
  'test:language -- dotnet': TRANSLATES,
  'test:language -- go': TRANSLATES,
  'test:language -- java': TRANSLATES,
  'test:language -- javascript': PACKS_FIRST,
  'test:language -- python': TRANSLATES,
  'test:node': { notFirst: 'makes clones, as this does; .ci/run runs it' },
  'test:proof -- clone': { notFirst: 'this' },
  'test:proof -- examples': PACKS_FIRST,
  'test:proof -- impact': { until: JEST_STARTS },
  'test:proof -- lint': { until: JEST_STARTS },
  'test:proof -- nag': PACKS_FIRST,
  'test:proof -- page': { until: JEST_STARTS },
  'test:proof -- patterns': { until: JEST_STARTS },
  'test:proof -- stability': PACKS_FIRST,
  'test:update': { until: JEST_STARTS },
  'test:watch': { until: /PASS|No tests found related/ },
  'unbump': RELEASE,
  'upgrade': { notFirst: 'changes the project' },
  'watch': { until: /Watching for file changes|Compiling|Starting compilation/i },
};

/** What a script needs that npm does not install, and the one line that says so where it is missing. */
export interface Need {
  readonly script: string;
  /** The tools of the PATH that are missing. */
  readonly without?: RegExp;
  readonly variables?: Record<string, string>;
  readonly says: string;
}

const NO_PYTHON = /^python/;
const NO_BROWSER = { CHROMIUM_PATH: '/no/chromium' };

export const NEEDS: Need[] = [
  { script: 'docs -- picture', variables: NO_BROWSER, says: 'CHROMIUM_PATH names /no/chromium, and there is no such file' },
  { script: 'test:deploy', without: NO_PYTHON, says: 'needs Python 3.10 or newer' },
  { script: 'test:language -- go', without: /^go$/, says: 'Go 1.25 or newer is not on the PATH' },
  { script: 'test:language -- java', without: /^mvn$/, says: 'Maven is not on the PATH' },
  { script: 'test:language -- java', without: /^javac$/, says: 'A JDK, 17 or newer is not on the PATH' },
  { script: 'test:proof -- lint', without: NO_PYTHON, says: 'Python 3.10 or newer is not on the PATH' },
  { script: 'test:proof -- page', variables: NO_BROWSER, says: 'CHROMIUM_PATH names /no/chromium, and there is no such file' },
  { script: 'test:proof -- patterns', without: NO_PYTHON, says: 'Python 3.10 or newer is not on the PATH' },
  { script: 'test:language -- python', without: NO_PYTHON, says: 'Python 3.10 or newer is not on the PATH' },
];
