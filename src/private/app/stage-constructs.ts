import type { aws_iam as iam } from 'aws-cdk-lib';
import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A nested stage is another deployment, and attaches nothing across. */
export function constructsOf(scope: IConstruct): IConstruct[] {
  return scope.node.children.flatMap((child) => Stage.isStage(child) ? [] : [child, ...constructsOf(child)]);
}

/** The stages below a construct, those within stages too. */
export function stagesBelow(scope: IConstruct): Stage[] {
  return scope.node.children.flatMap((child) => Stage.isStage(child) ? [child, ...stagesBelow(child)] : stagesBelow(child));
}

/** By the CloudFormation type, not by `instanceof`: an app may have loaded CDK twice. */
export function ofType<T>(constructs: IConstruct[], type: { readonly CFN_RESOURCE_TYPE_NAME: string }): T[] {
  return constructs.filter((construct) => (construct as { cfnResourceType?: string }).cfnResourceType === type.CFN_RESOURCE_TYPE_NAME) as T[];
}

/** Owned and imported ones; an imported group has no resource. */
export function isGroup(construct: IConstruct): construct is iam.IGroup {
  return 'groupArn' in construct && 'groupName' in construct && 'principalAccount' in construct;
}
