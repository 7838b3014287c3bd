/** What groups and users of an account hold. Read when somebody holds it: an account has hundreds of policies that nobody does. */
import { accountOf } from './account-of';
import { InputError } from './input-error';
import { Fields, document, field, fields, list, text } from './json-fields';
import { ManagedPolicies, managedIn, policyFrom, unknownPolicy } from './managed-policies';
import { memoizeByKey } from './memoize-by-key';
import { readInputPolicy } from './read-input-policy';
import type { Policy } from '../../evaluator';
import { isOfAws } from '../enforcement';

const WHOLE = 'give the output of aws iam get-account-authorization-details without --filter';

export interface Group {
  readonly arn: string;
  readonly inline: readonly Policy[];
  readonly attached: readonly string[];
}

/** By the ARN of a member and the name of the group. */
export type Groups = (member: string, name: string) => Group;

/** @param given what `--managed` says; a policy of the account whose default version is nowhere is refused, because the dump should have it */
export function managedPolicies(account: Fields, given: ReadonlyMap<string, Fields>): ManagedPolicies {
  const dumps = [managedIn(account), given];
  return memoizeByKey((arn) => {
    const found = policyFrom(arn, dumps);
    if (found === undefined && !isOfAws(arn)) {
      const what = dumps.some((dump) => dump.has(arn)) ? 'has no default version in' : 'is not among';
      throw new InputError(`the policy ${arn} ${what} Policies; ${WHOLE}`);
    }
    return found ?? unknownPolicy(arn);
  });
}

/** A group that nobody is in is not read at all. */
export function groupsOf(account: Fields): Groups {
  const groups = new Map(list(field(account, 'GroupDetailList'), 'GroupDetailList').map((one, index): [string, Fields] => {
    const group = fields(one, `GroupDetailList[${index}]`);
    return [keyOf(field(group, 'Arn'), text(field(group, 'GroupName'), `GroupDetailList[${index}].GroupName`)), group];
  }));
  const read = memoizeByKey((key: string): Group => {
    const name = key.slice(key.indexOf(' ') + 1);
    const group = groups.get(key);
    if (group === undefined) {
      throw new InputError(`the group ${name} is not in GroupDetailList; ${WHOLE}`);
    }
    const attached = attachedTo(group, `the group ${name}`);
    return {
      arn: text(field(group, 'Arn'), `the Arn of the group ${name}`),
      inline: inlineOf(group, 'GroupPolicyList', `the group ${name}`),
      attached,
    };
  });
  return (member, name) => read(keyOf(member, name));
}

/** Groups of two accounts may be called the same. */
function keyOf(arn: unknown, name: string): string {
  return `${accountOf(arn)} ${name}`;
}

export function attachedTo(owner: Fields, who: string): string[] {
  return list(field(owner, 'AttachedManagedPolicies'), `the policies of ${who}`)
    .map((policy) => text(field(fields(policy, `the policies of ${who}`), 'PolicyArn'), `a policy of ${who}`));
}

export function inlineOf(owner: Fields, element: string, who: string): Policy[] {
  return list(field(owner, element), `${element} of ${who}`).map((one) => {
    const policy = fields(one, `${element} of ${who}`);
    const name = text(field(policy, 'PolicyName'), `${element} of ${who}`);
    return readInputPolicy(`${name} of ${who}`, document(field(policy, 'PolicyDocument'), name));
  });
}
