/** The output of `aws iam get-account-authorization-details`: each user with all that holds for it. */
import { accountOf } from './account-pages';
import { InputError } from './json-scanner';
import { Fields, document, field, fields, list, text } from './values';
import { Policy, PolicyError, readPolicy } from '../../evaluator';
import type { ExampleAccount } from '../../requests/example-account';
import type { Credentials, Subject } from '../subject';

interface Group {
  readonly arn: string;
  readonly policies: Policy[];
  readonly attached: string[];
}

/** @param credentials by the ARN of the user, from the credential report */
export function subjectsOfAccount(value: Fields, serviceControl: Subject['appliedPolicies']['serviceControl'], credentials?: Map<string, Credentials>): Subject[] {
  const managed = managedPolicies(value);
  const groups = groupsOf(value, managed);
  return list(field(value, 'UserDetailList'), 'UserDetailList').map((one, index) => {
    const user = fields(one, `UserDetailList[${index}]`);
    const name = text(field(user, 'UserName'), `UserDetailList[${index}].UserName`);
    const arn = text(field(user, 'Arn'), `the Arn of the user ${name}`);
    const place = arnOfUser(arn);
    const held = list(field(user, 'GroupList'), `the GroupList of the user ${name}`).map((group) => {
      const found = groups.get(keyOf(arn, text(group, `the GroupList of the user ${name}`)));
      if (found === undefined) {
        throw new InputError(`the user ${name} is in the group ${String(group)}, which GroupDetailList does not have; do not filter the output`);
      }
      return found;
    });
    const attached = attachedTo(user, `the user ${name}`);
    const boundary = field(user, 'PermissionsBoundary');
    const boundaryArn = boundary === undefined ? undefined
      : text(field(fields(boundary, `the boundary of ${name}`), 'PermissionsBoundaryArn'), `the boundary of ${name}`);
    return {
      name,
      kind: 'user',
      isWhole: true,
      credentials: credentials?.get(arn),
      place: {
        ...place,
        userName: name,
        keys: keysOf(user, name),
        groups: held.map((group) => group.arn),
        policies: [...new Set([...attached, ...held.flatMap((group) => group.attached)])],
      },
      appliedPolicies: {
        identity: [
          ...inlineOf(user, 'UserPolicyList', `the user ${name}`), ...attached.map((policy) => managed(policy, name)), ...held.flatMap(({ policies }) => policies),
        ],
        boundary: boundaryArn === undefined ? undefined : managed(boundaryArn, name),
        serviceControl,
      },
    };
  });
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

type Managed = (arn: string, user: string) => Policy;

/** Read when somebody holds it: an account has hundreds that nobody does. */
function managedPolicies(value: Fields): Managed {
  const versions = new Map<string, unknown>();
  list(field(value, 'Policies'), 'Policies').forEach((one, index) => {
    const policy = fields(one, `Policies[${index}]`);
    const arn = text(field(policy, 'Arn'), `Policies[${index}].Arn`);
    const version = list(field(policy, 'PolicyVersionList'), arn).map((each) => fields(each, arn)).find((each) => field(each, 'IsDefaultVersion') === true);
    versions.set(arn, version && document(field(version, 'Document'), arn));
  });
  const read = new Map<string, Policy>();
  return (arn, user) => {
    const known = read.get(arn);
    if (known !== undefined) {
      return known;
    }
    if (versions.get(arn) === undefined) {
      throw new InputError(`the policy ${arn} of ${user} is not among Policies; give the output without --filter`);
    }
    const policy = named(arn, versions.get(arn));
    read.set(arn, policy);
    return policy;
  };
}

function groupsOf(value: Fields, managed: Managed): Map<string, Group> {
  return new Map(list(field(value, 'GroupDetailList'), 'GroupDetailList').map((one, index): [string, Group] => {
    const group = fields(one, `GroupDetailList[${index}]`);
    const name = text(field(group, 'GroupName'), `GroupDetailList[${index}].GroupName`);
    const attached = attachedTo(group, `the group ${name}`);
    const policies = [...inlineOf(group, 'GroupPolicyList', `the group ${name}`), ...attached.map((arn) => managed(arn, `the group ${name}`))];
    const arn = text(field(group, 'Arn'), `the Arn of the group ${name}`);
    return [keyOf(arn, name), { arn, policies, attached }];
  }));
}

/** Groups of two accounts may be called the same. */
function keyOf(arn: string, group: string): string {
  return `${accountOf(arn)} ${group}`;
}

function attachedTo(owner: Fields, who: string): string[] {
  return list(field(owner, 'AttachedManagedPolicies'), `the policies of ${who}`)
    .map((policy) => text(field(fields(policy, `the policies of ${who}`), 'PolicyArn'), `a policy of ${who}`));
}

function inlineOf(owner: Fields, element: string, who: string): Policy[] {
  return list(field(owner, element), `${element} of ${who}`).map((one) => {
    const policy = fields(one, `${element} of ${who}`);
    const name = text(field(policy, 'PolicyName'), `${element} of ${who}`);
    return named(`${name} of ${who}`, document(field(policy, 'PolicyDocument'), name));
  });
}

/** What the evaluator does not know, with the policy that says it. */
export function named(name: string, value: unknown): Policy {
  try {
    return readPolicy(name, value);
  } catch (error) {
    throw error instanceof PolicyError ? new InputError(`${name}: ${error.message}`) : error;
  }
}

function arnOfUser(arn: string): { partition: ExampleAccount['partition']; account: string; path: string } {
  const parts = /^arn:(aws|aws-cn|aws-us-gov):iam::(\d{12}):user(\/(?:.*\/)?)[^/]+$/.exec(arn);
  if (parts === null) {
    throw new InputError(`expected the ARN of a user, got ${arn.slice(0, 100)}`);
  }
  return { partition: parts[1] as ExampleAccount['partition'], account: parts[2], path: parts[3] };
}
