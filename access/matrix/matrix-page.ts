/**
 * Renders docs/access-matrix.md from the expected table and the verdicts of the simulator.
 *
 * The page names the statements that decide in the first example account; matrix.test.ts judges each row in all of them.
 */
import { Row, Section, readSections, strategiesOf } from './expected-table';
import type { firstVerdicts } from './matrix-verdicts';
import { DIFFERENCES } from './simulator-differences';
import { STRATEGIES, strategyNamed } from './strategies';
import { grouped } from '../judge/grouped';
import { ANSWERS, Answer, DEFINITE_ANSWERS } from '../requests/answers';
import { REQUESTS, RequestKind } from '../requests/request-kinds';

/** The others are set off, because they need a reader's attention. */
const GOOD: readonly Answer[] = ['works', 'denied', 'ungranted'];

type VerdictOf = ReturnType<typeof firstVerdicts>;

/** @param verdictOf gives the verdict of a row in the first example account of a strategy */
export async function renderDocs(verdictOf: VerdictOf): Promise<string> {
  const sections = readSections();
  return [
    '<!-- Generated from access/matrix/expected by `npm run docs -- matrix`. Do not edit. -->',
    '# Access matrix',
    '',
    'Who can do what by which request, with the published answers and with this library. Every row is judged on the synthesized template by an '
      + 'IAM policy simulator that this project did not write, in the partitions `aws`, `aws-cn` and `aws-us-gov`, for users and groups with and '
      + 'without an IAM path, and compared to the table that these pages are made from (`access/matrix/expected`). No row was observed on a live AWS account.',
    '',
    ...list('Answers', DEFINITE_ANSWERS.map((answer) => `**${answer}**: ${ANSWERS[answer]}`)),
    'One standard for every strategy: what this library denies by default is **open** wherever it is allowed, in our own strategies too. The answers count '
      + 'on policies alone. AWS itself refuses that a user who has a device enables or disables one without MFA '
      + '([A1](threat-model.md#a1)), and no answer is better for it.',
    '',
    ...list('Member', [
      '**admin**: the member also has `AdministratorAccess`, so a denial comes from the strategy',
      '**none**: the member has no other permissions, so what is allowed is granted by the strategy',
    ]),
    ...requestTable(),
    ...strategyTable(),
    ...attackIndex(sections),
    ...(await Promise.all(sections.map((section) => renderSection(section, verdictOf)))).flat(),
    ...differenceTable(),
  ].join('\n');
}

function list(title: string, items: string[]): string[] {
  return [`## ${title}`, '', ...items.map((item) => `- ${item}`), ''];
}

function table(head: string[], rows: string[][]): string[] {
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows.map((row) => `| ${row.join(' | ')} |`), ''];
}

function requestTable(): string[] {
  const requests: [string, RequestKind][] = Object.entries(REQUESTS);
  return [
    '## Kinds of request',
    '',
    'What the logs show is `mfaAuthenticated` in public CloudTrail records. IAM judges by `aws:MultiFactorAuthPresent`, which is not in the log. For IAM users '
      + 'no record contradicts the documentation: a record without session attributes is that of a long-term credential. For federated sessions the log says '
      + '`false` where AWS documents that the key is absent.',
    '',
    ...table(['request', 'what it is', 'keys it carries', 'what logs show', 'unverified'], requests.map(([name, { title, context, observed, unverified }]) => [
      name,
      title,
      Object.entries(context).map(([key, value]) => `\`${key}\`: \`${value}\``).join('<br>'),
      observed ?? '',
      unverified ?? '',
    ])),
  ];
}

function strategyTable(): string[] {
  return ['## Strategies', '', ...table(['strategy', 'what it is', 'rows of another strategy that apply too'], Object.entries(STRATEGIES).map(([name, { title, base }]) => [
    name, title, base === undefined ? '' : `all of ${base} that it has no row for`,
  ]))];
}

/** One anchor per attack path. The threat model links to them. */
function attackIndex(sections: Section[]): string[] {
  const attacks = [...new Set(sections.flatMap(({ rows }) => rows.map(({ attack }) => attack)))].filter(Boolean)
    .sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  return ['## Attack paths', '', ...table(['path', 'rows'], attacks.map((attack) => [
    `<a id="${attack.toLowerCase()}"></a>${attack}`,
    sections.map((section) => ({ section, count: section.rows.filter((row) => row.attack === attack).length }))
      .filter(({ count }) => count > 0)
      .map(({ section, count }) => `[${section.title}](#${anchor(section.title)}) (${count})`).join(', '),
  ]))];
}

function anchor(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-');
}

async function renderSection({ title, introduction, rows }: Section, verdictOf: VerdictOf): Promise<string[]> {
  const names = [...new Set(rows.map(({ strategy }) => strategy))];
  const parts = await Promise.all(names.map(async (name) => [
    `### ${name}: ${anchorless(strategiesOf({ ...rows[0], strategy: name }).map((strategy) => strategyNamed(strategy).title).join(' and '))}`,
    '',
    ...table(['member', 'request', 'action', 'resource', 'answer', 'decided by', 'path', 'reason'],
      await Promise.all(merged(rows.filter(({ strategy }) => strategy === name)).map((group) => renderRows(group, verdictOf)))),
  ]));
  return [`## ${title}`, '', introduction, '', ...parts.flat()];
}

/** Headings are for reading; the code in a title would make them anchors nobody can guess. */
function anchorless(title: string): string {
  return title.replace(/`/g, '');
}

/** Rows that differ in their action only are one line for the reader. */
function merged(rows: Row[]): Row[][] {
  return [...grouped(rows.map((row) => {
    const { action: _action, ...others } = row;
    return [JSON.stringify(others), row];
  })).values()];
}

async function renderRows(rows: Row[], verdictOf: VerdictOf): Promise<string[]> {
  const verdicts = await Promise.all(rows.flatMap((row) => strategiesOf(row).map((strategy) => verdictOf(strategy, row))));
  const sids = [...new Set(verdicts.flatMap(({ decidedBy }) => decidedBy))];
  const [{ otherPermissions, request, resource, expected, attack, reason }] = rows;
  return [
    otherPermissions,
    request,
    rows.map(({ action }) => `\`${action}\``).join('<br>'),
    resource === '*' ? '`*`' : resource,
    GOOD.includes(expected) ? expected : `**${expected}**`,
    sids.length === 0 ? 'nothing allows it' : sids.join('<br>'),
    attack,
    reason,
  ];
}

function differenceTable(): string[] {
  return [
    '## Where the simulator differs from AWS',
    '',
    'The judge is `@cloud-copilot/iam-simulate`. A test shows that each of these differences is still there.',
    '',
    ...table(['what', 'simulator', 'AWS', 'what the tests do about it'],
      DIFFERENCES.map(({ what, simulator, aws, workaround }) => [what, simulator, aws, workaround])),
  ];
}
