/** What CloudFormation would make of the patterns and targets in a synthesized template: a logical id stands for the name of its resource. */
import { App, CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT } from './identities';
import { ForceMfaGroup, MfaMonitoring, MfaMonitoringProps } from '../../src';

export interface DeployedRule {
  readonly eventPattern: object;
  readonly inputTransformer: object;
}

/** By construct id, such as `Changes`. */
export function rulesOf(props: (stack: Stack) => MfaMonitoringProps = () => ({}), partition = 'aws'): Record<string, DeployedRule> {
  const rules = Object.entries(resourcesOf('AWS::Events::Rule', props));
  return Object.fromEntries(rules.map(([logicalId, { EventPattern, Targets: [{ InputTransformer }] }]) => [
    /^Monitoring(\w+?)[0-9A-F]{8}$/.exec(logicalId)![1],
    { eventPattern: deployed(EventPattern, partition), inputTransformer: deployed(InputTransformer, partition) },
  ]));
}

/** What the parts of the group are called. */
const NAMES: Record<string, string> = {
  GroupAddUsersPolicy: 'add-users-policy',
  GroupAlarmChanges: 'alarm-rule',
  GroupEventsPolicy: 'events-policy',
  GroupFailureAlarm: 'failure',
  GroupFunction: 'keeper',
  GroupIamEvents: 'iam-events',
  GroupLostEventsAlarm: 'lost-events',
  GroupMissingRunAlarm: 'missing-run',
  GroupQuotaAlarm: 'quota',
  GroupRefusedRequestAlarm: 'refused-request',
  GroupRole: 'function-role',
  GroupRoleChanges: 'role-rule',
  GroupRunPolicy: 'run-policy',
  GroupSchedule: 'schedule',
  GroupSchedulePolicy: 'schedule-policy',
  GroupScheduleRole: 'schedule-role',
};

/** The rules on a ForceMfaGroup, whose parts have the names above, by construct id. */
export function membershipRules(): Record<string, DeployedRule> {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  const group = new ForceMfaGroup(stack, 'Group', { reactToIamEvents: true });
  const monitoring = new MfaMonitoring(stack, 'Monitoring', { configRules: [] });
  monitoring.watchForceMfaGroup(group);
  const { Resources } = Template.fromStack(stack).toJSON();
  const arnOf = (name: string) => name.endsWith('-policy') ? `arn:aws:iam::${ACCOUNT}:policy/${name}` : name;
  return Object.fromEntries(monitoring.rules.filter(({ node }) => node.scope === group).map((rule) => {
    const { EventPattern, Targets: [{ InputTransformer }] } = Resources[stack.getLogicalId(rule.node.defaultChild as CfnElement)].Properties;
    const named = JSON.stringify(deployed({ EventPattern, InputTransformer }, 'aws')).replaceAll(/(Group[A-Za-z]+?)[0-9A-F]{8}/g, (_, id) => arnOf(NAMES[id]));
    const { EventPattern: eventPattern, InputTransformer: inputTransformer } = JSON.parse(named);
    return [rule.node.id, { eventPattern, inputTransformer }];
  }));
}

/** By construct id, such as `ConsoleSignIns`. */
export function filtersOf(props: (stack: Stack) => MfaMonitoringProps): Record<string, string> {
  return Object.fromEntries(Object.entries(resourcesOf('AWS::Logs::MetricFilter', props))
    .map(([logicalId, { FilterPattern }]) => [/^Monitoring(\w+?)[0-9A-F]{8}$/.exec(logicalId)![1], FilterPattern]));
}

function resourcesOf(type: string, props: (stack: Stack) => MfaMonitoringProps): Record<string, any> {
  const stack = new Stack(new App(), 'Stack', { env: { region: 'us-east-1' } });
  new MfaMonitoring(stack, 'Monitoring', props(stack));
  const resources = Object.entries(Template.fromStack(stack).findResources(type));
  return Object.fromEntries(resources.map(([logicalId, { Properties }]) => [logicalId, Properties]));
}

function deployed(value: any, partition: string): any {
  if (Array.isArray(value)) {
    return value.map((item) => deployed(item, partition));
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if ('Ref' in value) {
    return { 'AWS::Partition': partition, 'AWS::AccountId': ACCOUNT }[value.Ref as string] ?? value.Ref;
  }
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'];
    return deployed(parts, partition).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, deployed(item, partition)]));
}
