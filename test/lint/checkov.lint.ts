/** checkov over the reviewed templates of every construct, with the options that add resources: it finds what docs/cdk-nag.md explains, and nothing else. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as library from '../../src';
import { reviewedFiles } from '../stability/reviewed';
import { virtualEnvironment } from '../virtual-environment';

const REQUIREMENTS = join(__dirname, 'checkov-requirements.txt');
const PAGE = readFileSync(join(__dirname, '../../docs/cdk-nag.md'), 'utf8');

/** The others have the same resources, and a scan of all takes twice as long. */
const SCANNED = [
  'ConsoleMfaEnforcedGroup-tightened', 'ForceMfaGroup', 'ForceMfaGroup-options', 'MfaAdministratorPolicy-options', 'MfaImpactAnalysis-options', 'MfaMonitoring', 'MfaMonitoring-options',
  'MfaRequiredPrincipal', 'MfaRequiredPrincipal-options', 'RequireMfaPolicy-attached', 'SelfManageMfaPolicy-options',
];

interface Report {
  readonly summary: { readonly checkov_version: string; readonly parsing_errors: number; readonly passed: number };
  readonly results: { readonly failed_checks: { readonly check_id: string; readonly resource: string; readonly file_path: string }[] };
}

function scan(files: string[]): Report {
  const command = join(virtualEnvironment('test-checkov', [REQUIREMENTS]), 'checkov');
  const { stdout, stderr, error } = spawnSync(command, [
    // No call home: a scan needs no policies of a platform.
    '--framework', 'cloudformation', '--skip-download', '--compact', '--quiet', '--output', 'json', ...files.flatMap((file) => ['--file', file]),
  ], { encoding: 'utf8' });
  if (error !== undefined || !stdout.startsWith('{')) {
    throw new Error(`checkov did not run: ${error?.message ?? `${stdout}${stderr}`}`);
  }
  return JSON.parse(stdout);
}

/** As the rows of the page begin. */
function rowsOf({ results }: Report): string[] {
  const rows = results.failed_checks.map(({ check_id: check, resource, file_path: file }) => {
    return `| \`${check}\` | \`${resource.split('.')[0]}\` of \`${basename(file, '.json').split('-')[0]}\` |`;
  });
  return [...new Set(rows)].sort();
}

let report: Report;

beforeAll(() => {
  report = scan(reviewedFiles().filter((file) => SCANNED.includes(basename(file, '.json'))));
});

test('the page says which version runs', () => {
  const { checkov_version: version } = report.summary;
  expect(readFileSync(REQUIREMENTS, 'utf8')).toContain(`\ncheckov==${version}\n`);
  expect(PAGE).toContain(`[checkov](https://github.com/bridgecrewio/checkov) ${version}`);
});

test('every construct that has resources is scanned', () => {
  const constructs = SCANNED.map((name) => name.split('-')[0]);
  const names = Object.keys(library).filter((name) => /(Analysis|Group|Policy|Monitoring|Principal)$/.test(name));
  expect(names.length).toBeGreaterThan(6);
  expect([...new Set(constructs)].sort()).toEqual(names.sort());
  expect(report.summary).toMatchObject({ parsing_errors: 0 });
  expect(report.summary.passed).toBeGreaterThan(100);
});

test('finds what the page explains, and nothing else', () => {
  const explained = [...PAGE.matchAll(/^\| `CKV_\w+` \| .*? \|/gm)].map(([row]) => row).sort();
  expect(explained.length).toBeGreaterThan(5);
  expect(rowsOf(report)).toEqual(explained);
});
