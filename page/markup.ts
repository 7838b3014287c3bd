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
export function prose(text: string, contentOf: (code: string) => Content = (code) => code): Markup[] {
  return text.split('`').map((part, index) => index % 2 === 1 ? html`<code>${contentOf(part)}</code>` : html`${part}`);
}

/** For narrow columns: a name that may break before each capital. */
export function breakable(name: string): Markup[] {
  return name.split(/(?<=[a-z])(?=[A-Z])/).map((word, index) => index === 0 ? html`${word}` : html`<wbr>${word}`);
}

/** The same with [links](target), whose addresses are the page's to know. */
export function linkedProse(text: string, addressOf: (target: string) => string): Markup[] {
  return text.split(/(\[[^\]]+\]\([^)]+\))/).flatMap((part) => {
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    return link === null ? prose(part) : html`<a href="${addressOf(link[2])}">${prose(link[1])}</a>`;
  });
}
