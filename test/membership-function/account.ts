/** An account in memory, with one group: what the fakes read and change. */
import type { ForceMfaOptions } from '../../src/membership-function/environment';

export interface AccountUser {
  name: string;
  path: string;
  created: Date;
  /** `other` stands for passkeys and hardware devices, which no list of the account has. */
  device?: 'virtual' | 'other';
  password: boolean;
  /** Whether the list of users has a last use of the password. */
  signedIn: boolean;
  /** Groups other than the one that the function keeps. */
  otherGroups: number;
}

export const POLICY_ARN = 'arn:aws:iam::123456789012:policy/cdk-iam-mfa/require-mfa';
export const GROUP_NAME = 'force-mfa';
export const NOW = new Date('2026-06-15T12:00:00Z');

export class Account {
  public readonly users: Map<string, AccountUser>;
  public readonly members: Set<string>;
  /** Managed policies of the group. */
  public policies: string[] = [POLICY_ARN];

  public constructor(users: readonly AccountUser[], members: readonly string[] = []) {
    this.users = new Map(users.map((one) => [one.name, { ...one }]));
    this.members = new Set(members);
  }

  public user(name: string): AccountUser {
    return this.users.get(name)!;
  }

  public delete(name: string): void {
    this.users.delete(name);
    this.members.delete(name);
  }

  public copy(): Account {
    const copied = new Account([...this.users.values()], [...this.members]);
    copied.policies = [...this.policies];
    return copied;
  }

  /** Members of the group, in order. */
  public membership(): string[] {
    return [...this.members].sort();
  }

  /** Who should be in the group: the rules once more, in other words than the function's. */
  public belonging(options: ForceMfaOptions, now = NOW): string[] {
    return [...this.users.values()].filter((one) => belongs(one, options, now)).map(({ name }) => name).sort();
  }
}

export function belongs(one: AccountUser, options: ForceMfaOptions, now = NOW): boolean {
  const created = options.gracePeriodSeconds > 0 ? one.created : new Date(0);
  const since = options.enforceFrom && options.enforceFrom > created ? options.enforceFrom : created;
  return one.device === undefined
    && (one.password || options.scope === 'ALL_USERS')
    && one.path.startsWith(options.pathPrefix)
    && !options.exemptUsers.some((name) => name.toLowerCase() === one.name.toLowerCase())
    && (now.getTime() - since.getTime()) / 1000 >= options.gracePeriodSeconds;
}

export function user(name: string, traits: Partial<AccountUser> = {}): AccountUser {
  return { name, path: '/', created: new Date('2026-01-01T00:00:00Z'), password: true, signedIn: traits.password ?? true, otherGroups: 0, ...traits };
}

export const OPTIONS: ForceMfaOptions = {
  groupName: GROUP_NAME,
  scope: 'CONSOLE_USERS',
  exemptUsers: [],
  pathPrefix: '/',
  gracePeriodSeconds: 0,
  dryRun: false,
  intervalMinutes: 60,
};

export const HOUR = 3600;

/** For the options of `everyKind`. */
export const EVERY_RULE: ForceMfaOptions = { ...OPTIONS, exemptUsers: ['Break-Glass', 'old-break-glass'], pathPrefix: '/staff/', gracePeriodSeconds: HOUR };

/** A few users of every kind, each both as a member and not. */
export function everyKind(): Account {
  const staff = (name: string, traits: Partial<AccountUser> = {}): AccountUser => user(name, { path: '/staff/', ...traits });
  const young = new Date(NOW.getTime() - (HOUR / 2) * 1000);
  const both = (name: string, traits: Partial<AccountUser> = {}): AccountUser[] => [staff(name, traits), staff(`old-${name}`, traits)];
  const users = [
    ...both('without-mfa'),
    ...both('virtual', { device: 'virtual' }),
    ...both('passkey', { device: 'other' }),
    ...both('robot', { password: false }),
    ...both('robot-with-device', { password: false, device: 'virtual' }),
    ...both('break-glass'),
    ...both('outsider', { path: '/' }),
    ...both('newcomer', { created: young }),
  ];
  return new Account(users, users.map(({ name }) => name).filter((name) => name.startsWith('old-')));
}
