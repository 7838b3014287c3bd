/** What CloudFormation made of a template, and what the IAM API says about it. */
import { CloudFormationClient, DescribeStackResourcesCommand, DescribeStacksCommand, ListExportsCommand } from '@aws-sdk/client-cloudformation';
import {
  GetGroupCommand, GetPolicyCommand, GetPolicyVersionCommand, ListEntitiesForPolicyCommand, ListGroupsCommand,
  ListPoliciesCommand, ListRolesCommand, Policy, paginateGetGroup,
} from '@aws-sdk/client-iam';
import { InvokeCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { root } from './aws';
import { template } from './cdk';

const cloudFormation = new CloudFormationClient({});
const lambda = new LambdaClient({});

export interface DeployedPolicy {
  readonly policy: Policy;
  readonly document: any;
  readonly groups: string[];
}

/** A policy as the IAM API returns it. */
export async function readPolicy(arn: string): Promise<DeployedPolicy> {
  const { Policy: policy } = await root.iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  const { PolicyVersion: version } = await root.iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: policy!.DefaultVersionId }));
  const { PolicyGroups: groups } = await root.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: arn }));
  return {
    policy: policy!,
    document: JSON.parse(decodeURIComponent(version!.Document!)),
    groups: groups!.map((group) => group.GroupName!).sort(),
  };
}

/** The physical ids of the resources of a stack, by logical id. */
export async function physicalIds(stack: string): Promise<Record<string, string>> {
  const { StackResources: resources } = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: stack }));
  return Object.fromEntries(resources!.map((resource) => [resource.LogicalResourceId!, resource.PhysicalResourceId!]));
}

/** The physical ids of the resources of one type, in the order of the template. */
export async function physicalIdsOfType(stack: string, type: string): Promise<string[]> {
  const ids = await physicalIds(stack);
  return Object.entries(template(stack).Resources).filter(([, resource]) => resource.Type === type).map(([logicalId]) => ids[logicalId]);
}

/** The properties of a resource in the template, with the intrinsic functions replaced by what they stand for. */
export async function expectedProperties(stack: string, physicalId: string): Promise<Record<string, any>> {
  const ids = await physicalIds(stack);
  const [logicalId] = Object.entries(ids).find(([, id]) => id === physicalId)!;
  const { Account: account } = await root.sts.send(new GetCallerIdentityCommand({}));
  const { Exports: exported } = await cloudFormation.send(new ListExportsCommand({}));
  return resolve(template(stack).Resources[logicalId].Properties, {
    'Ref': { ...ids, 'AWS::Partition': 'aws', 'AWS::AccountId': account! },
    'Fn::ImportValue': Object.fromEntries(exported!.map(({ Name, Value }) => [Name!, Value!])),
  });
}

/** With the id that IAM gives a group, which another group of the same name would not have. */
export async function identityOf(GroupName: string): Promise<string> {
  const { Group: group } = await root.iam.send(new GetGroupCommand({ GroupName }));
  return `${group!.Arn} ${group!.GroupId}`;
}

export async function membersOf(GroupName: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { Users } of paginateGetGroup({ client: root.iam }, { GroupName })) {
    names.push(...Users!.map(({ UserName }) => UserName!));
  }
  return names.sort();
}

/** What the schedule of a `ForceMfaGroup` does each hour, and what the function answers. */
export async function runFunction(FunctionName: string, event: object = {}): Promise<Record<string, unknown>> {
  const { Payload, FunctionError } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) {
    throw new Error(answer);
  }
  return JSON.parse(answer);
}

/** Users apart, who are no stack's. */
export async function expectNothingDeployed(): Promise<void> {
  const [{ Groups: groups }, { Policies: policies }, { Roles: roles }, { Functions: functions }] = await Promise.all([
    root.iam.send(new ListGroupsCommand({})),
    root.iam.send(new ListPoliciesCommand({ Scope: 'Local' })),
    root.iam.send(new ListRolesCommand({})),
    lambda.send(new ListFunctionsCommand({})),
  ]);
  expect([groups, policies, roles, functions]).toEqual([[], [], [], []]);
  expect(await stackNames()).toEqual([]);
}

export async function stackNames(): Promise<string[]> {
  const { Stacks: stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
  return stacks!.map((stack) => stack.StackName!);
}

type Lookups = Record<string, Record<string, string>>;

function resolve(value: any, lookups: Lookups): any {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, lookups));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const [[key, argument] = ['', undefined], ...others] = Object.entries<any>(value);
  if (others.length === 0 && key === 'Fn::Join') {
    return resolve(argument[1], lookups).join(argument[0]);
  }
  if (others.length === 0 && key in lookups) {
    return found(lookups[key], argument);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner, lookups)]));
}

function found(values: Record<string, string>, name: string): string {
  if (values[name] === undefined) {
    throw new Error(`the template refers to ${name}, which was not deployed`);
  }
  return values[name];
}
