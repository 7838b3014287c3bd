/**
 * Users who hold the same beside policies of their own have the same answers to the rows of whose action these do not speak: they are found once.
 *
 * Only beside policies that are certain to leave those answers as they are: they grant, nothing limits what they grant, and they do not ask about MFA.
 */
import { dependenceOf } from './answer-words';
import { CompactAnswers } from './compact-answers';
import { asksForMfa } from './enforcement';
import { memoizeByKey } from './inputs/memoize-by-key';
import type { JudgeRow } from './judge-row';
import type { Judge } from './judge-subject';
import { judgedOnce } from './judged-once';
import type { Subject } from './subject';
import type { Policy } from '../evaluator';

/** @param isShared whether more than one subject holds a policy */
export function judgedInParts(judge: Judge, rows: readonly JudgeRow[], isShared: (policy: Policy) => boolean): Judge {
  const ofMany = judgedOnce((subject) => new CompactAnswers(judge(subject), rows.length, dependenceOf));
  return (subject, isAsked = () => true) => {
    const { appliedPolicies } = subject;
    const shared = appliedPolicies.identity.filter(isShared);
    const own = appliedPolicies.identity.filter((policy) => !isShared(policy));
    if (shared.length === 0 || own.length === 0 || !isWholeUser(subject) || !own.every(onlyGrants)) {
      return judge(subject, isAsked);
    }
    const statements = own.flatMap((policy) => policy.statements);
    const isOfOwn = memoizeByKey((action: string) => statements.some((statement) => statement.action(action.toLowerCase())));
    const others = [...ofMany({ ...subject, appliedPolicies: { ...appliedPolicies, identity: shared } })]
      .filter(({ row }) => !isOfOwn(rows[row].action) && isAsked(rows[row], row));
    return [...others, ...judge(subject, (row, index) => isOfOwn(row.action) && isAsked(row, index))].sort((one, other) => one.row - other.row);
  };
}

/** Of whom the input tells all, and whom neither a boundary nor an organization limits. */
function isWholeUser({ isWhole, place, appliedPolicies: { boundary, serviceControl = [] } }: Subject): boolean {
  const isTold = !place.isMadeUp && !place.isUnnamed && !place.isPathUnknown;
  return isWhole && isTold && boundary === undefined && serviceControl.length === 0;
}

function onlyGrants({ statements }: Policy): boolean {
  return statements.every(({ effect, keys }) => effect === 'Allow' && !asksForMfa(keys));
}
