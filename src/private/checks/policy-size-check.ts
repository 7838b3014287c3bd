import type { aws_iam as iam } from 'aws-cdk-lib';
import { Lazy, Stack } from 'aws-cdk-lib';
import { invalidPropMessage } from './invalid-prop';
import { policyCharacters } from './policy-size';
import { MAX_POLICY_CHARACTERS } from '../aws/quotas';
import { requestsWithoutMfa } from '../statements/conditions';
import { namesIn } from '../statements/enforcement-guard';
import type { IamArns } from '../statements/iam-arns';
import { DEFAULT_POLICY_PATH } from '../statements/iam-arns';
import { resourceOf } from '../statements/policy-resource';
import type { RequireMfaStatementOptions } from '../statements/require-mfa-statements';

/** Fails synth for a policy that IAM would refuse at deploy, and names the prop that takes the most room. */
export function checkPolicySize(policy: iam.ManagedPolicy, policyPath: string, options: RequireMfaStatementOptions, arns: IamArns): void {
  const resource = resourceOf(policy);
  if (resource === undefined) {
    return;
  }
  const ownStatements = policy.document.statementCount;
  const stack = Stack.of(policy);
  // With one group every combination of the closed options fits, and measuring would resolve the document once more.
  const mayBeTooLong = () => options.allowActions.length > 0 || policyPath !== DEFAULT_POLICY_PATH
    || policy.document.statementCount > ownStatements || namesIn(stack.resolve(resource.groups)).length > 1;
  const openLists = () => ({
    allowActions: requestsWithoutMfa(options).map(() => options.allowActions),
    groups: Lazy.uncachedAny({ produce: (context) => namesIn(context.resolve(resource.groups)).flatMap((name) => arns.group(name)) }),
    addStatements: policy.document.toJSON().Statement.slice(ownStatements),
  });
  policy.node.addValidation({ validate: () => mayBeTooLong() ? sizeProblems(policy, resource, openLists) : [] });
}

/** @param openLists what makes the policy grow, by the name of the prop, as it appears in the policy */
function sizeProblems(policy: iam.ManagedPolicy, resource: iam.CfnManagedPolicy, openLists: () => Record<string, unknown>): string[] {
  const stack = Stack.of(policy);
  const characters = policyCharacters(stack.resolve(resource.policyDocument));
  if (characters <= MAX_POLICY_CHARACTERS) {
    return [];
  }
  const [largest] = Object.entries(openLists())
    .map(([prop, value]) => ({ prop, characters: policyCharacters(stack.resolve(value)) }))
    .sort((a, b) => b.characters - a.characters);
  return [invalidPropMessage({
    path: policy.node.path,
    prop: largest.prop,
    got: `${largest.characters} characters, which make a policy of ${characters}`,
    expected: `a policy of at most ${MAX_POLICY_CHARACTERS} characters (IAM's quota; white space is not counted, tokens count at their longest)`,
    fix: `shorten ${largest.prop} by ${characters - MAX_POLICY_CHARACTERS} characters, or split it over two policies`,
  })];
}
