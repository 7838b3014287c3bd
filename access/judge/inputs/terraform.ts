/** A plan or a state of Terraform (`terraform show -json`), as the template of CloudFormation that would make the same. */
import { Fields, document, field, isFields } from './json-fields';
import { Declared, byAccount } from './terraform-accounts';
import { unknownText } from './unknown-text';

export function isTerraform(value: unknown): value is Fields {
  return isFields(value) && rootOf(value) !== undefined;
}

interface Made {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** One for each account. */
export function templatesOf(value: Fields): Fields[] {
  const references = referencesIn(within(value, 'configuration', 'root_module'), '');
  return byAccount(declaredIn(rootOf(value)!)).map((declared) => templateOf(declared, references));
}

function templateOf(declared: readonly Declared[], references: ReadonlyMap<string, readonly string[]>): Fields {
  const isHere = new Set(declared.map(({ address }) => address));
  /** An argument; what is not known before it is applied is what the configuration refers to, if that is here and nothing else is. */
  const given = ({ address, values }: Declared, argument: string): unknown => {
    const known = field(values, argument);
    const isList = Array.isArray(known);
    if (isList ? !known.includes(null) : known !== undefined) {
      return known;
    }
    const referred = references.get(`${withoutIndex(address)} ${argument}`) ?? [];
    const targets = referred.filter((one) => isHere.has(one));
    const isSure = referred.every((one) => targets.some((target) => one === target || one.startsWith(`${target}.`)));
    if (isSure && targets.length === (isList ? known.length : 1)) {
      return isList ? targets.map((target) => ({ Ref: target })) : { Ref: targets[0] };
    }
    const untold = unknownText(`${address}.${argument}`);
    return isList ? known.map((one: unknown) => one ?? untold) : references.has(`${withoutIndex(address)} ${argument}`) ? untold : undefined;
  };
  const policyOf = (one: Declared, argument = 'policy') => {
    const policy = field(one.values, argument);
    return policy === undefined ? { 'Fn::KnownAfterApply': one.address } : document(policy, one.address);
  };
  const nameOf = (one: Declared, argument: string) => given(one, argument) ?? unknownText(`${one.address}.${argument}`);
  const arns = new Map(declared.filter(({ type }) => type === 'aws_iam_policy').map(({ address, values }) => [field(values, 'arn'), address]));
  const holding = (holder: 'Group' | 'User', name: unknown, attachments: readonly unknown[]): Made => ({
    Type: `AWS::IAM::${holder}`,
    Properties: {
      [`${holder}Name`]: name,
      ManagedPolicyArns: attachments.map((arn) => typeof arn === 'string' && arns.has(arn) ? { Ref: arns.get(arn) } : arn),
    },
  });
  const attached = (one: Declared, holder: 'Group' | 'User', argument: string) => holding(holder, nameOf(one, argument), [nameOf(one, 'policy_arn')]);
  /** What stands for each holder of one resource, or for each policy. */
  const attachedTogether = (one: Declared): Made[] => {
    switch (one.type) {
      case 'aws_iam_policy_attachment': return [
        ...listOf(given(one, 'groups')).map((group) => holding('Group', group, [nameOf(one, 'policy_arn')])),
        ...listOf(given(one, 'users')).map((user) => holding('User', user, [nameOf(one, 'policy_arn')])),
      ];
      case 'aws_iam_group_policy_attachments_exclusive': return [holding('Group', nameOf(one, 'group_name'), listOf(nameOf(one, 'policy_arns')))];
      case 'aws_iam_user_policy_attachments_exclusive': return [holding('User', nameOf(one, 'user_name'), listOf(nameOf(one, 'policy_arns')))];
      default: return [];
    }
  };
  const make: Record<string, (one: Declared) => Made> = {
    aws_iam_group: ({ values }) => ({ Type: 'AWS::IAM::Group', Properties: { GroupName: field(values, 'name'), Path: field(values, 'path') } }),
    aws_iam_user: (one) => ({
      Type: 'AWS::IAM::User',
      Properties: { UserName: field(one.values, 'name'), Path: field(one.values, 'path'), PermissionsBoundary: given(one, 'permissions_boundary') },
    }),
    aws_iam_policy: (one) => ({
      Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: field(one.values, 'name'), Path: field(one.values, 'path'), PolicyDocument: policyOf(one) },
    }),
    aws_iam_group_policy: (one) => ({ Type: 'AWS::IAM::GroupPolicy', Properties: { GroupName: nameOf(one, 'group'), PolicyDocument: policyOf(one) } }),
    aws_iam_user_policy: (one) => ({ Type: 'AWS::IAM::UserPolicy', Properties: { UserName: nameOf(one, 'user'), PolicyDocument: policyOf(one) } }),
    // What says no type is a service control policy.
    aws_organizations_policy: (one) => ({
      Type: 'AWS::Organizations::Policy',
      // What attaches it is not read, so each may have targets of its own.
      Properties: { Type: field(one.values, 'type') ?? 'SERVICE_CONTROL_POLICY', Content: policyOf(one, 'content'), TargetIds: one.address },
    }),
    aws_iam_group_policy_attachment: (one) => attached(one, 'Group', 'group'),
    aws_iam_user_policy_attachment: (one) => attached(one, 'User', 'user'),
  };
  // What an attachment says of a group comes after the group itself.
  const byKind = [...declared.filter(({ type }) => !type.endsWith('_attachment')), ...declared.filter(({ type }) => type.endsWith('_attachment'))];
  const simple = byKind.filter(({ type }) => Object.hasOwn(make, type)).map((one): [string, Made] => [one.address, make[one.type](one)]);
  // One resource for each pair of a user and a group.
  const joins = declared.flatMap((one) => {
    const [users, groups] = one.type === 'aws_iam_user_group_membership' ? [[nameOf(one, 'user')], given(one, 'groups')]
      : one.type === 'aws_iam_group_membership' ? [given(one, 'users'), [nameOf(one, 'group')]] : [[], []];
    return listOf(groups).map((group, index): [string, Made] =>
      [`${one.address} ${index}`, { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: group, Users: listOf(users) } }]);
  });
  const together = declared.flatMap((one) => attachedTogether(one).map((made, index): [string, Made] => [`${one.address} ${index}`, made]));
  const own = declared.map(({ values }) => field(values, 'arn'));
  return { Resources: Object.fromEntries([...simple, ...together, ...joins].map(([address, made]) => [address, defined(made)])), Metadata: { own } };
}

function defined({ Type, Properties }: Made): Made {
  return { Type, Properties: Object.fromEntries(Object.entries(Properties).filter(([, value]) => value !== undefined)) };
}

function listOf(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value as unknown[] : [value];
}

function within(value: Fields, ...path: string[]): Fields | undefined {
  return path.reduce<Fields | undefined>((inner, name) => {
    const next = inner && field(inner, name);
    return isFields(next) ? next : undefined;
  }, value);
}

function rootOf(value: Fields): Fields | undefined {
  return within(value, 'planned_values', 'root_module') ?? within(value, 'values', 'root_module');
}

function declaredIn(module: Fields): Declared[] {
  const own = listOf(field(module, 'resources')).filter(isFields).filter((one) => field(one, 'mode') !== 'data').map((one): Declared => {
    const values = field(one, 'values');
    return { address: String(field(one, 'address')), type: String(field(one, 'type')), values: isFields(values) ? values : {} };
  });
  return [...own, ...listOf(field(module, 'child_modules')).filter(isFields).flatMap(declaredIn)];
}

function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]/g, '');
}

/** What each argument refers to, by the address of the resource and the name of the argument. */
function referencesIn(module: Fields | undefined, prefix: string): Map<string, string[]> {
  if (module === undefined) {
    return new Map();
  }
  const own = listOf(field(module, 'resources')).filter(isFields).flatMap((one) => {
    const expressions = field(one, 'expressions');
    return Object.entries(isFields(expressions) ? expressions : {}).map(([argument, expression]): [string, string[]] =>
      [`${prefix}${String(field(one, 'address'))} ${argument}`, isFields(expression) ? listOf(field(expression, 'references')).map((name) => `${prefix}${String(name)}`) : []]);
  });
  const calls = field(module, 'module_calls');
  const inner = Object.entries(isFields(calls) ? calls : {}).flatMap(([name, call]) =>
    isFields(call) ? [...referencesIn(within(call, 'module'), `${prefix}module.${name}.`)] : []);
  return new Map([...own, ...inner]);
}
