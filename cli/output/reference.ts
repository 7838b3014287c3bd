/** Places in a text that are filled in later: by Terraform, or by CloudFormation. No argument of a command can hold the character around them. */
const MARK = '\0';

export function reference(expression: string): string {
  return `${MARK}${expression}${MARK}`;
}

/** Whether the text is a reference as a whole. */
export function isReference(text: string): boolean {
  return text.startsWith(MARK) && text.indexOf(MARK, 1) === text.length - 1;
}

export function hasReference(text: string): boolean {
  return text.includes(MARK);
}

/** The text with what stands around the references, and the references themselves, each written by its function. */
export function written(text: string, literal: (text: string) => string, expression: (text: string) => string): string {
  return text.split(MARK).map((part, index) => index % 2 === 0 ? literal(part) : expression(part)).join('');
}
