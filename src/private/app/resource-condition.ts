import type { CfnResource } from 'aws-cdk-lib';

/** No part of CDK's public API. */
interface Internals {
  readonly rawOverrides: { readonly Condition?: unknown };
}

/** What settles at deploy whether a resource is there: its conditions of CloudFormation, and those of the nested stacks that it is in. */
export function conditionsOf(resource: CfnResource): string[] {
  const { cfnOptions: { condition }, stack } = resource;
  const { Condition: override } = (resource as unknown as Internals).rawOverrides;
  return [
    ...(condition === undefined ? [] : [condition.node.path]),
    ...(override === undefined ? [] : [`${stack.node.path}/${override as string}`]),
    ...(stack.nestedStackResource === undefined ? [] : conditionsOf(stack.nestedStackResource as CfnResource)),
  ];
}
