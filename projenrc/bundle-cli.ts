/** Makes the command of the package: one file that needs no dependency, with the rows of the access matrix in it. */
import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import { judgeTable } from '../access/matrix/judge-table';
import { impactPageAssets } from '../page/impact/assets';

const ROOT = join(__dirname, '..');
const COMMAND = join(ROOT, 'bin', 'cdk-iam-mfa.js');
/** Nobody who runs the command meanwhile meets half of it. */
const WRITTEN = `${COMMAND}.${process.pid}`;

const { metafile } = buildSync({
  entryPoints: [join(ROOT, 'cli', 'index.ts')],
  outfile: WRITTEN,
  bundle: true,
  // A fault names the functions of the bundle only; with their own names it would be a seventh larger, and the package has a limit.
  minify: true,
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  alias: {
    // As modules, of which esbuild takes only what is used; for Node.js the package has CommonJS, which would all be in the bundle.
    'yaml': join(ROOT, 'node_modules/yaml/browser/dist/index.js'),
    // Statements need a class of it; the whole library is a hundred times larger than the command.
    'aws-cdk-lib': join(ROOT, 'cli/policy/cdk-stand-in.ts'),
  },
  banner: { js: '#!/usr/bin/env node' },
  define: {
    JUDGE_ROWS: JSON.stringify(judgeTable()),
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
