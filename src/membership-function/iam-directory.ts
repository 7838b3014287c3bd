/**
 * The directory of an AWS account: the one file that loads the AWS SDK.
 *
 * - Pages are asked for at IAM's greatest size, 1000. IAM may give fewer, or none, and say that there is more.
 * - The SDK's paginators end at a page without a marker, also at one that says there is more: such a page is an error here.
 * - What is asked again, and how fast, is in retry-strategy.ts. An attempt that has no whole answer after 20 seconds has failed.
 * - `NoSuchEntity` and the quota of groups are answers. Every other error is an error. To add a member, or to remove who is none,
 *   is no error to IAM.
 */
import {
  AddUserToGroupCommand, GetLoginProfileCommand, IAMClient, NoSuchEntityException, RemoveUserFromGroupCommand, type User,
  paginateGetGroup, paginateListAttachedGroupPolicies, paginateListGroupsForUser, paginateListMFADevices, paginateListUsers,
  paginateListVirtualMFADevices,
} from '@aws-sdk/client-iam';
import { ATTEMPT_MS, within } from './concurrency';
import { type Directory, type DirectoryUser, GroupNotFound, type Outcome, collect } from './directory';
import { AdaptiveRetryStrategy, isGroupQuota } from './retry-strategy';

const PAGE_SIZE = 1000;

interface Page {
  readonly IsTruncated?: boolean;
  readonly Marker?: string;
}

export class IamDirectory implements Directory {
  private sent = 0;
  private readonly options: { readonly abortSignal: AbortSignal };

  /** @param signal ends calls in flight, so that none continues in the next invocation with what this invocation had read */
  public constructor(private readonly client: IAMClient, private readonly groupName: string, signal: AbortSignal) {
    this.options = { abortSignal: signal };
    // Behind the retries, so that each is counted. Before the body is read, which may stall as well as its beginning.
    client.middlewareStack.add((next) => async (args) => {
      this.sent += 1;
      return within(ATTEMPT_MS, next(args));
    }, { step: 'finalizeRequest', priority: 'low', name: 'countCalls' });
  }

  public get calls(): number {
    return this.sent;
  }

  public async *users(pathPrefix: string): AsyncGenerator<DirectoryUser[]> {
    const pages = paginateListUsers(this.paging, { PathPrefix: pathPrefix }, this.options);
    yield* checked('ListUsers', pages, ({ Users }) => Users?.map((user) => directoryUser('ListUsers', user)));
  }

  public async *usersWithVirtualDevice(): AsyncGenerator<string[]> {
    const pages = paginateListVirtualMFADevices(this.paging, { AssignmentStatus: 'Assigned' }, this.options);
    // The account's root user is in the list too, under a name that a user may also have.
    yield* checked('ListVirtualMFADevices', pages, ({ VirtualMFADevices }) => VirtualMFADevices?.flatMap(({ User: user }) =>
      user?.UserName !== undefined && user.Arn?.includes(':user/') ? [user.UserName] : []));
  }

  public async *members(): AsyncGenerator<DirectoryUser[]> {
    const pages = paginateGetGroup(this.paging, { GroupName: this.groupName }, this.options);
    try {
      yield* checked('GetGroup', pages, ({ Users }) => Users?.map((user) => directoryUser('GetGroup', user)));
    } catch (error) {
      throw error instanceof NoSuchEntityException ? new GroupNotFound(error.message) : error;
    }
  }

  public async *policies(): AsyncGenerator<string[]> {
    const pages = paginateListAttachedGroupPolicies(this.paging, { GroupName: this.groupName }, this.options);
    yield* checked('ListAttachedGroupPolicies', pages, ({ AttachedPolicies }) => AttachedPolicies?.map(({ PolicyArn }) =>
      PolicyArn ?? malformed('ListAttachedGroupPolicies', 'a policy without its ARN')));
  }

  public async hasDevice(userName: string): Promise<boolean | 'gone'> {
    const pages = paginateListMFADevices(this.paging, { UserName: userName }, this.options);
    try {
      for await (const devices of checked('ListMFADevices', pages, ({ MFADevices }) => MFADevices)) {
        if (devices.length > 0) {
          return true;
        }
      }
      return false;
    } catch (error) {
      return unlessNoSuchEntity(error, 'gone');
    }
  }

  public async hasPassword(userName: string): Promise<boolean | 'gone'> {
    try {
      const { LoginProfile } = await this.client.send(new GetLoginProfileCommand({ UserName: userName }), this.options);
      return LoginProfile !== undefined || malformed('GetLoginProfile', 'no login profile');
    } catch (error) {
      return unlessNoSuchEntity(error, whatIsMissing(error));
    }
  }

  public async groupCount(userName: string): Promise<number | 'gone'> {
    const pages = paginateListGroupsForUser(this.paging, { UserName: userName }, this.options);
    try {
      return (await collect(checked('ListGroupsForUser', pages, ({ Groups }) => Groups))).length;
    } catch (error) {
      return unlessNoSuchEntity(error, 'gone');
    }
  }

  public async add(userName: string): Promise<Outcome | 'at-quota'> {
    try {
      await this.client.send(new AddUserToGroupCommand({ GroupName: this.groupName, UserName: userName }), this.options);
      return 'changed';
    } catch (error) {
      return error instanceof Error && isGroupQuota(error.name, error.message) ? 'at-quota' : unlessNoSuchEntity(error, 'unchanged');
    }
  }

  public async remove(userName: string): Promise<Outcome> {
    try {
      await this.client.send(new RemoveUserFromGroupCommand({ GroupName: this.groupName, UserName: userName }), this.options);
      return 'changed';
    } catch (error) {
      return unlessNoSuchEntity(error, 'unchanged');
    }
  }

  private get paging(): { client: IAMClient; pageSize: number } {
    return { client: this.client, pageSize: PAGE_SIZE };
  }
}

/** For one invocation: a client of the last invocation would keep its rate, and count its calls. */
export function iamClient(): IAMClient {
  return new IAMClient({
    // By this CloudTrail tells the function's calls. Without it the metrics library puts its own name there.
    userAgentAppId: 'cdk-iam-mfa',
    retryStrategy: new AdaptiveRetryStrategy(),
    requestHandler: { connectionTimeout: 5_000, requestTimeout: ATTEMPT_MS, throwOnRequestTimeout: true },
  });
}

async function* checked<P extends Page, T>(action: string, pages: AsyncIterable<P>, itemsOf: (page: P) => T[] | undefined): AsyncGenerator<T[]> {
  let last: string | undefined;
  for await (const page of pages) {
    if (page.IsTruncated && (page.Marker === undefined || page.Marker === last)) {
      malformed(action, 'a page that says there are more, but not where');
    }
    last = page.Marker;
    yield itemsOf(page) ?? malformed(action, 'a page without its list');
  }
}

function directoryUser(action: string, { UserName: name, Path: path, CreateDate: created, PasswordLastUsed: used }: User): DirectoryUser {
  return name === undefined || path === undefined || created === undefined
    ? malformed(action, `a user without name, path or date: ${name}`)
    : { name, path, created, signedIn: used !== undefined };
}

function malformed(action: string, what: string): never {
  throw Object.assign(new Error(`${action} answered with ${what}`), { name: 'MalformedAnswer' });
}

/**
 * "Login Profile for User ... cannot be found." It must not be confused with the user who cannot be found, because a member without a
 * password is taken out. Words that we do not know are a failure: as an answer they would hide that IAM has changed its own.
 */
function whatIsMissing(error: unknown): false | 'gone' {
  const message = error instanceof Error ? error.message : '';
  if (/login profile/i.test(message)) {
    return false;
  }
  if (/user with name/i.test(message)) {
    return 'gone';
  }
  throw error;
}

function unlessNoSuchEntity<T>(error: unknown, answer: T): T {
  if (error instanceof NoSuchEntityException) {
    return answer;
  }
  throw error;
}
