/**
 * Judges each cell for every combination of options, by the judge of the access matrix.
 *
 * One by one they would be tens of thousands of questions at half a millisecond each. So each distinct statement is
 * judged by itself first. Combinations in which the same statements apply to a cell are then judged once for all of
 * them, with the whole policies of one combination. The browser test judges a sample one by one, and compares.
 */
import { SynthesizedCombination } from './combinations';
import type { Row } from '../access/matrix/expected-table';
import { questionOf } from '../access/matrix/row-verdict';
import { Verdict, judge } from '../access/matrix/simulator';
import { ExampleAccount } from '../access/requests/example-account';
import type { Statement } from '../access/requests/policy-document';

export type Asked = Pick<Row, 'otherPermissions' | 'request' | 'action' | 'resource'>;

export class Judging {
  /** Every statement of any combination, once. */
  public readonly statements: Statement[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly statementsOf: number[][];

  public constructor(private readonly exampleAccount: ExampleAccount, private readonly combinations: SynthesizedCombination[]) {
    this.statementsOf = combinations.map(({ policies }) => Object.values(policies).flatMap((document) => this.indexesOf(document.Statement)));
  }

  public indexesOf(statements: Statement[]): number[] {
    return statements.map((statement) => {
      const json = JSON.stringify(statement);
      const index = this.indexes.get(json) ?? this.statements.push(statement) - 1;
      this.indexes.set(json, index);
      return index;
    });
  }

  /** The verdict for each combination, in their order. */
  public async verdicts(asked: Asked): Promise<Verdict[]> {
    const applying = await this.applyingStatements(asked);
    const verdicts = new Map<string, Verdict>();
    const inOrder: Verdict[] = [];
    for (const [index, { policies }] of this.combinations.entries()) {
      const key = this.statementsOf[index].filter((statement) => applying.has(statement)).join();
      const verdict = verdicts.get(key) ?? await judge(questionOf(asked, this.exampleAccount, policies));
      verdicts.set(key, verdict);
      inOrder.push(verdict);
    }
    return inOrder;
  }

  private async applyingStatements(asked: Asked): Promise<Set<number>> {
    const applying = new Set<number>();
    for (const [index, statement] of this.statements.entries()) {
      const alone = { alone: { Version: '2012-10-17', Statement: [statement] } };
      const { allowed, decidedBy } = await judge(questionOf({ ...asked, otherPermissions: 'admin' }, this.exampleAccount, alone));
      if (!allowed || decidedBy.includes(statement.Sid)) {
        applying.add(index);
      }
    }
    return applying;
  }
}
