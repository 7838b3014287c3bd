/** The answers: one set of words for the access matrix, the page, `judge`, its outputs and the docs. Worst first. */
export const ANSWERS = {
  open: 'allowed without MFA, although the strategy is there to stop it: a way around MFA',
  broken: 'work that stops although it should keep working, or enrollment that is needed and not granted; with MFA too if a Deny stops all of it',
  depends: 'the input does not tell something that the answer rests on',
  outside: 'allowed, and this library does not stop it by default, or it is a read that opens nothing; the reason names the remedy or the price',
  works: 'allowed, and meant to be',
  denied: 'denied, and meant to be',
  ungranted: 'nothing grants it, and nothing denies it',
} as const;

export type Answer = keyof typeof ANSWERS;

/** A row of the matrix has one of these: each key of its request has a value. */
export type DefiniteAnswer = Exclude<Answer, 'depends'>;

/** Worst first. */
export const ALL_ANSWERS = Object.keys(ANSWERS) as Answer[];

export const DEFINITE_ANSWERS = ALL_ANSWERS.filter((answer): answer is DefiniteAnswer => answer !== 'depends');

/** Those that ask for something to be done. */
export const ANSWERS_TO_ACT_ON = ['open', 'broken', 'depends', 'outside'] as const satisfies readonly Answer[];

export type AnswerToActOn = typeof ANSWERS_TO_ACT_ON[number];

/** Whether an answer says that the request is allowed. */
export function isAllowedBy(answer: DefiniteAnswer): boolean {
  return answer === 'open' || answer === 'outside' || answer === 'works';
}
