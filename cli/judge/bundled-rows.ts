/** The rows of the access matrix, which esbuild puts in when it makes the command: what runs has no folder to read. */
import { type JudgeRow, rowId } from '../../access/judge/judge-row';

type BundledRow = Omit<JudgeRow, 'id'>;
/** By column, because the names of the columns at each value would be a third of it. */
type Columns = { readonly [Column in keyof BundledRow]-?: readonly (BundledRow[Column] | null)[] };

declare const JUDGE_COLUMNS: Columns;

export const ROWS: readonly JudgeRow[] = JUDGE_COLUMNS.action.map((_, index) => {
  const values = Object.entries(JUDGE_COLUMNS).map(([column, ofRows]) => [column, ofRows[index] ?? undefined]);
  const row = Object.fromEntries(values) as BundledRow;
  return { id: rowId(row), ...row };
});
