/** The templates in a folder such as `cdk.out`. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './refusal';
import { Fields, field, isFields } from '../access/judge/inputs/json-fields';
import type { StackName } from '../access/judge/inputs/parse-input';

export interface TemplateFile {
  readonly file: string;
  /** As the manifest calls it. */
  readonly stack?: StackName;
}

/** As CDK calls them, and SAM. */
const TEMPLATE = /(^|\.)template(\.(json|ya?ml))?$/;

/** By the manifest, because CDK leaves the templates of removed stacks in the folder; nested stacks are not in it. */
export function templatesIn(folder: string): TemplateFile[] {
  const manifest = join(folder, 'manifest.json');
  const files = readdirSync(folder).sort();
  if (!existsSync(manifest)) {
    const templates = files.filter((file) => TEMPLATE.test(file)).map((file) => join(folder, file));
    return templates.filter((file) => !statSync(file).isDirectory()).map((file) => ({ file }));
  }
  const artifacts = artifactsIn(manifest);
  const stacks = named(manifest, artifacts, 'aws:cloudformation:stack', 'templateFile');
  const nested = files.filter((file) => file.endsWith('.nested.template.json')).map((name) => ({ name, stack: undefined }));
  const templates = new Map([...nested, ...stacks].map(({ name, stack }) => [name, stack]));
  const stages = named(manifest, artifacts, 'cdk:cloud-assembly', 'directoryName');
  const own = [...stacks, ...nested].map(({ name }) => name);
  return [...new Set(own)].map((name): TemplateFile => ({ file: join(folder, name), stack: templates.get(name) }))
    .concat(stages.flatMap(({ name }) => templatesIn(join(folder, name))));
}

/** A manifest names what lies beside it. */
function named(manifest: string, artifacts: Fields, type: string, property: string): { name: string; stack: StackName }[] {
  return Object.entries(artifacts).flatMap(([id, one]) => {
    if (!isFields(one) || field(one, 'type') !== type) {
      return [];
    }
    const properties = field(one, 'properties');
    const name = isFields(properties) ? field(properties, property) : undefined;
    if (typeof name !== 'string' || /[\\/]|^\.*$/.test(name)) {
      throw new Refusal(`${manifest}: expected names of files in the folder, got ${JSON.stringify(name)}`);
    }
    return [{ name, stack: stackIn(id, one) }];
  });
}

/** CDK writes the name of a stack where it is not that of the artifact. */
function stackIn(id: string, artifact: Fields): StackName {
  const properties = field(artifact, 'properties');
  const name = isFields(properties) ? field(properties, 'stackName') : undefined;
  const [account, region] = /^aws:\/\/([^/]*)\/(.*)$/.exec(String(field(artifact, 'environment')))?.slice(1).map(toldOf) ?? [];
  return { name: typeof name === 'string' ? name : id, account, region };
}

/** CDK writes `unknown-account` and `unknown-region`. */
function toldOf(place: string): string | undefined {
  return place.startsWith('unknown-') ? undefined : place;
}

function artifactsIn(manifest: string): Fields {
  const read = parsed(manifest);
  const artifacts = isFields(read) ? field(read, 'artifacts') : undefined;
  return isFields(artifacts) ? artifacts : {};
}

function parsed(manifest: string): unknown {
  const text = readFileSync(manifest, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(`${manifest}: it is no JSON; run cdk synth again`);
  }
}
