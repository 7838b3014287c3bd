import { Reference, Token, Tokenization, aws_iam as iam } from 'aws-cdk-lib';
import { invalidProp } from './invalid-prop';
import type { Conditions } from '../statements/conditions';

interface Refusal {
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}

/** A name in the `Principal` element of a policy, by the key that it stands under. */
interface PrincipalName {
  readonly type: string;
  readonly value: unknown;
}

/**
 * The keys of the conditions that say who asks, each with the part of its value that must be written out: a wildcard there
 * names every account. Tags are not among them, because every account gives its own.
 */
const PARTS_THAT_NAME_CALLERS: Record<string, (value: string, operator: string) => string | undefined> = {
  'aws:principalaccount': (account) => account,
  'aws:principalarn': accountOfArn,
  'aws:principalorgid': (organization) => organization,
  'aws:principalorgpaths': (path) => path.split('/')[0],
  'aws:userid': (id) => id.split(':')[0],
};
/** Policy variables. The caller gives the value of most of them, so they stand for anybody: even an `ExternalId`, or a tag with a colon in it. */
const VARIABLE = /\$\{(aws:resource[^}]*|[*?$])?[^}]*\}/gi;
const ANYBODY = '$';
const POSITIVE_OPERATOR = /^(ForAnyValue:)?(String|Arn)(Equals|Like)(IgnoreCase)?$/i;

/** Refuses principals whose requests never carry `aws:MultiFactorAuthPresent`, and conditions that would be lost. */
export function checkCarriesMfa(principal: iam.IPrincipal, conditions: Conditions): void {
  const refusal = isComposite(principal) || typeof principal?.policyFragment === 'object'
    ? refusalOf(principal, conditions)
    : { got: String(principal), expected: 'a principal', fix: 'pass one such as new iam.AccountRootPrincipal()' };
  if (refusal !== undefined) {
    throw invalidProp({ path: 'MfaRequiredPrincipal', prop: 'principal', ...refusal });
  }
}

/** `instanceof` would miss those of an app that has loaded CDK twice. */
function isComposite(principal: iam.IPrincipal): principal is iam.CompositePrincipal {
  return Array.isArray((principal as iam.CompositePrincipal | undefined)?.principals);
}

function refusalOf(principal: iam.IPrincipal, ours: Conditions): Refusal | undefined {
  if (!isComposite(principal)) {
    return identityRefusal(principal) ?? conditionRefusal(principal, ours);
  }
  const refusal = principal.principals.map((component) => refusalOf(component, ours)).find((found) => found !== undefined);
  return refusal ?? compositeRefusal(principal);
}

function identityRefusal(principal: iam.IPrincipal): Refusal | undefined {
  const { principalJson, conditions } = principal.policyFragment;
  const names = Object.entries(principalJson).flatMap(([type, values]) => [values].flat().map((value): PrincipalName => ({ type, value })));
  if (names.some(({ type, value }) => type !== 'AWS' && value !== '*')) {
    return {
      got: show(principal),
      expected: 'AWS identities (an account, user, ARN or organization), because services and federated identities never carry aws:MultiFactorAuthPresent',
      fix: 'trust it without MfaRequiredPrincipal, and ask for MFA at the identity provider',
    };
  }
  if ('roleArn' in principal || names.some(({ value }) => isArnOf(value, '(assumed-)?role') || refersTo(value, iam.CfnRole))) {
    return {
      got: show(principal),
      expected: 'no role, because a role session never carries aws:MultiFactorAuthPresent (role chaining)',
      fix: 'ask for MFA where the first role is assumed',
    };
  }
  if ('groupArn' in principal || names.some(({ value }) => isArnOf(value, 'group') || refersTo(value, iam.CfnGroup))) {
    return { got: show(principal), expected: 'no group, because a trust policy cannot name groups', fix: 'trust the account, and let the group assume the role' };
  }
  if (names.some(({ value }) => isArnOf(value, 'federated-user'))) {
    return {
      got: show(principal),
      expected: 'no federated user, because such a session cannot assume roles',
      fix: 'trust the user who makes the session, and let that user assume the role',
    };
  }
  // The account of an AccountPrincipal is not in its ARN yet, which CDK makes for the stack.
  if (hasWildcard((principal as iam.AccountPrincipal).accountId) || names.some(({ value }) => value !== '*' && hasWildcard(value))) {
    return {
      got: show(principal),
      expected: 'no wildcard, because the ARN of a principal cannot have one',
      fix: 'write the ARN out, or trust the account with a condition on aws:PrincipalArn',
    };
  }
  const everybody = names.some(({ value }) => value === '*');
  const anybody = everybody ? conditionOnAnybody(conditions) : undefined;
  if (anybody !== undefined) {
    return {
      got: `* with a condition on ${anybody}`,
      expected: 'an account or an organization without wildcards, because everybody in any account can make a session with MFA',
      fix: 'write the account of aws:PrincipalArn, the account or the organization out; before the account, only ArnLike and ArnEquals can have a wildcard',
    };
  }
  if (everybody && !nameCallers(conditions)) {
    return {
      got: '*',
      expected: 'named principals, because everybody in any account can make a session with MFA',
      fix: 'name the account, use iam.OrganizationPrincipal, or add a condition on aws:PrincipalOrgID, aws:PrincipalAccount or aws:PrincipalArn',
    };
  }
  return undefined;
}

/** Both sides may say something about the same key; ours must not replace what the wrapped principal says. */
function conditionRefusal(principal: iam.IPrincipal, ours: Conditions): Refusal | undefined {
  const theirs: [string, unknown][] = Object.entries(principal.policyFragment.conditions);
  const lost = theirs.flatMap(([operator, keys]) => {
    const added = Object.entries(ours).find(([name]) => name.toLowerCase() === operator.toLowerCase());
    if (added === undefined) {
      return [];
    }
    if (Token.isUnresolved(keys) || added[0] !== operator) {
      return [operator];
    }
    // IAM reads the names of keys without their case, and `true` as 'true'.
    return Object.entries(keys as object)
      .filter(([key, value]) => Object.entries(added[1]).some(([name, own]) => name.toLowerCase() === key.toLowerCase() && (name !== key || own !== `${value}`)))
      .map(([key]) => `${operator} ${key}`);
  })[0];
  return lost === undefined ? undefined : {
    got: `a condition of its own on ${lost}`,
    expected: 'none that MfaRequiredPrincipal would replace',
    fix: 'leave the condition out of the wrapped principal',
  };
}

/** CDK adds to the parts of a composite one by one, but cannot merge conditions into theirs. */
function compositeRefusal(principal: iam.CompositePrincipal): Refusal | undefined {
  const component = principal.principals.find(({ policyFragment }) => Object.keys(policyFragment.conditions).length > 0);
  return component === undefined ? undefined : {
    got: `a CompositePrincipal with ${show(component)}, which has conditions`,
    expected: 'parts without conditions, because CDK drops them when the composite gets more conditions',
    fix: 'wrap the parts: new iam.CompositePrincipal(new MfaRequiredPrincipal(a), new MfaRequiredPrincipal(b))',
  };
}

function nameCallers(conditions: Record<string, unknown>): boolean {
  return callerConditions(conditions).length > 0;
}

/** A condition that says who asks. */
interface CallerCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: unknown[];
}

function callerConditions(conditions: Record<string, unknown>): CallerCondition[] {
  return Object.entries(conditions).filter(([operator]) => POSITIVE_OPERATOR.test(operator))
    .flatMap(([operator, keys]) => Object.entries(keys as object).map(([key, values]) => ({ operator, key, values: [values].flat() })))
    .filter(({ key, values }) => values.length > 0 && key.toLowerCase() in PARTS_THAT_NAME_CALLERS);
}

/** The first condition that looks as if it named callers, and names everybody; none if another one beside it names them. */
function conditionOnAnybody(conditions: Record<string, unknown>): string | undefined {
  const found = callerConditions(conditions).map(({ values, ...named }) => ({ ...named, value: values.find((value) => meansAnybody(named, value)) }));
  return found.some(({ value }) => value === undefined) ? undefined : found.map(({ key, value }) => `${key}: ${value}`)[0];
}

function meansAnybody({ operator, key }: Pick<CallerCondition, 'operator' | 'key'>, value: unknown): boolean {
  if (typeof value !== 'string' || Token.isUnresolved(value)) {
    return false;
  }
  const part = PARTS_THAT_NAME_CALLERS[key.toLowerCase()](value.replace(VARIABLE, (_, fixed) => fixed === undefined ? ANYBODY : 'x'), operator);
  return part === undefined || part === '' || hasWildcard(part) || part.includes(ANYBODY);
}

/** An Arn operator compares part by part. Under a String operator a wildcard spans colons, which a path may have, so all up to the account counts. */
function accountOfArn(arn: string, operator: string): string | undefined {
  const parts = arn.split(':').slice(0, 5);
  const [upToAccount, account] = [parts.join(':'), parts[4]];
  return account && /Arn/i.test(operator) && !upToAccount.includes(ANYBODY) ? account : account && upToAccount;
}

function hasWildcard(value: unknown): boolean {
  return typeof value === 'string' && /[*?]/.test(value);
}

/** A part before the type, or all of them, may be a token, as in the ARNs that `formatArn` makes. */
function isArnOf(value: unknown, type: string): boolean {
  return typeof value === 'string' && new RegExp(`^(arn:[^:]+:(iam|sts)::[^:]*|\\$\\{Token[^:/]*):${type}/`).test(value);
}

function refersTo(value: unknown, type: { readonly CFN_RESOURCE_TYPE_NAME: string }): boolean {
  return typeof value === 'string' && Tokenization.reverseString(value).tokens
    .some((token) => Reference.isReference(token) && (token.target as { cfnResourceType?: string }).cfnResourceType === type.CFN_RESOURCE_TYPE_NAME);
}

/** The text of a token says nothing to the reader. */
function show(principal: iam.IPrincipal): string {
  const text = String(principal);
  return Token.isUnresolved(text) ? 'an ARN that is a token' : text;
}
