import type { aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';
import { CustomResource, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionResources } from './function-resources';
import { MEMBERS_TYPE, NAME_TYPE } from '../../membership-function/environment';

/**
 * Stand in CloudFormation for the name of the group, which must not change, and for its members, who are removed on delete.
 *
 * The policies come between. They come after the name, so that a refused rename leaves them where they are. They come before the members,
 * so that the members stay blocked until the group is empty.
 */
export function addCustomResources(
  group: iam.Group, handler: lambda.IFunction, resources: FunctionResources, policies: readonly iam.ManagedPolicy[],
): Construct {
  const name = addResource(group, 'Name', NAME_TYPE, handler);
  const members = addResource(group, 'Members', MEMBERS_TYPE, handler);
  name.node.addDependency(resources.run);
  policies.forEach((policy) => policy.node.addDependency(name));
  members.node.addDependency(resources.run, ...policies);
  return members;
}

function addResource(group: iam.Group, id: string, resourceType: string, handler: lambda.IFunction): Construct {
  return new CustomResource(group, id, {
    serviceToken: handler.functionArn,
    resourceType,
    // The function answers within its ten minutes; should it not be able to, CloudFormation would wait an hour.
    serviceTimeout: Duration.minutes(15),
    properties: { GroupName: group.groupName },
  });
}
