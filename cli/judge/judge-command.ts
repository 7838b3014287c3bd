/** `cdk-iam-mfa judge`: which ways around MFA a reader's policies leave open. */
import { ParseArgsConfig, parseArgs } from 'node:util';
import { ROWS } from './bundled-rows';
import { judgedCsv } from './judged-csv';
import { judgedJson } from './judged-json';
import { judgedPage } from './judged-page';
import { judgedTable } from './judged-table';
import { readCredentialReport } from '../../access/judge/inputs/credential-report';
import { Given, readKnownKeys } from '../../access/judge/inputs/known-keys';
import { InputError, readInputs, readServiceControl, within } from '../../access/judge/inputs/read-inputs';
import { Report, ReportedAnswer, report } from '../../access/judge/report';
import { mayBeOpen } from '../../access/judge/report-words';
import { TOLD_ANSWERS, type ToldAnswer } from '../../access/requests/answers';
import { readInput, readInputFiles } from '../input-files';
import type { Outcome } from '../outcome';
import type { Terminal } from '../output/terminal';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa judge FILE... [options]

FILE is a policy document or a list of them, a CloudFormation template (JSON or YAML), a folder of templates such
as cdk.out, or the output of aws iam get-account-authorization-details; - is the standard input. Several documents
are judged together.

  --scp FILE                a service control policy that holds too (aws organizations describe-policy); once for
                            each level of the organization
  --credential-report FILE  who has a password, keys, a device (aws iam get-credential-report); once for each account
  --context KEY=VALUE       a condition key that is the same in every request: aws:RequestedRegion=eu-west-1
  --context FILE            a file of them: JSON, or KEY=VALUE on each line. Both may be repeated
  --fail-on ANSWERS         exit code 1 if there is such an answer: open, broken, depends, outside; several with
                            commas, or repeated. open counts what depends and should be denied, too
  --json, --csv, --html     instead of the table
  --help                    this

Exit codes: 0 judged, 1 an answer of --fail-on, 2 the input or an option cannot be read, 70 a fault of this command.
`;

const OPTIONS = {
  'scp': { type: 'string', multiple: true },
  'credential-report': { type: 'string', multiple: true },
  'context': { type: 'string', multiple: true },
  'fail-on': { type: 'string', multiple: true },
  'json': { type: 'boolean' },
  'csv': { type: 'boolean' },
  'html': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

const FORMATS: Record<'json' | 'csv' | 'html', (report: Report) => Iterable<string>> = { json: judgedJson, csv: judgedCsv, html: judgedPage };

interface Files {
  readonly judged: string[];
  readonly scps: string[];
  readonly credentialReports: string[];
  readonly context: string[];
}

export function judge(args: string[], terminal: Terminal): Outcome {
  const { values, positionals } = parsed(args);
  if (values.help) {
    return { code: 0, output: [USAGE] };
  }
  const failOn = failingOn(values['fail-on'] ?? []);
  const formats = (['json', 'csv', 'html'] as const).filter((format) => values[format]);
  if (formats.length > 1) {
    throw new Refusal(`one output at a time, got --${formats.join(' and --')}`);
  }
  if (positionals.length === 0) {
    throw new Refusal('judge what? Name a file, or - for the standard input; --help says more');
  }
  const files = { judged: positionals, scps: values.scp ?? [], credentialReports: values['credential-report'] ?? [], context: values.context ?? [] };
  refuseTwice(files);
  const judged = judgeFiles(files);
  return {
    code: failOn.some((failing) => isAnswered(judged, failing)) ? 1 : 0,
    output: formats.length === 0 ? judgedTable(judged, terminal) : FORMATS[formats[0]](judged),
  };
}

/** What was read once is not there a second time. */
function refuseTwice({ judged, scps, credentialReports, context }: Files): void {
  const times = [judged, scps, credentialReports, context].flat().filter((name) => name === '-').length;
  if (times > 1) {
    throw new Refusal(`the standard input can be read once, got - ${times} times; give files instead`);
  }
}

function judgeFiles({ judged, scps, credentialReports, context }: Files): Report {
  try {
    const known = readKnownKeys(context.map(givenContext));
    const serviceControl = scps.length === 0 ? undefined : readServiceControl(scps.map(readInput));
    const credentials = credentialReports.length === 0 ? undefined
      : new Map(credentialReports.map(readInput).flatMap(({ name, text }) => [...within(name, () => readCredentialReport(text))]));
    return report(readInputs(judged.flatMap(readInputFiles), { serviceControl, credentials }), ROWS, known);
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  }
}

/** What is not KEY=VALUE names a file of them. */
function givenContext(given: string): Given {
  return given.includes('=') ? { name: '--context', pairs: [given] } : readInput(given);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Its first sentence; the others are about files whose names begin with a dash.
    throw new Refusal(`${(error as Error).message.split(/\.\s/)[0]}; --help says more`);
  }
}

/** Who could not be judged may have any answer. */
function isAnswered({ subjects, stopped }: Report, failing: ToldAnswer): boolean {
  const isUnsure = stopped > 0 && (failing === 'open' || failing === 'depends');
  return isUnsure || subjects.some(({ answers }) => answers.some((one) => fails(one, failing)));
}

function fails(one: ReportedAnswer, failing: ToldAnswer): boolean {
  return failing === 'open' ? mayBeOpen(one) : one.answer === failing;
}

function failingOn(values: readonly string[]): ToldAnswer[] {
  return values.flatMap((value) => value.split(',')).map((word) => {
    const answer = TOLD_ANSWERS.find((one) => one === word.trim());
    if (answer === undefined) {
      throw new Refusal(`--fail-on: expected ${TOLD_ANSWERS.join(', ')}, got ${JSON.stringify(word)}`);
    }
    return answer;
  });
}
