/** What a person can pick on the page: every closed option of the group, and one example of `allowActions`. */
import { Duration } from 'aws-cdk-lib';
import { Choice, Option } from './page-data';
import { ConsoleMfaEnforcedGroupProps, MfaEnforcement, UserCredential } from '../src';

export interface PickableChoice extends Choice {
  readonly props: ConsoleMfaEnforcedGroupProps;
  /** The strategy of the expected table with this option: what follows the mode in its name. */
  readonly strategy?: string;
}

export interface PickableOption extends Option {
  readonly choices: PickableChoice[];
}

const DEFAULT: PickableChoice = { value: 'default', label: '', props: {} };

function tickBox(prop: string, strategy: string, label: string, hint: string, code: string, props: ConsoleMfaEnforcedGroupProps): PickableOption {
  return { prop, label, hint, ticked: 1, choices: [DEFAULT, { value: 'true', label: '', code, props, strategy }] };
}

export const OPTIONS: PickableOption[] = [
  {
    prop: 'enforcement',
    label: 'Which requests need MFA',
    hint: '',
    choices: [
      { value: 'CONSOLE_ONLY', label: 'Console only: access keys keep working', props: {} },
      {
        value: 'ALL_REQUESTS',
        label: 'All requests: keys need an MFA session',
        code: 'enforcement: MfaEnforcement.ALL_REQUESTS',
        props: { enforcement: MfaEnforcement.ALL_REQUESTS },
      },
    ],
  },
  {
    prop: 'allowAwsServiceCalls',
    label: 'AWS services may act for a member',
    hint: 'What Athena or CloudFormation does for a key has no MFA. Clear the box, and it stops.',
    ticked: 0,
    choices: [
      { value: 'true', label: '', props: {} },
      { value: 'false', label: '', code: 'allowAwsServiceCalls: false', props: { allowAwsServiceCalls: false }, strategy: 'no-service-calls' },
    ],
  },
  tickBox('allowPasswordChange', 'password-change',
    'Passwords may be changed without MFA',
    'For first sign-ins and expired passwords. Somebody who stole the password can change it.',
    'allowPasswordChange: true', { allowPasswordChange: true }),
  tickBox('allowActions', 'actions',
    'Deployments may start without MFA',
    'An example. What CloudFormation then does is not denied.',
    "allowActions: ['cloudformation:CreateStack']", { allowActions: ['cloudformation:CreateStack'] }),
  tickBox('allowEnrollmentWithAccessKeys', 'key-enrollment',
    'Access keys may enroll',
    'A leaked key of a user without a device can enroll the attacker\'s device.',
    'allowEnrollmentWithAccessKeys: true', { allowEnrollmentWithAccessKeys: true }),
  tickBox('allowFederationTokensWithAccessKeys', 'federation',
    'Access keys may get federation tokens',
    'A leaked key can open a console that needs no MFA.',
    'allowFederationTokensWithAccessKeys: true', { allowFederationTokensWithAccessKeys: true }),
  tickBox('allowUserAdministrationWithAccessKeys', 'administration',
    'Access keys may administer other users',
    'A leaked key can give another user a password, or remove their device.',
    'allowUserAdministrationWithAccessKeys: true', { allowUserAdministrationWithAccessKeys: true }),
  tickBox('allowManagedMcpCalls', 'mcp',
    'AWS\'s managed MCP servers may act for a member',
    'An agent with an access key keeps working. So does an attacker with a leaked key, through that server.',
    'allowManagedMcpCalls: true', { allowManagedMcpCalls: true }),
  {
    prop: 'credentialsRequiringMfa',
    label: 'Credentials a key may not change',
    hint: '',
    choices: [
      { value: 'none', label: 'None: automation rotates its keys', props: {} },
      {
        value: 'access-keys',
        label: 'Access keys',
        code: 'credentialsRequiringMfa: [UserCredential.ACCESS_KEYS]',
        props: { credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] },
        strategy: 'credentials',
      },
      {
        value: 'every',
        label: 'All kinds',
        code: 'credentialsRequiringMfa: Object.values(UserCredential)',
        props: { credentialsRequiringMfa: Object.values(UserCredential) },
        strategy: 'credentials',
      },
    ],
  },
  tickBox('maxMfaAge', 'max-age',
    'MFA is valid for one hour',
    'Without it, a stolen MFA session is good for up to 36 hours.',
    'maxMfaAge: Duration.hours(1)', { maxMfaAge: Duration.hours(1) }),
];

/** One choice of each option, by its index. */
export type Picked = number[];

export function everyCombination(): Picked[] {
  return OPTIONS.reduce<Picked[]>((soFar, { choices }) => soFar.flatMap((picked) => choices.map((_, index) => [...picked, index])), [[]]);
}

function choicesOf(picked: Picked): PickableChoice[] {
  return picked.map((index, option) => OPTIONS[option].choices[index]);
}

export function propsOf(picked: Picked): ConsoleMfaEnforcedGroupProps {
  return Object.assign({}, ...choicesOf(picked).map(({ props }) => props)) as ConsoleMfaEnforcedGroupProps;
}

/**
 * The strategies of the expected table whose rows speak of a combination, the closest first. What CONSOLE_ONLY denies,
 * ALL_REQUESTS denies too, so its rows give the reason where ALL_REQUESTS has none of its own and the answer is the same.
 */
export function strategiesOf(picked: Picked): string[] {
  const [mode, ...choices] = choicesOf(picked);
  const options = choices.flatMap(({ strategy }) => strategy ?? []);
  const both = options.includes('administration') && options.includes('key-enrollment') ? ['administration+key-enrollment'] : [];
  const bases = mode.value === 'ALL_REQUESTS' ? ['all-requests', 'console-only'] : ['console-only'];
  return bases.flatMap((base) => [...both, ...options].map((option) => `${base}+${option}`).concat(base));
}
