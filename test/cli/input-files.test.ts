/** Files as shells and tools write them. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join, relative } from 'path';
import { gzipSync } from 'zlib';
import { readInput, readInputFiles, refuseUnusableNames } from '../../cli/input-files';

const TEXT = '{"Name": "Jürgen, 漢字"}';
let folder: string;

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-files-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function readBytes(bytes: Uint8Array): string {
  const path = join(folder, 'input.json');
  writeFileSync(path, bytes);
  return readInput(path).text;
}

const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

test.each<[string, Uint8Array]>([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${TEXT}`)],
  ['UTF-16, as > of Windows PowerShell 5.1 writes it', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
  ['UTF-16 with the other order of bytes', bigEndian(`\ufeff${TEXT}`)],
  ['UTF-16 without a byte order mark', Buffer.from(TEXT, 'utf16le')],
  ['UTF-16 of the other order without a mark', bigEndian(TEXT)],
  ['gzip', gzipSync(TEXT)],
  ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${TEXT}`, 'utf16le'))],
  ['gzip in two parts', Buffer.concat([gzipSync(TEXT.slice(0, 5)), gzipSync(TEXT.slice(5))])],
])('%s is read', (_what, bytes) => {
  expect(readBytes(bytes)).toBe(TEXT);
});

test('an empty name, as of a variable that is not set, is refused', () => {
  expect(() => refuseUnusableNames(['a.json', '-'])).not.toThrow();
  expect(() => refuseUnusableNames(['a.json', ''])).toThrow('expected the name of a file, got ""; give one, or leave it out');
});

test('zeros that fill gzip up are nothing, and what is behind them is not left out', () => {
  const [part, zeros] = [gzipSync(TEXT), Buffer.alloc(100)];
  expect(readBytes(Buffer.concat([part, zeros]))).toBe(TEXT);
  expect(() => readBytes(Buffer.concat([part, zeros, part]))).toThrow('input.json: it is gzip that is damaged or cut off');
  expect(readBytes(gzipSync(''))).toBe('');
});

test('gzip that is cut off, or that holds more than 256 MB, is refused', () => {
  expect(() => readBytes(gzipSync(TEXT).subarray(0, 20))).toThrow('input.json: it is gzip that is damaged or cut off');
  expect(() => readBytes(gzipSync(Buffer.alloc(256_000_001)))).toThrow('input.json: it is larger than 256 MB, the most that this command reads; give it in parts');
});

test('what is no text is refused', () => {
  expect(() => readBytes(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0]))).toThrow('input.json: it looks like a ZIP file; give the files in it');
});

function files(contents: Record<string, unknown>): string {
  const root = mkdtempSync(join(folder, 'folder-'));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), JSON.stringify(content));
  }
  return root;
}

const namesIn = (root: string) => readInputFiles(root).map(({ name }) => relative(root, name));

test('a folder of CDK is its templates, with those of its stages and nested stacks, and without old ones', () => {
  const root = files({
    'manifest.json': {
      artifacts: {
        'App': { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } },
        'assembly-Prod': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } },
        'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'App.assets.json' } },
      },
    },
    'App.template.json': {},
    'AppNested1.nested.template.json': {},
    'Old.template.json': {},
    'assembly-Prod/manifest.json': { artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Stack.template.json' } } } },
    'assembly-Prod/Stack.template.json': {},
  });
  expect(namesIn(root)).toEqual(['App.template.json', 'AppNested1.nested.template.json', join('assembly-Prod', 'Stack.template.json')]);
});

test('the manifest of CDK tells the names and the places of stacks', () => {
  const stack = (templateFile: string, environment: string, more: object = {}) => ({ type: 'aws:cloudformation:stack', environment, properties: { templateFile, ...more } });
  const root = files({
    'manifest.json': { artifacts: { App: stack('App.template.json', 'aws://unknown-account/unknown-region'), Id: stack('Id.template.json', 'aws://123456789012/eu-west-1', { stackName: 'Prod' }) } },
    'App.template.json': {},
    'Id.template.json': {},
    'Id1.nested.template.json': {},
  });
  expect(readInputFiles(root).map(({ stack: told }) => told)).toEqual([{ name: 'App' }, { name: 'Prod', account: '123456789012', region: 'eu-west-1' }, undefined]);
});

test('another folder is its templates', () => {
  expect(namesIn(files({ 'b.template.json': {}, 'a.template.json': {}, 'a.json': {} }))).toEqual(['a.template.json', 'b.template.json']);
});

test('templates in a folder may be YAML', () => {
  const names = ['a.template.json', 'b.template.yaml', 'c.template.yml', 'd.template', 'template.yaml'];
  expect(namesIn(files(Object.fromEntries([...names, 'compose.yaml', 'templates.json', 'template.md'].map((name) => [name, {}]))))).toEqual(names);
});

test('a folder in a folder is no template, whatever its name is', () => {
  expect(namesIn(files({ 'a.template.json': {}, 'b.template/c.template.json': {}, 'template/d.json': {} }))).toEqual(['a.template.json']);
});

test('a folder without templates is refused, and so is one whose manifest leads out of it', () => {
  expect(() => namesIn(files({ 'a.json': {} }))).toThrow(/folder-\w+: it is a folder without templates \(\*\.template\.json\); name the files/);
  const manifest = (templateFile: unknown) => ({ 'manifest.json': { artifacts: { App: { type: 'aws:cloudformation:stack', properties: { templateFile } } } } });
  expect(() => namesIn(files(manifest('../x.json')))).toThrow('manifest.json: expected names of files in the folder, got "../x.json"');
  expect(() => namesIn(files(manifest(1)))).toThrow('manifest.json: expected names of files in the folder, got 1');
  expect(() => namesIn(files(manifest('gone.json')))).toThrow('gone.json: there is no such file');
});

test.each([[null], [[]], [{ artifacts: [null] }], [{ artifacts: { App: null } }]])('a manifest that names nothing is a folder without templates: %j', (manifest) => {
  expect(() => namesIn(files({ 'manifest.json': manifest }))).toThrow('it is a folder without templates');
});

test('folders that lead in a circle are refused', () => {
  const root = files({ 'manifest.json': { artifacts: { Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: 'again' } } } } });
  symlinkSync(root, join(root, 'again'));
  expect(() => namesIn(root)).toThrow(/: (?:its links lead in a circle|there is no such file, because the name is too long)$/);
});
