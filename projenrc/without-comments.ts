/**
 * Takes the comments out of JavaScript, which is otherwise left as it can be read: `without-comments.ts PATH`, a file, or a folder with all
 * that is below it.
 */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'fs';
import { join } from 'path';
import { transformSync } from 'esbuild';
import * as ts from 'typescript';

export function withoutComments(file: string): void {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: 'index.js',
    compilerOptions: { allowJs: true, removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  // esbuild alone would keep some comments. It indents by two spaces, as the sources do, and the compiler by four: a kilobyte of the package.
  writeFileSync(file, transformSync(outputText, { charset: 'utf8' }).code);
}

if (require.main === module) {
  const [path] = process.argv.slice(2);
  const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((file) => join(path, file)) : [path];
  files.filter((file) => file.endsWith('.js')).forEach(withoutComments);
}
