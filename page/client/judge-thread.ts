/** Asks the thread that judges; a new question ends the one before, whose answer nobody waits for. */
import { element } from './dom';
import type { Answer, Question } from './judge-worker';

export interface JudgeThread {
  readonly ask: (question: Question, answered: (answer: Answer) => void) => void;
  readonly stop: () => void;
}

export function judgeThread(): JudgeThread {
  const script = new Blob([element('judge-script').textContent!], { type: 'text/javascript' });
  const address = URL.createObjectURL(script);
  let worker: Worker | undefined;
  const stop = () => {
    worker?.terminate();
    worker = undefined;
  };
  return {
    stop,
    ask: (question, answered) => {
      stop();
      worker = new Worker(address);
      worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
        stop();
        answered(data);
      });
      worker.addEventListener('error', ({ message }) => {
        stop();
        answered({ error: `a fault of this page, and not of what you gave: ${message}` });
      });
      worker.postMessage(question);
    },
  };
}
