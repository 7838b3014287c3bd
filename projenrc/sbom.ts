/**
 * Prints what the published package is made of, as CycloneDX: `sbom.ts VERSION`.
 *
 * The package has no dependencies, so `npm sbom --omit=dev` would list nothing. What is in its bundles are dependencies of the
 * development here. So this takes npm's list of everything, and leaves what esbuild put into the bundles.
 */
import { execFileSync } from 'child_process';
import { join } from 'path';
import { type BundledPackage, bundledPackages } from './bundled-packages';

const NAME = 'cdk-iam-mfa';

interface Part {
  readonly 'bom-ref': string;
  readonly 'name': string;
  readonly 'version': string;
  readonly 'properties'?: Array<{ readonly name: string }>;
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn: string[];
}

/** The parts of npm's answer that this reads. */
export interface Sbom {
  readonly metadata: { readonly component: Part };
  readonly components: Part[];
  readonly dependencies: Dependency[];
}

export function sbomOf(all: Sbom, bundled: BundledPackage[], version: string): Sbom {
  const refs = new Set(bundled.map((each) => `${each.name}@${each.version}`));
  const root = `${NAME}@${version}`;
  const components = all.components.filter((part) => refs.has(`${part.name}@${part.version}`)).map(asShipped);
  const missing = [...refs].filter((ref) => !components.some((part) => `${part.name}@${part.version}` === ref));
  if (missing.length > 0) {
    throw new Error(`the bundles hold ${missing.join(', ')}, expected each in the answer of \`npm sbom\`; run \`npm ci\` and \`npx projen bundle\``);
  }
  const ids = new Set(components.map((part) => part['bom-ref']));
  return {
    ...all,
    metadata: {
      ...all.metadata,
      component: { ...all.metadata.component, ...{ 'bom-ref': root, 'name': NAME, version, 'purl': `pkg:npm/${root}` } },
    },
    components,
    dependencies: [
      { ref: root, dependsOn: [...ids] },
      ...all.dependencies.filter(({ ref }) => ids.has(ref)).map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((id) => ids.has(id)) })),
    ],
  };
}

/** In this repository it is for development; in the package it is not. */
function asShipped(part: Part): Part {
  return { ...part, properties: part.properties?.filter(({ name }) => name !== 'cdx:npm:package:development') };
}

if (require.main === module) {
  const [version] = process.argv.slice(2);
  if (version === undefined) {
    throw new Error('no version, expected that of the package: sbom.ts 1.2.3');
  }
  const all = execFileSync('npm', ['sbom', '--sbom-format=cyclonedx'], { cwd: join(__dirname, '..'), encoding: 'utf8', maxBuffer: 50_000_000 });
  process.stdout.write(`${JSON.stringify(sbomOf(JSON.parse(all), bundledPackages(), version), null, 2)}\n`);
}
