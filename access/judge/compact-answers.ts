/** The answers of one subject in little memory, because an account may have thousands whose answers all differ. */
import type { Answered } from './judge-subject';
import { ALL_ANSWERS } from '../requests/answers';

type Why = Pick<Answered, 'decidedBy' | 'depends'>;

export class CompactAnswers {
  /** What makes two subjects alike: the answers, and the names of the statements that decide them. */
  public readonly key: string;
  /** By the row: zero where it was not asked, else an answer and an index of `whys`. */
  private readonly codes: Uint16Array;
  private readonly whys: Why[] = [];

  public constructor(answers: readonly Answered[], rows: number, private readonly wordsOf: (why: Why) => string | undefined) {
    this.codes = new Uint16Array(rows);
    const ofDependence = new Map<string, number>();
    for (const one of answers) {
      this.codes[one.row] = 1 + ALL_ANSWERS.indexOf(one.answer) + ALL_ANSWERS.length * this.indexOf(one, ofDependence);
    }
    this.key = `${String.fromCharCode(...this.codes)}${this.whys.map((why) => `${why.decidedBy.map(({ statement }) => statement).join()} ${wordsOf(why) ?? ''}`).join('|')}`;
  }

  /** In the order of the rows. What decides several rows is the same object in each. */
  public* [Symbol.iterator](): Generator<Answered> {
    for (let row = 0; row < this.codes.length; row++) {
      const code = this.codes[row] - 1;
      if (code >= 0) {
        const { decidedBy, depends } = this.whys[Math.floor(code / ALL_ANSWERS.length)];
        yield { row, answer: ALL_ANSWERS[code % ALL_ANSWERS.length], decidedBy, depends };
      }
    }
  }

  private indexOf(one: Why, ofDependence: Map<string, number>): number {
    if (one.depends === undefined) {
      const known = this.whys.findIndex((why) => why.depends === undefined && areSame(why.decidedBy, one.decidedBy));
      return known >= 0 ? known : this.add(one);
    }
    const words = `${this.wordsOf(one)} ${one.decidedBy.map(({ policy, statement }) => `${policy} ${statement}`).join()}`;
    const index = ofDependence.get(words) ?? this.add(one);
    ofDependence.set(words, index);
    return index;
  }

  private add({ decidedBy, depends }: Why): number {
    return this.whys.push({ decidedBy, depends }) - 1;
  }
}

/** A statement is the same object in each decision. */
function areSame(ones: Why['decidedBy'], others: Why['decidedBy']): boolean {
  return ones === others || (ones.length === others.length && ones.every((one, index) => one === others[index]));
}
