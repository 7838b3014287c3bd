/** The policies that `impact` judges by, unless it is told others: RequireMfaPolicy as it is by default, in each mode. */
import { App, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MfaEnforcement, RequireMfaPolicy, type RequireMfaPolicyProps } from '../src';
import { type PolicyStatement, UNTOLD_NAME } from '../src/private/impact/rules/policy-statement';

export type DefaultPolicies = Readonly<Record<keyof typeof MfaEnforcement, readonly PolicyStatement[]>>;

export function defaultPolicies(): DefaultPolicies {
  return {
    CONSOLE_ONLY: denyStatements({ enforcement: MfaEnforcement.CONSOLE_ONLY }),
    ALL_REQUESTS: denyStatements({ enforcement: MfaEnforcement.ALL_REQUESTS }),
  };
}

/** The statements as they would arrive at IAM, in any account. Which group the policy is attached to, only its owner knows. */
export function denyStatements(props: RequireMfaPolicyProps, groupName: string = UNTOLD_NAME): PolicyStatement[] {
  const stack = new Stack(new App({ analyticsReporting: false, treeMetadata: false }), 'Stack');
  const group = new iam.Group(stack, 'Group');
  new RequireMfaPolicy(stack, 'Policy', { ...props, groups: [group] });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
  return filledIn(Properties.PolicyDocument.Statement, { 'AWS::Partition': 'aws', 'AWS::AccountId': '*', [stack.getLogicalId(group.node.defaultChild as iam.CfnGroup)]: groupName }) as PolicyStatement[];
}

function filledIn(value: unknown, references: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => filledIn(item, references));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('Ref' in value) {
    return references[value.Ref as string];
  }
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'] as [string, unknown[]];
    return parts.map((part) => filledIn(part, references)).join(separator);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filledIn(inner, references)]));
}
