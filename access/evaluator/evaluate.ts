/** Whether the policies of a user allow a request, and which statements decide. */
import type { Condition, Context } from './condition';
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

/** What is known of a request; of a key that is open, nothing. */
export interface View {
  readonly context: Context;
  readonly lookup: Lookup;
  readonly isOpen: (key: string) => boolean;
}

export interface Weighed {
  /** Undefined if it is open. */
  readonly verdict?: Verdict;
  /** The statements that may apply. */
  readonly open: readonly { readonly policy: Policy; readonly statement: Statement }[];
}

export function viewOf(context: Context, isOpen: View['isOpen']): View {
  const lookup: Lookup = (variable) => {
    const value = context.get(variable);
    return typeof value === 'string' ? value : undefined;
  };
  return { context, lookup, isOpen };
}

/** Nothing is open: a key that the context does not have is absent. */
export function evaluate(policies: AppliedPolicies, request: Request): Verdict {
  return weigh(policies, request, viewOf(request.context, () => false)).verdict!;
}

/** The decision, as far as what is known decides it. */
export function weigh({ identity, boundary, serviceControl = [] }: AppliedPolicies, request: Request, view: View): Weighed {
  const open: { policy: Policy; statement: Statement }[] = [];
  const boundaries = boundary === undefined ? [] : [boundary];
  const applying = (policies: readonly Policy[], effect: Statement['effect']) => {
    const certain: Decider[] = [];
    const before = open.length;
    for (const policy of policies) {
      for (const statement of policy.statements) {
        const answer = statement.effect === effect ? applies(statement, request, view) : false;
        if (answer === true) {
          certain.push(decider(policy, statement));
        } else if (answer === undefined) {
          open.push({ policy, statement });
        }
      }
    }
    return { certain, isPossible: certain.length > 0 || open.length > before };
  };
  const denied = applying([...identity, ...boundaries, ...serviceControl.flat()], 'Deny');
  if (denied.certain.length > 0) {
    return { verdict: { allowed: false, decidedBy: denied.certain }, open };
  }
  const allowed = applying(identity, 'Allow');
  const limit = applying(boundaries, 'Allow');
  const levels = serviceControl.map((level) => applying(level, 'Allow'));
  const refusal = (missing?: Verdict['missing']): Weighed => ({ verdict: { allowed: false, decidedBy: [], missing }, open });
  if (!allowed.isPossible) {
    return refusal();
  }
  if (boundary !== undefined && !limit.isPossible) {
    return refusal('boundary');
  }
  if (levels.some(({ isPossible }) => !isPossible)) {
    return refusal('service control policies');
  }
  const isCertain = !denied.isPossible && allowed.certain.length > 0 && (boundary === undefined || limit.certain.length > 0)
    && levels.every(({ certain }) => certain.length > 0);
  return isCertain ? { verdict: { allowed: true, decidedBy: allowed.certain }, open } : { open };
}

/** Undefined if it depends on what is not known. */
function applies(statement: Statement, { action, resource }: Request, view: View): boolean | undefined {
  if (!statement.action(action)) {
    return false;
  }
  let isOpen = statement.variables.some(view.isOpen);
  if (!isOpen && !statement.resource(resource, view.lookup)) {
    return false;
  }
  for (const condition of statement.conditions) {
    const answer = holds(condition, view);
    if (answer === false) {
      return false;
    }
    isOpen ||= answer === undefined;
  }
  return isOpen ? undefined : true;
}

export function holds(condition: Condition, { context, lookup, isOpen }: View): boolean | undefined {
  return isOpen(condition.key) || condition.variables.some(isOpen) ? undefined : condition.holds(context, lookup);
}

export function decider(policy: Policy, statement: Statement): Decider {
  return { policy: policy.name, statement: statement.name, keys: statement.keys };
}
