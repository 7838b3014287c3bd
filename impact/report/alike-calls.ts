/** What there is to say about a user under one policy: calls that are alike in how they were made, why they stop, and what helps. */
import { dependenceOf, remedyOf, situationOf } from './call-sentences';
import type { JudgedFact, UserReport } from './report';

export const REPORTED_ANSWERS = ['stops', 'depends'] as const;
export type ReportedAnswer = (typeof REPORTED_ANSWERS)[number];

export interface AlikeCalls {
  readonly answer: ReportedAnswer;
  readonly situation: string;
  /** The statement that denies, or may. */
  readonly sid: string;
  /** What keeps the calls working, or what the records do not tell. */
  readonly advice: string;
  readonly calls: number;
  /** Most calls first. */
  readonly actions: readonly { readonly action: string; readonly calls: number }[];
  readonly firstDay: string;
  readonly lastDay: string;
  /** An event of the most frequent. */
  readonly example: string;
}

/**
 * Calls that stop come first, and of these the most.
 *
 * @param facts most calls first
 */
export function alikeCallsOf({ facts }: Pick<UserReport, 'facts'>, policy: string): AlikeCalls[] {
  const groups = new Map<string, JudgedFact[]>();
  for (const one of facts) {
    const { answer, sid } = one.verdicts[policy];
    if (answer === 'stops' || answer === 'depends') {
      const key = [answer, situationOf(one.fact), sid, adviceOf(one, policy)].join('\n');
      const known = groups.get(key);
      known === undefined ? groups.set(key, [one]) : known.push(one);
    }
  }
  return [...groups.values()].map((some) => together(some, policy))
    .sort((a, b) => REPORTED_ANSWERS.indexOf(a.answer) - REPORTED_ANSWERS.indexOf(b.answer) || b.calls - a.calls);
}

function adviceOf({ fact, verdicts }: JudgedFact, policy: string): string {
  return verdicts[policy].answer === 'stops' ? remedyOf(fact, verdicts[policy]) : dependenceOf(fact, verdicts[policy]);
}

function together(facts: readonly JudgedFact[], policy: string): AlikeCalls {
  const [first] = facts;
  const actions = new Map<string, number>();
  facts.forEach(({ fact, calls }) => actions.set(fact.action, (actions.get(fact.action) ?? 0) + calls));
  const days = facts.flatMap(({ firstDay, lastDay }) => [firstDay, lastDay]).filter((day) => day !== '').sort();
  return {
    answer: first.verdicts[policy].answer as ReportedAnswer,
    situation: situationOf(first.fact),
    sid: first.verdicts[policy].sid ?? '',
    advice: adviceOf(first, policy),
    calls: facts.reduce((sum, { calls }) => sum + calls, 0),
    actions: [...actions].map(([action, calls]) => ({ action, calls })).sort((a, b) => b.calls - a.calls),
    firstDay: days[0] ?? '',
    lastDay: days.at(-1) ?? '',
    example: first.example,
  };
}
