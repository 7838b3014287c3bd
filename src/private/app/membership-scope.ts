import type { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Finding } from './finding';
import { YES, allOf, no, unknown } from './finding';
import { isConcrete, isReference, referenceTo, resolvedNames } from './references';
import type { MembershipScope } from './resource-marks';
import { propertyOf } from '../statements/resource-property';

/** The users in the scope of a `ForceMfaGroup`, as far as synth can tell. */
export interface ResolvedMembershipScope {
  /** Path of the construct, for reasons. */
  readonly construct: string;
  /** Resolved; may be the text of an intrinsic. */
  readonly userPathPrefix: string;
  /** Concrete names in lower case, as IAM tells users apart, and references to users of the app. */
  readonly exempt: ReadonlySet<string>;
  /** Whether a token may exempt any user. */
  readonly mayExemptAny: boolean;
  /** Why users without a device are left alone for a time. */
  readonly delay?: string;
}

/** A user of the app; what is resolved may be the text of an intrinsic. */
export interface UserOfApp {
  readonly reference: string;
  /** Left out where CloudFormation generates it: then no name that is written down is meant. */
  readonly name?: string;
  readonly path: string;
}

export function userOfApp(user: iam.CfnUser): UserOfApp {
  const [name] = resolvedNames(user, propertyOf(user, 'UserName'));
  const [path = '/'] = resolvedNames(user, propertyOf(user, 'Path'));
  return { reference: referenceTo(user), name, path };
}

/** @param ownsUser whether a reference is to a user of the app */
export function resolveMembershipScope(
  group: IConstruct, scope: MembershipScope, ownsUser: (reference: string) => boolean, now: Date,
): ResolvedMembershipScope {
  const exempt = resolvedNames(group, scope.exemptUsers);
  return {
    construct: group.node.scope!.node.path,
    userPathPrefix: resolvedNames(group, scope.userPathPrefix)[0],
    exempt: new Set(exempt.map(folded)),
    mayExemptAny: exempt.some((name) => !ownsUser(name) && !isConcrete(name)),
    delay: delayOf(scope, now),
  };
}

function delayOf({ enforceFrom, hasGracePeriod }: MembershipScope, now: Date): string | undefined {
  if (enforceFrom !== undefined && new Date(enforceFrom) > now) {
    return `covers nobody before ${enforceFrom} (enforceFrom)`;
  }
  return hasGracePeriod ? 'leaves a new user alone for a time (gracePeriod)' : undefined;
}

export function coversUser(scope: ResolvedMembershipScope, user: UserOfApp): Finding {
  return allOf(isUnder(scope, user.path), isNotExempt(scope, user), isInTime(scope));
}

/** Whether its scope has every user of a group in its account. Exempt users do not count: the app names each on purpose. */
export function coversEveryUser(scope: ResolvedMembershipScope): Finding {
  return allOf(isUnder(scope, undefined), isInTime(scope));
}

function isInTime({ construct, delay }: ResolvedMembershipScope): Finding {
  return delay === undefined ? YES : no(`${construct} ${delay}`);
}

/** @param path of any user, if it is left out */
function isUnder({ construct, userPathPrefix: prefix }: ResolvedMembershipScope, path: string | undefined): Finding {
  if (prefix === '/') {
    return YES;
  }
  if (!isConcrete(prefix) || (path !== undefined && !isConcrete(path))) {
    return unknown(`${construct} covers users by their path, and which path depends on a token`);
  }
  return path?.startsWith(prefix) ? YES : no(`${construct} covers users under ${prefix} only`);
}

function isNotExempt({ construct, exempt, mayExemptAny }: ResolvedMembershipScope, { reference, name }: UserOfApp): Finding {
  if (exempt.has(reference) || (name !== undefined && exempt.has(folded(name)))) {
    return no(`${construct} exempts the user`);
  }
  const mayBeAny = name !== undefined && !isConcrete(name) && exempt.size > 0;
  return mayExemptAny || mayBeAny ? unknown(`whether ${construct} exempts the user depends on a token`) : YES;
}

function folded(name: string): string {
  return isReference(name) ? name : name.toLowerCase();
}
