import type { Writable } from 'node:stream';
import { Refusal } from '../refusal';

/** Characters that are written at once. */
const AT_ONCE = 65_536;

/** Waits for a slow reader, so that no more of the output is in memory than one piece. */
export async function print(output: Iterable<string>, stdout: Writable): Promise<void> {
  try {
    for (const text of gathered(output)) {
      await written(text, stdout);
    }
  } catch (error) {
    if (!(error instanceof WriteError)) {
      throw error;
    }
    // A reader such as `head` may leave early; that is no error, and changes no answer.
    if (error.code !== 'EPIPE') {
      throw new Refusal(`the output cannot be written (${error.code})`);
    }
  }
}

class WriteError extends Error {
  public constructor(public readonly code: string | undefined) {
    super(code);
  }
}

async function written(text: string, stdout: Writable): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = ({ code }: NodeJS.ErrnoException) => reject(new WriteError(code));
    // A stream also emits what it tells the caller, and an error that nobody hears ends the process.
    stdout.once('error', fail);
    stdout.write(text, (error) => {
      if (error) {
        fail(error);
      } else {
        stdout.off('error', fail);
        resolve();
      }
    });
  });
}

function* gathered(output: Iterable<string>): Generator<string> {
  let text = '';
  for (const piece of output) {
    text += piece;
    if (text.length >= AT_ONCE) {
      yield text;
      text = '';
    }
  }
  yield text;
}
