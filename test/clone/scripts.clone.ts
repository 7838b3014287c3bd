/** Every script that a person may run first, in a clone in which `npm ci` ran, and nothing else. */
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'fs';
import { tmpdir } from 'os';
import { delimiter, join } from 'path';
import { changesIn, copyOf, renew } from './clones';
import { installedClone, removeClone } from './installed';
import { runScript } from './run-script';
import { NEEDS, Run, SCRIPTS } from './scripts';

const runs = Object.entries(SCRIPTS).filter(([, run]) => 'whole' in run || 'until' in run);

/** Two at once, each in one that no other uses meanwhile. */
const idleCopies: string[] = [];

afterAll(() => idleCopies.forEach(removeClone));

test.concurrent.each(runs)('npm run %s', async (script, run) => {
  const clone = cleanCopy();
  try {
    await expectToRun(clone, script, run);
  } finally {
    idleCopies.push(clone);
  }
});

function cleanCopy(): string {
  const used = idleCopies.pop();
  if (used === undefined) {
    return copyOf(installedClone());
  }
  renew(used, installedClone());
  return used;
}

async function expectToRun(clone: string, script: string, run: Run): Promise<void> {
  const until = 'until' in run ? run.until : undefined;
  const { code, matched, output } = await runScript(clone, script, { args: 'whole' in run ? run.args : [], until });
  if (!matched && (code !== 0 || until !== undefined)) {
    throw new Error(`npm run ${script} ended with ${code}${until ? `, and never said ${until}` : ''}:\n${output.slice(-5000)}`);
  }
  if (!('changes' in run)) {
    expect(changesIn(clone)).toBe('');
  }
}

test.concurrent.each(NEEDS)('npm run $script says "$says" where there is none', async ({ script, without, variables, says }) => {
  const path = without && pathWithout(without);
  try {
    const { code, output } = await runScript(installedClone(), script, { variables: { ...variables, ...(path && { PATH: path }) } });
    expect(code).not.toBe(0);
    const saying = output.split('\n').filter((line) => line.includes(says) && !line.includes('👾'));
    expect(saying).toHaveLength(1);
    expect(output).not.toMatch(/^\s+at /m);
  } finally {
    if (path !== undefined) {
      rmSync(path, { recursive: true, force: true });
    }
  }
});

/** A folder with links to all that the PATH has, without some. */
function pathWithout(tools: RegExp): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-iam-mfa-path-'));
  const seen = new Set<string>();
  for (const place of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of list(place).filter((tool) => !seen.has(tool) && !tools.test(tool))) {
      seen.add(name);
      symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
