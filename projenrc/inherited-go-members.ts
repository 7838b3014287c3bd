/**
 * Takes out of the Go module what its classes inherit; the last step of `package:go`.
 *
 * jsii-pacmak declares inherited members once more, as they are at the CDK floor. But Go also embeds the parent, and compiles no
 * interface that has a method twice with different types. So the module would compile with no aws-cdk-lib from 2.224.0 on, which moved
 * `ResourceEnvironment` and changed `attachToGroup()`. What is embedded has the types of the user's version.
 */
import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';

const MODULE = join('dist', 'go', 'cdkiammfa');

interface Type {
  readonly name: string;
  readonly base?: string;
  readonly properties?: Array<{ readonly name: string }>;
  readonly methods?: Array<{ readonly name: string }>;
}

function main() {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { types: Record<string, Type> };
  for (const type of Object.values(types).filter(({ base }) => base !== undefined)) {
    // The class, and the checks of parameters, which are there twice: with a build tag and without.
    for (const file of readdirSync(MODULE).filter((name) => name === `${type.name}.go` || name.startsWith(`${type.name}__`))) {
      const path = join(MODULE, file);
      writeFileSync(path, withoutUnusedImports(withoutInherited(readFileSync(path, 'utf8'), type)));
    }
  }
}

function withoutInherited(source: string, { name, properties = [], methods = [] }: Type): string {
  const own = new Set([...properties, ...methods].map(goName).flatMap((member) => [member, `Set${member}`]));
  const ifOwn = (declaration: string, member: string) => own.has(member) ? declaration : '';
  return source
    // In the interface: each method with its comment.
    .replace(new RegExp(`^type ${name} interface \\{$[^]*?^\\}$`, 'm'), (body) => body.replace(/(?:^\t\/\/.*\n)*^\t([A-Z]\w*)\(.*\n/gm, ifOwn))
    // On the class behind it: each method, and the check of its parameters.
    .replace(/^func \(\w \*jsiiProxy_\w+\) (?:validate(?=\w+Parameters\())?(\w+?)(?:Parameters)?\([^]*?^\}\n\n?/gm, ifOwn);
}

function goName({ name }: { readonly name: string }): string {
  return name[0].toUpperCase() + name.slice(1);
}

/** Go does not compile unused imports. */
function withoutUnusedImports(source: string): string {
  return source
    .replace(/^(?:import |\t)(\w+ +)?"(\S+)"\n/gm, (line, alias: string | undefined, path: string) => {
      const name = alias?.trim() ?? path.replace(/\/v\d+$/, '').split('/').at(-1);
      return new RegExp(`\\b${name}\\.`).test(source) ? line : '';
    })
    .replace(/^import \(\s*\)\n/m, '');
}

main();
