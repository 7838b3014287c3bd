/** The name of a mode, which an option may also write as `console-only`. */
export function modeName(text: string): string {
  return text.toUpperCase().replaceAll('-', '_');
}
