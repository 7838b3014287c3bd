/** Synthesizes every combination of options that the library accepts. */
import { CfnElement, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { OPTIONS, Picked, everyCombination, propsOf } from './pickable-options';
import { synthesizedPolicies } from '../access/matrix/synthesized-policies';
import { ExampleAccount } from '../access/requests/example-account';
import type { PolicyDocument } from '../access/requests/policy-document';
import { ConsoleMfaEnforcedGroup, MfaEnforcement } from '../src';

export interface SynthesizedCombination {
  readonly picked: Picked;
  /** By the name of the class. */
  readonly policies: Record<string, PolicyDocument>;
  /** What the library warns of at synth. */
  readonly warnings: string[];
}

/** A stack takes 500 resources, and a group is three of them. */
const GROUPS_IN_A_STACK = 150;

export function synthesizeCombinations(exampleAccount: ExampleAccount): SynthesizedCombination[] {
  const refused = refusals();
  const accepted = everyCombination().filter(([mode, ...rest]) =>
    mode === 0 || rest.every((choice, index) => choice === 0 || !refused.has(OPTIONS[index + 1].prop)));
  const combinations: SynthesizedCombination[] = [];
  for (let start = 0; start < accepted.length; start += GROUPS_IN_A_STACK) {
    combinations.push(...synthesizeInOneStack(accepted.slice(start, start + GROUPS_IN_A_STACK), exampleAccount));
  }
  return combinations;
}

/** What the library refuses with the other mode, and why, by prop. */
export function refusals(): Map<string, string> {
  const refused = new Map<string, string>();
  OPTIONS.slice(1).forEach(({ prop, choices }) => choices.slice(1).forEach(({ props }) => {
    try {
      new ConsoleMfaEnforcedGroup(new Stack(), 'Developers', { ...props, enforcement: MfaEnforcement.ALL_REQUESTS });
    } catch (error) {
      refused.set(prop, /, expected (.*); fix: /.exec((error as Error).message)![1]);
    }
  }));
  return refused;
}

function synthesizeInOneStack(combinations: Picked[], exampleAccount: ExampleAccount): SynthesizedCombination[] {
  let groups: ConsoleMfaEnforcedGroup[] = [];
  const policies = synthesizedPolicies((stack) => {
    groups = combinations.map((picked) => new ConsoleMfaEnforcedGroup(stack, `Developers${picked.join('')}`, propsOf(picked)));
  }, exampleAccount);
  return groups.map(({ selfManageMfaPolicy, requireMfaPolicy }, index) => ({
    picked: combinations[index],
    policies: {
      RequireMfaPolicy: policies[logicalId(requireMfaPolicy)],
      SelfManageMfaPolicy: policies[logicalId(selfManageMfaPolicy)],
    },
    warnings: warningsOf(requireMfaPolicy),
  }));
}

function logicalId(policy: iam.ManagedPolicy): string {
  const stack = Stack.of(policy);
  return stack.resolve(stack.getLogicalId(policy.node.defaultChild as CfnElement));
}

function warningsOf(policy: iam.ManagedPolicy): string[] {
  return policy.node.metadata.filter(({ type }) => type === 'aws:cdk:warning').map(({ data }) => String(data));
}
