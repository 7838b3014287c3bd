/** npm, PyPI, NuGet and pkg.go.dev render the README without the repository beside it. */
import { leadsSomewhere, linksIn } from './links';
import { read } from './texts';

const README = read('README.md');
const LINKS = linksIn(README);
const OURS = ['https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/main/', 'https://raw.githubusercontent.com/cdk-iam-mfa/cdk-iam-mfa/main/'];

test('the example is deployed to the local AWS, line by line', () => {
  const [example] = /new Stack\(app, 'Identity'\);\n([^]*?)```/.exec(README)!.slice(1);
  const deployed = read('test/deploy/app.ts').split('\n').map((line) => line.trim());
  expect(example.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !deployed.includes(line))).toEqual([]);
});

test('has at most 240 lines', () => {
  expect(README.split('\n').length).toBeLessThanOrEqual(240);
});

test('has links, and no relative one', () => {
  expect(LINKS.length).toBeGreaterThan(20);
  expect(LINKS.filter(({ target }) => !target.startsWith('https://')).map(({ target, line }) => `README.md:${line}: ${target}`)).toEqual([]);
});

test('its links to the repository lead somewhere', () => {
  const links = LINKS.flatMap(({ target, line }) => OURS
    .filter((base) => target.startsWith(base)).map((base) => ({ target: target.slice(base.length), line })));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ target }) => !leadsSomewhere(target)).map(({ target, line }) => `README.md:${line}: ${target}`)).toEqual([]);
});

test('its tables have at most four columns, and cells of at most eight words', () => {
  const rows = README.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.slice(2, -2).split(' | '));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((cells) => cells.length > 4 || cells.some((cell) => cell.split(/\s+/).length > 8))).toEqual([]);
});
