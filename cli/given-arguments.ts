import { ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from './refusal';

/** The options and the other arguments. What is no option of the command is refused, and so is a second value where one is taken: the last would win. */
export function givenArguments<Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options):
ReturnType<typeof parseArgs<{ options: Options; allowPositionals: true }>> {
  try {
    const { tokens, ...given } = parseArgs({ args, options, allowPositionals: true, tokens: true });
    refuseSecondValues(tokens.flatMap((token) => token.kind === 'option' && options[token.name].type === 'string' && !options[token.name].multiple ? token.name : []));
    return given as ReturnType<typeof givenArguments<Options>>;
  } catch (error) {
    // Its first sentence; the others are about files whose names begin with a dash.
    throw error instanceof Refusal ? error : new Refusal(`${(error as Error).message.split(/\.\s/)[0]}; --help says more`);
  }
}

function refuseSecondValues(names: readonly string[]): void {
  const again = names.find((name, index) => names.indexOf(name) < index);
  if (again !== undefined) {
    throw new Refusal(`--${again} takes one value, and was given several; run the command once for each`);
  }
}

/** The one format that was asked for, or undefined. */
export function chosenFormat<Format extends string>(values: Readonly<Record<string, unknown>>, formats: readonly Format[]): Format | undefined {
  const chosen = formats.filter((format) => values[format]);
  if (chosen.length > 1) {
    throw new Refusal(`one output at a time, got --${chosen.join(' and --')}`);
  }
  return chosen[0];
}

/** `--fail-on`: several with commas, or repeated. */
export function answersToFailOn<Answer extends string>(values: readonly string[], answers: readonly Answer[]): Answer[] {
  return values.flatMap((value) => value.split(',')).map((word) => {
    const answer = answers.find((one) => one === word.trim());
    if (answer === undefined) {
      throw new Refusal(`--fail-on: expected ${answers.join(', ')}, got ${JSON.stringify(word)}`);
    }
    return answer;
  });
}
