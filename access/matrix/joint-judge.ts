/**
 * Judges a request for many sets of policies at once, because most of their statements are the same.
 *
 * The simulator first sees every distinct statement as a policy of its own, in one question, which tells the statements that apply.
 * Sets of which the same statements apply have the same verdict: it is that of the whole policies of the first of them.
 */
import type { Row } from './expected-table';
import { questionOf } from './row-verdict';
import { Question, Verdict, applyingPolicies, hasPolicyOfItsOwn, isAllowed, judge } from './simulator';
import { ExampleAccount } from '../requests/example-account';
import type { PolicyDocument, Statement } from '../requests/policy-document';

export type Asked = Pick<Row, 'otherPermissions' | 'request' | 'action' | 'resource'>;

export interface PolicySet {
  readonly policies: Record<string, PolicyDocument>;
  readonly trust?: PolicyDocument;
}

export class JointJudge {
  /** Every statement of any set, once. */
  public readonly statements: Statement[] = [];
  private readonly indexes = new Map<string, number>();
  private readonly sets: { readonly set: PolicySet; readonly statements: number[]; readonly trust: string }[];

  public constructor(private readonly exampleAccount: ExampleAccount, sets: readonly PolicySet[]) {
    this.sets = sets.map((set) => ({
      set,
      statements: Object.values(set.policies).flatMap(({ Statement: statements }) => this.indexesOf(statements)),
      trust: JSON.stringify(set.trust),
    }));
  }

  public indexesOf(statements: Statement[]): number[] {
    return statements.map((statement) => {
      const json = JSON.stringify(statement);
      const index = this.indexes.get(json) ?? this.statements.push(statement) - 1;
      this.indexes.set(json, index);
      return index;
    });
  }

  /** The verdict for each set, or for each of those that are named by their place, in their order. */
  public async verdicts(asked: Asked, places?: readonly number[]): Promise<Verdict[]> {
    return this.judged(asked, places, judge);
  }

  /** Whether each of them allows it, for less. */
  public async allowed(asked: Asked, places?: readonly number[]): Promise<boolean[]> {
    return this.judged(asked, places, async (question) =>
      hasPolicyOfItsOwn(question.resource) ? (await judge(question)).allowed : isAllowed(question));
  }

  private async judged<T>(asked: Asked, places: readonly number[] = [...this.sets.keys()], answer: (question: Question) => Promise<T>): Promise<T[]> {
    const sets = places.map((place) => this.sets[place]);
    const applying = await this.applyingStatements(asked, new Set(sets.flatMap(({ statements }) => statements)));
    const answers = new Map<string, T>();
    const inOrder: T[] = [];
    for (const { set, statements, trust } of sets) {
      const key = `${trust} ${statements.filter((statement) => applying.has(statement)).join()}`;
      const answered = answers.get(key) ?? await answer(questionOf(asked, this.exampleAccount, set.policies, set.trust));
      answers.set(key, answered);
      inOrder.push(answered);
    }
    return inOrder;
  }

  private async applyingStatements(asked: Asked, statements: Set<number>): Promise<Set<number>> {
    const alone = Object.fromEntries([...statements].map((index) => [index, { Version: '2012-10-17', Statement: [this.statements[index]] }]));
    const applying = await applyingPolicies(questionOf({ ...asked, otherPermissions: 'none' }, this.exampleAccount, alone));
    return new Set([...applying].map(Number));
  }
}
