/** Whether the policies of a user allow a request, and which statements decide. */
import type { Context } from './condition';
import type { Lookup } from './pattern';
import type { Policy, Statement } from './read-policy';

export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** All that holds for a user. */
export interface AppliedPolicies {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** The service control policies of each level of the organization: each level must allow. */
  readonly serviceControl?: readonly (readonly Policy[])[];
}

export interface Verdict {
  readonly allowed: boolean;
  /** The statements that deny, or else those of the user's own policies that allow. */
  readonly decidedBy: readonly Decider[];
  /** What allows nothing of it, though the user's own policies do. */
  readonly missing?: 'boundary' | 'service control policies';
}

export interface Decider {
  readonly policy: string;
  readonly statement: string;
  /** The condition keys that the statement names. */
  readonly keys: readonly string[];
}

export function contextOf(keys: Record<string, string | string[]>): Context {
  return new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
}

const NONE: readonly Policy[] = [];

export function evaluate({ identity, boundary, serviceControl = [] }: AppliedPolicies, request: Request): Verdict {
  const lookup: Lookup = (variable) => {
    const value = request.context.get(variable);
    return typeof value === 'string' ? value : undefined;
  };
  const applying = (policies: readonly Policy[], effect: Statement['effect']) => decidersAmong(policies, effect, request, lookup);
  const boundaries = boundary === undefined ? NONE : [boundary];
  const denied = applying(boundary === undefined && serviceControl.length === 0 ? identity : [...identity, ...boundaries, ...serviceControl.flat()], 'Deny');
  if (denied.length > 0) {
    return { allowed: false, decidedBy: denied };
  }
  const allowed = applying(identity, 'Allow');
  if (allowed.length === 0) {
    return { allowed: false, decidedBy: [] };
  }
  if (boundary !== undefined && applying(boundaries, 'Allow').length === 0) {
    return { allowed: false, decidedBy: [], missing: 'boundary' };
  }
  if (serviceControl.some((level) => applying(level, 'Allow').length === 0)) {
    return { allowed: false, decidedBy: [], missing: 'service control policies' };
  }
  return { allowed: true, decidedBy: allowed };
}

function decidersAmong(policies: readonly Policy[], effect: Statement['effect'], request: Request, lookup: Lookup): Decider[] {
  const deciders: Decider[] = [];
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (statement.effect === effect && applies(statement, request, lookup)) {
        deciders.push(decider(policy, statement));
      }
    }
  }
  return deciders;
}

export function decider(policy: Policy, statement: Statement): Decider {
  return { policy: policy.name, statement: statement.name, keys: statement.keys };
}

function applies(statement: Statement, { action, resource, context }: Request, lookup: Lookup): boolean {
  return statement.action(action) && statement.conditions.every(({ holds }) => holds(context, lookup)) && statement.resource(resource, lookup);
}
