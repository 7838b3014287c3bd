/** What the bundles of the package hold of others, by the metafiles that esbuild writes when it makes them. */
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** Beside what they describe, and outside the folder of the function, because a file in it would change the function's hash. */
export const FUNCTION_METAFILE = 'assets/membership-function/membership.lambda.meta.json';
const METAFILES = [FUNCTION_METAFILE, 'bin/cdk-iam-mfa.meta.json'];

export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly homepage?: string;
  /** Where it is installed, from the root of the repository. */
  readonly folder: string;
  /** Which bundles hold it. */
  readonly bundles: string[];
}

/** The part of a metafile that says which files are in a bundle. */
export interface Metafile {
  readonly outputs: Record<string, { readonly inputs: Record<string, { readonly bytesInOutput: number }> }>;
}

/** The folders of packages in each bundle, without those of which nothing is left in it. */
export function bundledFolders({ outputs }: Metafile): Record<string, string[]> {
  return Object.fromEntries(Object.entries(outputs).map(([bundle, { inputs }]) => {
    const files = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
    // A package can lie in the node_modules of another, so the last one counts.
    const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? []);
    return [bundle, [...new Set(folders)].sort()];
  }));
}

export function bundledPackages(root = ROOT): BundledPackage[] {
  const byFolder = new Map<string, string[]>();
  for (const metafile of METAFILES) {
    for (const [bundle, folders] of Object.entries(bundledFolders(readMetafile(join(root, metafile))))) {
      folders.forEach((folder) => byFolder.set(folder, [...byFolder.get(folder) ?? [], bundle]));
    }
  }
  return [...byFolder].map(([folder, bundles]) => {
    const { name, version, license, homepage } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { name, version, license, homepage, folder, bundles };
  }).sort((a, b) => a.folder < b.folder ? -1 : 1);
}

function readMetafile(path: string): Metafile {
  if (!existsSync(path)) {
    throw new Error(`${path} is missing, expected what esbuild writes about the bundle; run \`npx projen bundle\``);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}
