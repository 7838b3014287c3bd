/** The rows that the command and the page ask, from the files of the expected table. Read when they are built, not where they run. */
import { JudgeRow, judgeRows, wantedOf } from './rows';
import { allRows, rowsOf } from '../expected';
import { REQUESTS } from '../requests';
import { PUBLISHED } from '../strategies';

/** What `CONSOLE_ONLY` promises, and what the published answers get wrong. */
export function judgeTable(): JudgeRow[] {
  const rows = allRows();
  const asked = ['console-only', ...Object.keys(PUBLISHED)].flatMap((strategy) => rowsOf(strategy, rows));
  // What is granted with MFA is no way around it.
  return judgeRows(asked.filter((row) => wantedOf(row) === 'allowed' || row.expected === 'open' || !REQUESTS[row.request].mfa));
}
