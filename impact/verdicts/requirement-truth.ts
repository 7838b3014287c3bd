/** Whether a requirement holds for a fact: yes, no, or nobody can tell. */
import { servicesWithUnknownActions, wildcards } from '../../src/private/impact/rules/action-names';
import type { Requirement } from '../../src/private/impact/rules/requirement';
import { OWN_ACTIONS, SAME_NAMES } from '../../src/private/impact/vocabulary/actions';
import { type Column, type Fact, type Known, UNKNOWN } from '../../src/private/impact/vocabulary/fact';

export interface Truth {
  readonly holds: Known;
  /** Columns that would tell; only of `unknown`. */
  readonly unknownColumns: readonly Column[];
}

type Ask = (fact: Fact) => Truth;

const YES: Truth = { holds: 'yes', unknownColumns: [] };
const NO: Truth = { holds: 'no', unknownColumns: [] };
const UNKNOWN_ACTION: Truth = { holds: 'unknown', unknownColumns: ['action'] };

export function truthOf(requirement: Requirement): Ask {
  switch (requirement.kind) {
    case 'all': return combined(requirement.of.map(truthOf), NO, YES);
    case 'any': return combined(requirement.of.map(truthOf), YES, NO);
    case 'not': return negated(truthOf(requirement.of));
    case 'action': return named(requirement.names);
    case 'is': return holding(requirement.column, new Set(requirement.values), new Set(requirement.unknownFor));
    case 'group': return naming(requirement.name);
    case 'target': return beginning(requirement.prefix, requirement.isNameUnknown === true);
  }
}

/** One part that decides is enough. Otherwise what nobody can tell of one part, nobody can tell of all. */
function combined(parts: readonly Ask[], deciding: Truth, otherwise: Truth): Ask {
  return (fact) => {
    const columns = new Set<Column>();
    for (const part of parts) {
      const truth = part(fact);
      if (truth.holds === deciding.holds) {
        return deciding;
      }
      truth.unknownColumns.forEach((column) => columns.add(column));
    }
    return columns.size === 0 ? otherwise : { holds: 'unknown', unknownColumns: [...columns] };
  };
}

function negated(ask: Ask): Ask {
  return (fact) => {
    const truth = ask(fact);
    return truth.holds === 'unknown' ? truth : truth.holds === 'yes' ? NO : YES;
  };
}

/** There are few actions, and many facts of each. */
function named(names: readonly string[]): Ask {
  const patterns = names.map(wildcards);
  const services = servicesWithUnknownActions(names).map(wildcards);
  const known = new Map<string, Truth>();
  return ({ action }) => {
    const truth = known.get(action) ?? namedBy(action, patterns, services);
    known.set(action, truth);
    return truth;
  };
}

function namedBy(action: string, patterns: readonly RegExp[], services: readonly RegExp[]): Truth {
  const service = action.split(':')[0];
  if (services.length === 0 || SAME_NAMES.includes(service)) {
    return patterns.some((pattern) => pattern.test(action)) ? YES : NO;
  }
  return services.some((one) => one.test(service)) || !OWN_ACTIONS.includes(service) ? UNKNOWN_ACTION : NO;
}

function holding(column: Column, values: ReadonlySet<string>, unknownFor: ReadonlySet<string>): Ask {
  const unknown: Truth = { holds: 'unknown', unknownColumns: [column] };
  return (fact) => values.has(fact[column]) ? YES : unknownFor.has(fact[column]) ? unknown : NO;
}

const UNKNOWN_TARGET: Truth = { holds: 'unknown', unknownColumns: ['target'] };

function naming(group: string): Ask {
  return ({ target }) => {
    const groups = target.split(' ');
    return groups.includes(group) ? YES : target === UNKNOWN || target.toLowerCase().split(' ').includes(group.toLowerCase()) ? UNKNOWN_TARGET : NO;
  };
}

function beginning(prefix: string, isNameUnknown: boolean): Ask {
  return ({ target }) => {
    if (target === UNKNOWN) {
      return UNKNOWN_TARGET;
    }
    return !target.startsWith(prefix) ? NO : isNameUnknown ? UNKNOWN_TARGET : YES;
  };
}
