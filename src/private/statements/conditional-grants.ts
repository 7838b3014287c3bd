import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Conditions } from './conditions';

/**
 * The same principal, except that what is granted to it in a policy of its own asks for the conditions too. CDK hands such grants on to the
 * principal that is wrapped, without the conditions of the wrapper.
 */
export function withConditionalGrants(principal: iam.IPrincipal, conditions: Conditions): iam.IPrincipal {
  const addToPrincipalPolicy: iam.IPrincipal['addToPrincipalPolicy'] = (statement) => {
    const conditional = statement.copy();
    conditional.addConditions(conditions);
    return principal.addToPrincipalPolicy(conditional);
  };
  return Object.create(principal, { addToPrincipalPolicy: { value: addToPrincipalPolicy } });
}
