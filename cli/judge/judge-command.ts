/** `cdk-iam-mfa judge`: which ways around MFA a reader's policies leave open. */
import { ParseArgsConfig, parseArgs } from 'node:util';
import { ROWS } from './bundled-rows';
import { judgedCsv } from './judged-csv';
import { judgedJson } from './judged-json';
import { judgedPage } from './judged-page';
import { judgedTable } from './judged-table';
import { readCredentialReport } from '../../access/judge/inputs/credential-report';
import { InputError, readInputs, readServiceControl } from '../../access/judge/inputs/read-inputs';
import { Report, report } from '../../access/judge/report';
import type { DefiniteAnswer } from '../../access/requests/answers';
import { readInput, readInputFiles } from '../input-files';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa judge FILE... [options]

FILE is a policy document or a list of them, a CloudFormation template (JSON or YAML), a folder of templates such
as cdk.out, or the output of aws iam get-account-authorization-details; - is the standard input. Several documents
are judged together.

  --scp FILE                a service control policy that holds too (aws organizations describe-policy); once for
                            each level of the organization
  --credential-report FILE  who has a password, keys, a device (aws iam get-credential-report)
  --fail-on ANSWERS         exit code 1 if there is such an answer: open, broken, outside; several with commas
  --json, --csv, --html     instead of the table
  --help                    this

Exit codes: 0 judged, 1 an answer of --fail-on, 2 the input or an option cannot be read.`;

const OPTIONS = {
  'scp': { type: 'string', multiple: true },
  'credential-report': { type: 'string' },
  'fail-on': { type: 'string' },
  'json': { type: 'boolean' },
  'csv': { type: 'boolean' },
  'html': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

const FORMATS: Record<'json' | 'csv' | 'html', (report: Report) => string> = { json: judgedJson, csv: judgedCsv, html: judgedPage };
const FAILING: readonly DefiniteAnswer[] = ['open', 'broken', 'outside'];

export async function judge(args: string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const failOn = failing(values['fail-on']);
  const formats = (['json', 'csv', 'html'] as const).filter((format) => values[format]);
  if (formats.length > 1) {
    throw new Refusal(`one output at a time, got --${formats.join(' and --')}`);
  }
  if (positionals.length === 0) {
    throw new Refusal('judge what? Name a file, or - for the standard input; --help says more');
  }
  const judged = judgeFiles(positionals, values.scp ?? [], values['credential-report']);
  console.log(formats.length === 0 ? judgedTable(judged, process.stdout) : FORMATS[formats[0]](judged));
  return judged.subjects.some(({ counts }) => failOn.some((answer) => counts[answer] > 0)) ? 1 : 0;
}

function judgeFiles(files: string[], scps: string[], credentialReport?: string): Report {
  try {
    const serviceControl = scps.length === 0 ? undefined : readServiceControl(scps.map(readInput));
    const credentials = credentialReport === undefined ? undefined : readCredentialReport(readInput(credentialReport).text);
    return report(readInputs(files.flatMap(readInputFiles), { serviceControl, credentials }), ROWS);
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}; --help says more`);
  }
}

function failing(value: string | undefined): DefiniteAnswer[] {
  return (value?.split(',') ?? []).map((word) => {
    const answer = FAILING.find((one) => one === word.trim());
    if (answer === undefined) {
      throw new Refusal(`--fail-on: expected ${FAILING.join(', ')}, got ${JSON.stringify(word)}`);
    }
    return answer;
  });
}
