/** A text that nobody but CloudFormation knows: equal to itself, and to no real name, because no name in AWS has these characters. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

/** @param what such as `Ref Logs` or `GetAtt Logs.Arn` */
export function unknownText(what: string): string {
  return `${OPEN}${what}${CLOSE}`;
}

export function startsUnknown(text: string): boolean {
  return text.startsWith(OPEN);
}

/** For readers. */
export function readable(text: string): string {
  return text.replaceAll(OPEN, '<').replaceAll(CLOSE, '>');
}
