/** Before any language: what the app is when it is written in TypeScript, which all others must equal. */
import { copyFileSync } from 'fs';
import { join } from 'path';
import { Assembly, PACKAGE_FILE, assemblyIn, project, synthesize } from './consumer';
import { execute } from '../execute';
import { packed } from '../packed';

const VARIABLE = 'TYPESCRIPT_APP';

export default async function setUp(): Promise<void> {
  const folder = project('typescript');
  await installJavaScript(folder);
  await execute(folder, 'npm', ['run', 'build']);
  await synthesize(folder);
  process.env[VARIABLE] = folder;
}

/** The folder of the app in TypeScript, compiled and synthesized. */
export function typescriptApp(): string {
  return process.env[VARIABLE]!;
}

export function reference(): Assembly {
  return assemblyIn(join(typescriptApp(), 'cdk.out'));
}

export async function installJavaScript(folder: string): Promise<void> {
  copyFileSync(packed('js', '.tgz', '`npm run test:language -- javascript`, which packs first'), join(folder, PACKAGE_FILE));
  await execute(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']);
}
