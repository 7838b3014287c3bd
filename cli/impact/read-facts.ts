/** The facts that a query in Athena counted, in place of logs. */
import type { ReadLogs } from './read-logs';
import { counted, listed } from '../../impact/report/sentence-parts';
import type { CountedFact } from '../../impact/scan/counted-fact';
import { keyOf } from '../../impact/scan/fact-key';
import { factsOfAthena } from '../../impact/sources/athena-facts';
import { UnknownForm } from '../../impact/sources/unknown-form';
import { readInput } from '../input-files';
import { Refusal } from '../refusal';

const NOTHING = { records: 0, days: 0, firstDay: '', lastDay: '', accounts: [], regions: [], kinds: { 'management': 0, 'data': 0, 'sign-in': 0, 'other': 0 } };

/** With sentences on what the table covers, because a number says nothing about the rest. */
export function readFacts(file: string): { readonly logs: ReadLogs; readonly covers: readonly string[] } {
  const { facts, coverage, covered } = understood(file);
  const without = covered.accounts.filter((account) => !coverage.accounts.includes(account));
  return {
    logs: {
      facts: inOrder(facts),
      coverage,
      copies: coverage.records - facts.reduce((sum, { calls }) => sum + calls, 0),
      files: 1,
      unread: [],
      skipped: [],
      cutOff: [],
      outside: { ...NOTHING, files: 0 },
    },
    covers: [
      `The table names ${counted(covered.accounts.length, 'account')} (${listed(covered.accounts)}), ${counted(covered.regions.length, 'Region')} (${listed(covered.regions)}) and the last `
      + `${counted(covered.days, 'day')}, below ${covered.path}. The query saw nothing else.`,
      ...without.length === 0 ? [] : [`No record is of ${counted(without.length, 'account')} that the table names: ${listed(without)}.`],
    ],
  };
}

/** That of logs. Athena leaves to chance which of two rows with the same number is the first. */
function inOrder(facts: readonly CountedFact[]): CountedFact[] {
  return facts.map((one) => ({ one, key: keyOf(one.fact) })).sort((a, b) => a.key < b.key ? -1 : 1).map(({ one }) => one);
}

function understood(file: string) {
  try {
    return factsOfAthena(readInput(file).text);
  } catch (error) {
    throw error instanceof UnknownForm ? new Refusal(`${file}: ${error.message}`) : error;
  }
}
