/// <reference lib="dom" />
/** Opens the page as a person does: from the disk, by keyboard and pointer, on a phone and a desktop, in light and dark. */
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { Stack } from 'aws-cdk-lib';
import { BrowserContext, Page } from 'playwright-core';
import { ModuleKind, transpileModule } from 'typescript';
import { startBrowser, RunningBrowser } from './browser';
import { cutTexts } from './cut-texts';
import { describeOwnPolicy } from './own-policy';
import { tableAsText, textIn } from './picture-text';
import { WrittenPage, writeTemporaryPage } from './written-page';
import { questionOf } from '../../access/matrix/row-verdict';
import { judge } from '../../access/matrix/simulator';
import { synthesizedPolicies } from '../../access/matrix/synthesized-policies';
import { ExampleAccount } from '../../access/requests/example-account';
import { EVERY_CHOICE } from '../../guide/choice';
import { ASPECT_NAMES, STRATEGY_TABLES } from '../../guide/construct-comparison';
import { recommendationFor } from '../../guide/recommendation';
import type { PageData, Question } from '../../page/page-data';
import * as library from '../../src';
import { leadsSomewhere } from '../docs/links';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };
const ROOT = join(__dirname, '../..');
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 375, height: 800 };

let written: WrittenPage;
let browser: RunningBrowser;
let context: BrowserContext;
let page: Page;
let data: PageData;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  written = await writeTemporaryPage();
  context = browser.context;
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => complaints.push(message.text()));
});

afterAll(async () => {
  await browser?.close();
  written?.remove();
});

beforeEach(async () => {
  page = await context.newPage();
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(written.url);
  data = JSON.parse(await page.locator('#data').textContent() ?? '') as PageData;
});

afterEach(async () => {
  await page.close();
});

function cellOf(request: string, action: string, resource: string, otherPermissions: Question['otherPermissions'] = 'admin'): number {
  const cell = data.cells.findIndex((question) => data.kinds[question.kind].request === request
    && question.action === action && question.resource === resource && question.otherPermissions === otherPermissions);
  expect(cell).toBeGreaterThanOrEqual(0);
  return cell;
}

function answer(cell: number) {
  return page.locator(`[data-cell="${cell}"]`);
}

/** What is in the clipboard. */
async function pasted(): Promise<string> {
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('textarea'), { id: 'pasted' }));
  });
  await page.locator('#pasted').focus();
  await page.keyboard.press('ControlOrMeta+V');
  return page.locator('#pasted').inputValue();
}

async function accessibilityProblems(): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { violations } = await (window as any).axe.run({ runOnly: rules });
    return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html, failureSummary }: any) => `${id}: ${html} ${failureSummary}`));
  }, RULES);
}

/** The policies that the code on the page makes, in the order of the page. */
function policiesOf(code: string): unknown[] {
  const body = code.replace(/^new /m, 'exports.group = new ').replace('(this, ', '(stack, ');
  const script = transpileModule(body, { compilerOptions: { module: ModuleKind.CommonJS } }).outputText;
  const policies = synthesizedPolicies((stack: Stack) => runInNewContext(script, {
    stack,
    exports: {},
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    require: (name: string) => name === 'cdk-iam-mfa' ? library : require(name),
  }), EXAMPLE_ACCOUNT);
  return Object.keys(policies).sort().map((id) => policies[id]);
}

describe('the file', () => {
  test('is small', () => {
    expect(statSync(written.file).size).toBeLessThan(1_100_000);
  });

  test('says what it is not evidence of', async () => {
    const text = await page.locator('body').innerText();
    expect(text).toContain('No row was observed on a live AWS account.');
    expect(text).toContain('@cloud-copilot/iam-simulate');
  });
});

describe('the first screen', () => {
  const top = (selector: string) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().top);
  const bottom = (selector: string) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().bottom);

  test.each([['a desktop', 1280, 800], ['a phone', 390, 844]])('of %s shows answers, and the paste field is on the second one at the latest', async (_device, width, height) => {
    await page.setViewportSize({ width, height });
    expect(await bottom('.compare [data-answer]')).toBeLessThan(height);
    expect(await bottom('.compare .ours [data-answer]')).toBeLessThan(height);
    expect(await top('.askers')).toBeLessThan(height);
    expect(await top('#own-policy')).toBeLessThan(2 * height);
  });

  test('of a desktop has all of both policies and of who asks, and no empty half', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    for (const place of ['.compare', '.askers']) {
      expect(await bottom(place)).toBeLessThan(800);
    }
    const right = await page.locator('.first :is(.askers, .compare)').evaluateAll((all) => all.map((element) => element.getBoundingClientRect().right));
    expect(right.filter((edge) => edge < 1200)).toEqual([]);
  });

  test('asks the seven questions of today and of ours, with the answers of the table below', async () => {
    const answersIn = (row: string) => page.locator(row).evaluate((element) => [...element.querySelectorAll('.answer')]
      .map((cell) => [cell.getAttribute('data-overview'), cell.getAttribute('data-answer'), cell.querySelector('.word')!.textContent]));
    const below = (name: string) => answersIn(`.overview tbody tr:nth-child(${data.overview.findIndex((one) => one.name === name) + 1})`);
    expect(await answersIn('.compare .published')).toEqual(await below('aws-self-manage'));
    expect(await answersIn('.compare .ours')).toEqual(await below('console-only'));
    expect((await answersIn('.compare .ours')).length).toBe(7);
  });

  test('says who asks, and what happens, as the table does', async () => {
    const ends = await page.locator('.askers .end').evaluateAll((all) => all.map((end) => [end.getAttribute('data-answer'), end.textContent.replace(/ \(.*/, '')]));
    const { cells } = data.overview.find(({ name }) => name === 'console-only')!;
    const inTable = cells.map(({ status, words }) => [status, words]);
    // First enrollment is no asker of its own.
    expect(ends).toHaveLength(6);
    ends.forEach((end) => expect(inTable).toContainEqual(end));
    expect(await page.locator('.askers .who').allInnerTexts()).toEqual([
      expect.stringContaining('Ada\'s password'), expect.stringContaining('Password + code'), expect.stringContaining('Ada\'s key'),
      expect.stringContaining('A service for her'), expect.stringContaining('A leaked key'),
    ]);
    expect(await page.getByRole('figure', { name: /Who asks/ }).getByRole('listitem').count()).toBe(5);
  });
});

describe('the pictures of the README', () => {
  test('show the answers of the table as they are now', () => {
    if (textIn(readFileSync(join(ROOT, 'docs/images/page.png'))) !== tableAsText(data)) {
      throw new Error('docs/images/page.png is stale; run `npm run docs -- picture`, and look at it');
    }
  });

  test('the recording is an image that moves', async () => {
    const recording = pathToFileURL(join(ROOT, 'docs/images/judge.svg')).href;
    const other = await context.newPage();
    await other.goto(recording);
    expect(await other.evaluate(() => document.documentElement.localName)).toBe('svg');
    expect(await other.evaluate(() => document.getAnimations().length)).toBeGreaterThan(3);
    await other.close();
    requests.splice(requests.indexOf(recording), 1);
  });
});

describe('links', () => {
  test('lead to files and headings that are there', async () => {
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((anchor) => (anchor as HTMLAnchorElement).href));
    const files = [...new Set(links.filter((link) => link.startsWith('file:') && !link.startsWith(written.url)))];
    expect(files.length).toBeGreaterThan(15);
    expect(files.filter((link) => !leadsSomewhere(relative(ROOT, fileURLToPath(link)) + new URL(link).hash))).toEqual([]);
    const others = new Set(links.filter((link) => !link.startsWith('file:')).map((link) => new URL(link).host));
    expect([...others]).toEqual(['docs.aws.amazon.com']);
    const anchors = await page.locator('a[href^="#"]').evaluateAll((all) => all.map((anchor) => anchor.getAttribute('href')!)
      .filter((href) => !href.includes('=') && document.getElementById(href.slice(1)) === null));
    expect(anchors).toEqual([]);
  });
});

describe('side by side', () => {
  test('shows something open or broken in each published answer, and in ours where no policy applies', async () => {
    const flaws = (rows: string) => page.locator(rows).evaluateAll((all) =>
      all.map((row) => row.querySelectorAll('[data-answer="open"], [data-answer="broken"]').length));
    const published = await flaws('.overview .published');
    expect(published.length).toBe(5);
    expect(published.filter((count) => count === 0)).toEqual([]);
    expect(await flaws('.overview .ours')).toEqual([0, 0, 0, 1]);
  });

  test('gives the same list the same answer, in the old tutorial and in our own row, with the reason in the cell', () => {
    const cellOfRow = (name: string) => data.overview.find((one) => one.name === name)!.cells[data.overviewColumns.indexOf('A leaked key: the console')];
    const { status, words, details, reason } = cellOfRow('force-mfa, no member');
    const { reason: tutorials, ...tutorial } = cellOfRow('old-tutorial-bool');
    expect({ status, words, details }).toEqual({ status: tutorial.status, words: tutorial.words, details: tutorial.details });
    expect([status, details.length]).toEqual(['open', 5]);
    expect(reason).toBe('no policy applies to this key');
    expect(tutorials).not.toBe(reason);
  });

  test('shows why in each answer that is open, and a remedy in each that is outside', async () => {
    const reasons = await page.locator('.overview :is([data-answer="open"], [data-answer="outside"])').evaluateAll((all) =>
      all.map((cell) => [cell.getAttribute('data-answer'), cell.querySelector('.reason')?.textContent]));
    expect(reasons.length).toBeGreaterThan(10);
    expect(reasons.filter(([status, text]) => !text?.startsWith(status === 'open' ? 'Why: ' : 'Remedy: '))).toEqual([]);
  });

  test('says of one standard that it holds for our own rows too', async () => {
    expect(await page.locator('#overview').innerText()).toContain('One standard for every row: red is a way around MFA that this library closes by default, in our own rows too.');
  });

  test('opens to the requests, their answers and the statements that decide them', async () => {
    await page.getByRole('button', { name: /5 open.*A leaked key: the console, Old AWS tutorial, with Bool/s }).click();
    const dialog = page.getByRole('dialog', { name: 'A leaked key: the console: Old AWS tutorial, with Bool' });
    await expect(dialog.getByRole('heading', { level: 3 }).allInnerTexts()).resolves.toHaveLength(5);
    const text = await dialog.innerText();
    expect(text).toContain('"Sid": "AllowIndividualUserToManageTheirOwnMFA"');
    expect(text).toContain('sts:GetFederationToken');
    expect(text).toContain('Attack path A7');
  });
});

describe('side by side, ForceMfaGroup', () => {
  const answersOf = (row: string) => page.locator('.overview tr').filter({ hasText: row }).locator('.word').allInnerTexts();

  test('holds a member, and leaves ways in open after enrollment, which it says', async () => {
    expect(await answersOf('before the user enrolls')).toEqual(['Keeps working', 'Keep working', 'No way in', 'Outside', 'Can at most enroll', 'Works', 'Works']);
    expect(await answersOf('after the user enrolls'))
      .toEqual(['Keeps working', 'Keep working', '5 open', 'Outside', 'No such session', 'Not needed', 'Works']);
  });

  test('gives the reason of the expected table for each way that is open or outside', async () => {
    const asked = data.overview.find(({ name }) => name === 'force-mfa, no member')!.cells
      .filter(({ status }) => status === 'open' || status === 'outside').flatMap((cell) => cell.asked);
    expect(asked.map(({ outcome }) => outcome.answer)).toEqual([...Array(5).fill('open'), ...Array(4).fill('outside')]);
    expect(asked.filter(({ outcome }) => outcome.row === undefined)).toEqual([]);
    await page.getByRole('button', { name: /5 open.*A leaked key: the console, ForceMfaGroup, after the user enrolls/s }).click();
    const text = await page.getByRole('dialog').innerText();
    expect(text).toContain('Open: allowed without MFA, although the strategy is there to stop it: a way around MFA.');
    expect(text).toContain('from the row of force-mfa, no member in the expected table: a console that no policy sees');
  });

  test('does not count a console session that AWS gives nobody who has a device, and says so', async () => {
    await page.getByRole('button', { name: /No such session/ }).click();
    const text = await page.getByRole('dialog').innerText();
    expect(text).toContain('No such session: AWS asks at sign-in for the code. The policies alone:');
    expect(text).not.toContain('Open');
  });

  test('does not call it broken that a user who has a device is granted no first enrollment', async () => {
    await page.getByRole('button', { name: /Not needed/ }).click();
    const text = await page.getByRole('dialog').innerText();
    expect(text).toContain('No statement of the policies allows the request');
    expect(text).not.toContain('Broken');
  });
});

describe('which strategy', () => {
  const use = () => page.locator('[data-choice]:visible h3').innerText();
  const code = () => page.locator('[data-choice]:visible pre').innerText();

  test('has an answer by default, and another one for each other choice', async () => {
    expect(await use()).toBe('Use ConsoleMfaEnforcedGroup, with default settings');
    const before = await code();
    await page.getByLabel('People by hand, or nobody').check();
    expect(await use()).toBe('Use ConsoleMfaEnforcedGroup, with ALL_REQUESTS');
    expect(await code()).toContain('enforcement: MfaEnforcement.ALL_REQUESTS');
    expect(await code()).not.toBe(before);
    expect(await page.getByText('The answer is now: Use ConsoleMfaEnforcedGroup, with ALL_REQUESTS.').count()).toBe(1);
    await page.getByLabel('Anywhere in the account').check();
    await page.getByLabel('First see who has no device').check();
    expect(await use()).toBe('Use ForceMfaGroup with dryRun');
    expect(await page.locator('[data-choice]:visible').innerText()).toContain('anyone who has a password or a key can do what its user may');
  });

  test('shows the answer to each combination, one at a time', async () => {
    const shown = new Set<string>();
    for (const { users, keys, today } of EVERY_CHOICE) {
      await page.goto(`${written.url}#users=${users}&keys=${keys}&today=${today}`);
      expect(await page.locator('[data-choice]:visible').count()).toBe(1);
      expect(await code()).toBe(recommendationFor({ users, keys, today }).code);
      shown.add(await page.locator('[data-choice]:visible').innerText());
    }
    expect(shown.size).toBe(12);
  });

  test('is answered by keyboard', async () => {
    await page.getByLabel('In groups that this app makes').focus();
    await page.keyboard.press('ArrowDown');
    expect(await use()).toContain('RequireMfaPolicy');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await use()).toContain('RequireMfaPolicy with ALL_REQUESTS');
  });

  test('is in the link, which opens at the same answer', async () => {
    await page.getByLabel('In groups that exist already').check();
    await page.getByLabel('First see who has no device').check();
    const link = await page.getByRole('link', { name: 'Link to this answer' }).evaluate((anchor) => (anchor as HTMLAnchorElement).href);
    expect(link).toBe(`${written.url}#users=existing&keys=automation&today=see`);
    expect(page.url()).toBe(link);
    const before = await code();
    await page.goto('about:blank');
    await page.goto(link);
    expect(await code()).toBe(before);
    expect(await page.getByLabel('In groups that exist already').isChecked()).toBe(true);
    const heading = page.getByRole('heading', { name: 'Which strategy?' });
    expect(await heading.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(150);
  });

  test('takes the first answers for what a link says wrong', async () => {
    await page.goto(`${written.url}#users=nobody&today=see`);
    expect(await use()).toContain('MfaCoverageCheck');
  });

  test('has code that its button copies', async () => {
    await page.getByLabel('Anywhere in the account').check();
    await page.getByRole('button', { name: 'Copy the code' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await pasted()).toBe(await page.locator('[data-choice]:visible pre').textContent());
  });

  test('says something without a script', async () => {
    const without = await startBrowser({ javaScriptEnabled: false });
    try {
      const still = await without.context.newPage();
      await still.goto(written.url);
      expect(await still.locator('[data-choice]:visible h3').allInnerTexts()).toEqual(['Use ConsoleMfaEnforcedGroup, with default settings']);
      // The driver turns scripts off after the page is parsed, so this is there, and not seen.
      expect(await still.locator('#choice noscript').textContent()).toContain('Choosing needs JavaScript.');
    } finally {
      await without.close();
    }
  });

  test('has the tables of docs/constructs.md', async () => {
    const cells = await page.locator('#strategies td > span:not(.label)').evaluateAll((all) => all.map((cell) => cell.textContent));
    const plain = (markdown: string) => markdown.replace(/`/g, '').replace(/\[([^\]]+)\]\([^)]+\)/g, '$1');
    expect(cells).toEqual(STRATEGY_TABLES.flatMap(({ strategies }) => ASPECT_NAMES.flatMap((aspect) => strategies.map((one) => plain(one[aspect])))));
  });
});

describe('a policy of the reader', () => describeOwnPolicy(() => ({ page, url: written.url, data })));

describe('the matrix', () => {
  test('has no column without an answer: each topic has the kinds of request that it is asked by', async () => {
    const answers = await page.locator('table.matrix').evaluateAll((tables) => tables.map((table) => [...table.querySelectorAll('thead th')].slice(1)
      .map((_, column) => table.querySelectorAll(`tbody td:nth-child(${column + 2}) [data-cell]`).length)));
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.filter((columns) => columns.includes(0))).toEqual([]);
    expect(new Set(answers.map((columns) => columns.length)).size).toBeGreaterThan(1);
    expect(answers.flat().reduce((sum, count) => sum + count)).toBe(data.cells.length);
  });

  test('has nothing broken in any combination, and nothing open by default', () => {
    // Without a row, there is no answer.
    const answers = new Set(data.outcomes.flat().flatMap(({ answer: given }) => given ?? []));
    expect([...answers].sort()).toEqual(['denied', 'open', 'outside', 'ungranted', 'works']);
    const modes = ['0', '1'].map((mode) => data.combinations[mode + '0'.repeat(data.options.length - 1)].answers);
    const byDefault = modes.flatMap((given) => data.outcomes.map((outcomes, cell) => outcomes[parseInt(given[cell], 36)].answer));
    expect(byDefault).not.toContain('open');
  });

  test('has the verdicts that the judge gives when it is asked one by one', async () => {
    const keys = Object.keys(data.combinations);
    expect(keys).toHaveLength(832);
    const pairs = Array.from({ length: 400 }, (_, index) => ({ key: keys[(index * 89) % keys.length], cell: (index * 37) % data.cells.length }));
    for (const { key, cell } of pairs) {
      const { policies, answers } = data.combinations[key];
      const { kind, ...question } = data.cells[cell];
      const documents = Object.fromEntries(policies.map(({ name, statements }) => [
        name, { Version: '2012-10-17', Statement: statements.map((index) => data.statements[index]) },
      ]));
      const verdict = await judge(questionOf({ ...question, request: data.kinds[kind].request }, EXAMPLE_ACCOUNT, documents));
      const outcome = data.outcomes[cell][parseInt(answers[cell], 36)];
      expect({ key, cell, allowed: outcome.allowed, decidedBy: outcome.sids }).toEqual({ key, cell, ...verdict });
    }
  });

  test('opens each answer to its request, its reason, and the statement that decides', async () => {
    await answer(cellOf('access key', 'iam:EnableMFADevice', 'own user')).click();
    const dialog = page.getByRole('dialog', { name: 'Access key: Enable one\'s own device' });
    const text = await dialog.innerText();
    expect(text).toContain('Denied: denied, and meant to be');
    expect(text).toContain('signed with a long-term access key');
    expect(text).toContain('aws:ViaAWSService: false');
    expect(text).toContain('Attack path A2');
    expect(text).toContain('"Sid": "DenyEnrollmentWithAccessKeys"');
  });

  test('says which combination of options it has no reason for', async () => {
    const cell = data.outcomes.findIndex((_, index) => data.outcomes[index][parseInt(data.combinations['0'.repeat(data.options.length)].answers[index], 36)].row === undefined);
    await answer(cell).click();
    expect(await page.getByRole('dialog').innerText()).toContain('The expected table has no row for this');
  });
});

describe('picking options', () => {
  test('changes answers, marks them in words, and says why', async () => {
    const cell = cellOf('access key', 'sts:GetFederationToken', 'federated user');
    expect(await answer(cell).innerText()).toContain('Denied');
    await page.getByLabel('Access keys may get federation tokens').check();
    expect(await answer(cell).innerText()).toMatch(/Open\s+was denied/);
    expect(await page.getByRole('status').first().innerText())
      .toBe('2 answers changed. Access key: Get a federation token is now open; Service for a key: Get a federation token is now open.');
    const why = await page.locator('#changes').innerText();
    expect(why).toContain('allowed by AdministratorAccess. It was denied by DenyWaysIntoTheConsoleWithoutMfa.');
    expect(why).toContain('a leaked key opens a console that needs no MFA');
    expect(why).toContain('DenyWaysIntoTheConsoleWithoutMfa changed');
    await page.getByRole('button', { name: 'Access key: Get a federation token', exact: true }).click();
    expect(await page.getByRole('dialog').innerText()).toContain('Open: allowed without MFA');
  });

  test('shows what else it changes: warnings, sizes and policies', async () => {
    const sizes = await page.locator('#sizes').innerText();
    await page.getByLabel('AWS services may act for a member').uncheck();
    expect(await page.locator('#warnings').innerText()).toContain('cdk-iam-mfa:service-calls-denied');
    await page.getByLabel('MFA is valid for one hour').check();
    expect(await page.locator('#sizes').innerText()).not.toBe(sizes);
    await page.locator('#policy-list summary').first().click();
    expect(await page.locator('#policy-0').innerText()).toContain('"Sid": "DenyAllButEnrollmentWithOldMfa"');
  });

  test('disables what the library refuses, says so, and remembers it', async () => {
    const federation = page.getByLabel('Access keys may get federation tokens');
    await federation.check();
    await page.getByLabel('All requests').check();
    expect(await federation.isDisabled()).toBe(true);
    expect(await federation.isChecked()).toBe(false);
    expect(await page.locator('#allowFederationTokensWithAccessKeys-refusal').innerText()).toContain('with MfaEnforcement.CONSOLE_ONLY only');
    expect(await page.locator('#code').innerText()).not.toContain('allowFederationTokensWithAccessKeys');
    await page.getByLabel('Console only').check();
    expect(await federation.isChecked()).toBe(true);
  });

  test('goes back to the defaults', async () => {
    const before = await page.locator('#code').innerText();
    await page.getByLabel('Access keys may enroll').check();
    await page.getByRole('button', { name: 'Defaults' }).click();
    expect(await page.locator('#code').innerText()).toBe(before);
    expect(await page.getByLabel('Access keys may enroll').isChecked()).toBe(false);
  });

  test('is in the link, which opens with the same options', async () => {
    await page.getByLabel('All requests').check();
    await page.getByLabel('MFA is valid for one hour').check();
    const link = await page.getByRole('link', { name: 'Link to these options' }).evaluate((anchor) => (anchor as HTMLAnchorElement).href);
    expect(link).toBe(`${written.url}#enforcement=ALL_REQUESTS&maxMfaAge=true`);
    expect(page.url()).toBe(link);
    const code = await page.locator('#code').innerText();
    await page.goto('about:blank');
    await page.goto(link);
    expect(await page.locator('#code').innerText()).toBe(code);
    expect(await page.getByLabel('MFA is valid for one hour').isChecked()).toBe(true);
  });
});

describe('the code', () => {
  test.each([
    '',
    '#allowAwsServiceCalls=false&allowPasswordChange=true&allowActions=true&credentialsRequiringMfa=access-keys',
    '#allowEnrollmentWithAccessKeys=true&allowFederationTokensWithAccessKeys=true&allowUserAdministrationWithAccessKeys=true&credentialsRequiringMfa=every&maxMfaAge=true',
    '#enforcement=ALL_REQUESTS&allowPasswordChange=true&maxMfaAge=true',
  ])('makes the policies that the page shows, with %s', async (link) => {
    await page.goto(`${written.url}${link}`);
    const shown = await page.locator('#policy-list pre').evaluateAll((blocks) => blocks.map((block) => block.textContent ?? ''));
    expect(policiesOf(await page.locator('#code').textContent() ?? '')).toEqual(shown.map((json) => JSON.parse(json)));
  });

  test.each([['the clipboard', false], ['no clipboard', true]])('is copied by its button, with %s', async (_what, withoutClipboard) => {
    await page.evaluate((without) => {
      if (without) {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      }
    }, withoutClipboard);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByText('Copied.').waitFor();
    expect(await pasted()).toBe(await page.locator('#code').textContent());
  });
});

describe('by keyboard', () => {
  test('skips to the policy of the reader, answers a question, picks an option, follows the summary, opens an answer and comes back to it', async () => {
    await page.keyboard.press('Tab');
    await expect(focused()).resolves.toBe('Skip to your own policy');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement!.id)).toBe('own-policy');

    await page.getByLabel('In groups that this app makes').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('In groups that exist already').isChecked()).toBe(true);

    await page.getByLabel('Console only').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByLabel('All requests').isChecked()).toBe(true);

    await page.getByRole('link', { name: 'See why' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const opener = await focused();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await expect(focused()).resolves.toBe(opener); // the title of the dialog has the same words
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await expect(focused()).resolves.toBe(opener);
  });

  test('shows where it is, on every kind of control', async () => {
    for (const control of ['.skip', '[data-overview]', 'input[name="users"]', '[name="enforcement"]', '#own-policy', '.examples a', '[data-copy]', '[data-cell]', 'summary']) {
      await page.locator(control).first().focus();
      await page.keyboard.press('Shift');
      const outline = await page.locator(control).first().evaluate((element) => getComputedStyle(element).outlineStyle);
      expect([control, outline]).toEqual([control, 'solid']);
    }
  });

  function focused(): Promise<string> {
    return page.evaluate(() => document.activeElement!.textContent.trim());
  }
});

/** On both sides of each width at which the layout changes, and between. */
test.each([600, 927, 928, 1024, 1247, 1248, 1440])('shows each text whole at %d pixels', async (width) => {
  await page.setViewportSize({ width, height: 900 });
  expect(await cutTexts(page)).toEqual([]);
});

describe.each([['desktop', DESKTOP], ['phone', PHONE]])('on a %s', (_device, viewport) => {
  test.each(['light', 'dark'] as const)('has no accessibility problem in %s, by default, changed and opened', async (colorScheme) => {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByLabel('In groups that exist already').check();
    await page.getByLabel('First see who has no device').check();
    await page.getByLabel('AWS services may act for a member').uncheck();
    await page.getByLabel('All requests').check();
    await page.getByRole('link', { name: 'A tighter allow list' }).click();
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByLabel(/A policy, several/).fill('no policy at all');
    await page.locator('[data-overview]').nth(8).click();
    expect(await accessibilityProblems()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('[data-cell]').first().click();
    expect(await accessibilityProblems()).toEqual([]);
  });

  test('does not scroll sideways, and cuts no answer off', async () => {
    await page.setViewportSize(viewport);
    await page.getByLabel('Access keys may administer other users').check();
    await page.goto(`${written.url}#judge=old-tutorial`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    for (const { users, keys, today } of EVERY_CHOICE) {
      await page.goto(`${written.url}#users=${users}&keys=${keys}&today=${today}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
    }
    expect(await page.locator('button.answer').evaluateAll((all) => all
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => element.textContent))).toEqual([]);
  });

  test('can be tapped: no control is smaller than 24 pixels', async () => {
    await page.setViewportSize(viewport);
    const small = await page.locator('button:visible, label.choice:visible, summary:visible').evaluateAll((all) => all
      .filter((element) => element.getBoundingClientRect().height < 24).map((element) => element.textContent));
    expect(small).toEqual([]);
  });
});

test('prints whole, with the policies unfolded', async () => {
  await page.setViewportSize(PHONE);
  expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(10_000);
  expect(await page.locator('details:not([open])').count()).toBe(0);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.status').isVisible()).toBe(false);
  expect(await page.locator('.matrix thead').first().isVisible()).toBe(true);
});

test('shows the defaults without a script', async () => {
  const text = readFileSync(written.file, 'utf8');
  const cell = cellOf('access key', 's3:GetObject', 'object');
  expect(text).toMatch(new RegExp(`data-answer="works" data-cell="${cell}"`));
});

test('in all of this the browser complained of nothing, and asked for nothing but the file', () => {
  expect(complaints).toEqual([]);
  expect([...new Set(requests.map((url) => url.split('#')[0]).filter((url) => !url.startsWith('blob:')))]).toEqual([written.url]);
});
