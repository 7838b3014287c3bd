/** The first names, and how many more. */
export function firstNames(names: readonly string[], shown: number): string {
  const rest = names.length - shown;
  return names.slice(0, shown).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
