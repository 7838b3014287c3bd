/** The sentences in a source's strings: messages, labels, and texts of pages. */
import * as ts from 'typescript';
import { SourceText } from './source-text';

/** One of the answers of `impact`, which is a word of the contract. */
const ANSWER = 'goes on';

/** The strings of a source that hold words, at their lines. Markup stays: the words around it are what counts. */
export function stringsOf(source: ts.SourceFile): string {
  const text = new SourceText(source);
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      if (/\w \w/.test(node.text) && node.text !== ANSWER) {
        text.add(node.getStart(source), node.text.replace(/^/gm, ' '));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return `${text}`;
}
