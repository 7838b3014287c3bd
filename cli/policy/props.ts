/** The options of the command are the props of the constructs, in the spelling of a command line. */
import type { Duration } from 'aws-cdk-lib';
import type { ConstructName } from './managed-policy';
import { MfaEnforcement } from '../../src/mfa-enforcement';
import { checkEnumMember } from '../../src/private/checks/prop-values';
import type { RequireMfaPolicyProps } from '../../src/require-mfa-policy';
import type { SelfManageMfaPolicyProps } from '../../src/self-manage-mfa-policy';
import { modeName } from '../mode-name';
import { Refusal } from '../refusal';

/** `off` is a switch for what is on by default. Entries of a list have commas between them; a name of IAM may have a comma in it. */
type Kind = 'switch' | 'off' | 'text' | 'list' | 'names' | 'mode' | 'seconds';

const OF_BOTH = { managedPolicyName: 'text', description: 'text', path: 'text', groups: 'names', users: 'names' } as const;

/** A prop that is new in a construct is missing here, and does not compile. */
const REQUIRE_MFA: Record<keyof RequireMfaPolicyProps, Kind> = {
  ...OF_BOTH,
  enforcement: 'mode',
  allowAwsServiceCalls: 'off',
  allowPasswordChange: 'switch',
  allowActions: 'list',
  allowEnrollmentWithAccessKeys: 'switch',
  allowFederationTokensWithAccessKeys: 'switch',
  allowUserAdministrationWithAccessKeys: 'switch',
  allowManagedMcpCalls: 'switch',
  credentialsRequiringMfa: 'list',
  maxMfaAge: 'seconds',
};

const SELF_MANAGE: Record<keyof SelfManageMfaPolicyProps, Kind> = {
  ...OF_BOTH,
  selfManagedCredentials: 'list',
  allowListUsers: 'switch',
  grantAwsLogin: 'switch',
};

const PROPS: Readonly<Record<ConstructName, Readonly<Record<string, Kind>>>> = {
  RequireMfaPolicy: REQUIRE_MFA,
  SelfManageMfaPolicy: SELF_MANAGE,
};

const ALL: Readonly<Record<string, Kind>> = { ...REQUIRE_MFA, ...SELF_MANAGE };

/** Without its dashes. */
function optionOf(prop: string): string {
  const singular = ALL[prop] === 'names' ? prop.slice(0, -1) : prop;
  return `${ALL[prop] === 'off' ? 'no-' : ''}${singular.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export const PROP_OPTIONS = Object.fromEntries(Object.entries(ALL).map(([prop, kind]): [string, { type: 'boolean' } | { type: 'string'; multiple: true }] =>
  [optionOf(prop), kind === 'switch' || kind === 'off' ? { type: 'boolean' } : { type: 'string', multiple: true }]));

export type Values = Readonly<Record<string, string[] | boolean | undefined>>;

export function textOf(values: Values, option: string): string | undefined {
  const [text, ...others] = (values[option] ?? []) as string[];
  if (others.length > 0) {
    throw new Refusal(`--${option}: expected one value, got ${[text, ...others].map((one) => JSON.stringify(one)).join(' and ')}`);
  }
  return text;
}

/** The props of a construct as the options give them. What is wrong about a value, the checks of the construct say. */
export function propsOf(construct: ConstructName, values: Values): Record<string, unknown> {
  const foreign = Object.keys(ALL).find((prop) => values[optionOf(prop)] !== undefined && !Object.hasOwn(PROPS[construct], prop));
  if (foreign !== undefined) {
    throw new Refusal(`--${optionOf(foreign)} is no option of ${construct}; --help says more`);
  }
  return Object.fromEntries(Object.entries(PROPS[construct]).map(([prop, kind]) => [prop, READ[kind](construct, values, optionOf(prop))]));
}

const READ: Record<Kind, (construct: ConstructName, values: Values, option: string) => unknown> = {
  switch: (_, values, option) => values[option],
  off: (_, values, option) => values[option] === true ? false : undefined,
  text: (_, values, option) => textOf(values, option),
  list: (_, values, option) => (values[option] as string[] | undefined)?.flatMap((entries) => entries.split(',')),
  names: (_, values, option) => values[option] ?? [],
  mode: (construct, values, option) => {
    const given = textOf(values, option);
    const mode = modeName(given ?? '');
    const name = Object.hasOwn(MfaEnforcement, mode) ? mode : given;
    checkEnumMember(construct, 'enforcement', name, Object.fromEntries(Object.keys(MfaEnforcement).map((one) => [one, one])));
    return MfaEnforcement[name as keyof typeof MfaEnforcement];
  },
  seconds: (_, values, option) => {
    const text = textOf(values, option);
    return text !== undefined && /^\d+$/.test(text) ? seconds(Number(text)) : text;
  },
};

/** As much of a duration as the checks and the statements ask it. */
function seconds(amount: number): Pick<Duration, 'toSeconds' | 'isUnresolved'> {
  return { toSeconds: () => amount, isUnresolved: () => false };
}

/** A message about props, for those who gave options. */
export function inOptions(message: string): string {
  return message
    .replace(/^(?:\w+: )?(\w+)(?:\[\d+\])?(?= got )/, (_, prop: string) => `--${Object.hasOwn(ALL, prop) ? optionOf(prop) : prop}`)
    // Names of two words; "path" and "groups" are words of the messages too.
    .replace(/\b[a-z]+[A-Z]\w*/g, (word) => Object.hasOwn(ALL, word) ? `--${optionOf(word)}` : word)
    .replace(/(?<=^--no-[a-z-]+) got false/, '')
    .replace(/\bMfaEnforcement\./g, '')
    .replace(/pass a Duration such as .*/, 'give seconds, such as 43200 for twelve hours')
    .replace(/,? or acknowledge this warning.*/, '');
}
