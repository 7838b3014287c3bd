/** `cdk-iam-mfa judge`: which ways around MFA a reader's policies leave open. */
import type { ParseArgsConfig } from 'node:util';
import { ROWS } from './bundled-rows';
import { judgedCsv } from './judged-csv';
import { judgedJson } from './judged-json';
import { judgedPage } from './judged-page';
import { judgedTable } from './judged-table';
import { InputError } from '../../access/judge/inputs/input-error';
import { Given, OWN_ACCOUNT, readKnownKeys } from '../../access/judge/inputs/known-keys';
import { readManaged } from '../../access/judge/inputs/managed-dump';
import { readInputs } from '../../access/judge/inputs/read-inputs';
import { managingAccounts, readServiceControl } from '../../access/judge/inputs/service-control';
import { INTENTS, Intent, rowsFor } from '../../access/judge/intent';
import type { JudgeRow } from '../../access/judge/judge-row';
import { Report, report } from '../../access/judge/report';
import { ANSWERS_TO_ACT_ON } from '../../access/requests/answers';
import { readCredentialReports } from '../credential-reports';
import { answersToFailOn, chosenFormat, givenArguments } from '../given-arguments';
import { readInput, readInputFiles, refuseUnusableNames } from '../input-files';
import { modeName } from '../mode-name';
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
  --managed FILE            what managed policies say that the input only names
                            (aws iam get-account-authorization-details --filter AWSManagedPolicy LocalManagedPolicy)
  --intent MODE             what the author means: console-only (the default), or all-requests, where access keys need
                            MFA too
  --context KEY=VALUE       a condition key that is the same in every request: aws:RequestedRegion=eu-west-1
  --context FILE            a file of them: JSON, or KEY=VALUE on each line. Both may be repeated
  --fail-on ANSWERS         exit code 1 if there is such an answer: open, broken, depends, outside; several with
                            commas, or repeated. open counts what depends and should be denied, too; left-out
                            counts what needs no MFA and no row asks about
  --json, --csv, --html     instead of the table
  --help                    this

Exit codes: 0 judged, 1 an answer of --fail-on, 2 the input or an option cannot be read, 70 a fault of this command.
`;

const OPTIONS = {
  'scp': { type: 'string', multiple: true },
  'credential-report': { type: 'string', multiple: true },
  'managed': { type: 'string', multiple: true },
  'intent': { type: 'string' },
  'context': { type: 'string', multiple: true },
  'fail-on': { type: 'string', multiple: true },
  'json': { type: 'boolean' },
  'csv': { type: 'boolean' },
  'html': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

const FORMATS: Record<'json' | 'csv' | 'html', (report: Report) => Iterable<string>> = { json: judgedJson, csv: judgedCsv, html: judgedPage };

const FAIL_ON = [...ANSWERS_TO_ACT_ON, 'left-out'] as const;

/** The files, by what they are given for. */
type Files = Record<'judged' | 'scp' | 'managed' | 'credentialReport' | 'context', readonly string[]>;

export function judge(args: string[], terminal: Terminal): Outcome {
  const { values, positionals } = givenArguments(args, OPTIONS);
  if (values.help) {
    return { code: 0, output: [USAGE] };
  }
  const failOn = answersToFailOn(values['fail-on'] ?? [], FAIL_ON);
  const format = chosenFormat(values, ['json', 'csv', 'html']);
  if (positionals.length === 0) {
    throw new Refusal('judge what? Name a file, or - for the standard input; --help says more');
  }
  const { scp = [], managed = [], context = [] } = values;
  const files = { judged: positionals, scp, managed, context, credentialReport: values['credential-report'] ?? [] };
  refuseUnusableNames(Object.values(files).flat());
  const judged = judgeFiles(files, rowsFor(intentNamed(values.intent), ROWS));
  return {
    code: failOn.some((failing) => isAnswered(judged, failing)) ? 1 : 0,
    output: format === undefined ? judgedTable(judged, terminal) : FORMATS[format](judged),
    // It has lines of answers only, so that it cannot say what it leaves out.
    warnings: format === 'csv' ? [...judged.warnings, ...judged.notes] : [],
  };
}

function judgeFiles({ judged, scp, managed, credentialReport, context }: Files, rows: readonly JudgeRow[]): Report {
  try {
    const known = readKnownKeys(context.map(givenContext));
    const policies = scp.map(readInput);
    return report(readInputs(judged.flatMap(readInputFiles), {
      serviceControl: policies.length === 0 ? undefined : readServiceControl(policies),
      managing: managingAccounts(policies),
      account: known[OWN_ACCOUNT],
      managed: managed.length === 0 ? undefined : readManaged(managed.map(readInput)),
      credentials: credentialReport.length === 0 ? undefined : readCredentialReports(credentialReport),
    }), rows, known);
  } catch (error) {
    throw error instanceof InputError ? new Refusal(error.message) : error;
  }
}

/** What is not KEY=VALUE names a file of them. */
function givenContext(given: string): Given {
  return given.includes('=') ? { name: '--context', pairs: [given] } : readInput(given);
}

function intentNamed(value = 'console-only'): Intent {
  const intent = INTENTS.find((one) => modeName(one) === modeName(value));
  if (intent === undefined) {
    throw new Refusal(`--intent: expected ${INTENTS.join(' or ')}, got ${JSON.stringify(value)}`);
  }
  return intent;
}

/** Who could not be judged may have any answer. Most parts that are not read, such as nested stacks, hold no policy of users. What nobody has opens nothing, but where there is nothing else, the reader asks about it. */
function isAnswered({ subjects, stopped, isPartial }: Report, failing: typeof FAIL_ON[number]): boolean {
  const isUnsure = (stopped > 0 && failing !== 'broken' && failing !== 'outside') || (isPartial && failing === 'depends');
  const attached = subjects.filter(({ subject }) => !subject.isUnattached);
  const counted = attached.length > 0 ? attached : subjects;
  return isUnsure || counted.some(({ mayBeOpen, leavesOut, counts }) => {
    switch (failing) {
      case 'open': return mayBeOpen;
      case 'left-out': return leavesOut;
      default: return counts[failing] > 0;
    }
  });
}
