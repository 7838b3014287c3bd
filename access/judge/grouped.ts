/** What has the same key, in order; a new list for each would take the square of the time. */
export function grouped<T>(pairs: Iterable<readonly [string, T]>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, one] of pairs) {
    const known = groups.get(key) ?? [];
    groups.set(key, known);
    known.push(one);
  }
  return groups;
}
