/** The evaluator as the command has it: made into one file. What runs from its sources names each function when it makes it, which takes longer. */
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import { buildSync } from 'esbuild';
import type * as evaluator from './evaluator';

export function asShipped(): typeof evaluator {
  const { outputFiles: [{ text }] } = buildSync({
    entryPoints: [join(__dirname, 'evaluator.ts')],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    tsconfig: 'tsconfig.dev.json',
    write: false,
  });
  const module = { exports: {} as typeof evaluator };
  (runInThisContext(`(function (module, require) {${text}\n})`) as (...given: unknown[]) => void)(module, require);
  return module.exports;
}
