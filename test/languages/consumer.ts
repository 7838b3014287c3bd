/** The app of a language, as a user of the published package would have it: in an empty folder, away from the dev tree. */
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { execute } from '../execute';

/** As the apps in TypeScript and JavaScript name it in their manifests. */
export const PACKAGE_FILE = 'cdk-iam-mfa.tgz';

const CLI = join(__dirname, '..', '..', 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** What an app synthesized, each file as text with its keys sorted, so that it can be compared byte by byte. */
export interface Assembly {
  /** By file name. */
  readonly templates: Record<string, string>;
  /** The hashes of the assets that are files, such as the function of `ForceMfaGroup`. */
  readonly assets: string[];
}

/** A copy of `test/languages/<language>` in an empty folder; remove it afterwards. */
export function project(language: string): string {
  const folder = mkdtempSync(join(tmpdir(), `cdk-iam-mfa-${language}-`));
  cpSync(join(__dirname, language), folder, { recursive: true });
  return folder;
}

export function removeProject(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** By the CDK CLI, with the command in the `cdk.json` of the app. */
export async function synthesize(folder: string, variables: Record<string, string> = {}): Promise<Assembly> {
  await synth(folder, [], variables);
  return assemblyIn(join(folder, 'cdk.out'));
}

/**
 * What the CDK CLI says of an app that asks for what the library refuses.
 *
 * @param app the command, in the place of that in `cdk.json`
 */
export async function refusal(folder: string, app: string, variables: Record<string, string> = {}): Promise<string> {
  return synth(folder, ['--app', app, '--output', 'refused.out'], variables).then(
    () => { throw new Error(`${app} was not refused`); },
    (error: Error) => error.message,
  );
}

async function synth(folder: string, options: string[], variables: Record<string, string>): Promise<void> {
  // Without the resource that says which language and which releases an app is made of.
  await execute(folder, process.execPath, [CLI, 'synth', '--quiet', '--no-notices', '--no-version-reporting', ...options], variables);
}

export function assemblyIn(folder: string): Assembly {
  const files = readdirSync(folder).sort();
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const assets = files.filter((file) => file.endsWith('.assets.json')).flatMap((file) => Object.entries<FileAsset>(read(file).files));
  return {
    templates: Object.fromEntries(files.filter((file) => file.endsWith('.template.json')).map((file) => [file, sorted(read(file))])),
    assets: assets.filter(([, { source }]) => source.packaging === 'zip').map(([hash]) => hash),
  };
}

interface FileAsset {
  readonly source: { readonly packaging: 'file' | 'zip' };
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, element) => isRecord(element) ? Object.fromEntries(Object.entries(element).sort()) : element, 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
