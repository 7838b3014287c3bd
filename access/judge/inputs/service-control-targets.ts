/** A service control policy that is attached to accounts alone says nothing in others: there, other policies of the level say what is allowed. */
import { withCondition, withEachStatement } from './changed-statements';
import { Fields, field, isFields } from './json-fields';

const ACCOUNT = 'aws:PrincipalAccount';
/** Hardly a policy has it, so that no condition is in the way. */
const OPERATOR = 'StringEqualsIgnoreCase';

export function heldInTargets(targets: unknown, content: unknown): unknown {
  const accounts = [targets].flat();
  if (!isFields(content) || accounts.length === 0 || !accounts.every((one) => /^\d{12}$/.test(String(one)))) {
    return content;
  }
  const held = withEachStatement(content, (one) => withCondition(one, OPERATOR, freeSpelling(one), accounts));
  const statements = [field(held, 'Statement')].flat();
  const others = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringNotEquals: { [ACCOUNT]: accounts } } };
  return { ...held, Statement: [...statements, ...statements.some((one) => isFields(one) && one.Effect === 'Allow') ? [others] : []] };
}

/** What a statement asks for itself, by the same operator, stays: upper and lower case are alike in a key. */
function freeSpelling({ Condition: asked }: Fields): string {
  const keys = isFields(asked) && isFields(asked[OPERATOR]) ? asked[OPERATOR] : {};
  return [...ACCOUNT].map((_, index) => ACCOUNT.slice(0, index).toUpperCase() + ACCOUNT.slice(index)).find((one) => !Object.hasOwn(keys, one))!;
}
