export interface InvalidProp {
  /** Path of the construct. */
  readonly path: string;
  readonly prop: string;
  readonly got: unknown;
  readonly expected: string;
  readonly fix: string;
}

/** One shape for every refusal: where, which prop, what it got, what was expected, how to fix it. */
export function invalidProp(problem: InvalidProp): Error {
  return new Error(invalidPropMessage(problem));
}

export function invalidPropMessage({ path, prop, got, expected, fix }: InvalidProp): string {
  return `${path}: ${prop} got ${show(got).replace(ENCODED_TOKEN, 'a token')}, expected ${expected}; fix: ${fix}`;
}

/** As CDK writes a token into a string or a list. Its number says nothing to the reader. */
const ENCODED_TOKEN = /[$#]\{Token\[[^\]]*\]\}/g;

function show(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  try {
    return JSON.stringify(value) ?? String(value);
  } catch { // A construct refers to itself.
    return String(value);
  }
}
