/** What holds for the app of each language. */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import { Assembly } from './consumer';
import { reference } from './reference';

/** Of the app `refused`, word by word: the reader of any language sees what is wrong, and how to mend it. */
export const REFUSAL = 'Refused/Developers: allowActions[0] got "iam:CreateUser", expected an iam action that starts with Get or List; '
  + 'fix: leave it out; users who need it sign in with MFA, or use a role';

export function expectTheSameAssembly(assembly: Assembly): void {
  const { templates, assets } = reference();
  expect(Object.keys(assembly.templates)).toEqual(Object.keys(templates));
  for (const [file, template] of Object.entries(assembly.templates)) {
    expect(`${file}\n${template}`).toBe(`${file}\n${templates[file]}`);
  }
  expect(assembly.assets).toEqual(assets);
}

interface Member {
  readonly name: string;
}

interface PublicType {
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly properties?: Member[];
  readonly methods?: Member[];
}

/** What the library exports, from its assembly. */
export function publicTypes(): PublicType[] {
  return Object.values(JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf8')).types);
}

/** The names of the classes and enums. */
export function publicNames(): string[] {
  return publicTypes().filter(({ kind }) => kind !== 'interface').map(({ name }) => name).sort();
}

/** Classes and enums of which a source neither makes one nor takes a member: an import is no use. */
export function namesUnusedIn(source: string): string[] {
  return publicNames().filter((name) => !new RegExp(`\\b${name}[.(]`).test(source));
}

/** All source text of the app of a language. */
export function sourceOf(language: string, ending: string): string {
  const folder = join(__dirname, language);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending) && !file.includes('node_modules'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
