import type { Column } from '../vocabulary/fact';

/** What a statement asks of a fact. JavaScript asks it, and SQL is written from it: neither reads a statement itself. */
export type Requirement =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Requirement[] }
  | { readonly kind: 'not'; readonly of: Requirement }
  /** The action is one of these names, which may have wildcards. Where the name of the event does not tell the action, nobody can tell. */
  | { readonly kind: 'action'; readonly names: readonly string[] }
  /** Holds for some values of a column; for others nobody can tell. */
  | { readonly kind: 'is'; readonly column: AskedColumn; readonly values: readonly string[]; readonly unknownFor: readonly string[] }
  /** One of the groups of the target has this name. Of a name in another case, nobody can tell. */
  | { readonly kind: 'group'; readonly name: string }
  /** The target begins so, unless it is unknown. For an unknown name, a target that begins so may be the one. */
  | { readonly kind: 'target'; readonly prefix: string; readonly isNameUnknown?: boolean };

/** No statement asks which user it is, so calls that differ in that alone have one verdict. */
export type AskedColumn = Exclude<Column, 'account' | 'user'>;

/** A Deny statement. */
export interface Rule {
  readonly sid: string;
  readonly requirement: Requirement;
}

export const ALWAYS: Requirement = { kind: 'all', of: [] };

/** The statement that decides has no name of its own, so it gets the place in the policy. */
export function sidOf(sid: string | undefined, index: number): string {
  return sid ?? `statement ${index + 1}`;
}

/** A statement that the facts cannot answer. It stops the analysis, because an answer without it may be wrong. */
export class UnknownStatement extends Error {}
