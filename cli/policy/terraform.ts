import type { Format } from './format';
import type { ConstructName, ManagedPolicy } from './managed-policy';
import { Expression, hcl, hclBlock } from '../output/hcl';
import { reference } from '../output/reference';

const NAMES: Record<ConstructName, string> = { RequireMfaPolicy: 'require_mfa', SelfManageMfaPolicy: 'self_manage_mfa' };

/** Unless told, the account and the partition are those of two data sources that the module must have. */
export const TERRAFORM: Format = {
  print: terraform,
  expression: /^[a-z_][\w.[\]"*-]*$/i,
  account: reference('data.aws_caller_identity.current.account_id'),
  partition: reference('data.aws_partition.current.partition'),
};

/** The policy with its attachments. */
function terraform({ construct, managedPolicyName, path, description, document, groups, users }: ManagedPolicy): string {
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
