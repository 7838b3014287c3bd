/** Our evaluator with a slip in one of its files. */
import type * as Evaluator from '../../../access/evaluator';
import { slipped } from '../../slipped';

/** @throws if the file has no such text */
export async function evaluatorWith(file: string, from: string, to: string): Promise<typeof Evaluator> {
  return slipped("export * from './access/evaluator';", `access/evaluator/${file}.ts`, from, to);
}
