/** What somebody was meant to fill in: judged as it stands, it would match nothing, and hide what the policy does. */
import { InputError } from './input-error';

const ESCAPED = /(&|\$\$)\{[^}"&]*\}/;
/** A condition key has a colon, and an escape such as `${*}` has one sign. */
const FILLED_IN = /\$\{(?![*?$]\})(?:AWS::)?[^}":]+\}/;
const ACCOUNT = /arn:[^:"]*:iam::([^:"]*):/g;
/** A number, a pattern, a variable, or the account of AWS's own policies. */
const IS_ACCOUNT = /^(?:\d{12}|aws|(?=[^*?]*[*?])[\d*?]*|.*\$\{.*|)$/;

export function refusePlaceholders(document: unknown): void {
  const text = JSON.stringify(document) ?? '';
  const [variable, before] = ESCAPED.exec(text) ?? [];
  if (variable !== undefined) {
    throw new InputError(`it has ${variable.slice(0, 40)}, as Terraform writes $${variable.slice(before.length, 40)}; give what terraform show -json prints, or write $ for ${before}`);
  }
  const filledIn = FILLED_IN.exec(text)?.[0];
  if (filledIn !== undefined) {
    throw new InputError(`it has the placeholder ${filledIn.slice(0, 40)}; write its value`);
  }
  const account = [...text.matchAll(ACCOUNT)].map(([, one]) => one).find((one) => !IS_ACCOUNT.test(one));
  if (account !== undefined) {
    throw new InputError(`it has the placeholder ${account.slice(0, 40)} for an account; write the number of the account, 12 digits`);
  }
}
