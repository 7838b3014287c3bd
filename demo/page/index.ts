/** Writes the page: one HTML file that needs nothing else, neither files nor network. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { computePageData } from './data';
import { renderPage } from './html';

export async function writePage(file: string): Promise<void> {
  const style = await readFile(join(__dirname, 'style.css'), 'utf8');
  const source = await readFile(join(__dirname, 'client.ts'), 'utf8');
  const page = renderPage(await computePageData(), style, plainScript(source));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, page);
}

function plainScript(source: string): string {
  return transpileModule(source, { compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ES2022, removeComments: true } }).outputText;
}
