/** The reviewed templates, and what a difference from them means. */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, 'templates');

const fileOf = (name: string) => join(FOLDER, `${name}.json`);

export function reviewedNames(): string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.json$/, '')).sort();
}

export function reviewedFiles(): string[] {
  return reviewedNames().map(fileOf);
}

/** Makes the reviewed files what is given. Only a person who reads the diff makes them reviewed. */
export function writeReviewed(templates: Record<string, object>): void {
  reviewedNames().filter((name) => !(name in templates)).forEach((name) => rmSync(fileOf(name)));
  Object.entries(templates).forEach(([name, template]) => writeFileSync(fileOf(name), asText(template)));
}

/** @param where in which CDK release, and with which flags, the template was made */
export function expectAsReviewed(name: string, template: object, where: string): void {
  if (!existsSync(fileOf(name))) {
    throw new Error(`test/stability/templates/${name}.json is missing; run \`npm run stability:update\` and review the new file`);
  }
  try {
    expect(asText(template)).toBe(readFileSync(fileOf(name), 'utf8'));
  } catch (error) {
    throw new Error(`${meaning(name, where)}\n\n${(error as Error).message}`);
  }
}

function meaning(name: string, where: string): string {
  return `The template of ${name} (${where}) is not the reviewed one in test/stability/templates/${name}.json.

What this means for users:
  - Their snapshot tests of stacks with this construct fail when they upgrade.
  - At their next deployment CloudFormation updates what differs. It replaces a resource whose logical id differs, a policy
    whose Path, Description or ManagedPolicyName differs, and a group whose GroupName differs: the old one is detached from
    its members and deleted, and under a physical name the deployment fails.
  - If it differs only in some CDK releases or with some feature flags, they see it whenever they change those: mend src, and
    leave the file as it is.

If you did not mean it, mend src. If you did, and a release may bring it (CONTRIBUTING.md, "Templates and snapshots"):
  1. write it down in CHANGELOG.md under "Templates": which constructs, what is updated or replaced, what users have to do;
  2. run \`npm run stability:update\`, and read the diff of test/stability/templates before you commit it.`;
}

/** With sorted keys, as snapshots have them: their order means nothing to CloudFormation. */
function asText(template: object): string {
  return `${JSON.stringify(sorted(template), undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value !== 'object' || value === null
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, inner]) => [key, sorted(inner)]));
}
