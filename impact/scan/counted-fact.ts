import type { Fact } from '../../src/private/impact/vocabulary/fact';
import { type CloudTrailRecord, textAt } from '../facts/record';

/** A fact and how often it happened. Days are `2026-11-03`, or empty where no record tells one. */
export interface CountedFact {
  readonly fact: Fact;
  readonly calls: number;
  readonly firstDay: string;
  readonly lastDay: string;
  /** The id of one event, to look the record up. */
  readonly example: string;
}

/** Two trails of one bucket deliver an event twice. A corrected record and the copy in another account have ids of their own. */
export function idOf(record: CloudTrailRecord): string {
  return textAt(record, 'addendum', 'originalEventID') || textAt(record, 'sharedEventID') || textAt(record, 'eventID');
}
