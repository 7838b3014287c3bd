/** The data of the page, as the generator writes it and the browser reads it. */
import type { JudgeRow } from '../access/judge/judge-row';
import type { Answer, DefiniteAnswer } from '../access/requests/answers';
import type { Statement } from '../access/requests/policy-document';
import type { RequestName } from '../access/requests/request-kinds';

/** A kind of request, which is a column of the matrix. */
export interface Kind {
  readonly request: RequestName;
  readonly title: string;
  readonly keys: Record<string, string>;
  /** Other kinds that carry the same keys, so that no policy can tell them apart. */
  readonly alike: string[];
  readonly unverified?: string;
}

/** What is asked of a policy: one cell of the matrix, or one question of the overview. */
export interface Question {
  /** Index of the kind of request. */
  readonly kind: number;
  /** What a person would call the call. */
  readonly label: string;
  readonly action: string;
  readonly resource: string;
  readonly arn: string;
  readonly otherPermissions: 'admin' | 'none';
}

export interface Outcome {
  readonly allowed: boolean;
  /** None if nothing says what the answer should be: neither a row of the expected table nor the column of the overview. */
  readonly answer?: DefiniteAnswer;
  /** Sids of the deciding statements; none if nothing allows the request. */
  readonly sids: string[];
  /** The row of the expected table that gives the reason, where there is one. */
  readonly row?: {
    readonly strategy: string;
    readonly attack: string;
    readonly reason: string;
    /** What the row asks instead, if it speaks of the same kind of request and another action. */
    readonly action?: string;
  };
}

export interface Choice {
  /** In the link to the page. */
  readonly value: string;
  readonly label: string;
  /** The line of CDK code, if it is not the default. */
  readonly code?: string;
}

export interface Option {
  readonly prop: string;
  readonly label: string;
  readonly hint: string;
  /** The first one is the default. */
  readonly choices: Choice[];
  /** The choice that a ticked box stands for; without it, the choices are radio buttons. */
  readonly ticked?: number;
  /** Why the library refuses all but the default in the other mode. */
  readonly refusal?: string;
}

export interface Policy {
  readonly name: string;
  /** Indexes of the statements. */
  readonly statements: number[];
  /** As IAM counts them. */
  readonly characters: number;
}

/** One combination of options: everything that the page shows for it. */
export interface Combination {
  readonly policies: Policy[];
  /** For each cell one character: the index of its outcome, in base 36. */
  readonly answers: string;
  /** Indexes of the warnings that the library gives at synth. */
  readonly warnings: number[];
}

export interface OverviewCell {
  readonly status: Answer | 'unasked';
  readonly words: string;
  readonly details: string[];
  /** Why it is open, or what closes it where no policy of a user does. */
  readonly reason?: string;
  readonly asked: { readonly question: Question; readonly outcome: Outcome }[];
}

export interface OverviewStrategy {
  readonly name: string;
  readonly title: string;
  readonly detail: string;
  readonly ours: boolean;
  readonly statements: Statement[];
  readonly cells: OverviewCell[];
}

/** A published answer, to load where a reader pastes a policy. */
export interface Example {
  /** In the link to the page. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

export interface PageData {
  readonly written: { readonly version: string; readonly date: string };
  /** Titles of the columns of the matrix, and of the overview. */
  readonly columns: string[];
  readonly overviewColumns: string[];
  readonly kinds: Kind[];
  readonly cells: Question[];
  /** For each cell, every outcome that any combination has. */
  readonly outcomes: Outcome[][];
  readonly options: Option[];
  /** By the indexes of the choices, written one after the other. */
  readonly combinations: Record<string, Combination>;
  /** Every statement of any combination, once. */
  readonly statements: Statement[];
  /** What an administrator has in addition. */
  readonly administrator: Statement;
  readonly warnings: { readonly id: string; readonly message: string }[];
  readonly overview: OverviewStrategy[];
  readonly quota: number;
  /** What a policy of the reader is asked, which the browser judges. */
  readonly judgeRows: readonly JudgeRow[];
  readonly examples: readonly Example[];
}
