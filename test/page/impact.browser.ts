/// <reference lib="dom" />
/** Opens the page of `impact` as a person does: from the disk, with names that are markup, and with thousands of users. */
import { readFileSync, writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Page } from 'playwright-core';
import { RunningBrowser, startBrowser } from './browser';
import { cutTexts } from './cut-texts';
import { POLICIES } from '../../cli/impact/default-policies';
import { impactPage } from '../../cli/impact/impact-html';
import type { Printed } from '../../cli/impact/impact-json';
import { impactReport, type Policies } from '../../impact/report/report';
import { impactPageAssets } from '../../page/impact/assets';
import { sampleReport } from '../../page/impact/write-sample';
import { key, record, session } from '../impact/records';
import { Tally } from '../impact/tally';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

let browser: RunningBrowser;
let page: Page;
let folder: string;
const requests: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-impact-page-'));
  browser = await startBrowser();
  browser.context.on('request', (request) => requests.push(request.url()));
  browser.context.on('weberror', (error) => complaints.push(error.error().message));
  browser.context.on('console', (message) => complaints.push(message.text()));
  page = await browser.context.newPage();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(printed: Printed, templatePolicies?: Policies): Promise<void> {
  const file = join(folder, 'impact.html');
  writeFileSync(file, [...impactPage(printed, impactPageAssets(), templatePolicies)].join(''));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(pathToFileURL(file).href);
}

async function printedOf(records: ReturnType<typeof record>[], policies = POLICIES): Promise<Printed> {
  const tally = new Tally();
  records.forEach((one) => tally.add(one));
  return { ...await sampleReport(), report: impactReport(tally.facts(), policies) };
}

const numbers = async (policy: string) => (await page.getByRole('row', { name: policy }).locator('td strong').allInnerTexts()).map(Number);

async function accessibilityProblems(): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (rules) => {
    const { violations } = await (window as any).axe.run({ runOnly: rules });
    return violations.flatMap(({ id, nodes }: any) => nodes.map(({ html, failureSummary }: any) => `${id}: ${html} ${failureSummary}`));
  }, RULES);
}

test('shows what the command prints about the sample, and what is counted beside it', async () => {
  const printed = await sampleReport();
  await open(printed);
  for (const policy of printed.report.policies) {
    const { stops, depends } = printed.report.counts[policy];
    expect(await numbers(policy)).toEqual(expect.arrayContaining([stops, depends]));
  }
  expect(await numbers('CONSOLE_ONLY')).toEqual([9, 4, 1, 25, 1]);
  expect(await page.locator('.covered').innerText()).toMatch(/43 records of 2 days[^]*0 data events[^]*No data events are in these records[^]*No record is of us-east-2/);
  expect(await page.locator('.users h3').allInnerTexts()).toEqual(['martha_rivera', 'photo-upload', 'jorge_souza', 'saanvi_sarkar', 'backup-agent'].map((name) => `${name} 111122223333`));
});

test('judges again by another mode and by options, and says so to those who hear the page', async () => {
  await open(await sampleReport());
  await page.getByLabel('ALL_REQUESTS').check();
  expect(await page.locator('#status').innerText()).toBe('ALL_REQUESTS: 21 calls of 7 users stop, 1 call depends');
  expect(await page.locator('.users h3').first().innerText()).toMatch(/^backup-agent/);
  await page.getByLabel('CONSOLE_ONLY', { exact: true }).check();
  await page.getByLabel('Access keys may get federation tokens').check();
  expect((await numbers('CONSOLE_ONLY'))[0]).toBe(7);
  expect(await page.locator('.numbers').innerText()).toContain('9 by default');
  expect(await page.locator('pre').innerText()).toContain('allowFederationTokensWithAccessKeys: true');
  await page.getByLabel('Actions that need no MFA').fill('ec2:Describe*');
  expect((await numbers('CONSOLE_ONLY'))[0]).toBe(3);
  await page.getByLabel('Actions that need no MFA').fill('iam:*');
  expect(await page.getByRole('alert').innerText()).toContain('allowActions got "iam:*", expected service:Action');
  expect((await numbers('CONSOLE_ONLY'))[0]).toBe(3);
  await page.getByRole('button', { name: 'Defaults' }).click();
  await page.waitForFunction(() => document.querySelector('#status')!.textContent!.startsWith('CONSOLE_ONLY: 9 calls'));
});

test('a name that is markup, or turns the text around, is text', async () => {
  const hostile = '<img src=x onerror=alert(1)></script><script>alert(2)</script>\u202e';
  await open(await printedOf([record(key(hostile)), record(session(hostile, 'false'))]));
  expect(await page.locator('.users h3').innerText()).toContain('<img src=x onerror=alert(1)></script><script>alert(2)</script>?');
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.locator('script').count()).toBe(2);
});

test('has the policies of a template in place of the options', async () => {
  const policies = { 'Strict': POLICIES.ALL_REQUESTS, '<b>Loose': POLICIES.CONSOLE_ONLY };
  await open(await printedOf([record(key('robot'))], policies), policies);
  expect(await numbers('Strict')).toEqual([1, 1, 0, 0, 0]);
  await page.getByLabel('<b>Loose').check();
  expect(await page.locator('#status').innerText()).toBe('<b>Loose: no call stops');
  expect(await page.locator('form').count()).toBe(0);
});

test('lists some of five thousand users at once, and finds each', async () => {
  await open(await printedOf(Array.from({ length: 5000 }, (_, index) => record(key(`user-${index}`), { eventName: `Describe${index % 50}` }))));
  await page.getByLabel('ALL_REQUESTS').check();
  expect(await page.locator('.users > li').count()).toBe(50);
  await page.getByRole('button', { name: 'Show more users' }).click();
  expect(await page.locator('.users > li').count()).toBe(100);
  expect(await page.evaluate(() => [...document.querySelectorAll('.users > li')].indexOf(document.activeElement!))).toBe(50);
  await page.getByLabel('Find a user').fill('user-4321');
  expect(await page.locator('.users h3').allInnerTexts()).toEqual(['user-4321 123456789012']);
  await page.locator('#allowPasswordChange').click();
  expect(await page.locator('.users h3').allInnerTexts()).toEqual(['user-4321 123456789012']);
});

test.each([['light', 1280], ['dark', 1280], ['light', 390], ['dark', 820]] as const)('has no known barrier in %s at %d pixels, and does not scroll sideways', async (colorScheme, width) => {
  await open(await sampleReport());
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  expect(await accessibilityProblems()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
});

/** On both sides of each width at which the layout changes, and between. */
test.each([600, 927, 928, 1024, 1247, 1248, 1343, 1344, 1440])('shows each text whole at %d pixels', async (width) => {
  await open(await sampleReport());
  await page.setViewportSize({ width, height: 900 });
  expect(await cutTexts(page)).toEqual([]);
});

test('asked for nothing but itself, and nothing complained', () => {
  expect(requests.filter((url) => !/\/impact\.html$/.test(url))).toEqual([]);
  expect(complaints).toEqual([]);
});
