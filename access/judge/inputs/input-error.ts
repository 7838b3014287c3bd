/** What is wrong with an input, in words for the reader who gave it. */
export class InputError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = 'InputError';
  }
}
