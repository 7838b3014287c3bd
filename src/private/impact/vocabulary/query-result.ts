/** The result of a named query of the construct, which the command reads. */

/** Grows with each change of its columns. */
export const QUERY_VERSION = 1;
