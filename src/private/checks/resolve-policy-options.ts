import type { Stack, aws_iam as iam } from 'aws-cdk-lib';
import { definedProps } from './defined-props';
import { checkAttachments, checkIamPath, descriptionProblem, nameProblem, throwIf } from './prop-values';
import type { MfaPolicyOptions } from '../../mfa-policy-options';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';

export interface ResolvedPolicyOptions extends Pick<iam.ManagedPolicyProps, 'managedPolicyName' | 'groups' | 'users'> {
  readonly description: string;
  readonly path: string;
}

/** The options that CDK's managed policy takes, with their defaults. Refuses what cannot be meant, before anything is created. */
export function resolvePolicyOptions(path: string, { account }: Stack, options: MfaPolicyOptions, description: string): ResolvedPolicyOptions {
  checkIamPath(path, 'path', options.path);
  throwIf(nameProblem(path, 'managedPolicyName', options.managedPolicyName ?? 'none'));
  throwIf(descriptionProblem(path, 'description', options.description ?? ''));
  checkAttachments(path, account, options.groups, options.users);
  return definedProps({
    managedPolicyName: options.managedPolicyName,
    description: options.description ?? description,
    path: options.path ?? DEFAULT_POLICY_PATH,
    groups: options.groups,
    users: options.users,
  });
}
