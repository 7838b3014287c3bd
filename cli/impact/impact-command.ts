/** `cdk-iam-mfa impact`: who would be refused once MFA is enforced, from CloudTrail records. */
import type { ParseArgsConfig } from 'node:util';
import { pageAssets } from './bundled-page';
import { POLICIES } from './default-policies';
import { explained } from './explain-event';
import { besideCsv, impactCsv } from './impact-csv';
import { impactPage } from './impact-html';
import { type Printed, impactJson } from './impact-json';
import { impactTable } from './impact-table';
import { refuseUncovered, refuseUnidentified, uncoveredDays, warningsOf } from './missing-logs';
import { rangeOf } from './range-options';
import { readFacts } from './read-facts';
import { type FoundEvent, type ReadLogs, readLogs, recordsOfEvent } from './read-logs';
import { readPeople } from './read-people';
import { type TemplatePolicies, templatePolicies } from './template-policies';
import { REPORTED_ANSWERS, type ReportedAnswer } from '../../impact/report/alike-calls';
import { PEOPLE_FILES, joined } from '../../impact/report/people';
import { type Policies, impactReport } from '../../impact/report/report';
import { type Range, isNarrowed } from '../../impact/sources/range';
import { answersToFailOn, chosenFormat, givenArguments } from '../given-arguments';
import { refuseUnusableNames } from '../input-files';
import { modeName } from '../mode-name';
import type { Outcome } from '../outcome';
import { type Progress, type ProgressTerminal, progressOn } from '../output/progress';
import type { Terminal } from '../output/terminal';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa impact LOGS... [options]
       cdk-iam-mfa impact --facts FILE [options]

LOGS is a folder with the files of a CloudTrail trail (*.json.gz, *.json, in any folder below), one such file, the
output of aws cloudtrail lookup-events, or what CloudTrail Lake, CloudWatch Logs and EventBridge make of records; - is
the standard input. Each call is judged as if its user were a member of a group with RequireMfaPolicy as it is by
default, in each mode.

  --facts FILE              instead of LOGS: the CSV that Athena writes for a saved query of MfaImpactAnalysis; it
                            has no single records, days, Regions or accounts to choose from
  --template FILE           judge by the policies of your app instead: a synthesized template, or cdk.out; may be
                            repeated
  --intent MODE             judge by one mode only: console-only, or all-requests
  --from DAY, --to DAY      only calls of these days, in UTC, both included: 2026-11-03
  --region REGION           only calls there; may be repeated
  --account ID              only the records of this account; may be repeated
  --credential-report FILE  who has no device, and whose keys are in use although the logs show no call
                            (aws iam get-credential-report); once for each account
  --account-details FILE    who is in which group (aws iam get-account-authorization-details); may be repeated
  --explain EVENT_ID        only this record: what it says, and why each policy does what to it
  --fail-on ANSWERS         exit code 1 if there is such an answer: stops, depends; both with a comma, or repeated.
                            Logs that are cut off count as both
  --json, --csv, --html     instead of the table
  --help                    this

Exit codes: 0 judged, 1 an answer of --fail-on, 2 the logs, some of their files, or an option cannot be read, or the
output cannot be written, 70 a fault of this command. If only some files cannot be read, the others are judged.
`;

const OPTIONS = {
  'facts': { type: 'string' },
  'template': { type: 'string', multiple: true },
  'intent': { type: 'string' },
  'from': { type: 'string' },
  'to': { type: 'string' },
  'region': { type: 'string', multiple: true },
  'account': { type: 'string', multiple: true },
  'credential-report': { type: 'string', multiple: true },
  'account-details': { type: 'string', multiple: true },
  'explain': { type: 'string' },
  'fail-on': { type: 'string', multiple: true },
  'json': { type: 'boolean' },
  'csv': { type: 'boolean' },
  'html': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

const FORMATS: Readonly<Record<'json' | 'csv' | 'html', (printed: Printed, ofTemplate?: Policies) => Iterable<string>>> = {
  json: impactJson,
  csv: impactCsv,
  html: (printed, ofTemplate) => impactPage(printed, pageAssets(), ofTemplate),
};

export async function impact(args: string[], terminal: Terminal, errors: ProgressTerminal): Promise<Outcome> {
  const { values, positionals } = givenArguments(args, OPTIONS);
  if (values.help) {
    return { code: 0, output: [USAGE] };
  }
  const format = chosenFormat(values, ['json', 'csv', 'html']);
  const { facts } = values;
  if (positionals.length === 0 && facts === undefined) {
    throw new Refusal('impact of which logs? Name a folder or files, or - for the standard input; --help says more');
  }
  const { template = [], 'credential-report': credentialReport = [], 'account-details': accountDetails = [] } = values;
  refuseUnusableNames([...positionals, ...[facts ?? []].flat(), ...template, ...credentialReport, ...accountDetails]);
  const failOn = answersToFailOn(values['fail-on'] ?? [], REPORTED_ANSWERS);
  const range = rangeOf(values);
  if (facts !== undefined && (positionals.length > 0 || values.explain !== undefined || isNarrowed(range))) {
    throw new Refusal('--facts is the result of a query, which chose the records already; leave out LOGS, --explain, --from, --to, --region and --account');
  }
  const { policies, notes } = policiesOf(template, values.intent);
  const progressOf = (bytes: number) => progressOn(errors, bytes);
  if (values.explain !== undefined) {
    refuseBesideExplain(values);
    const event = await recordsOfEvent(positionals, values.explain, progressOf);
    refuseNoEvent(event, values.explain);
    const output = event.records.flatMap((record) => [...explained(record, policies, terminal)]);
    return { code: codeOf(event), output, warnings: warningsOf(event) };
  }
  const people = joined(readPeople({ credentialReport, accountDetails }));
  const peopleFrom = PEOPLE_FILES.filter((option) => values[option] !== undefined);
  const { logs, covers } = facts === undefined ? await coveredLogs(positionals, range, progressOf) : readFacts(facts);
  refuseUnidentified(logs, facts === undefined ? positionals : [facts]);
  const printed: Printed = { report: impactReport(logs.facts, policies), logs, people, peopleFrom, notes: [...notes, ...covers] };
  return {
    code: codeOf(logs) || (failOn.some((failing) => isAnswered(printed, failing)) ? 1 : 0),
    output: format === undefined ? impactTable(printed, terminal) : FORMATS[format](printed, template.length === 0 ? undefined : policies),
    // The table says it itself.
    warnings: format === undefined ? [] : format === 'csv' ? besideCsv(printed) : warningsOf(logs),
  };
}

/** They choose among many records, or say how many are printed. */
const NOT_BESIDE_EXPLAIN = ['json', 'csv', 'html', 'fail-on', 'from', 'to', 'region', 'account', 'credential-report', 'account-details'] as const;

function refuseBesideExplain(values: Readonly<Record<string, unknown>>): void {
  const given = NOT_BESIDE_EXPLAIN.filter((name) => values[name] !== undefined);
  if (given.length > 0) {
    throw new Refusal(`--explain prints what one record says, in words; leave out ${given.map((name) => `--${name}`).join(', ')}`);
  }
}

async function coveredLogs(names: readonly string[], range: Range, progressOf: (bytes: number) => Progress) {
  const logs = await readLogs(names, range, progressOf);
  refuseUncovered(logs, names, range);
  return { logs, covers: uncoveredDays(logs.coverage, range) };
}

function policiesOf(templates: readonly string[], intent: string | undefined): TemplatePolicies {
  if (intent !== undefined && templates.length > 0) {
    throw new Refusal('--intent chooses between the modes of this library, and --template has policies of its own; give one of the two');
  }
  if (templates.length > 0) {
    return templatePolicies(templates);
  }
  if (intent === undefined) {
    return { policies: POLICIES, notes: [] };
  }
  const mode = modeName(intent);
  if (!Object.hasOwn(POLICIES, mode)) {
    throw new Refusal(`--intent: expected console-only or all-requests, got ${JSON.stringify(intent)}`);
  }
  return { policies: { [mode]: POLICIES[mode] }, notes: [] };
}

function codeOf({ unread }: Pick<ReadLogs, 'unread'>): 0 | 2 {
  return unread.length > 0 ? 2 : 0;
}

function refuseNoEvent(event: FoundEvent, id: string): void {
  if (event.records.length === 0) {
    const advice = '--json and --csv name an example of each kind of call';
    throw new Refusal([`--explain: no record of these logs has the event id ${JSON.stringify(id)}; ${advice}`, ...warningsOf(event)].join('. '));
  }
}

/** What is missing may have any answer. */
function isAnswered({ report, logs }: Printed, failing: ReportedAnswer): boolean {
  return logs.cutOff.length > 0 || report.policies.some((policy) => report.counts[policy][failing] > 0);
}
