/** Texts of a source at their lines, so that what is found in them is told by the line of the source. */
import * as ts from 'typescript';

export class SourceText {
  private readonly lines: string[];

  public constructor(private readonly source: ts.SourceFile) {
    this.lines = source.text.split('\n').map(() => '');
  }

  public add(position: number, text: string): void {
    const { line } = this.source.getLineAndCharacterOfPosition(position);
    text.split('\n').forEach((part, index) => { this.lines[line + index] += part; });
  }

  public toString(): string {
    return this.lines.join('\n');
  }
}

export function parsed(source: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
}
