import type { ConstructName, ManagedPolicy } from './managed-policy';
import { Expression, hcl, hclBlock } from '../output/hcl';

const NAMES: Record<ConstructName, string> = { RequireMfaPolicy: 'require_mfa', SelfManageMfaPolicy: 'self_manage_mfa' };

/** The policy with its attachments. Unless told, the account and the partition are those of two data sources that the module must have. */
export function terraform({ construct, managedPolicyName, path, description, document, groups, users }: ManagedPolicy): string {
  const name = NAMES[construct];
  const attachment = (holder: 'group' | 'user', names: readonly string[]) => names.length === 0 ? [] : [
    hclBlock(`resource "aws_iam_${holder}_policy_attachment" "${name}"`, {
      for_each: new Expression(`toset([${names.map((one) => hcl(one)).join(', ')}])`),
      [holder]: new Expression('each.value'),
      policy_arn: new Expression(`aws_iam_policy.${name}.arn`),
    }),
  ];
  return [
    hclBlock(`resource "aws_iam_policy" "${name}"`, {
      name: managedPolicyName, path, description, policy: new Expression(`jsonencode(${hcl(document, '  ')})`),
    }),
    ...attachment('group', groups),
    ...attachment('user', users),
  ].join('\n');
}
