/** Three questions, and for each combination of answers what to use. Texts may have `code` and [links](docs/page.md#anchor). */
import type { Choice } from './choice';
import { codeFor } from './recommendation-code';

/** What somebody who decides has to know. */
export interface Effects {
  readonly keeps: string[];
  readonly stops: string[];
  readonly people: string[];
}

export interface Recommendation {
  /** The constructs, after "Use". */
  readonly use: string;
  readonly why: string;
  readonly effects: Effects;
  /** Honest: what an attacker can still do. */
  readonly leavesOpen: string[];
  readonly next: string;
  /** To paste: the imports, an empty line, and statements for the constructor of a stack. */
  readonly code: string;
}

export function recommendationFor(choice: Choice): Recommendation {
  return { ...(choice.today === 'see' ? seeing(choice) : enforcing(choice)), effects: effectsOf(choice), code: codeFor(choice) };
}

type Words = Omit<Recommendation, 'code' | 'effects'>;

const PASSWORD = 'Anyone who has the password of a user without a device can enroll a device and act as that user ([A3](docs/threat-model.md#a3)). Keep that time short.';
const KEYS_AS_BEFORE = 'A leaked key can still do what its user may do, and act as another user or role where its user may. Require MFA in the trust policies of sensitive roles: [the bound](docs/how-it-works.md#the-bound).';
const STOLEN_SESSION = 'A stolen session with MFA works until it ends ([A18](docs/threat-model.md#a18)). With `maxMfaAge`, it stops earlier.';
const OUTSIDE = 'Users outside these groups do not need MFA. `MfaCoverageCheck` and `MfaMonitoring` find them.';
const NOTHING_DENIED = 'Everything: anyone who has a password or a key can do what its user may.';
const KEY_ENROLLS = 'A leaked key can enroll the attacker\'s device, if its user has none and may enroll ([A2](docs/threat-model.md#a2)).';

function enforcing({ users, keys }: Choice): Words {
  if (users === 'anywhere') {
    return forceMfa(keys);
  }
  const leavesOpen = [keys === 'automation' ? KEYS_AS_BEFORE : STOLEN_SESSION, PASSWORD, OUTSIDE];
  const mode = keys === 'automation'
    ? 'People need MFA in the console. Their access keys keep working, also through services, with [exceptions](docs/how-it-works.md#what-each-mode-promises).'
    : 'Without MFA, people can only enroll in the console. Access keys work only in [a session with a code](docs/automation.md#a-session-with-mfa-on-the-command-line).';
  if (users === 'new') {
    return {
      use: `\`ConsoleMfaEnforcedGroup\`, ${keys === 'automation' ? 'with default settings' : 'with `ALL_REQUESTS`'}`,
      why: mode,
      leavesOpen,
      next: 'Set up [break glass](docs/break-glass.md), then [roll out](docs/roll-out.md), one person first.',
    };
  }
  return {
    use: `\`SelfManageMfaPolicy\`, and \`RequireMfaPolicy\` with \`${keys === 'automation' ? 'CONSOLE_ONLY' : 'ALL_REQUESTS'}\``,
    why: `The first lets the members enroll, the second requires MFA of them. The groups stay as they are. ${mode}`,
    leavesOpen,
    next: 'Set up [break glass](docs/break-glass.md), then [roll out](docs/roll-out.md): both policies on one group first.',
  };
}

function forceMfa(keys: Choice['keys']): Words {
  return {
    use: `\`ForceMfaGroup\`${keys === 'automation' ? '' : ' with `ALL_REQUESTS`'}, first with \`dryRun\``,
    why: 'It blocks every user who has a password and no device, until they enroll. No policy applies to other users. '
      + (keys === 'automation' ? 'Access keys keep working.' : 'The keys of blocked users stop too.'),
    leavesOpen: [
      'A user without a password is not blocked by anything. A leaked key of such a user can enroll the attacker\'s device, if the user may enroll ([A12](docs/threat-model.md#a12)).',
      'After enrollment, a leaked key can use [ways into the console](docs/access-matrix.md#users-without-a-device-kept-in-a-group), '
        + 'as far as its user may. `RequireMfaPolicy` on the groups of these users closes them.',
      'A new user is not blocked until the next run, an hour at most: [how long that is](docs/force-mfa-group.md#window).',
      PASSWORD,
    ],
    next: 'Set up [break glass](docs/break-glass.md). Deploy the code as it is, and read the log. Then announce a day, and remove `dryRun`: [how to roll it out](docs/force-mfa-group.md#roll-out). '
      + 'Where users must choose a new password at a sign-in, add `allowPasswordChange: true`: [special cases](docs/force-mfa-group.md#edges).',
  };
}

function seeing({ users, keys }: Choice): Words {
  if (users === 'anywhere') {
    return {
      use: '`ForceMfaGroup` with `dryRun`',
      why: 'With `dryRun` it does not change the members. Its log names the users whom it would block, and a metric counts the users without a device.',
      leavesOpen: [NOTHING_DENIED, KEY_ENROLLS],
      next: 'Read the log of the first runs, then announce a day with `enforceFrom` and remove `dryRun`: [how to roll it out](docs/force-mfa-group.md#roll-out).',
    };
  }
  const seen = keys === 'automation'
    ? 'Members can enroll, and nothing is denied. AWS Config lists who has a password and no device. The rule `MfaConfigRule.USERS_WITHOUT_MFA` is not used, because machine users never get a device.'
    : 'Members can enroll, and nothing is denied. AWS Config lists who has no device, whether they have a password or only a key.';
  const leavesOpen = [NOTHING_DENIED, KEY_ENROLLS];
  if (users === 'new') {
    return {
      use: '`SelfManageMfaPolicy`, `MfaMonitoring` and `MfaCoverageCheck`',
      why: `${seen} Synth warns about each group, and each user with a password, that nothing enforces yet.`,
      leavesOpen,
      next: 'When the list is empty, replace the group and its policy with `ConsoleMfaEnforcedGroup`: [the roll-out](docs/roll-out.md#4-enforce).',
    };
  }
  return {
    use: '`SelfManageMfaPolicy` and `MfaMonitoring`',
    why: seen,
    leavesOpen,
    next: 'When the list is empty, add `RequireMfaPolicy`: [the roll-out](docs/roll-out.md), from its second step.',
  };
}

const ENROLL = 'People without a device enroll one at the next sign-in, then sign in again.';

function effectsOf({ users, keys, today }: Choice): Effects {
  if (today === 'see') {
    return {
      keeps: ['Everything, with and without MFA.'],
      stops: ['Nothing.'],
      people: [users === 'anywhere' ? 'Nothing yet. The log names the people without a device.' : 'They can enroll a device themselves.'],
    };
  }
  return users === 'anywhere' ? effectsOnUsersWithoutDevice(keys) : effectsOnMembers(keys);
}

function effectsOnMembers(keys: Choice['keys']): Effects {
  const console = 'The console without MFA, except enrollment.';
  return keys === 'automation' ? {
    keeps: ['Everything in a console session with MFA.', 'Automation with access keys, and what services do for it.'],
    stops: [
      console,
      'Keys, when they enroll a device, use [a way into the console](docs/how-it-works.md#what-each-mode-promises), or undo the enforcement.',
      'Agents that use a key through one of AWS\'s managed MCP servers.',
    ],
    people: [ENROLL, 'People who manage users with a key first make [a session with a code](docs/automation.md#a-session-with-mfa-on-the-command-line).'],
  } : {
    keeps: ['Everything in a session with MFA, in the console and on the command line.', 'What services do for such a session, if AWS passes MFA on to them.'],
    stops: [console, 'Every access key, until it has made [a session with a code](docs/automation.md#a-session-with-mfa-on-the-command-line).'],
    people: [ENROLL, 'On the command line they type a code for each session.'],
  };
}

function effectsOnUsersWithoutDevice(keys: Choice['keys']): Effects {
  const console = 'The console of a user who has a password and no device, except enrollment.';
  return {
    keeps: ['Everything, for users who have a device.', ...keys === 'automation' ? ['Automation with access keys, and what services do for it.'] : []],
    stops: [
      console,
      keys === 'automation'
        ? 'Keys of these users, when they enroll a device or use [a way into the console](docs/how-it-works.md#what-each-mode-promises).'
        : 'The access keys of these users.',
    ],
    people: [ENROLL, 'The next run removes them from the group, after an hour at most.'],
  };
}
