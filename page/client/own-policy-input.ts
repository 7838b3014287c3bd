/** Where a reader pastes a policy, drops files, or follows a link to a published answer. */
import { announce, element } from './dom';
import { data } from './embedded-data';
import { showReport } from './own-policy-result';
import { decodeText } from '../../access/judge/inputs/decode-text';
import { Input, InputError, readInputs } from '../../access/judge/inputs/read-inputs';
import { report } from '../../access/judge/report';
import { conclusion } from '../../access/judge/report-words';

const field = element('own-policy') as HTMLTextAreaElement;
const chooser = element('own-files') as HTMLInputElement;
const result = element('own-result');

const PASTED = 'pasted policy';
const MAX_MEGABYTES = 64;
/** So that a screen reader is not told of each letter: fewer new characters at once are typed, not pasted. */
const PASTED_CHARACTERS = 10;
const TYPING_PAUSE = 500;

function judge(inputs: Input[]): void {
  try {
    const judged = report(readInputs(inputs), data.judgeRows);
    showError(undefined);
    showReport(judged, result);
    announce(conclusion(judged));
  } catch (error) {
    if (!(error instanceof InputError)) {
      throw error;
    }
    showError(error.message);
  }
}

/** What was judged before is no answer to what stands there now. */
function showError(message: string | undefined): void {
  const place = element('own-error');
  result.hidden = message !== undefined;
  place.hidden = message === undefined;
  place.textContent = message ?? '';
  field.toggleAttribute('aria-invalid', message !== undefined);
}

function judgeField(): void {
  if (field.value.trim() === '') {
    showError(undefined);
    result.hidden = true;
    return;
  }
  judge([{ name: PASTED, text: field.value }]);
}

async function judgeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) {
    return;
  }
  field.value = '';
  const large = files.find(({ size }) => size > MAX_MEGABYTES * 1_000_000);
  if (large !== undefined) {
    showError(`${large.name}: it is larger than ${MAX_MEGABYTES} MB; the command cdk-iam-mfa judge takes it`);
    return;
  }
  judge(await Promise.all(files.map(async (file) => ({ name: file.name, text: decodeText(new Uint8Array(await file.arrayBuffer())) }))));
}

function followLink(): void {
  const name = new URLSearchParams(location.hash.slice(1)).get('judge');
  const example = data.examples.find((one) => one.name === name);
  if (example !== undefined) {
    field.value = example.text;
    judgeField();
    element('judge').scrollIntoView();
  }
}

export function startOwnPolicy(): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let before = field.value.length;
  field.addEventListener('input', () => {
    clearTimeout(waiting);
    const changed = Math.abs(field.value.length - before);
    before = field.value.length;
    if (changed < PASTED_CHARACTERS) {
      waiting = setTimeout(judgeField, TYPING_PAUSE);
    } else {
      judgeField();
    }
  });
  chooser.addEventListener('change', () => void judgeFiles([...chooser.files ?? []]));
  const drop = element('drop');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    const files = [...event.dataTransfer?.files ?? []];
    // Text that is dropped goes into the field by itself.
    if (files.length > 0) {
      event.preventDefault();
      void judgeFiles(files);
    }
  });
  addEventListener('hashchange', followLink);
  followLink();
}
