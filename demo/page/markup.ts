/** HTML by template strings, in which everything is escaped that is not markup itself. */
export class Markup {
  public constructor(public readonly text: string) {}

  public toString(): string {
    return this.text;
  }
}

type Content = Markup | string | number | false | undefined | readonly Content[];

export function html(parts: TemplateStringsArray, ...contents: Content[]): Markup {
  return new Markup(parts.map((part, index) => part + written(contents[index])).join(''));
}

function written(content: Content): string {
  if (content === undefined || content === false) {
    return '';
  }
  if (content instanceof Markup) {
    return content.text;
  }
  return typeof content === 'object' ? content.map(written).join('') : escaped(String(content));
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Words with `code` between back quotes. */
export function prose(text: string): Markup[] {
  return text.split('`').map((part, index) => index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`);
}
