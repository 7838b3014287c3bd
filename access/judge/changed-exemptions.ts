/**
 * Statements that stop users because of their name, path or tags, where users can change these without MFA. No row asks about it, because most
 * enforcement does not rest on who the user is.
 */
import { actionDecider } from './action-decider';
import { asksForName } from './asks-for-name';
import { type JudgeRow, isWayAround } from './judge-row';
import type { Answered } from './judge-subject';
import type { LeftOut } from './left-out';
import { mayBeOpenTo } from './pattern-openness';
import type { RowRequester } from './row-requests';
import type { Subject } from './subject';
import { type Statement, RepresentativesCache, everyPolicy } from '../evaluator';
import type { RequestName } from '../requests/request-kinds';
import { TAG_KEY } from '../requests/unknown-keys';

/** How users change what a condition asks for. */
const CHANGES: readonly { readonly isMeant: (statement: Statement) => boolean; readonly actions: readonly string[] }[] = [
  { isMeant: asksForName, actions: ['iam:UpdateUser'] },
  { isMeant: ({ conditions }) => conditions.some(({ key }) => key.startsWith(TAG_KEY)), actions: ['iam:TagUser', 'iam:UntagUser'] },
];

const WITHOUT_MFA: readonly RequestName[] = ['console', 'access key', 'service'];

/** Asked of users, whose names and tags are told. Of others, answers depend on the tags, and a note names who asks for the name. */
export function changedExemptions(
  rows: readonly JudgeRow[], requestsFor: RowRequester,
): (subject: Subject, answers: readonly Answered[]) => readonly LeftOut[] {
  const values = new RepresentativesCache();
  return (subject, answers) => {
    const { kind, appliedPolicies, place } = subject;
    const exempting = new Map(kind !== 'user' ? [] : everyPolicy(appliedPolicies).flatMap(({ statements }) =>
      statements.filter((one) => one.effect === 'Deny' && actionsOn(one).length > 0).map((one) => [one.decider, actionsOn(one)] as const)));
    if (exempting.size === 0) {
      return [];
    }
    const decider = actionDecider(appliedPolicies, values);
    const requestsOf = requestsFor(place);
    const isOpen = (action: string) => WITHOUT_MFA.some((request) =>
      mayBeOpenTo(subject, { request, action, resource: 'own user', wanted: 'denied' }, requestsOf, decider));
    const stoppedByThem = answers.filter(({ row, answer, decidedBy }) => answer === 'denied' && isWayAround(rows[row])
      && decidedBy.every((one) => exempting.has(one)));
    return [...new Set(stoppedByThem.flatMap(({ decidedBy }) => decidedBy))].flatMap((one): LeftOut[] => {
      const { policy, statement } = one;
      const actions = exempting.get(one)!.filter(isOpen);
      const changes = `change${actions.length > 1 ? '' : 's'}`;
      return actions.length === 0 ? []
        : [{ what: `${actions.join(' and ')} of the own user, which ${changes} what ${statement} asks for`, how: 'left out by', policies: policy }];
    });
  };
}

function actionsOn(statement: Statement): string[] {
  return CHANGES.filter(({ isMeant }) => isMeant(statement)).flatMap(({ actions }) => actions);
}
