/** Makes the command of the package: one file that needs no dependency, with the rows of the access matrix in it. */
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Plugin, build } from 'esbuild';
import { judgeTable } from '../access/matrix/judge-table';
import { impactPageAssets } from '../page/impact/assets';

const ROOT = join(__dirname, '..');
const COMMAND = join(ROOT, 'bin', 'cdk-iam-mfa.js');
/** Nobody who runs the command meanwhile meets half of it. */
const WRITTEN = `${COMMAND}.${process.pid}`;

/** The command reads YAML with a schema of its own, and writes none. The library would bring the rest, which is half of it. */
const YAML_READER: Plugin = {
  name: 'yaml-reader',
  setup: ({ onLoad }) => onLoad({ filter: /js-yaml.lib.(dumper|schema.(core|default|json)|type.(binary|bool|float|int|merge|null|omap|pairs|set|timestamp))\.js$/ },
    () => ({ contents: '' })),
};

export async function bundleCli(): Promise<void> {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'cli', 'index.ts')],
    outfile: WRITTEN,
    bundle: true,
    // A fault names the functions of the bundle only; with their own names it would be a seventh larger, and the package has a limit.
    minify: true,
    platform: 'node',
    target: 'node20',
    charset: 'utf8',
    alias: {
      // Its files; for a module it has one file, of which nothing can be left out.
      'js-yaml': join(ROOT, 'node_modules/js-yaml/index.js'),
      // Statements need a class of it; the whole library is a hundred times larger than the command.
      'aws-cdk-lib': join(ROOT, 'cli/policy/cdk-stand-in.ts'),
    },
    plugins: [YAML_READER],
    banner: { js: '#!/usr/bin/env node' },
    define: {
      JUDGE_COLUMNS: JSON.stringify(byColumn(judgeTable().map(({ id: _, ...row }) => row))),
      IMPACT_PAGE: JSON.stringify(impactPageAssets()),
    },
    tsconfig: join(ROOT, 'tsconfig.dev.json'),
    logLevel: 'warning',
    metafile: true,
  });
  // Whose code is in it, by the name that users know: THIRD-PARTY-LICENSES.txt.
  writeFileSync(COMMAND.replace(/\.js$/, '.meta.json'), JSON.stringify(metafile).replaceAll(basename(WRITTEN), basename(COMMAND)));
  chmodSync(WRITTEN, 0o755);
  renameSync(WRITTEN, COMMAND);
}

function byColumn(rows: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown[]> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Object.fromEntries(columns.map((column) => [column, rows.map((row) => row[column] ?? null)]));
}

if (require.main === module) {
  void bundleCli();
}
