/** Texts of a source at their lines, so that what is found in them is told by the line of the source. */
import * as ts from 'typescript';

export class SourceText {
  public readonly file: ts.SourceFile;
  private readonly lines: string[];

  public constructor(source: string) {
    this.file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
    this.lines = source.split('\n').map(() => '');
  }

  public add(position: number, text: string): void {
    const { line } = this.file.getLineAndCharacterOfPosition(position);
    text.split('\n').forEach((part, index) => { this.lines[line + index] += part; });
  }

  public toString(): string {
    return this.lines.join('\n');
  }
}
