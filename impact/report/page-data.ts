/** What the page of the report is written with, and what its script judges by. */
import type { Packed } from './packed-facts';
import type { Rule } from '../../src/private/impact/rules/requirement';

/** An option of RequireMfaPolicy. Of two choices without labels, it is a box to tick. */
export interface PageOption {
  readonly prop: string;
  readonly label: string;
  /** What an attacker gains by it. */
  readonly hint: string;
  /** The default is the first. `code` is what a CDK user writes for it. */
  readonly choices: readonly { readonly label: string; readonly code: string }[];
  /** For a box: the index of the choice that it is ticked for. */
  readonly ticked?: number;
  /** ALL_REQUESTS has the default. */
  readonly isConsoleOnly: boolean;
}

/** The rules of policies, each once. */
export interface PageRules {
  readonly rules: readonly Rule[];
  /** For each policy, by the choices of the options one after the other: the indexes of its rules. A policy that has no options has the empty text. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
}

export interface ImpactPageData extends PageRules {
  readonly calls: Packed;
  readonly options: readonly PageOption[];
  /** The policy that is shown first. */
  readonly policy: string;
}
