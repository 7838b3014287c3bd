/** Asks the evaluators, which are packages of Python and Java. */
import { join } from 'node:path';
import { classPath, python } from './environment';
import { runJava } from '../java-archives';
import { runPython } from '../virtual-environment';

export interface FilterQuestion {
  readonly event: object;
  /** A pattern of CloudWatch Logs. */
  readonly filterPattern: string;
}

export interface EventQuestion {
  readonly event: object;
  /** A pattern of EventBridge. */
  readonly eventPattern: object;
}

export interface Transformation {
  readonly event: object;
  readonly inputTransformer: object;
}

/** Whether each event matches its filter. */
export function judgeFilters(questions: FilterQuestion[]): boolean[] {
  return ask(questions) as boolean[];
}

/** Whether each event matches its pattern, which two evaluators must say. */
export function judgeEvents(questions: EventQuestion[]): boolean[] {
  const answers = ask(questions) as boolean[];
  const ofAws = JSON.parse(runJava(join(__dirname, 'ruler/Judge.java'), classPath(), JSON.stringify(questions))) as boolean[];
  const differing = questions.filter((_, index) => answers[index] !== ofAws[index]);
  if (differing.length > 0 || ofAws.length !== answers.length) {
    throw new Error(`MiniStack and Event Ruler differ about ${differing.length} events; Event Ruler says ${!answers[questions.indexOf(differing[0])]} of the first: ${JSON.stringify(differing[0])}`);
  }
  return answers;
}

/** What the target gets of each event. */
export function transform(transformations: Transformation[]): string[] {
  return ask(transformations) as string[];
}

function ask(questions: object[]): unknown[] {
  return JSON.parse(runPython(python(), [join(__dirname, 'judge.py')], JSON.stringify(questions)));
}
