/** Finds the row of the expected table that gives the reason for a verdict. */
import { Outcome } from './page-model';
import { Expected, Row, allRows, caseOf } from '../access/matrix/expected-table';
import { Asked } from '../access/matrix/joint-judge';
import { agrees } from '../access/matrix/row-verdict';
import { Verdict } from '../access/matrix/simulator';

export class Reasons {
  private readonly rows = new Map(allRows().map((row) => [key(row.strategy, row), row]));

  /** Whether the expected table asks this of any of the strategies. */
  public asks(strategies: string[], asked: Asked): boolean {
    return strategies.some((strategy) => this.rows.has(key(strategy, asked)));
  }

  /** The reason is that of the first row that agrees; without one, `worth` says what the verdict is worth, if anything does. */
  public outcome(strategies: string[], asked: Asked, verdict: Verdict, worth?: Expected): Outcome {
    const row = strategies.map((strategy) => this.rows.get(key(strategy, asked)))
      .find((candidate) => candidate !== undefined && agrees(candidate.expected, verdict));
    return {
      answer: row?.expected ?? worth ?? (verdict.allowed ? 'allowed' : 'denied'),
      sids: verdict.decidedBy,
      rated: row !== undefined || worth !== undefined,
      row: row && { strategy: row.strategy, attack: row.attack, reason: row.reason },
    };
  }

  /** What is allowed to a kind of request that the table calls open, with the reason of the first such row. */
  public leftOpen(strategy: string, { request }: Asked, { decidedBy }: Verdict): Outcome | undefined {
    const row = [...this.rows.values()].find((candidate) =>
      candidate.strategy === strategy && candidate.request === request && candidate.expected === 'open');
    return row && {
      answer: row.expected,
      sids: decidedBy,
      rated: true,
      row: { strategy, attack: row.attack, reason: row.reason, action: row.action },
    };
  }
}

function key(strategy: string, asked: Asked): string {
  return `${strategy} | ${caseOf(asked as Row)}`;
}
