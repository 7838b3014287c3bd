/** What a document is made of, in whichever language it is written. */
export type Nested = string | readonly Nested[] | { readonly [name: string]: Nested };

export function isList(value: Nested): value is readonly Nested[] {
  return Array.isArray(value);
}
