/** What a user of an account holds: by its groups, attached to it, inside it, and as its boundary. */
import { Group, Groups, attachedTo, inlineOf } from './account-holdings';
import { accountOf } from './account-of';
import { Fields, field, fields, list, text } from './json-fields';
import type { ManagedPolicies } from './managed-policies';
import type { Policy } from '../../evaluator';
import { Enforcement, enforcesMfa, heldBy, isOfAws } from '../enforcement';
import type { Subject } from '../subject';

interface Holding extends Pick<Subject, 'enforcements' | 'appliedPolicies' | 'unknown' | 'listed'> {
  readonly held: ReturnType<typeof heldBy>;
}

export type Holdings = (user: Fields, arn: string, name: string) => Holding;

/** Most users hold what others hold: that is found out once. */
export function holdingsIn(groups: Groups, managed: ManagedPolicies): Holdings {
  const known = new Map<string, Holding>();
  return (user, arn, name) => {
    const names = list(field(user, 'GroupList'), `the GroupList of the user ${name}`).map((group) => text(group, `the GroupList of the user ${name}`));
    const attached = attachedTo(user, `the user ${name}`);
    const boundary = boundaryOf(user, name);
    const inline = inlineOf(user, 'UserPolicyList', `the user ${name}`);
    const key = JSON.stringify([accountOf(arn), names, attached, boundary]);
    const holding = inline.length === 0 ? known.get(key) : undefined;
    if (holding !== undefined) {
      return holding;
    }
    const read = holdingOf(names.map((group) => groups(arn, group)), attached, boundary, inline, managed);
    if (inline.length === 0) {
      known.set(key, read);
    }
    return read;
  };
}

function boundaryOf(user: Fields, name: string): string | undefined {
  const boundary = field(user, 'PermissionsBoundary');
  return boundary === undefined ? undefined
    : text(field(fields(boundary, `the boundary of ${name}`), 'PermissionsBoundaryArn'), `the boundary of ${name}`);
}

function holdingOf(
  groups: readonly Group[], attached: readonly string[], boundary: string | undefined, inline: readonly Policy[], managed: ManagedPolicies,
): Holding {
  const boundaries = boundary === undefined ? [] : [boundary];
  const all = [...new Set([...attached, ...groups.flatMap((group) => group.attached), ...boundaries])];
  const from = (origin: string) => all.filter((policy) => managed(policy).origin === origin);
  const policyOf = (policy: string) => managed(policy).policy;
  const enforcements = [
    ...groups.flatMap((group) => enforcing('by a group', group.inline, group.attached, policyOf).map((one) => ({ ...one, group: group.arn }))),
    ...enforcing('by the user', inline, attached, policyOf),
    ...enforcing('as a boundary', [], boundaries, policyOf),
  ];
  return {
    enforcements,
    held: heldBy(enforcements),
    appliedPolicies: {
      identity: [...inline, ...attached.map(policyOf), ...groups.flatMap((group) => [...group.inline, ...group.attached.map(policyOf)])],
      boundary: boundary === undefined ? undefined : policyOf(boundary),
    },
    unknown: from('unknown'),
    listed: from('list'),
  };
}

/** Of what somebody holds, what enforces MFA. */
function enforcing(held: Enforcement['held'], inline: readonly Policy[], arns: readonly string[], policyOf: (arn: string) => Policy): Enforcement[] {
  return [
    ...inline.filter((policy) => enforcesMfa(policy, held)).map((policy) => ({ policy, held })),
    ...arns.filter((arn) => enforcesMfa(policyOf(arn), held) && !isOfAws(arn)).map((arn) => ({ policy: policyOf(arn), held, arn })),
  ];
}
