/**
 * The few actions of the IAM API that the function calls, over an account in memory: requests in, XML out.
 *
 * It stands where the SDK would open a connection, so that serializing, signing, retrying and parsing are the SDK's own.
 * The shapes and the messages are those of the IAM API reference and of errors that people have reported. It is a
 * model of AWS, and no evidence about AWS.
 */
import { Readable } from 'node:stream';
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { type Account, type AccountUser, GROUP_NAME } from './account';
import { MAX_GROUPS } from '../../src/membership-function/directory';

export interface Request {
  /** From 1. */
  readonly number: number;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Response {
  readonly status: number;
  readonly body: string;
}

type Respond = (request: Request) => Response | Promise<Response>;

export interface FakeIamOptions {
  /** IAM may give fewer than are asked for. */
  readonly pageSize?: number;
  /** What a marker holds: the last name of its page, or how many were told so far. AWS does not say what its own hold. @default names */
  readonly markers?: 'names' | 'positions';
  /** Stands before each request, which it may let through, answer itself or fail. */
  readonly intercept?: (request: Request, next: () => Response) => Response | Promise<Response>;
}

export class FakeIam {
  public readonly requests: Request[] = [];

  private readonly actions = {
    ListUsers: (request: Request) => this.page(request, 'Users',
      [...this.account.users.values()].filter(({ path }) => path.startsWith(request.parameters.PathPrefix ?? '/')).map(userXml)),

    GetGroup: (request: Request) => request.parameters.GroupName !== GROUP_NAME
      ? error(404, 'NoSuchEntity', `The group with name ${request.parameters.GroupName} cannot be found.`)
      // IAM tells the last use of a password in the list of users only.
      : this.page(request, 'Users', [...this.account.members].map((name) => userXml({ ...this.account.user(name), signedIn: false })), `<Group>${element('GroupName', GROUP_NAME)}</Group>`),

    ListAttachedGroupPolicies: (request: Request) => request.parameters.GroupName !== GROUP_NAME
      ? error(404, 'NoSuchEntity', `The group with name ${request.parameters.GroupName} cannot be found.`)
      : this.page(request, 'AttachedPolicies', this.account.policies.map((arn) => element('PolicyName', 'a-policy') + element('PolicyArn', arn))),

    ListGroupsForUser: (request: Request) => this.ofUser(request, ({ otherGroups }) => this.page(request, 'Groups',
      Array.from({ length: otherGroups }, (_, index) => element('GroupName', `group${index}`)))),

    // The account's root user is in this list too, and may be called as a user is.
    ListVirtualMFADevices: (request: Request) => this.page(request, 'VirtualMFADevices', [
      deviceXml('root-account-mfa-device', `${element('UserName', 'without-mfa')}${element('Arn', 'arn:aws:iam::123456789012:root')}`),
      ...[...this.account.users.values()].filter(({ device }) => device === 'virtual').map((user) => deviceXml(user.name, userFields(user))),
    ]),

    ListMFADevices: (request: Request) => this.ofUser(request, ({ name, device }) => this.page(request, 'MFADevices',
      device === undefined ? [] : [element('UserName', name) + element('SerialNumber', 'GAHT12345678') + element('EnableDate', '2026-01-01T00:00:00Z')])),

    GetLoginProfile: (request: Request) => this.ofUser(request, ({ name, password }) => password
      ? success('GetLoginProfile', `<LoginProfile>${element('UserName', name)}${element('CreateDate', '2026-01-01T00:00:00Z')}</LoginProfile>`)
      : error(404, 'NoSuchEntity', `Login Profile for User ${name} cannot be found.`)),

    AddUserToGroup: (request: Request) => this.ofUser(request, ({ name, otherGroups }) => {
      if (otherGroups >= MAX_GROUPS) {
        return error(409, 'LimitExceeded', `Cannot exceed quota for GroupsPerUser: ${MAX_GROUPS}`);
      }
      this.account.members.add(name);
      return success('AddUserToGroup');
    }),

    RemoveUserFromGroup: (request: Request) => this.ofUser(request, ({ name }) => {
      this.account.members.delete(name);
      return success('RemoveUserFromGroup');
    }),
  };

  public constructor(public readonly account: Account, private readonly options: FakeIamOptions = {}) {}

  /** Answers the body of a request, as a server would. */
  public readonly respond = async (body: string): Promise<Response> => {
    const { Action: action, Version: _version, ...parameters } = Object.fromEntries(new URLSearchParams(body));
    const request: Request = { number: this.requests.length + 1, action, parameters };
    this.requests.push(request);
    const next = (): Response => this.carryOut(request);
    return this.options.intercept ? this.options.intercept(request, next) : next();
  };

  public client(config: IAMClientConfig = {}): IAMClient {
    return new IAMClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      requestHandler: {
        handle: async ({ body }: { body: string }) => {
          const response = await this.respond(body);
          return { response: { statusCode: response.status, headers: { 'content-type': 'text/xml' }, body: Readable.from([Buffer.from(response.body)]) } };
        },
      } as IAMClientConfig['requestHandler'],
      ...config,
    });
  }

  /** What was called, and for whom. */
  public trace(): string[] {
    return this.requests.map(({ action, parameters }) => parameters.UserName ? `${action} ${parameters.UserName}` : action);
  }

  private carryOut(request: Request): Response {
    const action = (this.actions as Record<string, Respond>)[request.action];
    return action ? action(request) as Response : error(400, 'InvalidAction', `no action ${request.action}`);
  }

  private ofUser({ parameters }: Request, respond: (user: AccountUser) => Response): Response {
    const user = this.account.users.get(parameters.UserName);
    return user ? respond(user) : noSuchUser(parameters.UserName);
  }

  private page({ action, parameters }: Request, list: string, items: readonly string[], before = ''): Response {
    const sorted = [...items].sort((one, other) => nameIn(one) < nameIn(other) ? -1 : 1);
    const byPosition = this.options.markers === 'positions';
    const begin = parameters.Marker === undefined ? 0
      : byPosition ? Number(parameters.Marker) : sorted.filter((item) => nameIn(item) <= parameters.Marker).length;
    const end = begin + Math.min(Number(parameters.MaxItems ?? 100), this.options.pageSize ?? Infinity);
    const members = sorted.slice(begin, end).map((item) => `<member>${item}</member>`).join('');
    const more = end < sorted.length;
    const marker = more ? element('Marker', byPosition ? `${end}` : nameIn(sorted[end - 1])) : '';
    return success(action, `${before}${element('IsTruncated', `${more}`)}${marker}<${list}>${members}</${list}>`);
  }
}

/** By which a list is sorted. */
function nameIn(item: string): string {
  return /<(?:GroupName|PolicyArn|SerialNumber|UserName)>([^<]+)/.exec(item)![1];
}

export function success(action: string, result = ''): Response {
  return { status: 200, body: `<${action}Response><${action}Result>${result}</${action}Result><ResponseMetadata/></${action}Response>` };
}

export function error(status: number, code: string, message: string): Response {
  return { status, body: `<ErrorResponse><Error><Type>Sender</Type>${element('Code', code)}${element('Message', message)}</Error></ErrorResponse>` };
}

export function noSuchUser(name: string): Response {
  return error(404, 'NoSuchEntity', `The user with name ${name} cannot be found.`);
}

export function element(name: string, text: string): string {
  return `<${name}>${text}</${name}>`;
}

function userXml(user: AccountUser): string {
  const used = user.signedIn ? element('PasswordLastUsed', '2026-06-01T00:00:00Z') : '';
  return userFields(user) + element('CreateDate', user.created.toISOString()) + used;
}

function userFields({ name, path }: AccountUser): string {
  return [element('Path', path), element('UserName', name), element('Arn', `arn:aws:iam::123456789012:user${path}${name}`)].join('');
}

function deviceXml(name: string, user: string): string {
  return `${element('SerialNumber', `arn:aws:iam::123456789012:mfa/${name}`)}<User>${user}</User>`;
}
