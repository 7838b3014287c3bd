/** `cdk-iam-mfa impact`: who would be refused once MFA is enforced, from CloudTrail records. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { POLICIES } from './bundled-policies';
import { impactJson } from './impact-json';
import { impactTable } from './impact-table';
import { type ReadLogs, readLogs } from './read-logs';
import { impactReport } from '../../impact/report/report';
import type { Outcome } from '../outcome';
import type { Terminal } from '../output/terminal';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa impact LOGS... [options]

LOGS is a folder with the files of a CloudTrail trail (*.json.gz, *.json, in any folder below), one such file, or the
output of aws cloudtrail lookup-events; - is the standard input. Each call is judged as if its user were a member of a
group with RequireMfaPolicy as it is by default, in each mode.

  --json                    instead of the table
  --help                    this

Exit codes: 0 judged, 2 there are no records, or an option cannot be read, 3 judged, and some files could not be read,
70 a fault of this command.
`;

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} satisfies ParseArgsConfig['options'];

export function impact(args: string[], terminal: Terminal): Outcome {
  const { values, positionals } = parsed(args);
  if (values.help) {
    return { code: 0, output: [USAGE] };
  }
  if (positionals.length === 0) {
    throw new Refusal('impact of which logs? Name a folder or files, or - for the standard input; --help says more');
  }
  const logs = readLogs(positionals);
  refuseNothing(logs, positionals);
  const report = impactReport(logs.facts, POLICIES);
  return { code: logs.unread.length > 0 ? 3 : 0, output: values.json ? impactJson(report, logs) : impactTable(report, logs, terminal) };
}

/** No record is no sign that nobody is affected. */
function refuseNothing({ records, files, unread, skipped }: ReadLogs, names: readonly string[]): void {
  if (records > 0) {
    return;
  }
  const first = unread.length === 0 ? '' : `; ${unread.length} could not be read, the first is ${unread[0].file}: ${unread[0].why}`;
  const left = skipped.length === 0 ? '' : `; left out ${skipped[0]}, which holds no records of calls`;
  throw new Refusal(`${names.join(', ')}: no CloudTrail records in ${files} files; looked for *.json and *.json.gz in every folder below${first}${left}`);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // Its first sentence; the others are about files whose names begin with a dash.
    throw new Refusal(`${(error as Error).message.split(/\.\s/)[0]}; --help says more`);
  }
}
