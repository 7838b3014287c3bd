/**
 * What policies decide if some keys of the request are not known: the same for each of their values, or it depends.
 *
 * An unknown key is first left open: a condition on it neither holds nor fails. If that leaves the decision open, the key gets, one after the
 * other, the values that stand for all. So keys are decided together: "if the tag is x" and "if the tag is not x" are always.
 */
import { type AppliedPolicies, type Decider, type Request, type Verdict, type View, type Weighed, decider, holds, viewOf, weigh } from './evaluate';
import type { Statement } from './read-policy';
import { type Representative, type Uses, representatives } from './representatives';

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

type Assigned = ReadonlyMap<string, Representative>;

const NOTHING: Assigned = new Map();

export function decide(policies: AppliedPolicies, request: PartialRequest): Decision {
  const { verdict, open } = weigh(policies, request, viewWith(request, NOTHING));
  if (verdict !== undefined) {
    return { verdict };
  }
  const search = new Search(policies, request);
  search.visit(NOTHING);
  const { allowed, denied, isWhole } = search;
  if (isWhole && (allowed === undefined || denied === undefined)) {
    return { verdict: (allowed ?? denied)!.verdict };
  }
  const deciding = open.map(({ policy, statement }) => decider(policy, statement));
  const keys = [...new Set(open.flatMap(({ statement }) => keysOf(statement)))].filter((key) => request.unknown(key) !== undefined);
  const example = allowed === undefined || denied === undefined ? { beside: NOTHING } : search.flip(denied.assigned, allowed.assigned);
  return { depends: { ...example, keys, statements: deciding } };
}

class Search {
  public allowed?: { readonly assigned: Assigned; readonly verdict: Verdict };
  public denied?: { readonly assigned: Assigned; readonly verdict: Verdict };
  public isWhole = true;
  private combinations = 0;

  public constructor(private readonly policies: AppliedPolicies, private readonly request: PartialRequest) {}

  public visit(assigned: Assigned): void {
    const weighed = this.weighed(assigned);
    if (weighed.verdict !== undefined) {
      const outcome = weighed.verdict.allowed ? 'allowed' : 'denied';
      this[outcome] ??= { assigned, verdict: weighed.verdict };
      return;
    }
    if (++this.combinations > MAX_COMBINATIONS) {
      this.isWhole = false;
      return;
    }
    const { key, values, areAll } = this.choices(weighed, assigned);
    this.isWhole &&= areAll;
    for (const value of values) {
      if (this.allowed !== undefined && this.denied !== undefined) {
        return;
      }
      this.visit(new Map([...assigned, [key, value]]));
    }
  }

  /** From an example that is denied to one that is allowed, key by key: the one at which the decision turns. */
  public flip(denied: Assigned, allowed: Assigned): Pick<Dependence, 'key' | 'allowedWith' | 'deniedWith' | 'beside'> {
    let current: Assigned = new Map([...allowed, ...denied]);
    for (const [key, value] of allowed) {
      const before = current.get(key)!;
      const next = this.completed(new Map([...current, [key, value]]));
      if (this.weighed(next).verdict!.allowed) {
        const others = new Map([...next].filter(([other]) => other !== key));
        return { key, allowedWith: value, deniedWith: before, beside: others };
      }
      current = next;
    }
    throw new Error('the examples of a decision do not differ');
  }

  /** With values for what is still open. */
  private completed(assigned: Assigned): Assigned {
    const weighed = this.weighed(assigned);
    if (weighed.verdict !== undefined) {
      return assigned;
    }
    const { key, values } = this.choices(weighed, assigned);
    return this.completed(new Map([...assigned, [key, values[0]]]));
  }

  private weighed(assigned: Assigned): Weighed {
    return weigh(this.policies, this.request, viewWith(this.request, assigned));
  }

  /** The values of the next key: of one that others name as a variable, if there is one, because theirs depend on it. */
  private choices({ open }: Weighed, assigned: Assigned) {
    const { request } = this;
    const view = viewWith(request, assigned);
    const { isOpen, context } = view;
    const statements = open.map(({ statement }) => statement);
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
      ].filter(({ text }) => text.includes('${')),
    };
    const { values, areAll } = representatives(uses, view.lookup, request.unknown(key) === 'sometimes');
    // What names a variable that is still open cannot be told apart.
    return { key, values, areAll: areAll && !uses.conditions.some((condition) => condition.variables.some(isOpen)) };
  }
}

function viewWith({ context: known, unknown }: PartialRequest, assigned: Assigned): View {
  const given = [...assigned].flatMap(([key, { value }]) => value === undefined ? [] : [[key, value] as const]);
  return viewOf(given.length === 0 ? known : new Map([...known, ...given]), (key) => unknown(key) !== undefined && !assigned.has(key));
}

function keysOf(statement: Statement): string[] {
  return [...statement.conditions.flatMap(({ key, variables }) => [key, ...variables]), ...statement.variables];
}
