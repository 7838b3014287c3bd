import type { aws_iam as iam } from 'aws-cdk-lib';
import { Stack } from 'aws-cdk-lib';
import type { IConstruct, IValidation } from 'constructs';
import { invalidPropMessage } from './invalid-prop';
import { MAX_POLICY_CHARACTERS, policyCharacters } from './policy-size';

/** Fails synth for a policy that IAM would refuse at deploy, and names the prop that takes the most room. */
export class PolicySizeCheck implements IValidation {
  /** @param props the open lists that make the policy grow, by the name of their prop, as they appear in the policy */
  public constructor(
    private readonly policy: IConstruct,
    private readonly resource: iam.CfnManagedPolicy,
    private readonly props: () => Record<string, unknown>,
  ) {}

  public validate(): string[] {
    const stack = Stack.of(this.policy);
    const characters = policyCharacters(stack.resolve(this.resource.policyDocument));
    if (characters <= MAX_POLICY_CHARACTERS) {
      return [];
    }
    const [largest] = Object.entries(this.props())
      .map(([prop, value]) => ({ prop, characters: policyCharacters(stack.resolve(value)) }))
      .sort((a, b) => b.characters - a.characters);
    return [invalidPropMessage({
      path: this.policy.node.path,
      prop: largest.prop,
      got: `${largest.characters} characters, which make a policy of ${characters}`,
      expected: `a policy of at most ${MAX_POLICY_CHARACTERS} characters (IAM's quota; white space is not counted, tokens count at their longest)`,
      fix: `shorten ${largest.prop} by ${characters - MAX_POLICY_CHARACTERS} characters, or split it over two policies`,
    })];
  }
}
