/** The output of `aws iam get-account-authorization-details`: each user with all that holds for it. */
import { Groups, attachedTo, groupsOf, inlineOf, managedPolicies } from './account-holdings';
import { InputError } from './json-scanner';
import type { ManagedPolicies } from './managed-policies';
import { Found, found } from './stopped';
import { Fields, field, fields, isFields, list, text } from './values';
import type { Policy } from '../../evaluator';
import type { Partition } from '../../requests/example-account';
import { Enforcement, enforcesMfa, heldBy, isOfAws } from '../enforcement';
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
      + 'give the output of aws iam get-account-authorization-details without --filter');
  }
  const managed = managedPolicies(value, given);
  const groups = groupsOf(value);
  return found(
    users,
    (user, index) => (isFields(user) ? String(field(user, 'UserName') ?? `UserDetailList[${index}]`) : `UserDetailList[${index}]`),
    (user, index) => subjectOf(fields(user, `UserDetailList[${index}]`), index, groups, managed, credentials),
  );
}

function subjectOf(user: Fields, index: number, groups: Groups, managed: ManagedPolicies, credentials?: ReadonlyMap<string, Credentials>): Subject {
  const name = text(field(user, 'UserName'), `UserDetailList[${index}].UserName`);
  const arn = text(field(user, 'Arn'), `the Arn of the user ${name}`);
  const place = arnOfUser(arn);
  const held = list(field(user, 'GroupList'), `the GroupList of the user ${name}`).map((group) => groups(arn, text(group, `the GroupList of the user ${name}`)));
  const attached = attachedTo(user, `the user ${name}`);
  const boundary = field(user, 'PermissionsBoundary');
  const boundaryArn = boundary === undefined ? undefined
    : text(field(fields(boundary, `the boundary of ${name}`), 'PermissionsBoundaryArn'), `the boundary of ${name}`);
  const all = [...new Set([...attached, ...held.flatMap((group) => group.attached), ...boundaryArn === undefined ? [] : [boundaryArn]])];
  const from = (origin: string) => all.filter((policy) => managed(policy).origin === origin);
  const policyOf = (policy: string) => managed(policy).policy;
  const inline = inlineOf(user, 'UserPolicyList', `the user ${name}`);
  const enforcements = [
    ...held.flatMap((group) => holdings('by a group', group.inline, group.attached, policyOf).map((one) => ({ ...one, group: group.arn }))),
    ...holdings('by the user', inline, attached, policyOf),
    ...holdings('as a boundary', [], boundaryArn === undefined ? [] : [boundaryArn], policyOf),
  ];
  return {
    name,
    kind: 'user',
    account: place.account,
    arn,
    isWhole: true,
    credentials: credentials?.get(arn),
    place: { ...place, userName: name, keys: keysOf(user, name), ...heldBy(enforcements) },
    enforcements,
    appliedPolicies: {
      identity: [...inline, ...attached.map(policyOf), ...held.flatMap((group) => [...group.inline, ...group.attached.map(policyOf)])],
      boundary: boundaryArn === undefined ? undefined : policyOf(boundaryArn),
    },
    unknown: from('unknown'),
    listed: from('list'),
  };
}

/** Of what somebody holds, what enforces MFA. */
function holdings(held: Enforcement['held'], inline: readonly Policy[], arns: readonly string[], policyOf: (arn: string) => Policy): Enforcement[] {
  return [
    ...inline.filter(enforcesMfa).map((policy) => ({ policy, held })),
    ...arns.filter((arn) => enforcesMfa(policyOf(arn)) && !isOfAws(arn)).map((arn) => ({ policy: policyOf(arn), held, arn })),
  ];
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
