/** What a source says to its reader, for textlint. */
import * as ts from 'typescript';
import { SourceText } from './source-text';

/** Said to a tool. */
const DIRECTIVE = /^\/[/*]\s*(?:eslint-|@ts-|istanbul |~~ Generated )/;

/** The comments of a source at their lines, docstrings too, without what is code: as Markdown. */
export function commentsOf(source: ts.SourceFile): string {
  const text = new SourceText(source);
  for (const { pos, end } of commentRangesIn(source)) {
    const comment = source.text.slice(pos, end);
    if (!DIRECTIVE.test(comment)) {
      text.add(pos, plain(comment));
    }
  }
  return `${text}`;
}

function plain(comment: string): string {
  return comment
    .replace(/^\/\/ ?|^\/\*+ ?|\s*\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .replace(/@example[^]*/, (example) => example.replace(/[^\n]/g, ''))
    .replace(/^@see .*$/gm, '')
    // As items of a list, because each is a paragraph of its own.
    .replace(/^@(?:default -?|param \w+|returns) */gm, '- ');
}

/** By the parser, because a string or a regular expression may look like a comment. */
function commentRangesIn(file: ts.SourceFile): ts.CommentRange[] {
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node) => {
    for (const range of [...ts.getLeadingCommentRanges(file.text, node.pos) ?? [], ...ts.getTrailingCommentRanges(file.text, node.end) ?? []]) {
      found.set(range.pos, range);
    }
    node.getChildren(file).filter(({ kind }) => kind !== ts.SyntaxKind.JSDoc).forEach(visit);
  };
  visit(file);
  return [...found.values()];
}
