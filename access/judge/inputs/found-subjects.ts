/** Who is found in an input, and who cannot be judged: what cannot be read stops those who have it, and nobody else. */
import { InputError } from './input-error';
import { firstNames } from '../first-names';
import { grouped } from '../grouped';
import type { Subject } from '../subject';

/** Somebody who cannot be judged, and why. */
export interface Stopped {
  readonly name: string;
  readonly reason: string;
}

export interface Found {
  readonly subjects: readonly Subject[];
  readonly stopped: readonly Stopped[];
  /** What the answers rest on. */
  readonly remarks?: readonly string[];
}

/** Reads each item by itself, so that one that cannot be read stops no other. */
export function readEach<T>(items: readonly T[], nameOf: (item: T, index: number) => string, read: (item: T, index: number) => Subject): Found {
  const subjects: Subject[] = [];
  const stopped: Stopped[] = [];
  items.forEach((item, index) => {
    try {
      subjects.push(read(item, index));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      stopped.push({ name: nameOf(item, index), reason: error.message });
    }
  });
  return { subjects, stopped };
}

export function merge(all: readonly Found[]): Found {
  return {
    subjects: all.flatMap(({ subjects }) => subjects),
    stopped: all.flatMap(({ stopped }) => stopped),
    remarks: all.flatMap(({ remarks = [] }) => remarks),
  };
}

const SHOWN = 5;

/** One sentence for each reason, with whom it stops. */
export function reasonsOf(stopped: readonly Stopped[]): string[] {
  const names = grouped(stopped.map(({ name, reason }) => [reason, name]));
  return [...names].map(([reason, some]) => `${firstNames(some, SHOWN)}: ${reason}`);
}
