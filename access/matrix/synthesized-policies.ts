import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ACCOUNT, GROUP_NAME, ExampleAccount, regionOf } from '../requests/example-account';
import type { PolicyDocument } from '../requests/policy-document';

/** The tree of constructs takes a third of a synthesis, and nothing here reads it. */
const WITHOUT_A_TREE = { analyticsReporting: false, treeMetadata: false };

/** Synthesizes a stack, whose template is the same for every account. */
export function synthesizedTemplate(build: (stack: Stack) => void): Record<string, any> {
  const stack = new Stack(new App(WITHOUT_A_TREE), 'Stack');
  build(stack);
  return Template.fromStack(stack).toJSON();
}

/** Synthesizes a stack and gives its managed policies as they would arrive at IAM in one example account. */
export function synthesizedPolicies(build: (stack: Stack) => void, exampleAccount: ExampleAccount): Record<string, PolicyDocument> {
  return policiesOf(synthesizedTemplate(build), exampleAccount);
}

/** Synthesizes a stack with one role, and gives its trust policy as it would arrive at IAM. */
export function synthesizedTrust(build: (stack: Stack) => void, exampleAccount: ExampleAccount): PolicyDocument {
  const stack = new Stack(new App(WITHOUT_A_TREE), 'Stack');
  build(stack);
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Role'));
  const { Version, Statement } = resolve(Properties.AssumeRolePolicyDocument, exampleAccount) as PolicyDocument;
  return { Version, Statement: Statement.map((statement) => ({ ...statement, Sid: 'the trust policy' })) };
}

/** The policies of users and groups of a template by logical id: managed ones, and inline ones of groups. */
export function policiesOf(template: Record<string, any>, exampleAccount: ExampleAccount): Record<string, PolicyDocument> {
  return Object.fromEntries(Object.entries<any>(template.Resources)
    .filter(([, { Type, Properties }]) => (Type === 'AWS::IAM::ManagedPolicy' && !Properties.Roles) || (Type === 'AWS::IAM::Policy' && Properties.Groups))
    .map(([id, { Properties }]) => [id, resolve(Properties.PolicyDocument, exampleAccount) as PolicyDocument]));
}

/** Fills in what CloudFormation would: the partition, the Region, the account, and the name of the one group. */
function resolve(value: any, exampleAccount: ExampleAccount): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, exampleAccount));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if ('Fn::Join' in value) {
    const [separator, parts] = value['Fn::Join'];
    return parts.map((part: unknown) => resolve(part, exampleAccount)).join(separator);
  }
  if ('Ref' in value) {
    const known: Record<string, string> = { 'AWS::Partition': exampleAccount.partition, 'AWS::Region': regionOf(exampleAccount.partition), 'AWS::AccountId': ACCOUNT };
    return known[value.Ref] ?? GROUP_NAME;
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, exampleAccount)]));
}
