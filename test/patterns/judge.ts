/** Asks the evaluators, which are Python packages. */
import { join } from 'node:path';
import { runPython, virtualEnvironment } from '../virtual-environment';

const REQUIREMENTS = [join(__dirname, '../deploy/requirements.txt'), join(__dirname, 'requirements.txt')];

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
  const commands = virtualEnvironment('test-patterns', REQUIREMENTS);
  return JSON.parse(runPython(join(commands, 'python'), [join(__dirname, 'judge.py')], JSON.stringify(questions)));
}
