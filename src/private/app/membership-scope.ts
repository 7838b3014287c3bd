import type { IConstruct } from 'constructs';
import type { MembershipScope } from './mark';
import { isConcrete, isReference, resolvedNames } from './references';
import type { Ternary } from './ternary';
import { allOf } from './ternary';

/** Whom a `ForceMfaGroup` holds, as far as synth can tell. */
export interface ResolvedMembershipScope {
  /** Resolved; may be the text of an intrinsic. */
  readonly userPathPrefix: string;
  /** Concrete names in lower case, as IAM tells users apart, and references to users of the app. */
  readonly exempt: ReadonlySet<string>;
  /** Whether a token may exempt any user. */
  readonly mayExemptAny: boolean;
  /** Whether users are left alone for a time that synth does not judge. */
  readonly waits: boolean;
}

/** A user of the app; what is resolved may be the text of an intrinsic. */
export interface UserOfApp {
  readonly reference: string;
  /** Left out where CloudFormation generates it: then no name that is written down is meant. */
  readonly name?: string;
  readonly path: string;
}

/** @param ownsUser whether a reference is to a user of the app */
export function resolveMembershipScope(group: IConstruct, scope: MembershipScope, ownsUser: (reference: string) => boolean): ResolvedMembershipScope {
  const exempt = resolvedNames(group, scope.exemptUsers);
  return {
    userPathPrefix: resolvedNames(group, scope.userPathPrefix)[0],
    exempt: new Set(exempt.map(folded)),
    mayExemptAny: exempt.some((name) => !ownsUser(name) && !isConcrete(name)),
    waits: scope.waits,
  };
}

export function holds(scope: ResolvedMembershipScope, user: UserOfApp): Ternary {
  return allOf(isUnder(scope.userPathPrefix, user.path), isNotExempt(scope, user), isInTime(scope));
}

/** Whether it holds whoever is in a group of its account. The exempt are named by the app, each for a reason of its own. */
export function holdsEverybody(scope: ResolvedMembershipScope): Ternary {
  return allOf(isUnder(scope.userPathPrefix, undefined), isInTime(scope));
}

function isInTime({ waits }: ResolvedMembershipScope): Ternary {
  return waits ? 'unknown' : 'yes';
}

/** @param path of any user, if it is left out */
function isUnder(prefix: string, path: string | undefined): Ternary {
  if (prefix === '/') {
    return 'yes';
  }
  if (!isConcrete(prefix) || (path !== undefined && !isConcrete(path))) {
    return 'unknown';
  }
  return path?.startsWith(prefix) ? 'yes' : 'no';
}

function isNotExempt({ exempt, mayExemptAny }: ResolvedMembershipScope, { reference, name }: UserOfApp): Ternary {
  if (exempt.has(reference) || (name !== undefined && exempt.has(folded(name)))) {
    return 'no';
  }
  const mayBeAny = name !== undefined && !isConcrete(name) && exempt.size > 0;
  return mayExemptAny || mayBeAny ? 'unknown' : 'yes';
}

function folded(name: string): string {
  return isReference(name) ? name : name.toLowerCase();
}
