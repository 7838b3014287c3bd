/** What synth can say: `unknown` is settled at deploy, or in another app. */
export type Ternary = 'yes' | 'no' | 'unknown';

export function allOf(...answers: Ternary[]): Ternary {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

export function anyOf(...answers: Ternary[]): Ternary {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}
