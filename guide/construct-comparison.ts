/**
 * Every construct of the library, by what it does to people, automation and attackers: the tables of docs/constructs.md and of the page.
 *
 * Texts may have `code` and [links](docs/page.md#anchor), whose targets are paths from the top of the repository.
 */

/** What each of them is asked, in this order. */
export const ASPECTS = {
  what: 'What it is',
  people: 'What it asks of people',
  keys: 'Access keys',
  services: 'Calls that services make for a user',
  leakedKey: 'Leaked access key',
  passwordAlone: 'Leaked password, user without a device',
  passwordAndDevice: 'Leaked password, user with a device',
  cost: 'What it costs',
  choose: 'Choose it',
} as const;

export type Aspect = keyof typeof ASPECTS;

export interface ComparedStrategy extends Record<Aspect, string> {
  readonly name: string;
}

export interface StrategyTable {
  readonly title: string;
  readonly strategies: ComparedStrategy[];
}

const ASKED_FOR_THE_CODE = 'AWS asks for the code at sign-in';
const FREE = 'nothing: IAM policies are free';

const ENFORCING: ComparedStrategy[] = [
  {
    name: '`SelfManageMfaPolicy` alone',
    what: 'members may enroll; nothing is enforced',
    people: 'nothing',
    keys: 'as before',
    services: 'as before',
    leakedKey: 'all that its user may do; it can enroll the attacker\'s device',
    passwordAlone: 'all that its user may do',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: FREE,
    choose: 'as the first step of a roll-out',
  },
  {
    name: '`ConsoleMfaEnforcedGroup` (`CONSOLE_ONLY`, the default)',
    what: 'a group with both policies',
    people: 'a device, and a new sign-in after enrolling',
    keys: 'as before, with [exceptions](docs/how-it-works.md#what-each-mode-promises)',
    services: 'as before, with [exceptions](docs/how-it-works.md#what-each-mode-promises)',
    leakedKey: 'what its user may do, [roles](docs/how-it-works.md#the-bound) too; it cannot enroll, open its user\'s console, or undo the enforcement',
    passwordAlone: 'can enroll the attacker\'s device, then all that its user may do',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: FREE,
    choose: 'when members\' keys sign automation',
  },
  {
    name: '`ConsoleMfaEnforcedGroup` with `ALL_REQUESTS`',
    what: 'a group with both policies, for every request',
    people: 'a device, a new sign-in after enrolling, and a code for every command line session',
    keys: 'stop, except in a session with a code',
    services: 'as before, if the session that starts them has MFA',
    leakedKey: 'can look at devices; nothing else',
    passwordAlone: 'can enroll the attacker\'s device, then all that its user may do',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: FREE,
    choose: 'when keys are used by hand only',
  },
  {
    name: '`RequireMfaPolicy` on groups you have',
    what: 'only the Deny policy; it grants nothing',
    people: 'as the group in the same mode; also grant enrollment (`SelfManageMfaPolicy`)',
    keys: 'as the group in the same mode',
    services: 'as the group in the same mode',
    leakedKey: 'as the group in the same mode',
    passwordAlone: 'as the group in the same mode, if the user may enroll',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: FREE,
    choose: 'when groups exist and are not yours to replace',
  },
  {
    name: '`ForceMfaGroup`',
    what: 'a group that blocks every user with a password and no device; [a function](docs/force-mfa-group.md) updates its members',
    people: 'a device; then a new sign-in after the next run',
    keys: 'as before; while the user is blocked, with [exceptions](docs/how-it-works.md#what-each-mode-promises)',
    services: 'as before; while the user is blocked, with [exceptions](docs/how-it-works.md#what-each-mode-promises)',
    leakedKey: 'while the user is blocked, as `CONSOLE_ONLY`; without a password, and after enrollment, all that its user may do, [ways into the console](docs/access-matrix.md#users-without-a-device-kept-in-a-group) too',
    passwordAlone: 'as `CONSOLE_ONLY`; for a new user until the next run, all that the user may do',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: 'a function each hour, its log, 5 metrics, 4 alarms ([amounts](docs/force-mfa-group.md#cost))',
    choose: 'when users are made by others, or a policy on everybody is too much',
  },
];

const COMPLEMENTS: ComparedStrategy[] = [
  {
    name: '`MfaAdministratorPolicy`',
    what: 'lets a help desk manage the devices of others, with MFA',
    people: 'the help desk needs MFA',
    keys: 'as before, except removing one\'s own device',
    services: 'as before, except removing one\'s own device',
    leakedKey: 'nothing more than before, unless it can enroll the attacker\'s device first ([A2](docs/threat-model.md#a2))',
    passwordAlone: 'with the attacker\'s device, what the help desk may do',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: FREE,
    choose: 'when somebody has to remove lost devices of others',
  },
  {
    name: '`MfaRequiredPrincipal`',
    what: 'makes a role ask for MFA, in its trust policy',
    people: 'MFA before they assume the role',
    keys: 'cannot assume the role without MFA; otherwise as before',
    services: 'cannot assume the role without MFA; otherwise as before',
    leakedKey: 'cannot assume the role, unless it can enroll the attacker\'s device first ([A2](docs/threat-model.md#a2)); `RequireMfaPolicy` prevents that',
    passwordAlone: 'with the attacker\'s device, can assume the role',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: 'nothing: trust policies are free',
    choose: 'for every sensitive role, because user policies do not apply to role sessions',
  },
  {
    name: '`MfaMonitoring`',
    what: 'reports who has no MFA, who signs in without it, and who changes it',
    people: 'nothing',
    keys: 'as before',
    services: 'as before',
    leakedKey: 'as before; changes of devices, passwords and the enforcement are reported',
    passwordAlone: 'as before; sign-ins without MFA and new devices are reported',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: 'evaluations of AWS Config rules, a KMS key; with a trail\'s log group 2 metrics and 2 alarms',
    choose: 'to see who has no MFA yet, and who signs in without it',
  },
  {
    name: '`MfaImpactAnalysis`',
    what: 'asks CloudTrail with Athena which calls would stop',
    people: 'nothing',
    keys: 'as before',
    services: 'as before',
    leakedKey: 'as before',
    passwordAlone: 'as before',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: 'nothing until somebody runs a query; then [by the data that it reads](docs/impact-athena.md#what-a-query-costs)',
    choose: 'before you enforce in an organization',
  },
  {
    name: '`MfaCoverageCheck`',
    what: 'finds users and groups of the app that nothing enforces, at synth',
    people: 'nothing',
    keys: 'as before',
    services: 'as before',
    leakedKey: 'as before',
    passwordAlone: 'as before',
    passwordAndDevice: ASKED_FOR_THE_CODE,
    cost: 'nothing at run time; a little time at synth',
    choose: 'so that the app forgets nobody',
  },
];

export const STRATEGY_TABLES: StrategyTable[] = [
  { title: 'Constructs that require MFA, or prepare it', strategies: ENFORCING },
  { title: 'Supporting constructs', strategies: COMPLEMENTS },
];

export const ASPECT_NAMES = Object.keys(ASPECTS) as Aspect[];
