/** One state of Terraform may make users and groups of several accounts, which have names in common: each account is judged by itself. */
import { accountOf } from './account-of';
import { InputError } from './input-error';
import { Fields, field } from './json-fields';
import { grouped } from '../grouped';

export interface Declared {
  readonly address: string;
  readonly type: string;
  readonly values: Fields;
  /** Which configuration of the provider makes it, as far as a plan tells. */
  readonly provider?: string;
}

/** Arguments that name users or groups. */
const HOLDERS = ['user', 'users', 'user_name', 'group', 'groups', 'group_name'];
const INSTEAD = 'give the output of aws iam get-account-authorization-details of each account instead';

/** The resources of each account; what is of no account is in all of them. */
export function byAccount(declared: readonly Declared[]): (readonly Declared[])[] {
  const named = declared.filter(isNamed);
  // Before the first apply there are no ARNs, and what two providers make may be of two accounts.
  const ofProviders = new Map(declared.filter((one) => one.provider && accountIn(one)).map((one) => [one.provider, accountIn(one)]));
  const toldOf: Teller = (one) => accountIn(one) ?? ofProviders.get(one.provider) ?? one.provider;
  const accounts = [...new Set([...named, ...declared.filter(({ type }) => type === 'aws_iam_policy')].flatMap((one) => toldOf(one) ?? []))];
  const parts = accounts.length < 2 ? [declared] : partsOf(declared, named, accounts, toldOf);
  parts.forEach(refuseTwins);
  return parts;
}

type Teller = (one: Declared) => string | undefined;

function partsOf(declared: readonly Declared[], named: readonly Declared[], accounts: readonly string[], toldOf: Teller): Declared[][] {
  const byName = grouped(named.map((one) => [nameOf(one), one]));
  const accountOfOne = (one: Declared): string | undefined => {
    const told = toldOf(one) ?? accountOf(field(one.values, 'policy_arn'));
    const holders = HOLDERS.flatMap((argument) => [field(one.values, argument)].flat().filter((name) => typeof name === 'string')
      .map((name) => byName.get(`aws_iam_${argument.startsWith('user') ? 'user' : 'group'} ${name}`) ?? []));
    if (told !== undefined || holders.length === 0 || !/_(policy|policies|membership)/.test(one.type)) {
      return told;
    }
    // Modules are often used once for each account.
    const near = holders.map((some) => some.length > 1 ? some.filter(({ address }) => moduleOf(address) === moduleOf(one.address)) : some);
    const [account, ...others] = new Set(near.flatMap((some) => some.map(toldOf)));
    if (account === undefined || others.length > 0 || near.some((some) => some.length !== 1)) {
      throw new InputError(`${one.address}: of which of the accounts ${accounts.join(', ')} it is, cannot be told; ${INSTEAD}`);
    }
    return account;
  };
  const all = declared.map((one) => ({ one, account: accountOfOne(one) }));
  return accounts.map((account) => all.filter((each) => each.account === undefined || each.account === account).map(({ one }) => one));
}

function accountIn({ values }: Declared): string | undefined {
  return accountOf(field(values, 'arn'));
}

function isNamed({ type }: Declared): boolean {
  return type === 'aws_iam_user' || type === 'aws_iam_group';
}

function nameOf({ type, values }: Declared): string {
  return `${type} ${String(field(values, 'name'))}`;
}

/** Names are unique in an account. */
function refuseTwins(declared: readonly Declared[]): void {
  const named = declared.filter(isNamed);
  const byName = grouped(named.map((one) => [nameOf(one), one]));
  const twin = named.find((one) => typeof field(one.values, 'name') === 'string' && byName.get(nameOf(one))![0] !== one);
  if (twin !== undefined) {
    throw new InputError(`${twin.address}: its name is there twice, so it has resources of several accounts; ${INSTEAD}`);
  }
}

/** A number, or a key of `for_each`, which may have any characters: Terraform writes it as a text with escapes. */
const INDEX = String.raw`\[(?:"(?:[^"\\]|\\.)*"|\d+)\]`;
const WITH_TYPE = new RegExp(String.raw`[^.]+\.[^.[]+(?:${INDEX})?$`);
const EACH_INDEX = new RegExp(INDEX, 'g');

/** With its index, and a dot. */
export function moduleOf(address: string): string {
  return address.replace(WITH_TYPE, '');
}

export function withoutIndex(address: string): string {
  return address.replace(EACH_INDEX, '');
}
