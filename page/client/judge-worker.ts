/// <reference lib="dom" />
/** Runs in a thread of its own, so that the page answers while a large policy or account is judged. */
import { ShownReport, shownReport } from './own-policy-lines';
import { decodeText } from '../../access/judge/inputs/decode-text';
import { InputError } from '../../access/judge/inputs/input-error';
import { OWN_ACCOUNT, readKnownKeys } from '../../access/judge/inputs/known-keys';
import { readInputs } from '../../access/judge/inputs/read-inputs';
import type { JudgeRow } from '../../access/judge/judge-row';
import { report } from '../../access/judge/report';

export interface Question {
  /** Text that was pasted, or the bytes of files. */
  readonly inputs: readonly { readonly name: string; readonly content: string | ArrayBuffer }[];
  /** Condition keys that the reader knows, `KEY=VALUE` on each line. */
  readonly context: string;
  readonly rows: readonly JudgeRow[];
}

/** An error is what the reader gave wrong. */
export type Answer = { readonly report: ShownReport; readonly error?: undefined } | { readonly report?: undefined; readonly error: string };

addEventListener('message', ({ data }: MessageEvent<Question>) => postMessage(answerTo(data)));

function answerTo({ inputs, context, rows }: Question): Answer {
  try {
    const known = readKnownKeys([{ name: 'condition keys', text: context }]);
    const texts = inputs.map(({ name, content }) => ({ name, text: typeof content === 'string' ? content : decodeText(new Uint8Array(content)) }));
    const read = readInputs(texts, { account: known[OWN_ACCOUNT] });
    return { report: shownReport(report(read, rows, known), { rows, known }) };
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    return { error: error.message };
  }
}
