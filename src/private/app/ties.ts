/** What is known of the ties between two: a policy and a group, a group and a user. */
export class Ties {
  /** Pairs that a plain name ties together across two stacks whose accounts may differ, and those that are tied for certain. */
  private readonly doubtful = new Set<string>();
  private readonly certain = new Set<string>();
  /** Of what settles whether a tie is there: the least that any resource needs that ties the pair together. */
  private readonly conditions = new Map<string, string[]>();

  public note(of: string, to: string, isCertain: boolean): void {
    (isCertain ? this.certain : this.doubtful).add(pairOf(of, to));
  }

  public noteConditions(of: string, to: string, conditions: string[]): void {
    const known = this.conditions.get(pairOf(of, to));
    if (known === undefined || conditions.length < known.length) {
      this.conditions.set(pairOf(of, to), conditions);
    }
  }

  public isCertain(of: string, to: string): boolean {
    const pair = pairOf(of, to);
    return this.certain.has(pair) || !this.doubtful.has(pair);
  }

  public conditionsOf(of: string, to: string): string[] {
    return this.conditions.get(pairOf(of, to)) ?? [];
  }
}

function pairOf(of: string, to: string): string {
  return `${of} ${to}`;
}
