import type { ReportedAnswer } from '../../access/judge/report';
import { TOLD_ANSWERS } from '../../access/requests/answers';

/** The answers that ask for something to be done, worst first. */
export function worstFirst(answers: readonly ReportedAnswer[]): ReportedAnswer[] {
  return TOLD_ANSWERS.flatMap((worst) => answers.filter(({ answer }) => answer === worst));
}
