import type { Stack } from 'aws-cdk-lib';

/** Contract with users: another path would replace every policy. The guard names it, because a policy cannot name its own ARN. */
export const DEFAULT_POLICY_PATH = '/cdk-iam-mfa/';

/** `aws:username` has no path, so a user under a path needs the second form; `user/*NAME` would match other names too. */
const OWN_USER = ['${aws:username}', '*/${aws:username}'];

/** The ARNs that the policies name, in the partition and account of one stack. */
export class IamArns {
  public readonly ownUser: string[];
  public readonly anyMfaDevice: string;
  /** Of the console's own sign-in, as the service authorization reference names it. */
  public readonly anyConsole: string;
  /** What `aws login` signs in to, here or on another device. AWS's own policy for it names any Region and account too. */
  public readonly anyAwsLogin: string;

  public constructor(private readonly stack: Pick<Stack, 'formatArn'>) {
    this.ownUser = OWN_USER.map((name) => this.format('user', name));
    this.anyMfaDevice = this.format('mfa', '*');
    this.anyConsole = stack.formatArn({ service: 'signin', region: '', account: '', resource: 'console', resourceName: '*' });
    this.anyAwsLogin = stack.formatArn({ service: 'signin', region: '*', account: '*', resource: 'oauth2/public-client', resourceName: '*' });
  }

  /** A group's ARN holds its path, which the name does not tell. */
  public group(name: string): string[] {
    return [this.format('group', name), this.format('group', `*/${name}`)];
  }

  /** Every managed policy below a path such as `/cdk-iam-mfa/`. */
  public policiesUnder(path: string): string {
    return this.format('policy', '').slice(0, -1) + `${path}*`;
  }

  /** Every user below a path such as `/staff/`. */
  public usersUnder(path: string): string {
    return this.format('user', '').slice(0, -1) + `${path}*`;
  }

  private format(resource: string, resourceName: string): string {
    return this.stack.formatArn({ service: 'iam', region: '', resource, resourceName });
  }
}
