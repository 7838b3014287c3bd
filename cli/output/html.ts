/** What the pages of the commands share. Each page is one file that loads nothing, and runs nothing but a script of ours. */
import { createHash } from 'node:crypto';
import { printable } from './printable';

export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

export interface Page {
  /** Also the title of the browser's tab. */
  readonly heading: string;
  /** HTML, piece by piece: what is not markup is escaped already. */
  readonly content: Iterable<string>;
  /** By default, no script and the style of a plain page. */
  readonly assets?: PageAssets;
}

const PLAIN: PageAssets = {
  script: '',
  style: `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
`,
};

export function* page({ heading, content, assets: { script, style } = PLAIN }: Page): Generator<string> {
  yield `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(heading)} cdk-iam-mfa</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(heading)}</h1>
`;
  yield* content;
  yield `
</main>${script === '' ? '' : `\n<script type="module">${script}</script>`}
</body>
</html>
`;
}

/** By it, the browser takes this text, and no other that a name in the input may bring. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** A table that scrolls by itself where the window is narrow. The cells are HTML. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `<div class="wide"><table>
<thead><tr>${head.map((title) => `<th scope="col">${escaped(title)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody>
</table></div>`;
}

/** Words with `code` between back quotes. */
export function code(text: string): string {
  return text.split('`').map((part, index) => index % 2 === 1 ? `<code>${escaped(part)}</code>` : escaped(part)).join('');
}

export function escaped(text: string): string {
  return printable(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
