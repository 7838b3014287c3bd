/** Whether the runs of a `ForceMfaGroup` happen, and their group denies something: from outside, all of it can be taken away. */
import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { Finding } from './finding';
import { YES, allOf, no, unknown } from './finding';
import { isConcrete, isReference, resolveWithReferences, resolvedNames, shownName } from './references';
import { ENVIRONMENT } from '../../membership-function/environment';
import { propertyOf } from '../statements/resource-property';

/** Without one of them, a run does not begin, finds nobody or adds nobody. */
const PERMISSIONS = [
  { policy: 'SchedulePolicy', role: 'ScheduleRole', action: 'lambda:InvokeFunction' },
  { policy: 'RunPolicy', role: 'Role', action: 'iam:ListUsers' },
  { policy: 'AddUsersPolicy', role: 'Role', action: 'iam:AddUserToGroup' },
];

/** The resources without which nobody is put into the group. */
export function resourcesOfRuns(group: iam.CfnGroup): CfnResource[] {
  return [scheduleOf(group), functionOf(group), ...PERMISSIONS.map(({ policy }) => resourceIn(group, policy))].filter((part) => part !== undefined);
}

export function runsOf(group: iam.CfnGroup): Finding {
  const { path } = group.node.scope!.node;
  return allOf(
    byValue(scheduleOf(group), 'State', `the schedule of ${path}`, { never: 'DISABLED', otherwise: 'ENABLED' }),
    byValue(functionOf(group), 'ReservedConcurrentExecutions', `the concurrency of the function of ${path}`, { never: '0', otherwise: 'free' }),
    isNoDryRun(functionOf(group), path),
    ...PERMISSIONS.map((permission) => permits(group, permission)),
  );
}

/** An override of the environment may make a dry run of it. */
function isNoDryRun(handler: CfnResource | undefined, path: string): Finding {
  const { Variables } = Object(handler && resolveWithReferences(handler, propertyOf(handler, 'Environment'))) as { Variables?: Record<string, unknown> };
  const value = Object(Variables)[ENVIRONMENT.dryRun] ?? 'false';
  if (typeof value !== 'string') {
    return unknown(`whether the function of ${path} is on a dry run depends on a token`);
  }
  return value === 'false' ? YES : no(`the function of ${path} is on a dry run`);
}

function permits(group: iam.CfnGroup, { policy: id, role, action }: typeof PERMISSIONS[number]): Finding {
  const policy = resourceIn(group, id);
  const { path } = group.node.scope!.node;
  const name = `${path}/${id}`;
  if (policy === undefined) {
    return no(`${name} is not in the app`);
  }
  const roles = resolvedNames(policy, propertyOf(policy, 'Roles'));
  if (!roles.map(shownName).includes(`${path}/${role}`)) {
    return roles.every((one) => isConcrete(one) || isReference(one)) ? no(`${name} is not on its role`) : unknown(`what ${name} is on depends on a token`);
  }
  const document = `${JSON.stringify(resolveWithReferences(policy, propertyOf(policy, 'PolicyDocument')))}`;
  return document.includes('"Allow"') && document.includes(action) ? YES : no(`${name} does not allow ${action}`);
}

function scheduleOf(group: iam.CfnGroup): CfnResource | undefined {
  return group.node.scope!.node.tryFindChild('Schedule') as CfnResource | undefined;
}

function functionOf(group: iam.CfnGroup): CfnResource | undefined {
  return resourceIn(group, 'Function');
}

function resourceIn(group: iam.CfnGroup, id: string): CfnResource | undefined {
  return group.node.scope!.node.tryFindChild(id)?.node.defaultChild as CfnResource | undefined;
}

function byValue(part: CfnResource | undefined, property: string, what: string, { never, otherwise }: { never: string; otherwise: string }): Finding {
  if (part === undefined) {
    return no(`${what} is not in the app`);
  }
  const [value = otherwise] = resolvedNames(part, propertyOf(part, property));
  if (!isConcrete(value)) {
    return unknown(`${what} depends on a token`);
  }
  return value === never ? no(`${what} is ${never}`) : YES;
}
