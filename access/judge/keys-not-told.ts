/** Where the input does not tell the account or the name of a user, a statement that asks for another one may mean this user. */
import { withIds } from './inputs/resource-names';
import type { Subject } from './subject';
import { type Condition, contextOf, everyPolicy } from '../evaluator';

/** The keys, in lower case, that may have any value. What holds for whatever account and name leaves them as they stand. */
export function keysNotTold({ kind, place, appliedPolicies }: Pick<Subject, 'kind' | 'place' | 'appliedPolicies'>): string[] {
  const { partition, account, isMadeUp, userName, path, isUnnamed } = place;
  // A policy or a group is judged for a user named alice, and a note says so.
  const isNameless = isUnnamed && kind === 'user';
  if (!isMadeUp && !isNameless) {
    return [];
  }
  const keysOf = (ofAccount: string, name: string): Record<string, string> => ({
    'aws:principalaccount': ofAccount, 'aws:username': name, 'aws:principalarn': `arn:${partition}:iam::${ofAccount}:user${path}${name}`,
  });
  const own = keysOf(account, userName);
  /** Of the account and the name that a value means, if they may be the own ones. */
  const meant = (key: string, value: string) => {
    const filled = value.replace(/[*?]/g, 'x');
    const [last] = /[^/:]*$/.exec(value)!;
    const inArn = key === 'aws:principalaccount' ? filled : filled.split(':')[4] ?? /\d{12}/.exec(value)?.[0];
    return keysOf(isMadeUp && inArn || account, isNameless && mayBeNamed(last, userName) ? last.replace(/[*?]/g, 'x') : userName);
  };
  const holdsFor = ({ holds }: Condition, keys: Record<string, string>) => holds(contextOf(keys), (name) => keys[name]);
  const conditions = everyPolicy(appliedPolicies).flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions));
  const telling = conditions.filter((one) => Object.hasOwn(own, one.key)
    && one.compared?.values.some((value) => holdsFor(one, own) !== holdsFor(one, meant(one.key, value))));
  return [...new Set(telling.map(({ key }) => key))];
}

/** CloudFormation makes a name of the stack, the id of the user, and letters of its own; a parameter may be anything. */
function mayBeNamed(pattern: string, name: string): boolean {
  const id = withIds(name);
  return id === name || /[*?]/.test(pattern) || pattern.includes(`-${id}-`);
}
