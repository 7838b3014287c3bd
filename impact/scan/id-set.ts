/** Numbers of 64 bits, in 11 to 22 bytes each: that many records would need ten times as much as texts. */
export class IdSet {
  private table = new Uint32Array(2 ** 11);
  private size = 0;

  /** Whether it was not there before. */
  public add(high: number, low: number): boolean {
    if (this.size * 8 >= this.table.length * 3) {
      const { table } = this;
      this.table = new Uint32Array(table.length * 2);
      this.size = 0;
      for (let at = 0; at < table.length; at += 2) {
        if (table[at + 1] !== 0) {
          this.add(table[at], table[at + 1]);
        }
      }
    }
    // An empty place has a 0 there.
    const second = low === 0 ? 1 : low;
    const places = this.table.length - 1;
    for (let at = (high << 1) & places; ; at = (at + 2) & places) {
      if (this.table[at + 1] === 0) {
        this.table[at] = high;
        this.table[at + 1] = second;
        this.size++;
        return true;
      }
      if (this.table[at] === high && this.table[at + 1] === second) {
        return false;
      }
    }
  }
}
