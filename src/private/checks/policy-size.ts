import type { aws_iam as iam } from 'aws-cdk-lib';
import { Lazy, Stack } from 'aws-cdk-lib';
import { policySizeProblem } from './policy-characters';
import { requestsWithoutMfa } from '../statements/conditions';
import { namesIn } from '../statements/enforcement-guard';
import type { IamArns } from '../statements/iam-arns';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';
import { resourceOf } from '../statements/policy-resource';
import type { RequireMfaStatementOptions } from '../statements/require-mfa-statements';
import { propertyOf } from '../statements/resource-property';

/** Fails synth for a policy that IAM would refuse at deploy, and names the prop that takes the most room. */
export function checkPolicySize(policy: iam.ManagedPolicy, options: RequireMfaStatementOptions, arns: IamArns): void {
  const resource = resourceOf(policy);
  if (resource === undefined) {
    return;
  }
  const ownStatements = policy.document.statementCount;
  const stack = Stack.of(policy);
  // With one group every combination of the closed options fits, and measuring would resolve the document once more.
  const mayBeTooLong = () => options.allowActions.length > 0 || propertyOf(resource, 'Path') !== DEFAULT_POLICY_PATH
    || policy.document.statementCount > ownStatements || namesIn(stack.resolve(propertyOf(resource, 'Groups'))).length > 1;
  const openLists = (): Record<string, unknown> => stack.resolve({
    allowActions: requestsWithoutMfa(options).map(() => options.allowActions),
    groups: Lazy.uncachedAny({ produce: (context) => namesIn(context.resolve(propertyOf(resource, 'Groups'))).flatMap((name) => arns.group(name)) }),
    addStatements: policy.document.toJSON().Statement.slice(ownStatements),
  });
  policy.node.addValidation({
    validate: () => mayBeTooLong() ? [policySizeProblem(policy.node.path, stack.resolve(resource.policyDocument), openLists) ?? []].flat() : [],
  });
}
