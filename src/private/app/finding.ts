/** What synth can say: `unknown` is settled at deploy, or in another app. */
export type Certainty = 'yes' | 'no' | 'unknown';

/** An answer, and what a person needs to know of it. */
export interface Finding {
  readonly answer: Certainty;
  /** The one cause of an `unknown`. Also of a `no`, unless the cause is that nothing is there. */
  readonly reason?: string;
}

export const YES: Finding = { answer: 'yes' };
export const NO: Finding = { answer: 'no' };

export function no(reason: string): Finding {
  return { answer: 'no', reason };
}

export function unknown(reason: string): Finding {
  return { answer: 'unknown', reason };
}

/** `no` if one of them is, with the first reason. */
export function allOf(...findings: Finding[]): Finding {
  return firstOf('no', findings) ?? firstOf('unknown', findings) ?? YES;
}

/** `yes` if one of them is; otherwise the first reason. */
export function anyOf(...findings: Finding[]): Finding {
  return firstOf('yes', findings) ?? firstOf('unknown', findings) ?? firstOf('no', findings) ?? NO;
}

function firstOf(answer: Certainty, findings: Finding[]): Finding | undefined {
  const found = findings.filter((finding) => finding.answer === answer);
  return found.find(({ reason }) => reason !== undefined) ?? found[0];
}
