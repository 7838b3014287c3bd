const MODULUS = 2 ** 31 - 1;

/** Numbers that look like chance, and are the same for the same seed (Park and Miller's generator). */
export class Random {
  private state: number;

  /** @param seed a whole number from 1; neighbors must not begin alike, so it is stirred first */
  public constructor(seed: number) {
    this.state = (seed * 7_919) % MODULUS;
    Array.from({ length: 5 }, () => this.next());
  }

  /** From 0 to 1. */
  public next(): number {
    this.state = (this.state * 48_271) % MODULUS;
    return this.state / MODULUS;
  }

  public between(from: number, to: number): number {
    return from + this.next() * (to - from);
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }
}
