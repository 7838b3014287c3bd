/** A rule of textlint: a paragraph has no sentence of more than `max` words. Code in it is one word. */

/** As much of textlint's syntax tree as the rule looks at. */
interface TextNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: TextNode[];
}

interface RuleContext {
  readonly RuleError: new (message: string) => object;
  report(node: TextNode, error: object): void;
}

export function longSentences({ RuleError, report }: RuleContext, { max }: { max: number }): { Paragraph: (node: TextNode) => void } {
  return {
    Paragraph: (node) => {
      for (const sentence of textOf(node).replace(/\s+/g, ' ').split(/[.!?](?=[)"*]*\s|$)/)) {
        const count = sentence.trim().split(' ').length;
        if (count > max) {
          report(node, new RuleError(`${count} words, at most ${max}: ${sentence.trim().slice(0, 60)} ...`));
        }
      }
    },
  };
}

function textOf({ type, value = '', children }: TextNode): string {
  if (type === 'Code') {
    return 'code';
  }
  return children === undefined ? value : children.map(textOf).join('');
}
