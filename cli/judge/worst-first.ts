import type { ReportedAnswer } from '../../access/judge/report';
import { ANSWERS_TO_ACT_ON } from '../../access/requests/answers';

/** The answers that ask for something to be done, worst first. */
export function worstFirst(answers: readonly ReportedAnswer[]): ReportedAnswer[] {
  return ANSWERS_TO_ACT_ON.flatMap((worst) => answers.filter(({ answer }) => answer === worst));
}
