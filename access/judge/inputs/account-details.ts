/** The output of `aws iam get-account-authorization-details`: each user with all that holds for it. */
import { groupsOf, managedPolicies } from './account-holdings';
import { Found, readEach } from './found-subjects';
import { InputError } from './input-error';
import { Fields, field, fields, isFields, list, text } from './json-fields';
import { Holdings, holdingsIn } from './user-holdings';
import type { Partition } from '../../requests/example-account';
import type { Credentials, Subject } from '../subject';

/**
 * @param credentials by the ARN of the user, from the credential report
 * @param given policies by their ARN, of which the account may have the ARN only
 */
export function subjectsOfAccount(
  value: Fields, credentials?: ReadonlyMap<string, Credentials>, given: ReadonlyMap<string, Fields> = new Map(),
): Found {
  const users = list(field(value, 'UserDetailList'), 'UserDetailList');
  if (users.length === 0) {
    const others = ['RoleDetailList', 'GroupDetailList', 'Policies'].filter((each) => list(field(value, each), each).length > 0);
    throw new InputError(`nobody to judge: UserDetailList has no users${others.length > 0 ? ` (${others.join(', ')} ${others.length > 1 ? 'have' : 'has'} something)` : ''}; `
      + 'if the account has users, give the output of aws iam get-account-authorization-details without --filter');
  }
  const holdings = holdingsIn(groupsOf(value), managedPolicies(value, given));
  const hasGroups = list(field(value, 'GroupDetailList'), 'GroupDetailList').length > 0;
  return readEach(
    users,
    (user, index) => (isFields(user) ? String(field(user, 'UserName') ?? `UserDetailList[${index}]`) : `UserDetailList[${index}]`),
    (one, index) => {
      const user = fields(one, `UserDetailList[${index}]`);
      // AWS prints the list of who is in no group, too.
      if (hasGroups && field(user, 'GroupList') === undefined) {
        throw new InputError('there is no GroupList, so nobody can tell in which groups of GroupDetailList the user is; '
          + 'give the output of aws iam get-account-authorization-details as AWS prints it');
      }
      return subjectOf(user, index, holdings, credentials);
    },
  );
}

function subjectOf(user: Fields, index: number, holdings: Holdings, credentials?: ReadonlyMap<string, Credentials>): Subject {
  const name = text(field(user, 'UserName'), `UserDetailList[${index}].UserName`);
  const arn = text(field(user, 'Arn'), `the Arn of the user ${name}`);
  const place = arnOfUser(arn);
  const { held, ...rest } = holdings(user, arn, name);
  return {
    name,
    kind: 'user',
    account: place.account,
    arn,
    isWhole: true,
    credentials: credentials?.get(arn),
    place: { ...place, userName: name, keys: keysOf(user, name), areAllTagsTold: true, ...held },
    ...rest,
  };
}

/** The id and the tags, which policies may speak of. */
function keysOf(user: Fields, name: string): Record<string, string> {
  const id = field(user, 'UserId');
  const tags = list(field(user, 'Tags'), `the tags of the user ${name}`).map((one) => {
    const tag = fields(one, `the tags of the user ${name}`);
    return [`aws:PrincipalTag/${text(field(tag, 'Key'), `a tag of the user ${name}`)}`, text(field(tag, 'Value'), `a tag of the user ${name}`)];
  });
  return { ...typeof id === 'string' ? { 'aws:userid': id } : {}, ...Object.fromEntries(tags) };
}

function arnOfUser(arn: string): { partition: Partition; account: string; path: string } {
  const parts = /^arn:(aws(?:-[a-z-]+)?):iam::(\d{12}):user(\/(?:.*\/)?)[^/]+$/.exec(arn);
  if (parts === null) {
    throw new InputError(`expected the ARN of a user, got ${arn.slice(0, 100)}`);
  }
  return { partition: parts[1] as Partition, account: parts[2], path: parts[3] };
}
