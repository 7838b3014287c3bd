import { createHash } from 'node:crypto';
import { Page, code, escaped, page, table } from '../../../cli/output/html';

const written = (one: Page) => [...page(one)].join('');

test('what could be markup is escaped', () => {
  expect(escaped('<img src="x" onerror=alert(1)> & more')).toBe('&lt;img src=&quot;x&quot; onerror=alert(1)&gt; &amp; more');
});

test('what stands between back quotes is code, and escaped too', () => {
  expect(code('Use `Allow<T>` & `Deny`.')).toBe('Use <code>Allow&lt;T&gt;</code> &amp; <code>Deny</code>.');
});

test('a page has its heading twice, and escapes it', () => {
  const text = written({ heading: 'A < B', content: ['<p>', 'content</p>'] });
  expect(text).toContain('<title>A &lt; B cdk-iam-mfa</title>');
  expect(text).toContain('<h1>A &lt; B</h1>\n<p>content</p>\n</main>');
});

test('a page may load nothing, and runs its own script alone', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const text = written({ heading: 'x', content: [], assets: { script: 'run()', style: 'p {}' } });
  expect(text).toContain(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hash('p {}')}; script-src ${hash('run()')}; base-uri 'none'; form-action 'none'">`);
  expect(text).toContain('<script type="module">run()</script>');
  expect(written({ heading: 'x', content: [] })).not.toContain('<script');
});

test('a table scrolls by itself, and tells columns by their heads', () => {
  const text = table(['Answer', 'By <whom>'], [['<b>open</b>', 'me'], ['closed', 'you']]);
  expect(text).toMatch(/^<div class="wide"><table>/);
  expect(text).toContain('<th scope="col">By &lt;whom&gt;</th>');
  expect(text).toContain('<tr><td><b>open</b></td><td>me</td></tr>\n<tr><td>closed</td><td>you</td></tr>');
});
