import type { ReportedAnswer } from '../../access/judge/report';
import { TITLES } from '../../access/judge/report-words';

/** The answers that ask for something to be done, worst first. */
export function worstFirst(answers: readonly ReportedAnswer[]): ReportedAnswer[] {
  return Object.keys(TITLES).flatMap((worst) => answers.filter(({ answer }) => answer === worst));
}
