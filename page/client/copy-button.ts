/** Buttons that copy the text of an element. */
import { announce, create, element } from './dom';

export function copyButton(target: string, label: string): HTMLElement {
  return create('button', { 'type': 'button', 'class': 'plain', 'data-copy': target }, label);
}

export async function copy(button: HTMLElement): Promise<void> {
  const text = element(button.dataset.copy!).textContent!;
  const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copyBySelection(text);
  announce(copied ? 'Copied.' : 'The browser did not let this page copy; select the text instead.');
  button.toggleAttribute('data-copied', copied);
  setTimeout(() => button.removeAttribute('data-copied'), 2000);
}

/** For browsers that give pages from the disk no clipboard. */
function copyBySelection(text: string): boolean {
  const area = create('textarea', { class: 'hidden' }) as HTMLTextAreaElement;
  const focused = document.activeElement as HTMLElement | null;
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return copied;
}
