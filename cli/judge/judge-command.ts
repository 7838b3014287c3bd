/** `cdk-iam-mfa judge`: which ways around MFA a reader's policies leave open. */
import { ParseArgsConfig, parseArgs } from 'node:util';
import { ROWS } from './bundled-rows';
import { judgedCsv } from './judged-csv';
import { judgedJson } from './judged-json';
import { judgedPage } from './judged-page';
import { judgedTable } from './judged-table';
import { readCredentialReport } from '../../access/judge/inputs/credential-report';
import { InputError, readInputs, readManaged, readServiceControl } from '../../access/judge/inputs/read-inputs';
import { INTENTS, Intent, rowsFor } from '../../access/judge/intent';
import type { JudgeRow } from '../../access/judge/judge-row';
import { Report, ReportedAnswer, report } from '../../access/judge/report';
import { mayBeOpen } from '../../access/judge/report-words';
import type { KnownKeys } from '../../access/judge/row-requests';
import { TOLD_ANSWERS, type ToldAnswer } from '../../access/requests/answers';
import { FIXED_KEYS } from '../../access/requests/unknown-keys';
import { readInput, readInputFiles } from '../input-files';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa judge FILE... [options]

FILE is a policy document or a list of them, a CloudFormation template (JSON or YAML), a folder of templates such
as cdk.out, or the output of aws iam get-account-authorization-details; - is the standard input. Several documents
are judged together.

  --scp FILE                a service control policy that holds too (aws organizations describe-policy); once for
                            each level of the organization
  --credential-report FILE  who has a password, keys, a device (aws iam get-credential-report)
  --managed FILE            what managed policies say that the input only names (aws iam get-account-authorization-details
                            --filter AWSManagedPolicy LocalManagedPolicy)
  --intent MODE             what the author means: console-only (the default), or all-requests, where access keys need MFA too
  --context KEY=VALUE       a condition key that is the same in every request: aws:RequestedRegion=eu-west-1; may be repeated
  --fail-on ANSWERS         exit code 1 if there is such an answer: open, broken, depends, outside; several with commas.
                            open counts what depends and should be denied, too
  --json, --csv, --html     instead of the table
  --help                    this

Exit codes: 0 judged, 1 an answer of --fail-on, 2 the input or an option cannot be read.`;

const OPTIONS = {
  'scp': { type: 'string', multiple: true },
  'credential-report': { type: 'string' },
  'managed': { type: 'string', multiple: true },
  'intent': { type: 'string' },
  'context': { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'json': { type: 'boolean' },
  'csv': { type: 'boolean' },
  'html': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

const FORMATS: Record<'json' | 'csv' | 'html', (report: Report) => string> = { json: judgedJson, csv: judgedCsv, html: judgedPage };

export async function judge(args: string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const failOn = failingOn(values['fail-on']);
  const formats = (['json', 'csv', 'html'] as const).filter((format) => values[format]);
  if (formats.length > 1) {
    throw new Refusal(`one output at a time, got --${formats.join(' and --')}`);
  }
  if (positionals.length === 0) {
    throw new Refusal('judge what? Name a file, or - for the standard input; --help says more');
  }
  const rows = rowsFor(intentNamed(values.intent), ROWS);
  const sides = { serviceControl: values.scp ?? [], managed: values.managed ?? [], credentialReport: values['credential-report'] };
  const judged = judgeFiles(positionals, rows, sides, knownKeys(values.context ?? []));
  console.log(formats.length === 0 ? judgedTable(judged, process.stdout) : FORMATS[formats[0]](judged));
  // Who could not be judged may have any answer.
  const isUnsure = judged.stopped > 0 && failOn.some((failing) => failing === 'open' || failing === 'depends');
  return isUnsure || judged.subjects.some(({ answers }) => failOn.some((failing) => answers.some((one) => fails(one, failing)))) ? 1 : 0;
}

interface SideFiles {
  readonly serviceControl: readonly string[];
  readonly managed: readonly string[];
  readonly credentialReport?: string;
}

function judgeFiles(files: string[], rows: readonly JudgeRow[], { serviceControl, managed, credentialReport }: SideFiles, known: KnownKeys): Report {
  try {
    return report(readInputs(files.flatMap(readInputFiles), {
      serviceControl: serviceControl.length === 0 ? undefined : readServiceControl(serviceControl.map(readInput)),
      managed: managed.length === 0 ? undefined : readManaged(managed.map(readInput)),
      credentials: credentialReport === undefined ? undefined : readCredentialReport(readInput(credentialReport).text),
    }), rows, known);
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  }
}

function intentNamed(value: string = 'console-only'): Intent {
  const intent = INTENTS.find((one) => one === value);
  if (intent === undefined) {
    throw new Refusal(`--intent: expected ${INTENTS.join(' or ')}, got ${JSON.stringify(value)}`);
  }
  return intent;
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${(error as Error).message.split('. ')[0]}; --help says more`);
  }
}

function fails(one: ReportedAnswer, failing: ToldAnswer): boolean {
  return failing === 'open' ? mayBeOpen(one) : one.answer === failing;
}

function failingOn(value: string | undefined): ToldAnswer[] {
  return (value?.split(',') ?? []).map((word) => {
    const answer = TOLD_ANSWERS.find((one) => one === word.trim());
    if (answer === undefined) {
      throw new Refusal(`--fail-on: expected ${TOLD_ANSWERS.join(', ')}, got ${JSON.stringify(word)}`);
    }
    return answer;
  });
}

function knownKeys(given: readonly string[]): KnownKeys {
  const pairs = given.map((pair): [string, string] => {
    const [, key, value] = /^([^=]+:[^=]+)=([^]+)$/.exec(pair) ?? [];
    if (key === undefined) {
      throw new Refusal(`--context: expected KEY=VALUE such as aws:RequestedRegion=eu-west-1, got ${JSON.stringify(pair)}`);
    }
    if (FIXED_KEYS.has(key.toLowerCase())) {
      throw new Refusal(`--context: the rows say what ${key} is, each for its kind of request; expected a key that they leave open, such as aws:RequestedRegion`);
    }
    return [key.toLowerCase(), value];
  });
  const twice = pairs.find(([key], index) => pairs.findIndex(([other]) => other === key) < index);
  if (twice !== undefined) {
    throw new Refusal(`--context: ${twice[0]} is given twice, expected one value`);
  }
  return Object.fromEntries(pairs);
}
