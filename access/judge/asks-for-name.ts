/** Conditions that tell users apart by their name or path. */
import { BY_NAME } from './enforcement';
import { USER_NAME } from './variable-values';
import { type Condition, type Statement, cut } from '../evaluator';

/** A condition on the ARNs of roles is the same for every user, and so is one on whether there is a name. */
export function asksForName({ conditions }: Pick<Statement, 'conditions'>): boolean {
  return conditions.some(({ key, compared }: Condition) => compared !== undefined && BY_NAME.includes(key)
    && (key === USER_NAME || compared.values.some(mayBeOfUser)));
}

/** Where a pattern leaves the type of the resource open, it may be a user. */
function mayBeOfUser(pattern: string): boolean {
  const [, , , , , ...rest] = cut(pattern).map((piece, index) => index % 2 === 1 ? '*' : piece).join('').split(':');
  const [type] = /^[^*?\ue000]*/.exec(rest.join(':'))!;
  return type.startsWith('user/') || 'user/'.startsWith(type);
}
