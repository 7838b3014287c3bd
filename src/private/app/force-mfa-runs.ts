/** Whether the runs of a `ForceMfaGroup` happen, and their group denies something: from outside, all of it can be taken away. */
import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { Finding } from './finding';
import { YES, allOf, no, unknown } from './finding';
import { isConcrete, resolvedNames } from './references';
import { propertyOf } from '../statements/resource-property';

/** The resources without which nobody is put into the group. */
export function resourcesOfRuns(group: iam.CfnGroup): CfnResource[] {
  return [scheduleOf(group), functionOf(group)].filter((part) => part !== undefined);
}

export function runsOf(group: iam.CfnGroup): Finding {
  const { path } = group.node.scope!.node;
  return allOf(
    byValue(scheduleOf(group), 'State', `the schedule of ${path}`, { never: 'DISABLED', otherwise: 'ENABLED' }),
    byValue(functionOf(group), 'ReservedConcurrentExecutions', `the concurrency of the function of ${path}`, { never: '0', otherwise: 'free' }),
  );
}

function scheduleOf(group: iam.CfnGroup): CfnResource | undefined {
  return group.node.scope!.node.tryFindChild('Schedule') as CfnResource | undefined;
}

function functionOf(group: iam.CfnGroup): CfnResource | undefined {
  return group.node.scope!.node.tryFindChild('Function')?.node.defaultChild as CfnResource | undefined;
}

function byValue(part: CfnResource | undefined, property: string, what: string, { never, otherwise }: { never: string; otherwise: string }): Finding {
  if (part === undefined) {
    return no(`${what} is not in the app`);
  }
  const [value = otherwise] = resolvedNames(part, propertyOf(part, property));
  if (!isConcrete(value)) {
    return unknown(`a token settles ${what}`);
  }
  return value === never ? no(`${what} is ${never}`) : YES;
}
