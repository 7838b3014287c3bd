/** Parts of sentences. */

const MAX_NAMES = 10;

export function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

export function listed(names: readonly string[], between = ', '): string {
  return names.slice(0, MAX_NAMES).join(between) + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
}
