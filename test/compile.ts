/** Type-checks sources that are in no file, as those of the dev tree are. */
import { join } from 'path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..');
const CONFIG = join(ROOT, 'tsconfig.dev.json');

/** The files of the dev tree do not change meanwhile, so each is parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says of them, or nothing.
 *
 * @param files by their path; below the repository, so that they import as from there
 */
export function compileErrors(files: ReadonlyMap<string, string>, compilerOptions: ts.CompilerOptions = {}): string {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(CONFIG, ts.sys.readFile).config, ts.sys, ROOT, {}, CONFIG);
  const allOptions = { ...options, noEmit: true, ...compilerOptions };
  const host = ts.createCompilerHost(allOptions);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...others) => {
    const text = files.get(file);
    if (text !== undefined) {
      return ts.createSourceFile(file, text, version);
    }
    const source = parsed.get(file) ?? getSourceFile(file, version, ...others);
    parsed.set(file, source);
    return source;
  };
  const program = ts.createProgram([...files.keys()], allOptions, host);
  const problems = [...files.keys()].flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return ts.formatDiagnostics(problems, host);
}
