/**
 * Statements that stop users because of their name, path or tags, where users can change these without MFA. No row asks about it, because most
 * enforcement does not rest on who the user is.
 */
import { actionDecider, openness } from './action-decider';
import { BY_NAME } from './enforcement';
import type { JudgeRow } from './judge-row';
import type { Answered } from './judge-subject';
import type { LeftOut } from './left-out';
import { isPossible } from './possible-requests';
import type { RowRequester } from './row-requests';
import type { Subject } from './subject';
import { RepresentativesCache, everyPolicy } from '../evaluator';
import { REQUESTS, type RequestName } from '../requests/request-kinds';
import { TAG_KEY } from '../requests/unknown-keys';

/** How users change what a condition asks for. */
const CHANGES: readonly { readonly isMeant: (key: string) => boolean; readonly actions: readonly string[] }[] = [
  { isMeant: (key) => BY_NAME.includes(key), actions: ['iam:UpdateUser'] },
  { isMeant: (key) => key.startsWith(TAG_KEY), actions: ['iam:TagUser', 'iam:UntagUser'] },
];

const WITHOUT_MFA: readonly RequestName[] = ['console', 'access key', 'service'];

/** Asked of users, whose names and tags are told. Of others, answers depend on the tags, and a note names who asks for the name. */
export function changedExemptions(
  rows: readonly JudgeRow[], requestsFor: RowRequester,
): (subject: Subject, answers: readonly Answered[]) => readonly LeftOut[] {
  const values = new RepresentativesCache();
  return (subject, answers) => {
    const { kind, appliedPolicies, place } = subject;
    const exempting = new Set(kind !== 'user' ? [] : everyPolicy(appliedPolicies).flatMap(({ statements }) =>
      statements.filter(({ effect, keys }) => effect === 'Deny' && actionsOn(keys).length > 0).map(({ decider }) => decider)));
    if (exempting.size === 0) {
      return [];
    }
    const { decide } = actionDecider(appliedPolicies, values);
    const requestsOf = requestsFor(place);
    const isOpen = (action: string) => WITHOUT_MFA.some((request) => {
      const asked = { request, action, resource: 'own user', wanted: 'denied' } as const;
      return isPossible(asked, subject) && requestsOf(asked, request).some((one) => openness(decide(one)) > 0);
    });
    const stoppedByThem = answers.filter(({ row, answer, decidedBy }) => answer === 'denied' && rows[row].wanted === 'denied'
      && !REQUESTS[rows[row].request].mfa && decidedBy.every((decider) => exempting.has(decider)));
    return [...new Set(stoppedByThem.flatMap(({ decidedBy }) => decidedBy))].flatMap(({ keys, policy, statement }): LeftOut[] => {
      const actions = actionsOn(keys).filter(isOpen);
      const changes = `change${actions.length > 1 ? '' : 's'}`;
      return actions.length === 0 ? []
        : [{ what: `${actions.join(' and ')} of the own user, which ${changes} what ${statement} asks for`, how: 'left out by', policies: policy }];
    });
  };
}

function actionsOn(keys: readonly string[]): string[] {
  return CHANGES.filter(({ isMeant }) => keys.some((key) => isMeant(key.toLowerCase()))).flatMap(({ actions }) => actions);
}
