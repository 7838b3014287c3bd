/** Resources of Terraform that are not read, and may make users, groups or policies: those of the provider `awscc`, and those that embed a template. */
import { Fields, field } from './json-fields';

/** The type of what stands for them in the template of CloudFormation. */
export const UNREAD_TYPE = 'Terraform::Unread';

const UNREAD = /^(awscc_iam_(user|group|managed_policy)|(aws|awscc)_cloudformation_stack|aws_serverlessapplicationrepository_cloudformation_stack$|(aws_servicecatalog|awscc_servicecatalog_cloudformation)_provisioned_product$)/;

/** Of what `aws_cloudcontrolapi_resource` makes, which is any type of CloudFormation. */
const UNREAD_NAME = /^AWS::(IAM::(User|Group|ManagedPolicy|Policy)|CloudFormation::Stack|Serverless::Application$|ServiceCatalog::CloudFormation)|::MODULE$/;

export function isUnread({ type, values }: { readonly type: string; readonly values: Fields }): boolean {
  const name = field(values, 'type_name');
  return UNREAD.test(type) || (type === 'aws_cloudcontrolapi_resource' && (typeof name !== 'string' || UNREAD_NAME.test(name)));
}
