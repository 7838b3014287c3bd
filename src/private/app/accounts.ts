import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Certainty } from './finding';
import { isConcrete, resolvedNames } from './references';

/** The accounts that constructs are deployed to, as far as synth can tell. */
export class Accounts {
  /** The account of each stack, resolved once. */
  private readonly known = new Map<Stack, string>();

  /** Whether two constructs are deployed to one account. */
  public inOne(a: IConstruct, b: IConstruct): Certainty {
    if (deploymentOf(a) === deploymentOf(b)) {
      return 'yes';
    }
    const [one, other] = [this.of(a), this.of(b)];
    return !isConcrete(one) || !isConcrete(other) ? 'unknown' : one === other ? 'yes' : 'no';
  }

  /** The account of a construct. One that is not known yet is the same for all stacks that do not know it, as for CDK. */
  public of(scope: IConstruct): string {
    const stack = Stack.of(scope);
    const account = this.known.get(stack) ?? resolvedNames(scope, stack.account)[0];
    this.known.set(stack, account);
    return account;
  }
}

/** Nested stacks are deployed with the stack that they are nested in. */
function deploymentOf(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent === undefined ? stack : deploymentOf(stack.nestedStackParent);
}
