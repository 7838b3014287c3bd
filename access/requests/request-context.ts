/** What a request of the matrix carries: who asks for which resource, with which condition keys. */
import { ACCOUNT, ORGANIZATION, ExampleAccount, resources, userArn } from './example-account';
import { REQUESTS, RequestKind, RequestName } from './request-kinds';

export interface Requested {
  readonly principal: string;
  readonly arn: string;
  readonly keys: Record<string, string>;
}

/** @param resource a word of the resource column, or an ARN */
export function requested(exampleAccount: ExampleAccount, request: RequestName, resource: string): Requested {
  const { arn, context } = resources(exampleAccount)[resource] ?? { arn: resource };
  const kind: RequestKind = REQUESTS[request];
  return {
    principal: kind.principal === undefined ? userArn(exampleAccount) : `arn:${exampleAccount.partition}:${kind.principal}`,
    arn,
    keys: { ...keysOf(request), ...context },
  };
}

/** What a kind of request carries, whatever the resource. */
export function keysOf(request: RequestName): Record<string, string> {
  const kind: RequestKind = REQUESTS[request];
  return {
    'aws:PrincipalType': 'User',
    'aws:PrincipalAccount': ACCOUNT,
    'aws:PrincipalOrgID': ORGANIZATION,
    ...(kind.principal === undefined ? { 'aws:username': 'alice', 'aws:userid': 'AIDAEXAMPLE' } : {}),
    ...kind.context,
  };
}
