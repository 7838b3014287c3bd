/** The packed npm package has at most so many bytes. */
export const MAX_BYTES = 300_000;
