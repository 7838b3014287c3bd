/** npm, PyPI, NuGet and pkg.go.dev render the README without the repository beside it. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { leadsSomewhere, linksIn } from './links';

const README = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const LINKS = [...new Set(linksIn(README))];
const OURS = ['https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main/', 'https://raw.githubusercontent.com/cdk-iam-mfa/cdk-iam-mfa/main/'];

test('has at most 220 lines', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(220);
});

test('has links, and no relative one', () => {
  expect(LINKS.length).toBeGreaterThan(20);
  expect(LINKS.filter((link) => !link.startsWith('https://'))).toEqual([]);
});

test.each(LINKS.flatMap((link) => OURS.flatMap((base) => link.startsWith(base) ? [link.slice(base.length)] : [])))('its link to %s leads somewhere', (target) => {
  expect(leadsSomewhere(target)).toBe(true);
});

test('its tables have at most four columns, and cells of at most eight words', () => {
  const rows = README.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((cells) => cells.length > 4 || cells.some((cell) => cell.split(/\s+/).length > 8))).toEqual([]);
});
