import type { Mark } from './answer-marks';

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

/**
 * Words with `code` and with [links](target) into the repository.
 *
 * @param repository where the files of the repository are, as the page's links say it
 */
export function linkedProse(text: string, repository: string): Markup[] {
  return text.split(/(\[[^\]]+\]\([^)]+\))/).flatMap((part) => {
    const link = /^\[(.+)\]\((.+)\)$/.exec(part);
    return link === null ? prose(part) : html`<a href="${repository}/${link[2]}">${prose(link[1])}</a>`;
  });
}

/** The mark of an answer, as the page draws it. */
export function mark(name: Mark): Markup {
  return html`<svg class="mark" aria-hidden="true"><use href="#mark-${name}"/></svg>`;
}
