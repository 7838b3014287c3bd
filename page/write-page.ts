/** Writes the page, and beside it the one of `impact` about sample logs: HTML files that need nothing else, neither files nor network. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { build } from 'esbuild';
import { computePageData } from './compute-page-data';
import { writeSample } from './impact/write-sample';
import { renderPage } from './render-page';

export interface PageOptions {
  /** Is told how many of how many cells of the matrix are judged. */
  readonly progress?: (judged: number, all: number) => void;
  /** Where the links into the repository lead; by default to this clone. */
  readonly repository?: string;
}

export async function writePage(file: string, { progress, repository = cloneFrom(file) }: PageOptions = {}): Promise<void> {
  const style = await bundled('style.css');
  const scripts = { page: await bundled('client/index.ts'), judge: await bundled('client/judge-worker.ts') };
  const page = renderPage(await computePageData(progress), style, scripts, repository);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
  await writeSample(join(dirname(file), 'impact.html'));
}

/** Where a release has its files: the page outlives the next release. */
export function repositoryAt(version: string): string {
  return `https://github.com/cdk-iam-mfa/cdk-iam-mfa/blob/${version === '0.0.0' ? 'main' : `v${version}`}`;
}

/** The way from a file to this clone, as a link. */
function cloneFrom(file: string): string {
  return relative(dirname(file), join(__dirname, '..')).split(sep).map(encodeURIComponent).join('/');
}

/** A module or a style sheet with what it needs, as one text. */
async function bundled(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, file)],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minifyWhitespace: true,
    legalComments: 'none',
  });
  return outputFiles[0].text;
}
