/**
 * What policies decide if some keys of the request are not known: the same for each of their values, or it depends.
 *
 * An unknown key is first left open: a condition on it neither holds nor fails. If that leaves the decision open, the key gets, one after the
 * other, the values that stand for all. So keys are decided together: "if the tag is x" and "if the tag is not x" are always.
 */
import type { Condition } from './condition';
import { type AppliedPolicies, type Request, type Sides, type Verdict, type View, type Weighed, holds, openIn, sidesAbout, viewOf, weigh } from './evaluate';
import { variablesIn } from './pattern';
import type { Decider, Statement } from './read-policy';
import { type Representative, type Uses, withOneVariable } from './representatives';
import { RepresentativesCache } from './representatives-cache';

/** How often AWS sends a key. */
export type Presence = 'always' | 'sometimes';

export interface PartialRequest extends Request {
  /** Undefined for a key that is known: the context has it, or the request does not carry it. */
  readonly unknown: (key: string) => Presence | undefined;
}

export interface Dependence {
  /** One key that decides, in lower case; none if there are too many combinations to try. */
  readonly key?: string;
  readonly allowedWith?: Representative;
  readonly deniedWith?: Representative;
  /** What allows nothing of it in the example that is denied. */
  readonly missing?: Verdict['missing'];
  /** The other unknown keys of both examples, by their name in lower case. */
  readonly beside: ReadonlyMap<string, Representative>;
  /** All unknown keys that statements ask for which may apply. */
  readonly keys: readonly string[];
  /** The statements that may apply. */
  readonly statements: readonly Decider[];
}

export type Decision = { readonly verdict: Verdict; readonly depends?: undefined } | { readonly verdict?: undefined; readonly depends: Dependence };

/** Combinations of values that are tried for one request. */
const MAX_COMBINATIONS = 500;
/** The same, where they are not all: then they only show what it depends on. */
const MAX_EXAMPLES = 30;
/** Statements that are weighed for it in all: those of more combinations than that, of no policy that IAM takes. */
const MAX_WEIGHED = 20_000;

type Assigned = ReadonlyMap<string, Representative>;

/** A decision, and the values with which it is that. */
interface Found {
  readonly assigned: Assigned;
  readonly verdict: Verdict;
}

const NOTHING: Assigned = new Map();

export function decide(policies: AppliedPolicies, request: PartialRequest): Decision {
  return decideBetween(sidesAbout(policies, request.action), request);
}

/**
 * @param about the statements that speak of the action
 * @param values that requests before this one have found
 */
export function decideBetween(about: Sides, request: Omit<PartialRequest, 'action'>, values = new RepresentativesCache()): Decision {
  const { verdict, sides } = weigh(about, request.resource, viewWith(request, NOTHING));
  if (verdict !== undefined) {
    return { verdict };
  }
  const search = new Search(sides, request, values);
  search.visit(NOTHING, { sides });
  const { allowed, denied, isWhole } = search;
  if (isWhole && (allowed === undefined || denied === undefined)) {
    return { verdict: (allowed ?? denied)!.verdict };
  }
  const open = openIn(sides);
  const keys = [...new Set(open.flatMap(keysOf))].filter((key) => request.unknown(key) !== undefined);
  const example = allowed === undefined || denied === undefined ? undefined : search.flip(denied, allowed.assigned);
  return { depends: { ...example ?? { beside: NOTHING }, keys, statements: open.map(({ decider }) => decider) } };
}

class Search {
  public allowed?: Found;
  public denied?: Found;
  public isWhole = true;
  private combinations = 0;
  private statements = 0;

  public constructor(
    private readonly sides: Sides, private readonly request: Omit<PartialRequest, 'action'>, private readonly values: RepresentativesCache,
  ) {}

  public visit(assigned: Assigned, weighed: Weighed): void {
    if (weighed.verdict !== undefined) {
      const outcome = weighed.verdict.allowed ? 'allowed' : 'denied';
      this[outcome] ??= { assigned, verdict: weighed.verdict };
      return;
    }
    if (++this.combinations > (this.isWhole ? MAX_COMBINATIONS : MAX_EXAMPLES) || this.isTooMuch(weighed.sides)) {
      this.isWhole = false;
      return;
    }
    const { key, values, areAll } = this.choices(weighed.sides, assigned);
    this.isWhole &&= areAll;
    for (const value of values) {
      if ((this.allowed !== undefined && this.denied !== undefined) || (!this.isWhole && this.combinations > MAX_EXAMPLES)) {
        return;
      }
      const next = new Map(assigned).set(key, value);
      this.visit(next, this.weighed(next, weighed.sides));
    }
  }

  /** From an example that is denied to one that is allowed, key by key: the one at which the decision turns. Undefined if that takes too long. */
  public flip(denied: Found, allowed: Assigned): Pick<Dependence, 'key' | 'allowedWith' | 'deniedWith' | 'missing' | 'beside'> | undefined {
    let current: Found = { ...denied, assigned: new Map([...allowed, ...denied.assigned]) };
    for (const [key, value] of allowed) {
      const before = current.assigned.get(key)!;
      const next = this.completed(new Map([...current.assigned, [key, value]]));
      if (next === undefined) {
        return undefined;
      }
      if (next.verdict.allowed) {
        const others = new Map([...next.assigned].filter(([other]) => other !== key));
        return { key, allowedWith: value, deniedWith: before, missing: current.verdict.missing, beside: others };
      }
      current = next;
    }
    throw new Error('the examples of a decision do not differ');
  }

  /** With values for what is still open. */
  private completed(given: Assigned): Found | undefined {
    let assigned = given;
    for (let weighed = this.weighed(assigned, this.sides); ; weighed = this.weighed(assigned, weighed.sides)) {
      if (weighed.verdict !== undefined) {
        return { assigned, verdict: weighed.verdict };
      }
      if (this.isTooMuch(weighed.sides)) {
        return undefined;
      }
      const { key, values } = this.choices(weighed.sides, assigned);
      assigned = new Map(assigned).set(key, values[0]);
    }
  }

  private isTooMuch(sides: Sides): boolean {
    this.statements += openIn(sides).length;
    return this.statements > MAX_WEIGHED;
  }

  private weighed(assigned: Assigned, sides: Sides): Weighed {
    return weigh(sides, this.request.resource, viewWith(this.request, assigned));
  }

  /** The values of the next key: of one that others name as a variable, if there is one, because theirs depend on it. */
  private choices(sides: Sides, assigned: Assigned) {
    const { request } = this;
    const view = viewWith(request, assigned);
    const { isOpen, context } = view;
    const statements = openIn(sides);
    const conditions = statements.flatMap((statement) => statement.conditions).filter((condition) => holds(condition, view) === undefined);
    const variables = [...conditions, ...statements].flatMap((one) => one.variables).filter(isOpen);
    const key = variables[0] ?? conditions.find((condition) => isOpen(condition.key))!.key;
    const uses: Uses = {
      conditions: conditions.filter((condition) => condition.key === key),
      filledIn: [
        ...conditions.filter((condition) => condition.variables.includes(key)).flatMap((condition) => {
          const value = context.get(condition.key);
          return condition.compared!.values.map((text) => ({ text, comparedWith: typeof value === 'string' ? value : undefined }));
        }),
        ...statements.filter((statement) => statement.variables.includes(key))
          .flatMap((statement) => statement.filledIn.map((text) => ({ text, comparedWith: request.resource }))),
      ].filter(({ text }) => variablesIn(text).includes(key))
        .map(({ text, comparedWith }) => ({ text: withOneVariable(text, key, view.lookup), comparedWith })),
    };
    const { values, areAll } = this.values.of(uses, view.lookup, request.unknown(key) === 'sometimes');
    const isCompared = (condition: Condition) => condition.variables.includes(key) && isOpen(condition.key)
      && (conditions.filter((other) => other.key === condition.key).length > 1 || variables.includes(condition.key));
    // What names a variable that is still open cannot be told apart, nor what is compared with a key that something else is asked of too.
    return { key, values, areAll: areAll && !uses.conditions.some((condition) => condition.variables.some(isOpen)) && !conditions.some(isCompared) };
  }
}

/** What a request tells, without a value for any key that it leaves open. */
export function viewOfPartial({ context, unknown }: Pick<PartialRequest, 'context' | 'unknown'>): View {
  return viewOf(context, (key) => unknown(key) !== undefined);
}

function viewWith(request: Pick<PartialRequest, 'context' | 'unknown'>, assigned: Assigned): View {
  if (assigned.size === 0) {
    return viewOfPartial(request);
  }
  const { context: known, unknown } = request;
  // Not copied, because a search looks at thousands.
  const get = (key: string) => assigned.has(key) ? assigned.get(key)!.value : known.get(key);
  return viewOf({ get, has: (key) => get(key) !== undefined }, (key) => unknown(key) !== undefined && !assigned.has(key));
}

function keysOf(statement: Statement): string[] {
  return [...statement.conditions.flatMap(({ key, variables }) => [key, ...variables]), ...statement.variables];
}
