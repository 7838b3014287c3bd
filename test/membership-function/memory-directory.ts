/**
 * The directory that the loop works on, over an account in memory: pages of two, reads that lag behind, and faults.
 */
import type { Account } from './account';
import { type Directory, type DirectoryUser, GroupNotFound, MAX_GROUPS, type Outcome } from '../../src/membership-function/directory';

export type Method = 'users' | 'usersWithVirtualDevice' | 'members' | 'policies' | 'groupCount' | 'hasDevice' | 'hasPassword' | 'add' | 'remove';

export interface Call {
  readonly number: number;
  readonly method: Method;
  readonly userName?: string;
}

export interface MemoryDirectoryOptions {
  readonly pageSize?: number;
  /** Reads that a change is not yet seen by. */
  readonly lag?: number;
  /** Called before each call is carried out, and may throw, or change the account. */
  readonly before?: (call: Call) => void | Promise<void>;
}

export class MemoryDirectory implements Directory {
  public readonly made: Call[] = [];
  public groupExists = true;

  /** What reads see, and the changes that they do not see yet. */
  private readonly seen: Account;
  private pending: { readsLeft: number; apply: (account: Account) => void }[] = [];

  public constructor(private readonly account: Account, private readonly options: MemoryDirectoryOptions = {}) {
    this.seen = options.lag ? account.copy() : account;
  }

  public get calls(): number {
    return this.made.length;
  }

  /** Changes the account from outside, as its users and administrators do. */
  public change(apply: (account: Account) => void): void {
    apply(this.account);
    if (this.seen !== this.account) {
      this.pending.push({ readsLeft: this.options.lag!, apply });
    }
  }

  public async *users(pathPrefix: string): AsyncGenerator<DirectoryUser[]> {
    yield* this.pages('users', () => [...this.seen.users.values()].filter(({ path }) => path.startsWith(pathPrefix)));
  }

  public async *usersWithVirtualDevice(): AsyncGenerator<string[]> {
    yield* this.pages('usersWithVirtualDevice', () =>
      [...this.seen.users.values()].filter(({ device }) => device === 'virtual').map(({ name }) => name));
  }

  public async *members(): AsyncGenerator<DirectoryUser[]> {
    yield* this.pages('members', () => {
      if (!this.groupExists) {
        throw new GroupNotFound('no such group');
      }
      return [...this.seen.members].flatMap((name) => this.seen.users.get(name) ?? []);
    });
  }

  public async *policies(): AsyncGenerator<string[]> {
    yield* this.pages('policies', () => this.seen.policies);
  }

  public async groupCount(userName: string): Promise<number | 'gone'> {
    await this.call('groupCount', userName);
    return this.read().users.get(userName)?.otherGroups ?? 'gone';
  }

  public async hasDevice(userName: string): Promise<boolean | 'gone'> {
    await this.call('hasDevice', userName);
    const user = this.read().users.get(userName);
    return user === undefined ? 'gone' : user.device !== undefined;
  }

  public async hasPassword(userName: string): Promise<boolean | 'gone'> {
    await this.call('hasPassword', userName);
    return this.read().users.get(userName)?.password ?? 'gone';
  }

  public async add(userName: string): Promise<Outcome | 'at-quota'> {
    await this.call('add', userName);
    const user = this.account.users.get(userName);
    if (user === undefined || this.account.members.has(userName)) {
      return 'unchanged';
    }
    if (user.otherGroups >= MAX_GROUPS) {
      return 'at-quota';
    }
    this.change(({ members }) => members.add(userName));
    return 'changed';
  }

  public async remove(userName: string): Promise<Outcome> {
    await this.call('remove', userName);
    if (!this.account.members.has(userName)) {
      return 'unchanged';
    }
    this.change(({ members }) => members.delete(userName));
    return 'changed';
  }

  private async *pages<T>(method: Method, all: () => T[]): AsyncGenerator<T[]> {
    const size = this.options.pageSize ?? 2;
    let begin = 0;
    let more = true;
    while (more) {
      await this.call(method);
      this.read();
      const items = all();
      yield items.slice(begin, begin + size);
      begin += size;
      more = begin < items.length;
    }
  }

  private read(): Account {
    const [ripe, rest] = [this.pending.filter(({ readsLeft }) => readsLeft <= 0), this.pending.filter(({ readsLeft }) => readsLeft > 0)];
    ripe.forEach(({ apply }) => apply(this.seen));
    this.pending = rest.map(({ readsLeft, apply }) => ({ readsLeft: readsLeft - 1, apply }));
    return this.seen;
  }

  private async call(method: Method, userName?: string): Promise<void> {
    const call: Call = { number: this.made.length + 1, method, ...(userName !== undefined && { userName }) };
    this.made.push(call);
    await this.options.before?.(call);
  }
}

export function throttled(): Error {
  return Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
}

export function accessDenied(): Error {
  return Object.assign(new Error('not authorized'), { name: 'AccessDenied' });
}
