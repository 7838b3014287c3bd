/** The files of examples/account, with the changes that docs/roll-out.md asks for. */
import { readFileSync } from 'fs';
import { join } from 'path';
import { read } from './texts';

export const ROLL_OUT = read('docs/roll-out.md');
export const EXAMPLE = join(__dirname, '../../examples/account');

export const identityStack = fileOf('identity-stack.ts');
const monitoringStack = fileOf('monitoring-stack.ts');
const [importMembers, importExisting] = [...ROLL_OUT.matchAll(/`(import .*;)` at the top/g)].map(([, code]) => code).filter((code) => code.includes('./'));
const importSubscriptions = shown(/`(import .*aws_sns_subscriptions.*;)` at the top/);

/** By the name of the file that a reader could give each. */
export const CHANGED = {
  'with-members.ts': `${importMembers}\n${withMembers()}`,
  'with-existing.ts': `${importExisting}\n${withExistingGroup()}`,
  'with-existing-team.ts': `${importExisting}\n${withTeam(/`(existingGroup\(.*, true\))`/)}`,
  'with-pilot.ts': replaced(identityStack, '\n  }\n}\n', `\n${/^new ConsoleMfaEnforcedGroup\(this, 'Pilot'\).*\n/m.exec(ROLL_OUT)![0]}  }\n}\n`),
  'one-team.ts': withTeam(/`(group\(this, 'Administrators', true\))`/),
  'with-rules.ts': withSubscription(shown(/`(configRules: \[Mfa.*\],)`/)),
  'without-rules.ts': withSubscription(shown(/`(configRules: \[\],)`/)),
};

function fileOf(name: string): string {
  return readFileSync(join(EXAMPLE, name), 'utf8');
}

/** What the walk-through shows. */
function shown(code: RegExp): string {
  const found = code.exec(ROLL_OUT);
  if (found === null) {
    throw new Error(`docs/roll-out.md shows nothing like ${code}`);
  }
  return found[1];
}

function replaced(text: string, before: string, after: string): string {
  if (!text.includes(before)) {
    throw new Error(`there is nothing to replace: ${before}`);
  }
  return text.replace(before, after);
}

function addManagedPolicy(): string {
  return /^ *developers\.addManagedPolicy.*\n/m.exec(identityStack)![0];
}

function withMembers(): string {
  return replaced(identityStack, addManagedPolicy(), `${addManagedPolicy()}${shown(/Write `(addMembers.*;)` below the line with `addManagedPolicy`/)}\n`);
}

function withExistingGroup(): string {
  const [, before, after] = /Replace `(.*)` by `(.*)`\./.exec(ROLL_OUT)!;
  return replaced(replaced(identityStack, addManagedPolicy(), ''), before, after);
}

function withTeam(code: RegExp): string {
  return replaced(identityStack, "group(this, 'Administrators', enforce)", shown(code));
}

function withSubscription(rules: string): string {
  const opening = shown(/`(this\.monitoring = new MfaMonitoring\(…, \{)`/).replace('…', "this, 'Monitoring'");
  const imported = replaced(monitoringStack, '{ MfaMonitoring }', '{ MfaConfigRule, MfaMonitoring }');
  const subscribe = shown(/`(this\.monitoring\.topic\.addSubscription.*;)`/);
  return `${importSubscriptions}\n${replaced(replaced(imported, opening, `${opening}\n${rules}`), '});\n', `});\n${subscribe}\n`)}`;
}
