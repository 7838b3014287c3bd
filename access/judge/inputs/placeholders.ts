/** What somebody was meant to fill in: judged as it stands, it would match nothing, and hide what the policy does. */
import { InputError } from './input-error';

const ESCAPED = /(&|\$\$)\{[^}"&]*\}/;
/** A condition key has a colon, and an escape such as `${*}` has one sign. */
const FILLED_IN = /\$\{(?![*?$]\})(?:AWS::)?[^}":]+\}|\{\{[^}"]*\}\}/;
const VARIABLE = /\$\{[^}]*\}/g;
const ARN = /arn:[^:"]*:iam::([^:"]*):(?:(?:user|group|role|policy|mfa)\/(?:[^"]*\/)?([^"/]*))?/g;
/** A number, a pattern, or the account of AWS's own policies. */
const IS_ACCOUNT = /^(?:\d{12}|aws|(?=.*[*?])[\d*?]*|)$/;
/** A path may hold these, a name may not. */
const IN_NO_NAME = /[<{[%$#].*/;

export function refusePlaceholders(document: unknown): void {
  const text = JSON.stringify(document) ?? '';
  const [variable, before] = ESCAPED.exec(text) ?? [];
  if (variable !== undefined) {
    throw new InputError(`it has ${variable.slice(0, 40)}, as Terraform writes $${variable.slice(before.length, 40)}; give what terraform show -json prints, or write $ for ${before}`);
  }
  const filledIn = FILLED_IN.exec(text)?.[0];
  const arns = [...text.replace(VARIABLE, '*').matchAll(ARN)];
  const account = arns.find(([, one]) => !IS_ACCOUNT.test(one))?.[1];
  if (filledIn === undefined && account !== undefined) {
    throw new InputError(`it has the placeholder ${account.slice(0, 40)} for an account; write the number of the account, 12 digits`);
  }
  const placeholder = filledIn ?? arns.flatMap(([, , name = '']) => IN_NO_NAME.exec(name)?.[0] ?? [])[0];
  if (placeholder !== undefined) {
    throw new InputError(`it has the placeholder ${placeholder.slice(0, 40)}; write its value`);
  }
}
