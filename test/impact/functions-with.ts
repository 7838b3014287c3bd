/** What gives facts and verdicts, as functions and as SQL, with a slip in one file. */
import type { Functions } from './comparison';
import type * as ImpactSql from '../../src/private/impact/sql/impact-sql';
import { slipped } from '../slipped';

const ENTRY = `
export { idOf } from './impact/scan/counted-fact';
export { Tally } from './test/impact/tally';
export { compile } from './impact/verdicts/verdict';
export { factOf } from './impact/facts/fact-of';
export { dayOf } from './impact/facts/instant';
export { impactSql } from './src/private/impact/sql/impact-sql';
`;

/** @throws if the file has no such text */
export async function functionsWith(file: string, from: string, to: string): Promise<Functions & typeof ImpactSql> {
  return slipped(ENTRY, file, from, to);
}
