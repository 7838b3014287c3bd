/** Our evaluator with a slip in one of its files. */
import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { Plugin, build } from 'esbuild';
import type * as Evaluator from '../../../access/evaluator';

const FOLDER = join(__dirname, '../../../access/evaluator');

/** @throws if the file has no such text */
export async function evaluatorWith(file: string, from: string, to: string): Promise<typeof Evaluator> {
  if (!readFileSync(join(FOLDER, `${file}.ts`), 'utf8').includes(from)) {
    throw new Error(`access/evaluator/${file}.ts has no such text: ${from}`);
  }
  const slip: Plugin = {
    name: 'slip',
    setup: ({ onLoad }) => onLoad({ filter: /evaluator.[\w-]+\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      return { loader: 'ts', contents: basename(path) === `${file}.ts` ? source.replace(from, () => to) : source };
    }),
  };
  const { outputFiles } = await build({
    entryPoints: [join(FOLDER, 'index.ts')], plugins: [slip], bundle: true, write: false, format: 'cjs', target: 'es2022',
  });
  const module = { exports: {} };
  new Function('module', 'exports', outputFiles[0].text)(module, module.exports);
  return module.exports as typeof Evaluator;
}
