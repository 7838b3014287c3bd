/** Pieces of SQL that Athena (Trino) and DuckDB read alike. */

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function oneOf(expression: string, values: readonly string[]): string {
  return values.length === 0 ? 'FALSE' : `${expression} IN (${values.map(quoted).join(', ')})`;
}

/** Each value of an expression as another text. By conditions, because Trino 435 fails to compile some of `CASE expression WHEN value`. */
export function mapped(expression: string, texts: Readonly<Record<string, string>>, otherwise: string): string {
  return `CASE ${Object.entries(texts).map(([from, to]) => `WHEN ${expression} = ${quoted(from)} THEN ${quoted(to)}`).join(' ')} ELSE ${otherwise} END`;
}

/** The first that holds. */
export function firstOf(cases: readonly (readonly [condition: string, value: string])[], otherwise: string): string {
  return `CASE\n${cases.map(([condition, value]) => `      WHEN ${condition} THEN ${value}`).join('\n')}\n      ELSE ${otherwise} END`;
}

/** A name with the wildcards of a policy, without regard to case. */
export function matches(expression: string, names: readonly string[]): string {
  const [exact, wild] = [names.filter((name) => !/[*?]/.test(name)), names.filter((name) => /[*?]/.test(name))];
  const likes = wild.map((name) => `lower(${expression}) LIKE ${quoted(like(name.toLowerCase()))} ESCAPE '!'`);
  return `(${[...exact.length === 0 ? [] : [oneOf(`lower(${expression})`, exact.map((name) => name.toLowerCase()))], ...likes].join(' OR ')})`;
}

function like(name: string): string {
  return name.replace(/[!%_]/g, '!$&').replaceAll('*', '%').replaceAll('?', '_');
}
