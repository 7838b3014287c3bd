/** The account in which requests are judged: who asks, and what the words of the expected table stand for. */

/** AWS adds partitions, so each is known by the shape of its name. */
export type Partition = 'aws' | `aws-${string}`;

/** One account as a row is judged in it: every row of ours must hold in all of them. */
export interface ExampleAccount {
  readonly partition: Partition;
  /** IAM path of the user and the group. */
  readonly path: '/' | '/team/';
}

export const EXAMPLE_ACCOUNTS: ExampleAccount[] = (['aws', 'aws-cn', 'aws-us-gov'] as const).flatMap((partition) =>
  (['/', '/team/'] as const).map((path) => ({ partition, path })));

export const ACCOUNT = '123456789012';
/** Another account of the organization, and one that is not in it. */
export const OTHER_ACCOUNT = '210987654321';
export const OUTSIDE_ACCOUNT = '999999999999';
export const ORGANIZATION = 'o-0123456789';
export const GROUP_NAME = 'developers';

const REGIONS = new Map<Partition, string>([['aws', 'eu-west-1'], ['aws-cn', 'cn-north-1'], ['aws-us-gov', 'us-gov-west-1']]);

export function regionOf(partition: Partition): string {
  return REGIONS.get(partition) ?? 'region-1';
}

export interface Resource {
  readonly arn: string;
  readonly context?: Record<string, string>;
}

export function iamArn({ partition }: ExampleAccount, resource: string): string {
  return `arn:${partition}:iam::${ACCOUNT}:${resource}`;
}

export function userArn(exampleAccount: ExampleAccount): string {
  return iamArn(exampleAccount, `user${exampleAccount.path}alice`);
}

/** What the words in the resource column stand for. */
export function resources(exampleAccount: ExampleAccount): Record<string, Resource> {
  const iam = (resource: string, context?: Record<string, string>) => ({ arn: iamArn(exampleAccount, resource), context });
  const own = `user${exampleAccount.path}alice`;
  const elsewhere = (service: string, resource: string) => ({
    arn: `arn:${exampleAccount.partition}:${service}:${regionOf(exampleAccount.partition)}:${ACCOUNT}:${resource}`,
  });
  return {
    // For actions that have no resource type.
    '*': { arn: '*' },
    'own user': iam(own),
    'other user': iam('user/bob'),
    'user with a longer name': iam('user/xalice'),
    'user of the staff': iam('user/staff/carol'),
    'user of other staff': iam('user/staff-abroad/dave'),
    'no user named': iam('user/-'),
    'device of any name': iam('mfa/phone'),
    'device of own name': iam('mfa/alice'),
    'this group': iam(`group${exampleAccount.path}${GROUP_NAME}`),
    'other group': iam('group/operators'),
    'this policy': iam('policy/cdk-iam-mfa/RequireMfa'),
    'other policy': iam('policy/deploy'),
    'own user, this policy': iam(own, { 'iam:PolicyARN': iamArn(exampleAccount, 'policy/cdk-iam-mfa/RequireMfa') }),
    'own user, this attached policy': iam(own, { 'iam:PolicyARN': iamArn(exampleAccount, 'policy/cdk-iam-mfa/RequireMfa') }),
    'user with this inline policy': iam(own),
    'user under this boundary': iam(own),
    'this boundary': iam('policy/boundary'),
    'own user, other policy': iam(own, { 'iam:PolicyARN': iamArn(exampleAccount, 'policy/deploy') }),
    'role': iam('role/admin'),
    'object': { arn: `arn:${exampleAccount.partition}:s3:::data/report.csv` },
    'instance': elsewhere('ec2', 'instance/i-0123456789abcdef0'),
    'network interface': elsewhere('ec2', 'network-interface/eni-0123456789abcdef0'),
    'table': elsewhere('dynamodb', 'table/orders'),
    'kms key': elsewhere('kms', 'key/1234abcd-12ab-34cd-56ef-1234567890ab'),
    'workgroup': elsewhere('athena', 'workgroup/primary'),
    'stack': elsewhere('cloudformation', 'stack/app/1234abcd-12ab-34cd-56ef-1234567890ab'),
    'stack of the enforcement': elsewhere('cloudformation', 'stack/Identity/1234abcd-12ab-34cd-56ef-1234567890ab'),
    'membership function': elsewhere('lambda', 'function:WithoutMfa'),
    'membership schedule': elsewhere('scheduler', 'schedule/default/WithoutMfa'),
    'role of the function': iam('role/WithoutMfaFunction'),
    'delegation request': iam('delegation-request/dr-0123456789abcdef'),
    'access application': elsewhere('account-access', 'application/app-0123456789abcdef'),
    'repository': elsewhere('codecommit', 'app'),
    'model': { arn: `arn:${exampleAccount.partition}:bedrock:${regionOf(exampleAccount.partition)}::foundation-model/example` },
    'member account': { arn: `arn:${exampleAccount.partition}:account::${ACCOUNT}:account/${ORGANIZATION}/${OTHER_ACCOUNT}` },
    'federated user': { arn: `arn:${exampleAccount.partition}:sts::${ACCOUNT}:federated-user/alice` },
    'other user, this policy': iam('user/bob', { 'iam:PolicyARN': iamArn(exampleAccount, 'policy/cdk-iam-mfa/RequireMfa') }),
    'other user, other policy': iam('user/bob', { 'iam:PolicyARN': iamArn(exampleAccount, 'policy/deploy') }),
    'console sign-in': { arn: `arn:${exampleAccount.partition}:signin:::console/home` },
    'sign-in': elsewhere('signin', 'oauth2/public-client/localhost'),
    'remote sign-in': elsewhere('signin', 'oauth2/public-client/remote'),
    'sign-in for a service': elsewhere('signin', 'service-principal/aws-mcp.amazonaws.com'),
    'identity provider': iam('saml-provider/idp'),
    'identity provider (OIDC)': iam('oidc-provider/idp.example.com'),
    'Identity Center instance': { arn: `arn:${exampleAccount.partition}:sso:::instance/ssoins-0123456789abcdef` },
    'root of a member account': { arn: `arn:${exampleAccount.partition}:iam::210987654321:root` },
  };
}
