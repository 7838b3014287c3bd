/** Asks the evaluators, which are Python packages. */
import { join } from 'node:path';
import { python } from './environment';
import { runPython } from '../virtual-environment';

export interface Question {
  readonly event: object;
  /** Either a pattern of CloudWatch Logs, or one of EventBridge. */
  readonly filterPattern?: string;
  readonly eventPattern?: object;
}

export interface Transformation {
  readonly event: object;
  readonly inputTransformer: object;
}

/** Whether each event matches its pattern. */
export function judge(questions: Question[]): boolean[] {
  return ask(questions) as boolean[];
}

/** What the target gets of each event. */
export function transform(transformations: Transformation[]): string[] {
  return ask(transformations) as string[];
}

function ask(questions: object[]): unknown[] {
  return JSON.parse(runPython(python(), [join(__dirname, 'judge.py')], JSON.stringify(questions)));
}
