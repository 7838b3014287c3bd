/** As the page of the demo makes its elements. Names from logs are shown in characters that print. */
import { printable } from '../../cli/output/printable';
import { type Child, create as createElement } from '../client/dom';

export { type Child, element } from '../client/dom';

export function create(tag: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  return createElement(tag, attributes, ...children.map((child) => typeof child === 'string' ? printable(child) : child));
}
