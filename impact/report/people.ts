/** What other files tell of the users: who has a device, whose keys are in use, who is in which group. */
import type { UserReport } from './report';

export interface Person {
  readonly account: string;
  readonly user: string;
  /** From the details of the account. */
  readonly groups?: readonly string[];
  /** From the credential report. */
  readonly hasPassword?: boolean;
  readonly hasDevice?: boolean;
  readonly hasKeys?: boolean;
  /** The last use of a key that is active, in the words of the credential report. */
  readonly keyUse?: { readonly day: string; readonly service: string };
}

export const PEOPLE_FILES = ['credential-report', 'account-details'] as const;
export type PeopleFile = (typeof PEOPLE_FILES)[number];

/** Both files about one user. */
export function joined(people: readonly Person[]): Map<string, Person> {
  const all = new Map<string, Person>();
  people.forEach((person) => all.set(keyOf(person), { ...all.get(keyOf(person)), ...person }));
  return all;
}

export function keyOf({ account, user }: Pick<Person, 'account' | 'user'>): string {
  return `${account} ${user}`;
}

/** Of users by their names, with the account where users of several accounts have the same name. */
export function nameAmong(users: readonly Pick<Person, 'account' | 'user'>[]): (one: Pick<Person, 'account' | 'user'>) => string {
  const accounts = new Map<string, Set<string>>();
  users.forEach(({ account, user }) => accounts.set(user, (accounts.get(user) ?? new Set()).add(account)));
  return ({ account, user }) => account === '' || accounts.get(user)?.size === 1 ? user : `${user} of ${account}`;
}

/** Keys that were used within the days of the records, by users of whom the records have no call with a key: data events may be missing. A service may have acted for another session. */
export function unseenKeys(people: ReadonlyMap<string, Person>, users: readonly UserReport[], firstDay: string): Person[] {
  const seen = new Set(users.filter(({ facts }) => facts.some(({ fact }) => fact.session === 'key')).map(keyOf));
  return [...people.values()].filter((person) => person.keyUse !== undefined && person.keyUse.day >= firstDay && !seen.has(keyOf(person)));
}

/** They cannot sign in with MFA yet. */
export function withoutDevice(people: ReadonlyMap<string, Person>): Person[] {
  return [...people.values()].filter(({ hasPassword, hasDevice }) => hasPassword === true && hasDevice === false);
}
