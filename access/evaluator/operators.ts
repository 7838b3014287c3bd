/** The condition operators: each compiles the values of a policy, and judges one value of a request. */
import { compileArn } from './arn';
import { PolicyError, shown } from './errors';
import { isInRange, parseAddress, parseRange } from './ip';
import { Lookup, Pattern, Syntax, compilePattern, lacksValue } from './pattern';

/** Whether one value of the request fits. */
export type Test = (value: string, lookup: Lookup) => boolean;

type Compile = (values: string[], reading: Reading, where: string) => Test;

export interface Reading {
  /** Whether the version of the policy has variables. */
  readonly variables: boolean;
  readonly effect: 'Allow' | 'Deny';
}

/** A value that no operator of the kind can read matches nothing, negated or not. */
type Compare = (policy: string, where: string, variables: boolean) => (value: string, lookup: Lookup) => boolean | undefined;

/** Positive: one of the values fits. Negated: none does, and all can be compared. */
const positive = (compare: Compare): Compile => (values, { variables }, where) => {
  const tests = values.map((value) => compare(value, where, variables));
  return (value, lookup) => tests.some((test) => test(value, lookup) === true);
};
const negated = (compare: Compare): Compile => (values, { variables }, where) => {
  const tests = values.map((value) => compare(value, where, variables));
  return (value, lookup) => tests.every((test) => test(value, lookup) === false);
};

/**
 * The same with variables. Of one without a value, AWS says that a negated operator matches, and that the statement may be invalid as a whole. So
 * an Allow is taken to hold, and a Deny is not.
 *
 * Source: IAM User Guide, "Policy variables with no value".
 */
const negatedText = (compare: Compare): Compile => (values, { variables, effect }, where) => {
  const tests = values.map((value) => ({ test: compare(value, where, variables), matches: effect === 'Allow' && variables ? lacksValue(value, where) : undefined }));
  return (value, lookup) => tests.every(({ test, matches }) => test(value, lookup) === false || matches?.(lookup));
};

const text = (syntax: Omit<Syntax, 'variables'>): Compare => (policy, where, variables): Pattern => compilePattern(policy, { ...syntax, variables }, where);
const exact = text({ wildcards: false });
const exactInAnyCase = text({ wildcards: false, ignoreCase: true });
const like = text({ wildcards: true });

function plain(policy: string, where: string): void {
  if (policy.includes('${')) {
    throw new PolicyError(where, `a policy variable, which this operator does not take: ${shown(policy)}`);
  }
}

function ordered(parse: (value: string) => number | undefined, kind: string, holds: (request: number, policy: number) => boolean): Compare {
  return (policy, where) => {
    plain(policy, where);
    const limit = parse(policy);
    if (limit === undefined) {
      throw new PolicyError(where, `expected ${kind}, got ${shown(policy)}`);
    }
    return (value) => {
      const parsed = parse(value);
      return parsed === undefined ? undefined : holds(parsed, limit);
    };
  };
}

export function number(value: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined;
}

/** As W3C's note on ISO 8601 has it, which IAM names: with a time of day comes a zone. */
const ISO_DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/;

/** Milliseconds; a whole number of more than four digits is seconds since 1970. */
export function date(value: string): number | undefined {
  if (/^-?\d{5,}$/.test(value)) {
    return Number(value) * 1000;
  }
  const parsed = ISO_DATE.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** `Date.parse` takes February 30 for a day in March. */
function isDay(day: string): boolean {
  return JSON.stringify(new Date(day)).startsWith(`"${day}`);
}

const COMPARISONS: Record<string, (request: number, policy: number) => boolean> = {
  LessThan: (request, policy) => request < policy,
  LessThanEquals: (request, policy) => request <= policy,
  GreaterThan: (request, policy) => request > policy,
  GreaterThanEquals: (request, policy) => request >= policy,
};

function orderedOperators(prefix: string, parse: (value: string) => number | undefined, kind: string): Record<string, Compile> {
  const equals = ordered(parse, kind, (request, policy) => request === policy);
  return {
    [`${prefix}Equals`]: positive(equals),
    [`${prefix}NotEquals`]: negated(equals),
    ...Object.fromEntries(Object.entries(COMPARISONS).map(([name, holds]) => [`${prefix}${name}`, positive(ordered(parse, kind, holds))])),
  };
}

const bool: Compare = (policy, where, variables) => {
  if (!/^(true|false)$/i.test(policy) && !(variables && policy.includes('${'))) {
    throw new PolicyError(where, `expected true or false, got ${shown(policy)}`);
  }
  const pattern = exactInAnyCase(policy, where, variables);
  return (value, lookup) => /^(true|false)$/i.test(value) ? pattern(value, lookup) : undefined;
};

const address: Compare = (policy, where) => {
  plain(policy, where);
  const range = parseRange(policy);
  if (range === undefined) {
    throw new PolicyError(where, `expected an IP address or a range, got ${shown(policy)}`);
  }
  return (value) => {
    const parsed = parseAddress(value);
    return parsed === undefined ? undefined : isInRange(parsed, range);
  };
};

const arn: Compare = (policy, where, variables) => {
  const pattern = compileArn(policy, variables, where);
  if (pattern === undefined) {
    throw new PolicyError(where, `expected an ARN of six parts, got ${shown(policy)}`);
  }
  return pattern;
};

const OPERATORS: Record<string, Compile> = {
  StringEquals: positive(exact),
  StringNotEquals: negatedText(exact),
  StringEqualsIgnoreCase: positive(exactInAnyCase),
  StringNotEqualsIgnoreCase: negatedText(exactInAnyCase),
  StringLike: positive(like),
  StringNotLike: negatedText(like),
  ...orderedOperators('Numeric', number, 'a number'),
  ...orderedOperators('Date', date, 'a date such as 2026-01-31T00:00:00Z'),
  Bool: positive(bool),
  BinaryEquals: positive((policy, where) => {
    plain(policy, where);
    // Read as text, "false" would equal the key of MFA, which AWS compares byte for byte.
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(policy)) {
      throw new PolicyError(where, `expected base64, got ${shown(policy)}`);
    }
    return (value) => value === policy;
  }),
  IpAddress: positive(address),
  NotIpAddress: negated(address),
  ArnEquals: positive(arn),
  ArnLike: positive(arn),
  ArnNotEquals: negatedText(arn),
  ArnNotLike: negatedText(arn),
};

/** What an operator compares: values that all comparisons of their kind answer alike are alike. */
export type Kind = 'exact text' | 'text in any case' | 'text with wildcards' | 'ARN' | 'boolean' | 'number' | 'date' | 'address';

/** The values of a policy that a condition compares with. */
export interface Comparison {
  readonly kind: Kind;
  readonly values: readonly string[];
  readonly variables: boolean;
}

export interface Operator {
  readonly compile: Compile;
  /** A missing key satisfies it. */
  readonly negated: boolean;
  readonly kind: Kind;
}

const KINDS: [RegExp, Kind][] = [
  [/IgnoreCase$/, 'text in any case'], [/^String(?:Not)?Like$/, 'text with wildcards'], [/^(?:String|Binary)/, 'exact text'], [/^Arn/, 'ARN'],
  [/^Bool$/, 'boolean'], [/^Numeric/, 'number'], [/^Date/, 'date'], [/IpAddress$/, 'address'],
];

const BY_NAME = new Map(Object.entries(OPERATORS).map(([name, compile]): [string, Operator] =>
  [name.toLowerCase(), { compile, negated: name.includes('Not'), kind: KINDS.find(([of]) => of.test(name))![1] }]));

export function operatorNamed(name: string): Operator | undefined {
  return BY_NAME.get(name.toLowerCase());
}
