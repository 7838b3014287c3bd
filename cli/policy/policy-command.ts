/** `cdk-iam-mfa policy`: the managed policies of this library, for those who do not use CDK. */
import type { ParseArgsConfig } from 'node:util';
import { CLOUDFORMATION } from './cloudformation';
import { type Format, JSON_DOCUMENT } from './format';
import { checkNames, checkTarget } from './literals';
import { ConstructName, MANAGED_POLICIES, ManagedPolicy, Target } from './managed-policy';
import { PROP_OPTIONS, Values, inOptions, propsOf, textOf } from './props';
import { TERRAFORM } from './terraform';
import { chosenFormat, givenArguments } from '../given-arguments';
import type { Outcome } from '../outcome';
import { reference } from '../output/reference';
import { Refusal } from '../refusal';

const USAGE = `Usage: cdk-iam-mfa policy [RequireMfaPolicy | SelfManageMfaPolicy] [options]

Prints the managed policy that the construct of this name makes; without a name, RequireMfaPolicy. Most options are the
props of the construct: API.md says what each does, and what an attacker gains by one that begins with allow.

  --terraform         a resource of Terraform, with its attachments
  --cloudformation    a template of CloudFormation in YAML; without one of the two, the policy document as JSON

  --account ID        the account of the policy, 12 digits. JSON needs it; the others find it
  --partition NAME    aws-cn, aws-us-gov, ...; in JSON, aws is the default
  --group NAME        a group that has the policy; once for each group. RequireMfaPolicy names it in its guard
  --user NAME         a user who has the policy; once for each user
  --path PATH         of the policy; /cdk-iam-mfa/ is the default. The policy must be created under this path
  --managed-policy-name NAME, --description TEXT
                      of the policy; JSON has neither

Options of RequireMfaPolicy:
  --enforcement MODE  CONSOLE_ONLY, or ALL_REQUESTS, where access keys need MFA too
  --allow-actions ACTIONS                        several with commas, or repeated
  --allow-enrollment-with-access-keys
  --allow-federation-tokens-with-access-keys     for CONSOLE_ONLY
  --allow-managed-mcp-calls
  --allow-password-change
  --allow-user-administration-with-access-keys   for CONSOLE_ONLY
  --credentials-requiring-mfa KINDS              for CONSOLE_ONLY; ACCESS_KEYS, PASSWORD, SERVICE_SPECIFIC_CREDENTIALS,
                                                 SIGNING_CERTIFICATES, SSH_PUBLIC_KEYS
  --max-mfa-age SECONDS
  --no-allow-aws-service-calls

Options of SelfManageMfaPolicy:
  --allow-list-users
  --grant-aws-login
  --self-managed-credentials KINDS               the kinds above

  --help              this

With --terraform and --cloudformation, a name, a path, the account and the partition may each be a reference:
'\${aws_iam_group.developers.name}', '\${Developers}'.

Exit codes: 0 printed, 2 an option cannot be read or is refused, 70 a fault of this command.
`;

const FORMATS: Record<'json' | 'terraform' | 'cloudformation', Format> = { json: JSON_DOCUMENT, terraform: TERRAFORM, cloudformation: CLOUDFORMATION };

const OPTIONS: NonNullable<ParseArgsConfig['options']> = {
  ...PROP_OPTIONS,
  account: { type: 'string', multiple: true },
  partition: { type: 'string', multiple: true },
  terraform: { type: 'boolean' },
  cloudformation: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

export function policy(args: string[]): Outcome {
  const { values, positionals } = givenArguments(args, OPTIONS);
  if (values.help) {
    return { code: 0, output: [USAGE] };
  }
  const construct = constructNamed(positionals);
  const format = FORMATS[chosenFormat(values, ['terraform', 'cloudformation']) ?? 'json'];
  const made = refusing(() => make(construct, values as Values, format));
  return { code: 0, output: [format.print(made)], warnings: [...made.warnings, ...guardWarnings(made)].map(inOptions) };
}

function constructNamed([name = 'RequireMfaPolicy', ...others]: string[]): ConstructName {
  if (!Object.hasOwn(MANAGED_POLICIES, name) || others.length > 0) {
    throw new Refusal(`one policy at a time, ${Object.keys(MANAGED_POLICIES).join(' or ')}, got ${[name, ...others].map((one) => JSON.stringify(one)).join(' and ')}`);
  }
  return name as ConstructName;
}

function make(construct: ConstructName, values: Values, { account, partition, expression }: Format): ManagedPolicy {
  const given = (text: string | undefined) => {
    const [, inner] = /^\$\{(.*)\}$/.exec(text ?? '') ?? [];
    return inner !== undefined && expression?.test(inner) === true ? reference(inner) : text;
  };
  const { path, managedPolicyName, groups, users, ...props } = propsOf(construct, values);
  const target = { account: given(textOf(values, 'account')) ?? account, partition: given(textOf(values, 'partition')) ?? partition };
  checkTarget(construct, target);
  const made = MANAGED_POLICIES[construct]({
    ...props,
    path: given(path as string | undefined),
    managedPolicyName: given(managedPolicyName as string | undefined),
    groups: (groups as string[]).map(given),
    users: (users as string[]).map(given),
  }, target as Target);
  checkNames(made);
  return made;
}

/** The checks of the constructs throw plain errors; a fault of this command is an error of another class. */
function refusing<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof Error && error.constructor === Error ? new Refusal(inOptions(error.message)) : error;
  }
}

/** At synth, the construct knows what it is attached to. */
function guardWarnings({ construct, groups, users }: ManagedPolicy): string[] {
  return construct !== 'RequireMfaPolicy' || groups.length + users.length > 0 ? [] : [
    '--group and --user got nothing, so the policy does not name what has it, and members may leave the group, or detach the policy, without MFA; '
    + 'fix: give --group for each group that you attach it to, and --user for each user',
  ];
}
