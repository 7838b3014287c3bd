/** The options of RequireMfaPolicy that a reader can pick on the page, and the rules of every policy that they make. */
import type { PageOption, PageRules } from '../../impact/report/page-data';
import type { Policies } from '../../impact/report/report';
import { MfaEnforcement } from '../../src/mfa-enforcement';
import { type PolicyStatement, UNKNOWN_NAME } from '../../src/private/impact/rules/policy-statement';
import { readStatements } from '../../src/private/impact/rules/read-statements';
import type { Rule } from '../../src/private/impact/rules/requirement';
import { unlessMfaPresent } from '../../src/private/statements/conditions';
import { guardStatements } from '../../src/private/statements/guard-statements';
import { DEFAULT_POLICY_PATH, IamArns } from '../../src/private/statements/iam-arns';
import { type RequireMfaStatementOptions, requireMfaStatements } from '../../src/private/statements/require-mfa-statements';
import { UserCredential } from '../../src/user-credential';

type Props = Omit<RequireMfaStatementOptions, 'enforcement'>;

interface Choosable extends PageOption {
  readonly values: readonly Partial<Props>[];
}

type Switch = { [Prop in keyof Props]-?: Props[Prop] extends boolean ? Prop : never }[keyof Props];

function box(prop: Switch, label: string, hint: string, { isConsoleOnly = false, byDefault = false } = {}): Choosable {
  return {
    prop,
    label,
    hint,
    isConsoleOnly,
    ticked: byDefault ? 0 : 1,
    choices: [{ label: '', code: '' }, { label: '', code: `${prop}: ${!byDefault}` }],
    values: [byDefault, !byDefault].map((value) => ({ [prop]: value })),
  };
}

const HOURS = [0.25, 1, 4, 8, 12];

export const OPTIONS: readonly Choosable[] = [
  box('allowAwsServiceCalls', 'AWS services may act for a user', 'Without it, what Athena or CloudFormation does for a key stops.', { byDefault: true }),
  box('allowPasswordChange', 'Passwords may be changed without MFA', 'Somebody who stole the password can change it.'),
  box('allowManagedMcpCalls', 'AWS\'s managed MCP servers may act for a user', 'So may an attacker with a leaked key, through such a server.'),
  box('allowEnrollmentWithAccessKeys', 'Access keys may enroll', 'A leaked key of a user without a device can enroll the attacker\'s device.'),
  box('allowFederationTokensWithAccessKeys', 'Access keys may get federation tokens', 'A leaked key can open a console that needs no MFA.', { isConsoleOnly: true }),
  box('allowUserAdministrationWithAccessKeys', 'Access keys may administer other users', 'A leaked key can give another user a password.', { isConsoleOnly: true }),
  {
    prop: 'credentialsRequiringMfa',
    label: 'Credentials that a key may not change',
    hint: 'Automation that rotates its own keys stops.',
    isConsoleOnly: true,
    choices: [
      { label: 'none', code: '' },
      { label: 'access keys', code: 'credentialsRequiringMfa: [UserCredential.ACCESS_KEYS]' },
      { label: 'all kinds', code: 'credentialsRequiringMfa: Object.values(UserCredential)' },
    ],
    values: [[], [UserCredential.ACCESS_KEYS], Object.values(UserCredential)].map((credentialsRequiringMfa) => ({ credentialsRequiringMfa })),
  },
  {
    prop: 'maxMfaAge',
    label: 'An MFA session is valid for',
    hint: 'After it, the user signs in again.',
    isConsoleOnly: false,
    choices: [{ label: 'as long as AWS lets it', code: '' },
      ...HOURS.map((hours) => ({ label: hours < 1 ? `${hours * 60} minutes` : hours === 1 ? '1 hour' : `${hours} hours`, code: `maxMfaAge: Duration.minutes(${hours * 60})` }))],
    values: [undefined, ...HOURS.map((hours) => hours * 3600)].map((maxMfaAgeSeconds) => ({ maxMfaAgeSeconds })),
  },
];

/** A record names its account itself, so no verdict asks for the one of the policy. */
const ARNS = new IamArns({ formatArn: ({ service, resource, resourceName }) => `arn:aws:${service}:::${resource}/${resourceName}` });

/** @param choices by the index of the option, the index of what is chosen */
export function statementsOf(mode: keyof typeof MfaEnforcement, choices: readonly number[]): PolicyStatement[] {
  const props = Object.assign({ allowActions: [] }, ...OPTIONS.map(({ values }, index) => values[choices[index]])) as Props;
  const options = { ...props, enforcement: MfaEnforcement[mode] };
  // Which group the policy is attached to, only its owner knows.
  const guarded = { groupNames: [UNKNOWN_NAME], attachedToUsers: false, policyPath: DEFAULT_POLICY_PATH };
  return [...requireMfaStatements(options, ARNS), ...guardStatements(guarded, unlessMfaPresent(options), ARNS)]
    .map((statement) => statement.toStatementJson() as PolicyStatement);
}

function everyChoice(mode: keyof typeof MfaEnforcement): number[][] {
  return OPTIONS.reduce<number[][]>((soFar, { values, isConsoleOnly }) =>
    soFar.flatMap((some) => (isConsoleOnly && mode === 'ALL_REQUESTS' ? [0] : [...values.keys()]).map((choice) => [...some, choice])), [[]]);
}

/** The rules of these modes with every option. */
export function rulesOfOptions(modes: readonly string[]): PageRules {
  return pooled((ruleOf) => Object.fromEntries((modes as readonly (keyof typeof MfaEnforcement)[]).map((mode) =>
    [mode, Object.fromEntries(everyChoice(mode).map((choices) => [choices.join(''), statementsOf(mode, choices).flatMap(ruleOf)]))])));
}

export function rulesOfTemplate(policies: Policies): PageRules {
  return pooled((ruleOf) => Object.fromEntries(Object.entries(policies).map(([name, statements]) => [name, { '': statements.flatMap(ruleOf) }])));
}

/** Thousands of policies share a few dozen statements, and each of these is read once. */
function pooled(policiesOf: (ruleOf: (statement: PolicyStatement, index: number) => number[]) => PageRules['policies']): PageRules {
  const rules: Rule[] = [];
  const known = new Map<string, number[]>();
  const policies = policiesOf((statement, index) => {
    const text = JSON.stringify([statement, statement.Sid ?? index]);
    const read = known.get(text) ?? readStatements([...Array<PolicyStatement>(index).fill({ Effect: 'Allow' }), statement]).map((rule) => rules.push(rule) - 1);
    known.set(text, read);
    return read;
  });
  return { rules, policies };
}
