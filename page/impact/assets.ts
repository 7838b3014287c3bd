/** The script and the style of the page of `impact`, as one text each: the command is made with them. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { PageAssets } from '../../cli/output/html';

const ROOT = join(__dirname, '../..');

export function impactPageAssets(): PageAssets {
  return { script: built('client.ts'), style: built('style.css') };
}

function built(file: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, file)],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    tsconfig: join(ROOT, 'tsconfig.dev.json'),
    legalComments: 'none',
  });
  return outputFiles[0].text.trim();
}
