/** An app that esbuild bundles, with the packed package. Run after `npx projen package:js`. */
import { execFileSync, spawnSync } from 'child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { unpacked } from './archives';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

const APP = `import { App, Stack } from 'aws-cdk-lib';
import { ConsoleMfaEnforcedGroup, ForceMfaGroup } from 'cdk-iam-mfa';

const app = new App({ outdir: process.argv[2] });
const stack = new Stack(app, 'Identity');
new ConsoleMfaEnforcedGroup(stack, 'Developers');
if (process.argv[3] === 'function') {
  new ForceMfaGroup(stack, 'WithoutMfa');
}
app.synth();
`;

/** As the page has them. */
const COMMANDS = [...PAGE.matchAll(/^npx --no esbuild (bin\/app\.ts --bundle .*)$/gm)].map(([, args]) => args.split(' '));

let folder: string;

beforeAll(() => {
  folder = unpacked('js', '.tgz', (file) => ['tar', '-xzf', file]).folder;
  mkdirSync(join(folder, 'node_modules'));
  mkdirSync(join(folder, 'bin'));
  renameSync(join(folder, 'package'), join(folder, 'node_modules/cdk-iam-mfa'));
  ['aws-cdk-lib', 'constructs'].forEach((name) => symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name)));
  writeFileSync(join(folder, 'bin/app.ts'), APP);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bundle(...args: string[]): void {
  execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [...args, '--log-level=warning'], { cwd: folder });
}

/** Node.js 24 warns of `url.parse`, which aws-cdk-lib calls, but not where it stands below `node_modules`. */
const NODE = ['--disable-warning=DEP0169'];

/** What the app writes into its folder, and what it says. */
function synth(...args: string[]): { readonly files: string[]; readonly said: string } {
  const out = join(folder, 'cdk.out');
  rmSync(out, { recursive: true, force: true });
  const { stderr } = spawnSync(process.execPath, [...NODE, 'dist/app.js', out, ...args], { cwd: folder, encoding: 'utf8' });
  return { files: readdirSync(folder).includes('cdk.out') ? readdirSync(out) : [], said: stderr };
}

test('the page has two commands', () => {
  expect(COMMANDS).toHaveLength(2);
});

test.each(COMMANDS.map((args) => ({ args, command: args.join(' ') })))('works as the page says: esbuild $command', ({ args }) => {
  bundle(...args);
  const { files, said } = synth('function');
  expect(said).toBe('');
  expect(files).toContain('Identity.template.json');
  expect(files.filter((name) => name.startsWith('asset.')).map((name) => readdirSync(join(folder, 'cdk.out', name)))).toEqual([['index.js']]);
});

describe('bundled whole', () => {
  beforeAll(() => bundle('bin/app.ts', '--bundle', '--platform=node', '--outfile=dist/app.js'));

  test('the policies need nothing', () => {
    expect(synth()).toEqual({ files: expect.arrayContaining(['Identity.template.json']), said: '' });
  });

  test('the function is refused with the setting that works', () => {
    const { files, said } = synth('function');
    expect(files).not.toContain('Identity.template.json');
    expect(said).toMatch(/^Error: Identity\/WithoutMfa: code of the function got "Cannot find asset at .*", expected .*; fix: .*external: \["cdk-iam-mfa", "aws-cdk-lib", "constructs"]$/m);
  });
});
