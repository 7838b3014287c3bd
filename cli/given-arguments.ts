import { ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from './refusal';

/** The options and the other arguments. What is no option of the command is refused. */
export function givenArguments<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options):
ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Its first sentence; the others are about files whose names begin with a dash.
    throw new Refusal(`${(error as Error).message.split(/\.\s/)[0]}; --help says more`);
  }
}
