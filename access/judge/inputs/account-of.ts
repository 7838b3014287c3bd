/** The account that an ARN of IAM names. */
export function accountOf(arn: unknown): string | undefined {
  return /^arn:[^:]+:iam::(\d{12}):/.exec(String(arn))?.[1];
}

export function isRootUser(arn: string): boolean {
  return arn.endsWith(':root');
}
