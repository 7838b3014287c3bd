/** The templates in a folder such as `cdk.out`. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';

interface Manifest {
  readonly artifacts?: Record<string, { readonly type?: unknown; readonly properties?: Record<string, unknown> }>;
}

/** By the manifest, because CDK leaves the templates of removed stacks in the folder; nested stacks are not in it. */
export function templatesIn(folder: string): string[] {
  const manifest = join(folder, 'manifest.json');
  const files = readdirSync(folder).sort();
  const templates = existsSync(manifest)
    ? [...named(manifest, 'aws:cloudformation:stack', 'templateFile'), ...files.filter((file) => file.endsWith('.nested.template.json'))]
    : files.filter((file) => file.endsWith('.template.json'));
  const stages = existsSync(manifest) ? named(manifest, 'cdk:cloud-assembly', 'directoryName') : [];
  return [...new Set(templates)].map((file) => join(folder, file)).concat(stages.flatMap((stage) => templatesIn(join(folder, stage))));
}

/** A manifest names what lies beside it. */
function named(manifest: string, type: string, property: string): string[] {
  return Object.values(read(manifest).artifacts ?? {}).filter((one) => one.type === type).map(({ properties }) => {
    const name = properties?.[property];
    if (typeof name !== 'string' || /[\\/]|^\.*$/.test(name)) {
      throw new Refusal(`${manifest}: expected names of files in the folder, got ${JSON.stringify(name)}`);
    }
    return name;
  });
}

function read(manifest: string): Manifest {
  try {
    return JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
  } catch {
    throw new Refusal(`${manifest}: it is no JSON; run cdk synth again`);
  }
}
