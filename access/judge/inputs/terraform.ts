/** A plan or a state of Terraform (`terraform show -json`), as the template of CloudFormation that would make the same. */
import { KNOWN_AFTER_APPLY } from './intrinsics';
import { Fields, document, field, isFields } from './json-fields';
import { Declared, byAccount, moduleOf, withoutIndex } from './terraform-accounts';
import { targetsOf } from './terraform-organization';
import { type IfLeft, type Reader, attachedPolicy, groupMember, ifLeftByOwners, inlinePolicy } from './terraform-owners';
import { UNREAD_TYPE, isUnread } from './terraform-unread';
import { unknownText } from './unknown-text';

export function isTerraform(value: unknown): value is Fields {
  return isFields(value) && rootOf(value) !== undefined;
}

type Kind = 'Group' | 'User' | 'Role';

interface Made {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** One for each account. */
export function templatesOf(value: Fields): Fields[] {
  const references = referencesIn(within(value, 'configuration', 'root_module'), '');
  const all = declaredIn(rootOf(value)!).map((one) => ({ ...one, provider: references.get(`${withoutIndex(one.address)} ${PROVIDER}`)?.[0] }));
  return byAccount(all).map((declared) => templateOf(declared, references, isCutShort(value)));
}

/** With `-target`, after an error, or where Terraform defers changes. A plan of an old version does not tell. */
function isCutShort(plan: Fields): boolean {
  return field(plan, 'complete') === false || field(plan, 'errored') === true;
}

/** Makes a resource of CloudFormation of one of Terraform. */
type Make = (one: Declared) => Made;

/** Reads arguments of what is declared for one account. */
class Arguments implements Reader {
  private readonly addresses: ReadonlySet<string>;
  private readonly policies: ReadonlyMap<unknown, string>;
  /** By the type and the name. */
  private readonly named: ReadonlyMap<string, string>;
  private readonly ifLeft: IfLeft;

  public constructor(declared: readonly Declared[], private readonly references: ReadonlyMap<string, readonly string[]>) {
    this.addresses = new Set(declared.map(({ address }) => address));
    this.policies = new Map(declared.filter(({ type }) => type === 'aws_iam_policy').map(({ address, values }) => [field(values, 'arn'), address]));
    this.named = new Map(declared.map(({ address, type, values }) => [`${type} ${String(field(values, 'name'))}`, address]));
    this.ifLeft = ifLeftByOwners(declared, this);
  }

  public readonly listOf = (one: Declared, argument: string): unknown[] => listOf(this.valueOf(one, argument));

  public readonly idOf = (kind: string, named: unknown): string => {
    const address = isFields(named) ? named.Ref : this.policies.get(named) ?? this.named.get(`aws_iam_${kind} ${String(named)}`);
    return `${kind} ${String(address ?? named)}`;
  };

  /** What is not known before it is applied is what the configuration refers to, if that is here and nothing else is. */
  public valueOf({ address, values }: Declared, argument: string): unknown {
    const known = field(values, argument);
    const isList = Array.isArray(known);
    // A plan leaves out what is not known; null is nothing.
    if (isList ? !known.includes(null) : Object.hasOwn(values, argument)) {
      return known;
    }
    const referred = (this.references.get(`${withoutIndex(address)} ${argument}`) ?? []).map((one) => moduleOf(address) + one);
    const targets = referred.filter((one) => this.addresses.has(one));
    // Of one resource of many, all of them are named too.
    const isSure = referred.every((one) => targets.some((target) => one === target || one.startsWith(`${target}.`) || target.startsWith(`${one}[`)));
    if (isSure && targets.length === (isList ? known.length : 1)) {
      return isList ? targets.map((target) => ({ Ref: target })) : { Ref: targets[0] };
    }
    const unknown = unknownText(`${address}.${argument}`);
    return isList ? known.map((one: unknown) => one ?? unknown) : this.references.has(`${withoutIndex(address)} ${argument}`) ? unknown : undefined;
  }

  public readonly nameOf = (one: Declared, argument: string): unknown => this.valueOf(one, argument) ?? unknownText(`${one.address}.${argument}`);

  /** A path that is made of something has not its name. */
  public pathOf(one: Declared): unknown {
    const path = this.valueOf(one, 'path');
    return isFields(path) ? unknownText(`${one.address}.path`) : path;
  }

  /** A group, a user or a role with the policies that one resource attaches to it. */
  public holder({ address }: Declared, kind: Kind, name: unknown, arns: readonly unknown[]): Made {
    const holder = this.idOf(kind.toLowerCase(), name);
    return {
      Type: `AWS::IAM::${kind}`,
      Properties: {
        [`${kind}Name`]: name,
        ManagedPolicyArns: arns.map((arn) => this.ifLeft(address, attachedPolicy(holder, this.idOf('policy', arn)),
          typeof arn === 'string' && this.policies.has(arn) ? { Ref: this.policies.get(arn) } : arn)),
      },
    };
  }

  /** A policy inside a group or a user. */
  public inline(one: Declared, kind: 'Group' | 'User'): Made {
    const argument = kind.toLowerCase();
    const name = this.nameOf(one, argument);
    const entries = inlinePolicy(this.idOf(argument, name), this.idOf('', field(one.values, 'name') ?? { Ref: one.address }));
    return { Type: `AWS::IAM::${kind}Policy`, Properties: { [`${kind}Name`]: name, PolicyDocument: this.ifLeft(one.address, entries, documentOf(one)) } };
  }

  /** Users whom one resource puts into a group. */
  public joining({ address }: Declared, group: unknown, users: readonly unknown[]): Made {
    const id = this.idOf('group', group);
    const Users = users.map((user) => this.ifLeft(address, groupMember(id, this.idOf('user', user)), user));
    return { Type: 'AWS::IAM::UserToGroupAddition', Properties: { GroupName: group, Users } };
  }
}

function templateOf(declared: readonly Declared[], references: ReadonlyMap<string, readonly string[]>, isPart: boolean): Fields {
  const given = new Arguments(declared, references);
  const make: Readonly<Record<string, Make>> = { ...principals(given), ...policies(given, declared) };
  const simple = declared.filter(({ type }) => Object.hasOwn(make, type)).map((one): [string, Made] => [one.address, make[one.type](one)]);
  const numbered = (several: (one: Declared) => readonly Made[]) =>
    declared.flatMap((one) => several(one).map((made, index): [string, Made] => [`${one.address} ${index}`, made]));
  const unread = [...declared.filter(isUnread).map(({ address }) => address), ...isPart ? ['changes that this plan leaves out'] : []]
    .map((what): [string, Made] => [what, { Type: UNREAD_TYPE, Properties: {} }]);
  // What an attachment says of a group comes after the group itself.
  const resources = [...simple, ...unread, ...numbered((one) => attachmentsOf(one, given)), ...numbered((one) => membershipsOf(one, given))];
  const own = declared.map(({ values }) => field(values, 'arn'));
  return { Resources: Object.fromEntries(resources.map(([address, made]) => [address, defined(made)])), Metadata: { own } };
}

function principals(given: Arguments): Record<string, Make> {
  return {
    aws_iam_group: (one) => ({ Type: 'AWS::IAM::Group', Properties: { GroupName: field(one.values, 'name'), Path: given.pathOf(one) } }),
    aws_iam_user: (one) => ({
      Type: 'AWS::IAM::User',
      Properties: {
        UserName: field(one.values, 'name'),
        Path: given.pathOf(one),
        PermissionsBoundary: given.valueOf(one, 'permissions_boundary'),
        Tags: tagsOf(one),
      },
    }),
    aws_iam_role: (one) => ({
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {},
        ManagedPolicyArns: given.valueOf(one, 'managed_policy_arns'),
        PermissionsBoundary: given.valueOf(one, 'permissions_boundary'),
      },
    }),
  };
}

/** With those of the provider, if they are known. A plan leaves out what is not known yet. */
function tagsOf({ values }: Declared): unknown {
  const tags = field(values, 'tags_all') ?? field(values, 'tags');
  return isFields(tags) ? Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) : undefined;
}

function policies(given: Arguments, declared: readonly Declared[]): Record<string, Make> {
  return {
    aws_iam_policy: (one) => ({
      Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: field(one.values, 'name'), Path: given.pathOf(one), PolicyDocument: documentOf(one) },
    }),
    aws_iam_group_policy: (one) => given.inline(one, 'Group'),
    aws_iam_user_policy: (one) => given.inline(one, 'User'),
    // What says no type is a service control policy.
    aws_organizations_policy: (one) => ({
      Type: 'AWS::Organizations::Policy',
      Properties: {
        Type: field(one.values, 'type') ?? 'SERVICE_CONTROL_POLICY', Content: documentOf(one, 'content'), TargetIds: targetsOf(one, declared, given.nameOf),
      },
    }),
  };
}

function documentOf(one: Declared, argument = 'policy'): unknown {
  const policy = field(one.values, argument);
  return policy === undefined ? { [KNOWN_AFTER_APPLY]: one.address } : document(policy, one.address);
}

/** What stands for each holder of one resource. An empty name, which IAM refuses, is nobody. */
function attachmentsOf(one: Declared, given: Arguments): Made[] {
  return (['Group', 'User', 'Role'] as const).flatMap((kind) => attachedIn(one, kind.toLowerCase(), given)
    .filter(([holder]) => holder !== '').map(([holder, arns]) => given.holder(one, kind, holder, arns)));
}

function attachedIn(one: Declared, kind: string, given: Arguments): [holder: unknown, arns: readonly unknown[]][] {
  switch (one.type) {
    case `aws_iam_${kind}_policy_attachment`: return [[given.nameOf(one, kind), [given.nameOf(one, 'policy_arn')]]];
    case `aws_iam_${kind}_policy_attachments_exclusive`: return [[given.nameOf(one, `${kind}_name`), listOf(given.nameOf(one, 'policy_arns'))]];
    case 'aws_iam_policy_attachment': return listOf(given.valueOf(one, `${kind}s`)).map((holder) => [holder, [given.nameOf(one, 'policy_arn')]]);
    default: return [];
  }
}

/** What stands for each group that one resource puts users into. */
function membershipsOf(one: Declared, given: Arguments): Made[] {
  const [users, groups] = one.type === 'aws_iam_user_group_membership' ? [[given.nameOf(one, 'user')], given.valueOf(one, 'groups')]
    : one.type === 'aws_iam_group_membership' ? [given.valueOf(one, 'users'), [given.nameOf(one, 'group')]] : [[], []];
  return listOf(groups).map((group) => given.joining(one, group, listOf(users)));
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

/** What stands beside the arguments of a resource. */
const PROVIDER = 'provider_config_key';

/** What each argument refers to in its module, by the address of the resource and the name of the argument; and its provider. */
function referencesIn(module: Fields | undefined, prefix: string): Map<string, string[]> {
  if (module === undefined) {
    return new Map();
  }
  const own = listOf(field(module, 'resources')).filter(isFields).flatMap((one) => {
    const expressions = field(one, 'expressions');
    const provider = { references: field(one, PROVIDER) };
    return Object.entries({ ...isFields(expressions) ? expressions : {}, [PROVIDER]: provider }).map(([argument, expression]): [string, string[]] =>
      [`${prefix}${String(field(one, 'address'))} ${argument}`, isFields(expression) ? listOf(field(expression, 'references')).map(String) : []]);
  });
  const calls = field(module, 'module_calls');
  const inner = Object.entries(isFields(calls) ? calls : {}).flatMap(([name, call]) =>
    isFields(call) ? [...referencesIn(within(call, 'module'), `${prefix}module.${name}.`)] : []);
  return new Map([...own, ...inner]);
}
