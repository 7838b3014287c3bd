/**
 * Users who hold the same, and whom no statement tells apart, have the same answers: they are judged once.
 */
import { deferred } from './deferred';
import type { Subject } from './subject';
import { userMarker } from './user-mark';
import { type Policy, objectIds } from '../evaluator';

export function judgedOnce<T>(judge: (subject: Subject) => T): (subject: Subject) => T {
  const idOf = objectIds();
  const known = new Map<string, (subject: Subject) => T>();
  return (subject) => {
    const held = holdingsOf(subject, idOf);
    const judged = known.get(held);
    if (judged !== undefined) {
      return judged(subject);
    }
    const answers = judge(subject);
    known.set(held, alikeTo(subject, answers, judge));
    return answers;
  };
}

/** Judges those who hold the same as the first of them. */
function alikeTo<T>(first: Subject, answers: T, judge: (subject: Subject) => T): (subject: Subject) => T {
  // Most policies of their own nobody else has.
  const found = deferred(() => {
    const markOf = userMarker(first.appliedPolicies, first.place);
    return { markOf, byMark: new Map(markOf && [[markOf(first.place), answers]]) };
  });
  return (subject) => {
    const { markOf, byMark } = found();
    const mark = markOf?.(subject.place);
    if (mark === undefined) {
      return judge(subject);
    }
    const known = byMark.get(mark) ?? judge(subject);
    byMark.set(mark, known);
    return known;
  };
}

/** All of a subject on which its answers rest, except its name, its path, and the values of its keys. */
function holdingsOf(
  { appliedPolicies: { identity, boundary, serviceControl = [] }, enforcements = [], place, credentials, isWhole, kind, unknown = [] }: Subject,
  idOf: (one: object) => number,
): string {
  const ids = (policies: readonly Policy[]) => policies.map(idOf).join();
  const { userName: _userName, path: _path, keys, ...common } = place;
  return JSON.stringify([
    ids(identity), boundary && idOf(boundary), serviceControl.map(ids), isWhole, kind, unknown, credentials, common, keys && Object.keys(keys),
    enforcements.map(({ policy, ...held }) => [idOf(policy), held]),
  ]);
}
