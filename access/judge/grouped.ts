/** What has the same key, in order; a new list for each would take the square of the time. */
export function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, one] of pairs) {
    const known = groups.get(key);
    known === undefined ? groups.set(key, [one]) : known.push(one);
  }
  return groups;
}
