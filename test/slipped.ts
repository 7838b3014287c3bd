/** Modules of the project with a slip in one file, so that a test can show that it would find the slip. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..');

/**
 * @param entry the text of a module that exports what is asked for, with paths from the root of the project
 * @throws if the file has no such text
 */
export async function slipped<T>(entry: string, file: string, from: string, to: string): Promise<T> {
  const slip = join(ROOT, file);
  const source = readFileSync(slip, 'utf8');
  if (!source.includes(from)) {
    throw new Error(`${file} has no such text: ${from}`);
  }
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: ROOT, loader: 'ts' },
    plugins: [{
      name: 'slip',
      setup: ({ onLoad }) => onLoad({ filter: /\.ts$/ }, ({ path }) => path === slip ? { loader: 'ts', contents: source.replace(from, () => to) } : undefined),
    }],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports as T;
}
