/** What gives facts and verdicts, as functions and as SQL, with a slip in one file. */
import { readFileSync } from 'fs';
import { join, sep } from 'path';
import { type Plugin, build } from 'esbuild';
import type { Functions } from './comparison';
import type * as ImpactSql from '../../src/private/impact/sql/impact-sql';

const ROOT = join(__dirname, '../..');
const ENTRY = `
export { Tally, idOf } from './impact/scan/tally';
export { compile } from './impact/verdicts/verdict';
export { factOf } from './impact/facts/fact-of';
export { dayOf } from './impact/facts/instant';
export { impactSql } from './src/private/impact/sql/impact-sql';
`;

/** @throws if the file has no such text */
export async function functionsWith(file: string, from: string, to: string): Promise<Functions & typeof ImpactSql> {
  if (!readFileSync(join(ROOT, file), 'utf8').includes(from)) {
    throw new Error(`${file} has no such text: ${from}`);
  }
  const slip: Plugin = {
    name: 'slip',
    setup: ({ onLoad }) => onLoad({ filter: /[\w-]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      return { loader: 'ts', contents: path === join(ROOT, file.replaceAll('/', sep)) ? source.replace(from, () => to) : source };
    }),
  };
  const { outputFiles } = await build({
    stdin: { contents: ENTRY, resolveDir: ROOT, loader: 'ts' }, plugins: [slip], bundle: true, write: false, format: 'cjs', platform: 'node', target: 'es2022',
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports as Functions & typeof ImpactSql;
}
