import { policiesUnder } from './read-resource';
import { type AskedColumn, type Requirement, UnknownStatement } from './requirement';
import { AGE_LIMITS, NO_AGE, OLDER, UNKNOWN, WITH_CODE } from '../vocabulary/fact';

/** One key under one operator. The vocabulary is closed: what it does not have throws, so that no new condition is overlooked. */
export function readCondition(operator: string, key: string, given: unknown): Requirement {
  const value = String(given);
  const read = CONDITIONS[`${operator} ${key}`];
  const requirement = Array.isArray(given) ? undefined : read?.(value);
  if (requirement === undefined) {
    throw new UnknownStatement(`the condition ${operator} ${key} ${JSON.stringify(given)}`);
  }
  return requirement;
}

const CONDITIONS: Readonly<Record<string, (value: string) => Requirement | undefined>> = {
  'Null aws:MultiFactorAuthPresent': only('true', orCode(is('mfa', 'absent'))),
  'Bool aws:MultiFactorAuthPresent': only('false', is('mfa', 'false')),
  'BoolIfExists aws:MultiFactorAuthPresent': only('false', orCode(is('mfa', 'false', 'absent'))),
  'NumericGreaterThan aws:MultiFactorAuthAge': (value) => olderThan(value, []),
  // The age exists exactly when MFA is present.
  'NumericGreaterThanIfExists aws:MultiFactorAuthAge': (value) => olderThan(value, [NO_AGE]),
  // AWS always sends this key.
  'Bool aws:ViaAWSService': yesOrNo('viaService'),
  'BoolIfExists aws:ViaAWSService': yesOrNo('viaService'),
  'Bool aws:ViaAWSMCPService': yesOrNo('viaMcp'),
  'BoolIfExists aws:ViaAWSMCPService': yesOrNo('viaMcp'),
  'StringEquals aws:PrincipalType': only('FederatedUser', is('session', 'federated')),
  // AWS always sends this key to the one action that it belongs to.
  'ArnLikeIfExists iam:PolicyARN': policiesUnder,
};

type Is = Extract<Requirement, { readonly kind: 'is' }>;

function is(column: AskedColumn, ...values: string[]): Is {
  return { kind: 'is', column, values, unknownFor: [UNKNOWN] };
}

function orCode(requirement: Is): Is {
  return { ...requirement, unknownFor: [...requirement.unknownFor, WITH_CODE] };
}

function only(expected: string, requirement: Requirement): (value: string) => Requirement | undefined {
  return (value) => value === expected ? requirement : undefined;
}

function yesOrNo(column: AskedColumn): (value: string) => Requirement | undefined {
  const known: Record<string, Requirement> = { true: is(column, 'yes'), false: is(column, 'no') };
  return (value) => known[value];
}

/** Of the ages that a fact tells apart, one holds the limit, unless the limit is its upper bound. */
function olderThan(value: string, also: readonly string[]): Requirement | undefined {
  if (!/^[0-9]+$/.test(value)) {
    return undefined;
  }
  const limit = Number(value);
  const older = AGE_LIMITS.filter((_, index) => (AGE_LIMITS[index - 1] ?? 0) >= limit);
  const around = AGE_LIMITS.filter((bound, index) => bound > limit && (AGE_LIMITS[index - 1] ?? 0) < limit);
  const isBeyond = limit > AGE_LIMITS[AGE_LIMITS.length - 1];
  return {
    kind: 'is',
    column: 'age',
    values: [...older.map(String), ...(isBeyond ? [] : [OLDER]), ...also],
    unknownFor: [...around.map(String), ...(isBeyond ? [OLDER] : []), UNKNOWN],
  };
}
