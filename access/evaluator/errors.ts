/** What a policy says that this evaluator does not know: said by name, because a guess would be a wrong verdict. */
export class PolicyError extends Error {
  /** @param where the path in the document, such as `Statement[2].Condition.Bool` */
  public constructor(public readonly where: string, public readonly what: string) {
    super(where === '' ? what : `${where}: ${what}`);
    this.name = 'PolicyError';
  }
}

/** A value of a reader's document in a message: short, on one line. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
