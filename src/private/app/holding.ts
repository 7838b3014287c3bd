import type { IConstruct } from 'constructs';
import type { Covered } from './coverage';
import type { HeldUsers } from './enforcement-mark';
import { isConcrete, isReference, resolvedNames } from './references';

/** Whom a `ForceMfaGroup` holds, as far as synth can tell. */
export interface Holding {
  /** Resolved; may be the text of an intrinsic. */
  readonly pathPrefix: string;
  /** Concrete names in lower case, as IAM tells users apart, and references to users of the app. */
  readonly exempt: ReadonlySet<string>;
  /** Whether a token may exempt any user. */
  readonly mayExemptAny: boolean;
  /** Whether users are left alone for a time that synth does not judge. */
  readonly waits: boolean;
}

/** A user of the app; what is resolved may be the text of an intrinsic. */
export interface HeldUser {
  readonly reference: string;
  /** Left out where CloudFormation generates it: then no name that is written down is meant. */
  readonly name?: string;
  readonly path: string;
}

/** @param ownsUser whether a reference is to a user of the app */
export function holdingOf(group: IConstruct, users: HeldUsers, ownsUser: (reference: string) => boolean): Holding {
  const exempt = resolvedNames(group, users.exemptUsers);
  return {
    pathPrefix: resolvedNames(group, users.pathPrefix)[0],
    exempt: new Set(exempt.map(folded)),
    mayExemptAny: exempt.some((name) => !ownsUser(name) && !isConcrete(name)),
    waits: users.waits,
  };
}

export function holds(holding: Holding, user: HeldUser): Covered {
  return all(isUnder(holding.pathPrefix, user.path), isNotExempt(holding, user), isInTime(holding));
}

/** Whether it holds whoever is in a group of its account. The exempt are named by the app, each for a reason of its own. */
export function holdsEverybody(holding: Holding): Covered {
  return all(isUnder(holding.pathPrefix, undefined), isInTime(holding));
}

function isInTime({ waits }: Holding): Covered {
  return waits ? 'unknown' : 'yes';
}

/** @param path of any user, if it is left out */
function isUnder(prefix: string, path: string | undefined): Covered {
  if (prefix === '/') {
    return 'yes';
  }
  if (!isConcrete(prefix) || (path !== undefined && !isConcrete(path))) {
    return 'unknown';
  }
  return path?.startsWith(prefix) ? 'yes' : 'no';
}

function isNotExempt({ exempt, mayExemptAny }: Holding, { reference, name }: HeldUser): Covered {
  if (exempt.has(reference) || (name !== undefined && exempt.has(folded(name)))) {
    return 'no';
  }
  const mayBeAny = name !== undefined && !isConcrete(name) && exempt.size > 0;
  return mayExemptAny || mayBeAny ? 'unknown' : 'yes';
}

function all(...answers: Covered[]): Covered {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
}

function folded(name: string): string {
  return isReference(name) ? name : name.toLowerCase();
}
