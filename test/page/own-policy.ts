/// <reference lib="dom" />
/** A policy of the reader on the page: pasted, dropped, chosen, or loaded by a link; what is no policy; and names that are no markup. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Page } from 'playwright-core';
import { OVERVIEW } from '../../page/overview-questions';
import type { PageData } from '../../page/page-data';
import { ConsoleMfaEnforcedGroup } from '../../src';

const ALL = { Version: '2012-10-17', Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }] };
const DEPENDS = 'whether there are ways around MFA depends on what the input does not tell';
const HOSTILE = '<img src=x onerror=alert(1)>=1+1';

/** Each kind of bad input, and what is said of it. */
const WRONG: [unknown, string][] = [
  ['{\n  "Version": 2012-10-17\n}', 'pasted policy: not JSON: unexpected -10-17 (line 2, column 18)'],
  ['{"Version": [', 'not JSON: it ends too early (line 1, column 14)'],
  [{ Records: [] }, 'it looks like log records of CloudTrail'],
  [{ ...ALL, Statement: [{ ...ALL.Statement[0], Condition: { StringIs: { a: 'b' } } }] }, 'unknown condition operator "StringIs"'],
  [{ ...ALL, Statement: [{ ...ALL.Statement[0], Principal: '*' }] }, 'a resource policy or a trust policy names principals'],
  [{ Resources: { P: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: { 'Fn::FindInMap': ['a', 'b', 'c'] } } } } } }, 'P.PolicyDocument: cannot tell what Fn::FindInMap will be'],
  ['['.repeat(100_000), 'nested deeper than 100 levels'],
  ['{"__proto__": {"Statement": []}}', 'it has no Statement; it has __proto__'],
];

export function describeOwnPolicy(current: () => { readonly page: Page; readonly url: string; readonly data: PageData }): void {
  const result = () => current().page.locator('#own-result');
  const error = () => current().page.locator('#own-error');
  const field = () => current().page.getByRole('textbox', { name: /A policy, several one after the other/ });
  const context = () => current().page.getByRole('textbox', { name: /Condition keys that you know/ });
  /** Until the thread that judges has answered. */
  const judged = () => current().page.locator('#own-progress').waitFor({ state: 'hidden' });
  const load = async (name: string) => {
    await current().page.evaluate((example) => new Promise((resolve) => {
      addEventListener('hashchange', resolve, { once: true });
      location.hash = `judge=${example}`;
    }), name);
    await judged();
  };
  const paste = async (value: unknown) => {
    await field().fill(typeof value === 'string' ? value : JSON.stringify(value));
    await judged();
  };
  const conclusion = () => result().locator('.conclusion').innerText();
  const ownCells = () => result().locator('.own tbody tr').first().locator('.answer').evaluateAll((all) =>
    all.map((cell) => [cell.getAttribute('data-answer'), cell.querySelector('.word')!.textContent, cell.querySelector('.details')?.textContent]));

  test('has what it asks in the rows of the access matrix', () => {
    const { judgeRows } = current().data;
    const missing = OVERVIEW.flatMap(({ otherPermissions, questions }) => questions.filter(({ request, action, resource }) =>
      !judgeRows.some((row) => row.request === request && row.action === action && row.resource === resource
        && row.otherPermissions === otherPermissions)));
    expect(missing).toEqual([]);
  });

  test('gives each published answer the cells that the other judge gave it above', async () => {
    const { data } = current();
    const differing: unknown[] = [];
    for (const { name } of data.examples) {
      const other = data.overview.find((one) => one.name === name);
      await load(name);
      await result().getByRole('heading', { name: 'Rows of pasted policy' }).waitFor();
      const above = other?.cells.map(({ status, words, details }) => [status, words, details.length > 0 ? details.join(', ') : undefined]);
      const own = await ownCells();
      if (above !== undefined && JSON.stringify(above) !== JSON.stringify(own)) {
        differing.push({ name, above, own });
      }
    }
    expect(differing).toEqual([]);
    expect(data.examples.length).toBeGreaterThan(data.overview.filter(({ ours }) => !ours).length);
  });

  test('shows each row with the statement that decides, and what closes it', async () => {
    await load('old-tutorial-bool');
    const { page } = current();
    expect(await conclusion()).toMatch(/^1 of 1 judged: there are ways around MFA\. \d+ rows were asked\.$/);
    const row = result().getByRole('row').filter({ hasText: 'no federation token without MFA' }).first();
    expect(await row.innerText()).toMatch(/Open[^]*GetFederationToken[^]*RequireMfaPolicy/);
    await result().getByRole('button', { name: 'AllowIndividualUserToManageTheirOwnMFA' }).first().click();
    expect(JSON.parse(await page.getByRole('dialog').locator('pre').innerText())).toMatchObject({ Sid: 'AllowIndividualUserToManageTheirOwnMFA', Effect: 'Allow' });
    await page.keyboard.press('Escape');
    expect(await result().innerText()).toContain('AdministratorAccess (which the test adds)');
    await result().getByRole('button', { name: 'AdministratorAccess' }).first().click();
    expect(await page.getByRole('dialog').locator('figcaption').innerText()).toBe('AdministratorAccess, which the test adds');
    await page.keyboard.press('Escape');
    await result().getByRole('button', { name: /\d+ open.*Console without MFA, pasted policy/s }).click();
    const text = await page.getByRole('dialog').innerText();
    expect(text).toContain('Open: allowed without MFA, although the strategy is there to stop it: a way around MFA.');
    expect(text).toContain('What closes it: RequireMfaPolicy');
    expect(text).toContain('aws:MultiFactorAuthPresent: false');
    await page.keyboard.press('Escape');
    await result().getByText(/rows that work, are denied or are ungranted/).click();
    expect(await result().getByRole('table', { name: 'Other rows of pasted policy' }).innerText()).toContain('Denied');
    expect(await result().innerText()).not.toMatch(/\bsafe\b/i);
  });

  test('shows an answer that depends, with the value of the key that gives each outcome', async () => {
    await load('mfa-outside-the-office');
    expect(await conclusion()).toMatch(/there are ways around MFA/);
    expect(await result().innerText()).toContain('It depends: aws:SourceIp = 203.0.113.0: allowed; any other: denied.');
  });

  test('says of a template of ours which rows were asked, and calls nothing safe', async () => {
    const stack = new Stack(new App(), 'Stack');
    new ConsoleMfaEnforcedGroup(stack, 'Developers');
    await paste(Template.fromStack(stack).toJSON());
    expect(await conclusion()).toMatch(/^None of the \d+ rows asked is open; some are outside the promise of this library's default too\. Other requests were not asked/);
    expect(await result().innerText()).not.toMatch(/\bsafe\b/i);
  });

  test('judges several documents together, and text from the keyboard', async () => {
    const { page, data } = current();
    const [allow] = data.examples.filter(({ name }) => name === 'tightened-bool');
    await paste(`${JSON.stringify(ALL)}\n${allow.text}`);
    expect(await result().locator('.own tbody th').innerText()).toContain('pasted policy [1] with pasted policy [2]');
    await paste(' ');
    expect(await result().isVisible()).toBe(false);
    await field().focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(JSON.stringify(ALL));
    await result().getByRole('heading', { name: 'Rows of pasted policy' }).waitFor();
    expect(await conclusion()).toContain('there are ways around MFA');
  });

  test('takes files, by the chooser and by dropping', async () => {
    const { page } = current();
    const account = {
      UserDetailList: ['alice', 'bob'].map((name) => ({ UserName: name, Arn: `arn:aws:iam::123456789012:user/${name}`, UserPolicyList: [{ PolicyName: 'all', PolicyDocument: ALL }] })),
    };
    const file = (name: string, value: unknown) => ({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(value)) });
    await page.getByLabel('Or choose files').setInputFiles([file('a.json', ALL), file('account.json', account)]);
    await result().getByText('Rows of alice, bob').waitFor();
    expect(await result().locator('.own tbody th').allInnerTexts()).toEqual([expect.stringContaining('a.json'), expect.stringContaining('alice, bob')]);
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.json'));
      return transfer;
    }, JSON.stringify(ALL));
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: dropped });
    await result().getByText('Rows of dropped.json').waitFor();
  });

  test('says of a folder that is dropped that no browser reads it', async () => {
    const { page } = current();
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([], 'cdk.out'));
      return transfer;
    });
    await page.evaluate(() => { Object.assign(Blob.prototype, { usual: Blob.prototype.arrayBuffer, arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')) }); });
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: dropped });
    await error().getByText('cdk.out: the browser cannot read it, as it reads no folder; choose files').waitFor();
    await page.evaluate(() => { Blob.prototype.arrayBuffer = (Blob.prototype as unknown as { usual: typeof Blob.prototype.arrayBuffer }).usual; });
  });

  test('takes condition keys that the reader knows, also for files', async () => {
    const { page } = current();
    const locked = { ...ALL, Statement: [...ALL.Statement, { Sid: 'Lock', Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }] };
    // A short change is taken for typing, and judged after a pause.
    const tell = async (keys: string, answer: string | RegExp) => {
      await context().fill(keys);
      await result().locator('.conclusion').filter({ hasText: answer }).waitFor();
    };
    await paste(locked);
    expect(await conclusion()).toContain(DEPENDS);
    await tell('aws:RequestedRegion=eu-west-1', '1 of 1 judged: there are ways around MFA.');
    await tell('aws:RequestedRegion=eu-central-1', /^None of the \d+ rows asked is open/);
    await context().fill('aws:MultiFactorAuthPresent=true');
    await error().filter({ hasText: 'condition keys: the rows say what aws:MultiFactorAuthPresent is' }).waitFor();
    await tell('', DEPENDS);
    await page.getByLabel('Or choose files').setInputFiles([{ name: 'locked.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(locked)) }]);
    await result().getByText('Rows of locked.json').waitFor();
    await tell('aws:RequestedRegion=eu-west-1', '1 of 1 judged: there are ways around MFA.');
    expect(await result().locator('.own tbody th').innerText()).toContain('locked.json');
  });

  test('answers while it judges, and leaves what nobody waits for', async () => {
    const { page } = current();
    const statements = Array.from({ length: 50_000 }, (_, index) => ({ Sid: `S${index}`, Effect: 'Allow', Action: ['s3:*', 'iam:*'], Resource: '*' }));
    await field().fill(JSON.stringify({ ...ALL, Statement: statements }));
    expect(await page.locator('#own-progress').isVisible()).toBe(true);
    // The page has turns while the progress is shown; one that judges by itself has none before its answer.
    const turns = await page.evaluate(() => new Promise<number>((resolve) => {
      const progress = document.querySelector<HTMLElement>('#own-progress')!;
      let count = 0;
      const turn = () => {
        if (progress.hidden || count === 5) {
          resolve(count);
        } else {
          count += 1;
          setTimeout(turn, 10);
        }
      };
      turn();
    }));
    expect(turns).toBe(5);
    await paste(ALL);
    expect(await result().locator('.own tbody th').innerText()).toContain('pasted policy');
    expect(await result().innerText()).not.toContain('S49');
  });

  test('says what is wrong with what is no policy, and shows no old answer', async () => {
    for (const [value, message] of WRONG) {
      await paste(ALL);
      expect(await result().isVisible()).toBe(true);
      await paste(value);
      await error().filter({ hasText: message }).waitFor();
      expect(await current().page.getByRole('alert').count()).toBe(1);
      expect(await result().isVisible()).toBe(false);
      expect(await field().getAttribute('aria-invalid')).not.toBeNull();
    }
    await paste(ALL);
    expect(await error().isVisible()).toBe(false);
    expect(await field().getAttribute('aria-invalid')).toBeNull();
  });

  test('judges an old version so, and says it', async () => {
    await paste({ Statement: ALL.Statement });
    expect(await result().innerText()).toContain('pasted policy has no Version 2012-10-17');
  });

  test('takes names for text, and a large paste whole', async () => {
    const { page } = current();
    await paste({ ...ALL, Statement: [{ ...ALL.Statement[0], Sid: HOSTILE }, ...Array.from({ length: 2_000 }, (_, index) => ({ Effect: 'Deny', Action: `s3:Action${index}`, Resource: '*' }))] });
    expect(await page.locator('img').count()).toBe(0);
    const button = result().getByRole('button', { name: HOSTILE }).first();
    await button.click();
    expect(await page.getByRole('dialog').getByRole('heading').first().innerText()).toBe(HOSTILE);
  });

  test('is reached and used by keyboard', async () => {
    const { page, url } = current();
    await field().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement!.textContent)).toBe('Old AWS tutorial');
    await page.keyboard.press('Enter');
    await result().getByRole('heading', { name: 'Rows of pasted policy' }).waitFor();
    expect(page.url()).toBe(`${url}#judge=old-tutorial`);
    expect(await page.locator('#announcement').innerText()).toContain('there are ways around MFA');
  });
}
