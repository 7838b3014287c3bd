/** A service control policy that is attached to accounts alone says nothing in others: there, other policies of the level say what is allowed. */
import { Fields, field, isFields } from './json-fields';

const ACCOUNT = 'aws:PrincipalAccount';
/** Hardly a policy has it, so that no condition is in the way. */
const OPERATOR = 'StringEqualsIgnoreCase';

export function heldInTargets(targets: unknown, content: unknown): unknown {
  const accounts = [targets].flat();
  if (!isFields(content) || accounts.length === 0 || !accounts.every((one) => /^\d{12}$/.test(String(one)))) {
    return content;
  }
  const statements = [field(content, 'Statement')].flat().map((one) => isFields(one) ? inAccounts(one, accounts) : one);
  const others = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringNotEquals: { [ACCOUNT]: accounts } } };
  return { ...content, Statement: [...statements, ...statements.some((one) => isFields(one) && one.Effect === 'Allow') ? [others] : []] };
}

function inAccounts(statement: Fields, accounts: readonly unknown[]): Fields {
  const asked = isFields(statement.Condition) ? statement.Condition : {};
  const equals = isFields(asked[OPERATOR]) ? asked[OPERATOR] : {};
  // What a statement asks for itself stays.
  return Object.keys(equals).some((key) => key.toLowerCase() === ACCOUNT.toLowerCase()) ? statement
    : { ...statement, Condition: { ...asked, [OPERATOR]: { ...equals, [ACCOUNT]: accounts } } };
}
