import { checkBooleans, checkCredentials } from './prop-values';
import type { SelfManageMfaOptions } from '../../self-manage-mfa-options';

/** The options with their defaults. Refuses what cannot be meant, before anything is created. */
export function resolveSelfManageMfaOptions(path: string, options: SelfManageMfaOptions): Required<SelfManageMfaOptions> {
  checkBooleans(path, options, ['allowListUsers', 'grantAwsLogin']);
  checkCredentials(path, 'selfManagedCredentials', options.selfManagedCredentials);
  return {
    selfManagedCredentials: [...options.selfManagedCredentials ?? []],
    allowListUsers: options.allowListUsers ?? false,
    grantAwsLogin: options.grantAwsLogin ?? false,
  };
}
