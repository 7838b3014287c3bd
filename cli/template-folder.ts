/** The templates in a folder such as `cdk.out`. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';
import { Fields, field, isFields } from '../access/judge/inputs/json-fields';

/** By the manifest, because CDK leaves the templates of removed stacks in the folder; nested stacks are not in it. */
export function templatesIn(folder: string): string[] {
  const manifest = join(folder, 'manifest.json');
  const files = readdirSync(folder).sort();
  if (!existsSync(manifest)) {
    return files.filter((file) => file.endsWith('.template.json')).map((file) => join(folder, file));
  }
  const artifacts = artifactsIn(manifest);
  const templates = [...named(manifest, artifacts, 'aws:cloudformation:stack', 'templateFile'), ...files.filter((file) => file.endsWith('.nested.template.json'))];
  const stages = named(manifest, artifacts, 'cdk:cloud-assembly', 'directoryName');
  return [...new Set(templates)].map((file) => join(folder, file)).concat(stages.flatMap((stage) => templatesIn(join(folder, stage))));
}

/** A manifest names what lies beside it. */
function named(manifest: string, artifacts: readonly Fields[], type: string, property: string): string[] {
  return artifacts.filter((one) => field(one, 'type') === type).map((one) => {
    const properties = field(one, 'properties');
    const name = isFields(properties) ? field(properties, property) : undefined;
    if (typeof name !== 'string' || /[\\/]|^\.*$/.test(name)) {
      throw new Refusal(`${manifest}: expected names of files in the folder, got ${JSON.stringify(name)}`);
    }
    return name;
  });
}

function artifactsIn(manifest: string): Fields[] {
  const read = parsed(manifest);
  const artifacts = isFields(read) ? field(read, 'artifacts') : undefined;
  return isFields(artifacts) ? Object.values(artifacts).filter(isFields) : [];
}

function parsed(manifest: string): unknown {
  const text = readFileSync(manifest, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(`${manifest}: it is no JSON; run cdk synth again`);
  }
}
