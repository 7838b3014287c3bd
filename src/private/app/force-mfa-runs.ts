/** Whether the runs of a `ForceMfaGroup` happen, and their group denies something: from outside, all of it can be taken away. */
import type { CfnResource, aws_iam as iam } from 'aws-cdk-lib';
import type { Finding } from './finding';
import { YES, allOf, no, unknown } from './finding';
import { isConcrete, isReference, referenceTo, resolveWithReferences, resolvedNames, shownName } from './references';
import { givenVariablesOf } from './resource-marks';
import { ENVIRONMENT } from '../../membership-function/environment';
import { propertyOf } from '../statements/resource-property';

/** Without one of them, a run does not begin, finds nobody or adds nobody. */
const PERMISSIONS = [
  { policy: 'SchedulePolicy', role: 'ScheduleRole', action: 'lambda:InvokeFunction' },
  { policy: 'RunPolicy', role: 'Role', action: 'iam:ListUsers' },
  { policy: 'AddUsersPolicy', role: 'Role', action: 'iam:AddUserToGroup' },
];

/** The variables that say whom the function puts into which group. The interval only decides at which user a run begins. */
const WHOM = Object.values(ENVIRONMENT).filter((name) => name !== ENVIRONMENT.dryRun && name !== ENVIRONMENT.intervalMinutes);

/** The resources without which nobody is put into the group. */
export function resourcesOfRuns(group: iam.CfnGroup): CfnResource[] {
  return [scheduleOf(group), functionOf(group), ...PERMISSIONS.map(({ policy }) => resourceIn(group, policy))].filter((part) => part !== undefined);
}

export function runsOf(group: iam.CfnGroup): Finding {
  const { path } = group.node.scope!.node;
  return allOf(
    byValue(scheduleOf(group), 'State', `the schedule of ${path}`, { never: 'DISABLED', otherwise: 'ENABLED' }),
    isUnbounded(scheduleOf(group), path),
    startsRuns(scheduleOf(group), functionOf(group), path),
    byValue(functionOf(group), 'ReservedConcurrentExecutions', `the concurrency of the function of ${path}`, { never: '0', otherwise: 'free' }),
    ...environmentOf(functionOf(group), path),
    ...PERMISSIONS.map((permission) => permits(group, permission)),
  );
}

/** Nobody is added before the one date and after the other. */
function isUnbounded(schedule: CfnResource | undefined, path: string): Finding {
  const date = ['EndDate', 'StartDate'].find((name) => schedule !== undefined && propertyOf(schedule, name) !== undefined);
  return date === undefined ? YES : unknown(`the schedule of ${path} got ${date}, so it starts runs for a time only`);
}

/** More than one run, and of the function of the construct. */
function startsRuns(schedule: CfnResource | undefined, handler: CfnResource | undefined, path: string): Finding {
  if (schedule === undefined || handler === undefined) {
    return YES;
  }
  const { arn, Arn = arn } = Object(resolveWithReferences(schedule, propertyOf(schedule, 'Target'))) as Record<string, unknown>;
  if (!`${JSON.stringify(Arn)}`.startsWith(`"${referenceTo(handler)}`)) {
    return unknown(`the schedule of ${path} starts something else than its function`);
  }
  const [expression] = resolvedNames(schedule, propertyOf(schedule, 'ScheduleExpression'));
  return expression?.startsWith('at(') ? unknown(`the schedule of ${path} got ${expression}, so it starts one run only`) : YES;
}

/** It can be changed from outside: the function may be on a dry run, or look after fewer users than the props say. */
function environmentOf(handler: CfnResource | undefined, path: string): Finding[] {
  const marked = handler && givenVariablesOf(handler);
  if (handler === undefined || marked === undefined) {
    return [unknown(`the function of ${path} is another one than that of the construct`)];
  }
  const variables = variablesOf(handler);
  const given = resolveWithReferences(handler, marked) as Record<string, unknown>;
  const changed = WHOM.filter((name) => JSON.stringify(variables[name]) !== JSON.stringify(given[name]));
  return [isNoDryRun(variables[ENVIRONMENT.dryRun] ?? 'false', path), ...changed.map((name) => isNot(name, variables[name], path))];
}

function isNot(name: string, value: unknown, path: string): Finding {
  const isKnown = value === undefined || (typeof value === 'string' && isConcrete(value));
  return (isKnown ? no : unknown)(`the variable ${name} of the function of ${path} was changed, so the props do not say whom it holds`);
}

function isNoDryRun(value: unknown, path: string): Finding {
  if (typeof value !== 'string') {
    return unknown(`whether the function of ${path} is on a dry run depends on a token`);
  }
  return value === 'false' ? YES : no(`the function of ${path} is on a dry run`);
}

/** CDK's own are in lower case until the template is made, those of an override are not. */
function variablesOf(handler: CfnResource): Record<string, unknown> {
  const { variables, Variables } = Object(resolveWithReferences(handler, propertyOf(handler, 'Environment'))) as Record<string, object | undefined>;
  return { ...variables, ...Variables };
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
