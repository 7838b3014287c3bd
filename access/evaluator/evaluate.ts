/** Whether the policies of a user allow a request, and which statements decide. */
import type { Condition, Context, KeyValues } from './condition';
import type { Lookup } from './pattern';
import type { Decider, Policy, Statement } from './read-policy';

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

export function contextOf(keys: Record<string, string | string[]>): Context {
  return new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
}

/** What is known of a request; of a key that is open, nothing. */
export interface View {
  readonly context: KeyValues;
  readonly lookup: Lookup;
  readonly isOpen: (key: string) => boolean;
}

/** What statements of one effect say: those that apply, and those that are not decided yet. */
interface Side {
  readonly certain: readonly Decider[];
  readonly open: readonly Statement[];
}

/** All statements that speak of one action. */
export interface Sides {
  readonly denied: Side;
  readonly allowed: Side;
  readonly boundary?: Side;
  readonly levels: readonly Side[];
}

/** Without a verdict, it is open, and rests on the statements that are open in the sides. */
export type Weighed = { readonly verdict: Verdict; readonly sides?: undefined } | { readonly verdict?: undefined; readonly sides: Sides };

export function viewOf(context: KeyValues, isOpen: View['isOpen']): View {
  const lookup: Lookup = (variable) => {
    const value = context.get(variable);
    return typeof value === 'string' ? value : undefined;
  };
  return { context, lookup, isOpen };
}

/** Nothing is open: a key that the context does not have is absent. */
export function evaluate(policies: AppliedPolicies, { action, resource, context }: Request): Verdict {
  return weigh(sidesAbout(policies, action), resource, viewOf(context, () => false)).verdict!;
}

/** All that holds, whatever holds it. */
export function everyPolicy({ identity, boundary, serviceControl = [] }: AppliedPolicies): Policy[] {
  const boundaries = boundary === undefined ? [] : [boundary];
  return [...identity, ...boundaries, ...serviceControl.flat()];
}

/** Nothing of it is decided. */
export function sidesAbout(applied: AppliedPolicies, action: string): Sides {
  const { identity, boundary, serviceControl = [] } = applied;
  // Not again for each statement.
  const inLowerCase = action.toLowerCase();
  const side = (policies: readonly Policy[], effect: Statement['effect']): Side => {
    const open: Statement[] = [];
    for (const { statements } of policies) {
      for (const statement of statements) {
        if (statement.effect === effect && statement.action(inLowerCase)) {
          open.push(statement);
        }
      }
    }
    return { certain: NONE, open };
  };
  return {
    denied: side(everyPolicy(applied), 'Deny'),
    allowed: side(identity, 'Allow'),
    boundary: boundary && side([boundary], 'Allow'),
    levels: serviceControl.map((level) => side(level, 'Allow')),
  };
}

/** Those that are not decided, in the order of their effects. */
export function openIn({ denied, allowed, boundary, levels }: Sides): Statement[] {
  return [denied, allowed, ...boundary === undefined ? [] : [boundary], ...levels].flatMap(({ open }) => open);
}

/** Whether nothing that is known keeps it from applying. */
export function mayApply({ conditions }: Statement, view: View): boolean {
  return conditions.every((condition) => holds(condition, view) !== false);
}

const NONE: readonly Decider[] = [];

/** The decision, as far as what is known decides it. Knowing more, the sides that it gives can be weighed again. */
export function weigh(sides: Sides, resource: string, view: View): Weighed {
  const denied = sifted(sides.denied, resource, view);
  if (denied.certain.length > 0) {
    return { verdict: { allowed: false, decidedBy: denied.certain } };
  }
  const allowed = sifted(sides.allowed, resource, view);
  if (!isPossible(allowed)) {
    return refused();
  }
  const boundary = sides.boundary && sifted(sides.boundary, resource, view);
  if (boundary !== undefined && !isPossible(boundary)) {
    return refused('boundary');
  }
  const levels = sides.levels.map((level) => sifted(level, resource, view));
  if (!levels.every(isPossible)) {
    return refused('service control policies');
  }
  const isCertain = !isPossible(denied) && allowed.certain.length > 0 && (boundary === undefined || boundary.certain.length > 0)
    && levels.every(({ certain }) => certain.length > 0);
  return isCertain ? { verdict: { allowed: true, decidedBy: allowed.certain } } : { sides: { denied, allowed, boundary, levels } };
}

function refused(missing?: Verdict['missing']): Weighed {
  return { verdict: { allowed: false, decidedBy: NONE, missing } };
}

function isPossible({ certain, open }: Side): boolean {
  return certain.length > 0 || open.length > 0;
}

function sifted(side: Side, resource: string, view: View): Side {
  let certain: Decider[] | undefined;
  let open: Statement[] | undefined;
  for (const statement of side.open) {
    const answer = applies(statement, resource, view);
    if (answer === true) {
      (certain ??= [...side.certain]).push(statement.decider);
    } else if (answer === undefined) {
      (open ??= []).push(statement);
    }
  }
  return { certain: certain ?? side.certain, open: open ?? NO_STATEMENTS };
}

/** The verdict on every request of the action, if no statement rests on the resource or has a condition. */
export function verdictOnAll(sides: Sides): Verdict | undefined {
  const isOnAll = openIn(sides).every(({ isAnywhere, variables, conditions }) => isAnywhere && variables.length + conditions.length === 0);
  return isOnAll ? weigh(sides, '', NOTHING_KNOWN).verdict : undefined;
}

const NOTHING_KNOWN = viewOf(new Map(), () => true);

const NO_STATEMENTS: readonly Statement[] = [];

/** Undefined if it depends on what is not known. The statement speaks of the action. */
function applies(statement: Statement, resource: string, view: View): boolean | undefined {
  let isOpen = statement.variables.some(view.isOpen);
  if (!isOpen && !statement.isAnywhere && !statement.resource(resource, view.lookup)) {
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
