/** Files by several threads. Each runs this same command (cli/index.ts), because the package has one file of it. */
import { availableParallelism } from 'node:os';
import { Worker, parentPort, workerData } from 'node:worker_threads';
import { type FileScan, type NotRead, fileScanner } from './scan-file';
import type { Range } from '../../impact/sources/range';

/** More would need more than 1 GB of memory for large files. */
const MAX_THREADS = 4;
/** Starting a thread takes about as long as reading this many bytes. */
const MIN_BYTES = 2_000_000;

type Take = (index: number, scan: FileScan | NotRead) => void;

interface Work {
  readonly files: readonly string[];
  readonly range: Range;
  /** The index of the file that is to be read next, by whichever thread. */
  readonly next: Int32Array;
}

/** @param bytes of all files, compressed @param command the bundle, or undefined where the sources run */
export function threadsFor(files: readonly string[], bytes: number, command: string | undefined): number {
  return command === undefined || bytes < MIN_BYTES || files.includes('-') ? 1 : Math.min(MAX_THREADS, availableParallelism(), files.length);
}

/** Takes the files about in their order. */
export async function scanEach(files: readonly string[], range: Range, threads: number, command: string | undefined, take: Take): Promise<void> {
  if (threads <= 1 || command === undefined) {
    const scan = fileScanner(range);
    files.forEach((file, index) => take(index, scan(file)));
    return;
  }
  const work: Work = { files, range, next: new Int32Array(new SharedArrayBuffer(4)) };
  const workers = Array.from({ length: threads }, () => new Worker(command, { workerData: work }));
  try {
    await Promise.all(workers.map((worker) => new Promise<void>((resolve, reject) => {
      worker.on('message', ({ index, scan }) => take(index, scan)).on('error', reject)
        .on('exit', (code) => code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`)));
    })));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** What such a thread does. */
export function workInThread(): void {
  const { files, range, next } = workerData as Work;
  const scan = fileScanner(range);
  for (let index = Atomics.add(next, 0, 1); index < files.length; index = Atomics.add(next, 0, 1)) {
    const scanned = scan(files[index]);
    parentPort!.postMessage({ index, scan: scanned }, 'facts' in scanned ? [scanned.facts.ids.buffer] : []);
  }
}
