/** The sentences in a source's strings: messages, labels, and texts of pages. */
import * as ts from 'typescript';

/** The strings of a source that hold words, at their lines. Markup stays: the words around it are what counts. */
export function stringsOf(source: string): string {
  const lines = source.split('\n').map(() => '');
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest);
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (/\w \w/.test(node.text)) {
        const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
        node.text.split('\n').forEach((text, index) => { lines[line + index] += ` ${text}`; });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines.join('\n');
}
