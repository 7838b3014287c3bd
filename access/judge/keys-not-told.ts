/** Where the input does not tell the account, the name or the path of a user, a statement that asks for another one may mean this user. */
import { withIds } from './inputs/resource-names';
import { isUnknown, unknownHead } from './inputs/unknown-text';
import type { Subject } from './subject';
import { type Condition, contextOf, everyPolicy } from '../evaluator';

/** The keys, in lower case, that may have any value. What holds for whatever account and name leaves them as they stand. */
export function keysNotTold({ kind, place, appliedPolicies }: Pick<Subject, 'kind' | 'place' | 'appliedPolicies'>): string[] {
  const { partition, account, isMadeUp, userName, path, isUnnamed, isPathUnknown } = place;
  // A policy or a group is judged for a user named alice, and a note says so.
  const isUser = kind === 'user';
  const [isNameless, isPathless] = [isUser && isUnnamed, isUser && isPathUnknown];
  if (!isMadeUp && !isNameless && !isPathless) {
    return [];
  }
  const keysOf = (ofAccount: string, name: string, atPath: string): Record<string, string> => ({
    'aws:principalaccount': ofAccount, 'aws:username': name, 'aws:principalarn': `arn:${partition}:iam::${ofAccount}:user${atPath}${name}`,
  });
  const own = keysOf(account, userName, path);
  /** Of the account, the name and the path that a value means, if they may be the own ones. */
  const meant = (key: string, value: string) => {
    const filled = value.replace(/[*?]/g, 'x');
    const [last] = LAST.exec(value)!;
    const inArn = key === 'aws:principalaccount' ? filled : filled.split(':')[4] ?? /\d{12}/.exec(value)?.[0];
    const name = isNameless && mayBeNamed(last, userName) ? last.replace(/[*?]/g, 'x') : userName;
    return (isPathless ? pathsIn(value) : [path]).map((one) => keysOf(isMadeUp && inArn || account, name, one));
  };
  const holdsFor = ({ holds }: Condition, keys: Record<string, string>) => holds(contextOf(keys), (name) => keys[name]);
  const conditions = everyPolicy(appliedPolicies).flatMap(({ statements }) => statements.flatMap((statement) => statement.conditions));
  const telling = conditions.filter((one) => Object.hasOwn(own, one.key)
    && one.compared?.values.some((value) => meant(one.key, value).some((keys) => holdsFor(one, own) !== holdsFor(one, keys))));
  return [...new Set(telling.map(({ key }) => key))];
}

/** The part of an ARN, or the text, that may be a name. */
const LAST = /(?:[^/:\ue000\ue001]|\ue000[^\ue001]*\ue001)*$/;

/** What a pattern may mean by a path; a star at its end also stands for paths below. */
function pathsIn(pattern: string): string[] {
  const inUser = pattern.replace(/^.*:user\//, '').replace(/[*?]/g, 'x');
  return [inUser.replace(/[^/]*$/, ''), `${inUser}/`].map((one) => `/${one}`);
}

/** CloudFormation makes a name of the stack, the id of the user, and letters of its own; a parameter may be anything. */
function mayBeNamed(pattern: string, name: string): boolean {
  const id = withIds(name);
  // Of what begins with the same unknown text, it can be told.
  return !(isUnknown(pattern) && name.startsWith(unknownHead(pattern))) && (id === name || /[*?]/.test(pattern) || pattern.includes(`-${id}-`));
}
