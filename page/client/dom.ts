/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** Elements of the page: finding them, and making new ones. */

export type Child = Node | string;

export function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}

export function create(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const created = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => created.setAttribute(name, value));
  created.append(...children);
  return created;
}

export function all<T extends Element>(selector: string): T[] {
  return [...document.querySelectorAll<T>(selector)];
}

export function mark(name: string): Node {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'mark');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  svg.firstElementChild!.setAttribute('href', `#mark-${name}`);
  return svg;
}

/** For those who hear the page: what just happened, in a few words. */
export function announce(words: string): void {
  element('announcement').textContent = words;
}
