/** The rows of the access matrix, which esbuild puts in when it makes the command: what runs has no folder to read. */
import { type JudgeRow, rowId } from '../../access/judge/judge-row';

declare const JUDGE_ROWS: Omit<JudgeRow, 'id'>[];

export const ROWS: readonly JudgeRow[] = JUDGE_ROWS.map((row) => ({ id: rowId(row), ...row }));
