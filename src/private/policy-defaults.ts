/** Contract with users: another path would replace every policy. The guard names it, for a policy cannot name its own ARN. */
export const DEFAULT_POLICY_PATH = '/cdk-iam-mfa/';
