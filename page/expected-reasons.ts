/** Finds the row of the expected table that gives the reason for a verdict. */
import { Outcome } from './page-data';
import { Row, allRows, caseOf } from '../access/matrix/expected-table';
import { Asked } from '../access/matrix/joint-judge';
import { agrees } from '../access/matrix/row-verdict';
import { Verdict } from '../access/matrix/simulator';
import type { DefiniteAnswer } from '../access/requests/answers';

export class Reasons {
  private readonly rows = new Map(allRows().map((row) => [key(row.strategy, row), row]));

  /** Whether the expected table asks this of any of the strategies. */
  public asks(strategies: string[], asked: Asked): boolean {
    return strategies.some((strategy) => this.rows.has(key(strategy, asked)));
  }

  /** The reason is that of the first row that agrees; without one, `worth` says what the verdict is worth, if anything does. */
  public outcome(strategies: string[], asked: Asked, verdict: Verdict, worth?: DefiniteAnswer): Outcome {
    const row = strategies.map((strategy) => this.rows.get(key(strategy, asked)))
      .find((candidate) => candidate !== undefined && agrees(candidate.expected, verdict));
    return {
      allowed: verdict.allowed,
      answer: row?.expected ?? worth,
      sids: verdict.decidedBy,
      row: row && { strategy: row.strategy, attack: row.attack, reason: row.reason },
    };
  }

  /** What is allowed to a kind of request that the table calls outside, with the reason of the first such row. */
  public leftOpen(strategy: string, { request }: Asked, { decidedBy }: Verdict): Outcome | undefined {
    const row = [...this.rows.values()].find((candidate) =>
      candidate.strategy === strategy && candidate.request === request && candidate.expected === 'outside');
    return row && {
      allowed: true,
      answer: row.expected,
      sids: decidedBy,
      row: { strategy, attack: row.attack, reason: row.reason, action: row.action },
    };
  }
}

function key(strategy: string, asked: Asked): string {
  return `${strategy} | ${caseOf(asked as Row)}`;
}
