/** Where a reader pastes a policy, drops files, or follows a link to a published answer. */
import { announce, element } from './dom';
import { data } from './embedded-data';
import { judgeThread } from './judge-thread';
import type { Question } from './judge-worker';
import { showReport } from './own-policy-result';

const field = element('own-policy') as HTMLTextAreaElement;
const context = element('own-context') as HTMLTextAreaElement;
const chooser = element('own-files') as HTMLInputElement;
const result = element('own-result');
const progress = element('own-progress');
const thread = judgeThread();

const PASTED = 'pasted policy';
const MAX_MEGABYTES = 64;
/** So that a screen reader is not told of each letter: fewer new characters at once are typed, not pasted. */
const PASTED_CHARACTERS = 10;
const TYPING_PAUSE = 500;

/** What was judged before is no answer to what stands there now. */
function judge(inputs: Question['inputs']): void {
  showError(undefined);
  result.hidden = true;
  progress.hidden = false;
  thread.ask({ inputs, context: context.value, rows: data.judgeRows }, ({ report, error }) => {
    progress.hidden = true;
    showError(error);
    if (report !== undefined) {
      showReport(report, result);
      announce(report.conclusion);
    }
  });
}

function showError(message: string | undefined): void {
  const place = element('own-error');
  result.hidden = result.hidden || message !== undefined;
  place.hidden = message === undefined;
  place.textContent = message ?? '';
  field.toggleAttribute('aria-invalid', message !== undefined);
}

function clear(): void {
  thread.stop();
  progress.hidden = true;
  showError(undefined);
  result.hidden = true;
}

/** Files that were chosen, until something is pasted. */
let files: Question['inputs'] = [];

function judgeField(): void {
  files = [];
  judgeAgain();
}

function judgeAgain(): void {
  if (files.length > 0) {
    judge(files);
  } else if (field.value.trim() === '') {
    clear();
  } else {
    judge([{ name: PASTED, content: field.value }]);
  }
}

async function judgeFiles(chosen: readonly File[]): Promise<void> {
  if (chosen.length === 0) {
    return;
  }
  field.value = '';
  clear();
  const large = chosen.find(({ size }) => size > MAX_MEGABYTES * 1_000_000);
  if (large !== undefined) {
    showError(`${large.name}: it is larger than ${MAX_MEGABYTES} MB; the command cdk-iam-mfa judge takes it`);
    return;
  }
  const read = await Promise.allSettled(chosen.map((file) => file.arrayBuffer()));
  const unread = chosen.find((_, index) => read[index].status === 'rejected');
  if (unread !== undefined) {
    // Browsers give a folder as a file.
    showError(`${unread.name}: the browser cannot read it, as it reads no folder; choose files`);
    return;
  }
  files = chosen.map(({ name }, index) => ({ name, content: (read[index] as PromiseFulfilledResult<ArrayBuffer>).value }));
  judgeAgain();
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

/** At once what is pasted, and after a pause what is typed. */
function onChange(place: HTMLTextAreaElement, changed: () => void): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let before = place.value.length;
  place.addEventListener('input', () => {
    clearTimeout(waiting);
    const characters = Math.abs(place.value.length - before);
    before = place.value.length;
    if (characters < PASTED_CHARACTERS) {
      waiting = setTimeout(changed, TYPING_PAUSE);
    } else {
      changed();
    }
  });
}

export function startOwnPolicy(): void {
  onChange(field, judgeField);
  onChange(context, judgeAgain);
  chooser.addEventListener('change', () => void judgeFiles([...chooser.files ?? []]));
  const drop = element('drop');
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    const dropped = [...event.dataTransfer?.files ?? []];
    // Text that is dropped goes into the field by itself.
    if (dropped.length > 0) {
      event.preventDefault();
      void judgeFiles(dropped);
    }
  });
  addEventListener('hashchange', followLink);
  followLink();
}
