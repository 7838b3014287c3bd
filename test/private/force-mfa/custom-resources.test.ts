import { aws_iam as iam } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { addCustomResources } from '../../../src/private/force-mfa/custom-resources';
import { resolveForceMfaProps } from '../../../src/private/force-mfa/force-mfa-options';
import { FunctionResources } from '../../../src/private/force-mfa/function-resources';
import { testStack } from '../../helpers';

test('the name and the members are custom resources that the function itself answers for, in time, with the policies between them', () => {
  const stack = testStack();
  const group = new iam.Group(stack, 'Group');
  const resources = new FunctionResources(group, resolveForceMfaProps('It', stack, {}));
  const handler = resources.createFunction({});
  const held = new iam.ManagedPolicy(group, 'Policy', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  addCustomResources(group, handler, resources, [held]);

  const serviceToken = { 'Fn::GetAtt': [stack.getLogicalId(handler.node.defaultChild as never), 'Arn'] };
  const properties = { ServiceToken: serviceToken, ServiceTimeout: '900', GroupName: { Ref: Match.stringLikeRegexp('^Group') } };
  const template = Template.fromStack(stack);
  const [name] = Object.keys(template.findResources('Custom::ForceMfaName'));
  const [policy] = Object.keys(template.findResources('AWS::IAM::ManagedPolicy', { Properties: { PolicyDocument: { Statement: [{ Action: 's3:*' }] } } }));
  template.hasResource('Custom::ForceMfaName', { Properties: properties, DependsOn: [Match.stringLikeRegexp('^GroupRunPolicy')] });
  expect(template.toJSON().Resources[policy].DependsOn).toEqual([name]);
  template.hasResource('Custom::ForceMfaMembers', { Properties: properties, DependsOn: [policy, Match.stringLikeRegexp('^GroupRunPolicy')] });
});
