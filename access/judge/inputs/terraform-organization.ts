/** To what parts of an organization Terraform attaches a policy. */
import { field, isFields } from './json-fields';
import type { Declared } from './terraform-accounts';

/** @returns in one order; the policy itself where nothing attaches it, because each such policy may have targets of its own */
export function targetsOf(
  { address, values }: Declared, declared: readonly Declared[], valueOf: (one: Declared, argument: string) => unknown,
): unknown[] {
  const own = field(values, 'id') ?? address;
  const targets = declared.filter(({ type }) => type === 'aws_organizations_policy_attachment').flatMap((one) => {
    const policy = valueOf(one, 'policy_id');
    return (isFields(policy) ? policy.Ref === address : policy === own) ? [valueOf(one, 'target_id')] : [];
  });
  return targets.length === 0 ? [address] : targets.sort();
}
