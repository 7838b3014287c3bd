/** Writes the page: one HTML file that needs nothing else, neither files nor network. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { computePageData } from './compute-page-data';
import { renderPage } from './render-page';

/** @param progress is told how many of how many cells of the matrix are judged */
export async function writePage(file: string, progress?: (judged: number, all: number) => void): Promise<void> {
  const style = await readFile(join(__dirname, 'style.css'), 'utf8');
  const page = renderPage(await computePageData(progress), style, { page: await script('index'), judge: await script('judge-worker') });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
}

/** A module of `client/` with what it needs, as one script. */
async function script(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'client', `${name}.ts`)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minifyWhitespace: true,
    legalComments: 'none',
  });
  return outputFiles[0].text;
}
