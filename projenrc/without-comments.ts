/** Takes the comments out of a bundle, which is otherwise left as it can be read: `without-comments.ts FILE`. */
import { readFileSync, writeFileSync } from 'fs';
import * as ts from 'typescript';

/** A third of the bundle would be the documentation of the metrics library, which esbuild keeps. */
export function withoutComments(file: string): void {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
    fileName: 'index.js',
    compilerOptions: { allowJs: true, removeComments: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(file, outputText);
}

if (require.main === module) {
  withoutComments(process.argv[2]);
}
