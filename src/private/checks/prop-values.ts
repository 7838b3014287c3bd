/** Checks of single props, made before any construct is created. Unresolved tokens pass. */
import type { Duration, aws_iam as iam } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import { invalidProp, invalidPropMessage } from './invalid-prop';
import { GROUP, MANAGED_POLICY, USER, checkConstructs, isForeign } from './prop-constructs';
import { UserCredential } from '../../user-credential';
import { LONGEST, MAX_DESCRIPTION_CHARACTERS, MAX_SESSION_HOURS } from '../aws/quotas';

export function checkEnumMember(path: string, prop: string, value: unknown, of: Record<string, string>): void {
  if (!Object.values(of).includes(value as string)) {
    throw invalidProp({
      path,
      prop,
      got: value,
      expected: `a member of the enum (${Object.keys(of).join(', ')})`,
      fix: `pass ${Object.keys(of).length === 2 ? 'one of the two' : 'one of them'}`,
    });
  }
}

/** A value of the context or the environment is a string, and the string "false" would count as true. */
export function checkBooleans<Props extends object>(path: string, props: Props, names: (keyof Props & string)[]): void {
  for (const prop of names) {
    const value: unknown = props[prop] ?? undefined;
    if (value !== undefined && typeof value !== 'boolean') {
      throw invalidProp({
        path,
        prop,
        got: Token.isUnresolved(value) ? 'a token' : value,
        expected: 'true or false, known at synth',
        fix: 'pass a boolean; a value from the context or the environment is a string, so compare it: value === \'true\'',
      });
    }
  }
}

export function checkCredentials(path: string, prop: string, credentials: UserCredential[] | undefined): void {
  checkEnumMembers(path, prop, credentials, UserCredential, 'UserCredential');
}

/** @param name of the enum */
export function checkEnumMembers(path: string, prop: string, values: unknown, of: Record<string, string>, name: string): void {
  if (values === undefined) {
    return;
  }
  if (!Array.isArray(values)) {
    throw invalidProp({ path, prop, got: values, expected: `an array of ${name} members`, fix: 'put it in an array' });
  }
  values.forEach((value, index) => checkEnumMember(path, `${prop}[${index}]`, value, of));
}

export const SECONDS = { name: 'seconds', seconds: 1 };
export const MINUTES = { name: 'minutes', seconds: 60 };
export const DAYS = { name: 'days', seconds: 86_400 };

/** What a duration may be: whole units, within bounds. */
export interface DurationBounds {
  readonly unit: { readonly name: string; readonly seconds: number };
  readonly min: number;
  readonly max: number;
  /** The bounds in words, with their reason. */
  readonly expected: string;
  readonly example: string;
}

export function checkDuration(path: string, prop: string, duration: Duration | undefined, bounds: DurationBounds): void {
  if (duration === undefined) {
    return;
  }
  const refuse = (got: string) => invalidProp({ path, prop, got, expected: bounds.expected, fix: `pass a Duration such as ${bounds.example}` });
  if (!(duration instanceof Object) || typeof duration.toSeconds !== 'function') {
    throw refuse(String(duration));
  }
  if (duration.isUnresolved()) {
    throw refuse('an unresolved token');
  }
  const seconds = duration.toSeconds({ integral: false });
  const units = seconds / bounds.unit.seconds;
  if (!Number.isInteger(units) || units < bounds.min || units > bounds.max) {
    throw refuse(Number.isInteger(units) ? `${units} ${bounds.unit.name}` : `${seconds} seconds`);
  }
}

export function checkMaxMfaAge(path: string, age: Duration | undefined): void {
  checkDuration(path, 'maxMfaAge', age, {
    unit: SECONDS,
    min: 1,
    max: MAX_SESSION_HOURS * 3600,
    expected: `whole seconds, from 1 second to ${MAX_SESSION_HOURS} hours (the longest session that GetSessionToken gives)`,
    example: 'Duration.hours(12)',
  });
}

/** IAM allows more in a path, but the policies name it in an ARN, where wildcards and variables would mean something else. */
export function iamPathProblem(path: string, prop: string, iamPath: string | undefined, example = '/cdk-iam-mfa/'): string | undefined {
  return isIamPath(iamPath, /[*?$]/) ? undefined : invalidPropMessage({
    path,
    prop,
    got: iamPath,
    expected: 'a path that begins and ends with /, has no *, ? or $, and at most 512 characters',
    fix: `write it as in ${example}`,
  });
}

export function checkIamPath(path: string, prop: string, iamPath: string | undefined, example?: string): void {
  throwIf(iamPathProblem(path, prop, iamPath, example));
}

function isIamPath(iamPath: unknown, but?: RegExp): boolean {
  return iamPath === undefined || Token.isUnresolved(iamPath)
    || (typeof iamPath === 'string' && iamPath.length <= LONGEST.path && /^\/([\x21-\x7e]+\/)?$/.test(iamPath) && !but?.test(iamPath));
}

/** A reference of CloudFormation or Terraform, which the deployment fills in. */
const REFERENCE = /\$\{|\{\{resolve:/;

export function nameProblem(path: string, prop: string, name: unknown, longest: number = LONGEST.name, example = 'developers'): string | undefined {
  const isName = typeof name === 'string' && (REFERENCE.test(name) || (/^[\w+=,.@-]+$/.test(name) && name.length <= longest));
  return isName || Token.isUnresolved(name) ? undefined : invalidPropMessage({
    path, prop, got: name, expected: `at most ${longest} letters, digits and +=,.@-_, and at least one`, fix: `write it as in ${example}`,
  });
}

export function descriptionProblem(path: string, prop: string, description: unknown): string | undefined {
  const isDescription = Token.isUnresolved(description) || (typeof description === 'string' && description.length <= MAX_DESCRIPTION_CHARACTERS);
  return isDescription ? undefined : invalidPropMessage({
    path,
    prop,
    got: typeof description === 'string' ? `${description.length} characters` : description,
    expected: `a text of at most ${MAX_DESCRIPTION_CHARACTERS} characters, IAM's quota`,
    fix: 'shorten it',
  });
}

/** A name with a path in it would be neither what CloudFormation attaches to nor what the guard names. */
export function groupNameProblem(path: string, prop: string, name: string): string | undefined {
  // The name of a parameter of SSM may have a slash.
  const hasPath = typeof name === 'string' && !Token.isUnresolved(name) && name.replace(/\{\{resolve:[^}]*\}\}/g, '').includes('/');
  return !hasPath ? nameProblem(path, prop, name) : invalidPropMessage({
    path,
    prop,
    got: name,
    expected: 'a group name without its path',
    fix: `pass the bare name "${name.slice(name.lastIndexOf('/') + 1)}"`,
  });
}

export function userNameProblem(path: string, prop: string, name: string): string | undefined {
  return nameProblem(path, prop, name, LONGEST.userName, 'ada');
}

export function checkGroupName(path: string, prop: string, name: string | undefined): void {
  throwIf(name === undefined ? undefined : groupNameProblem(path, prop, name));
}

/** What a group of ours hands to CDK. No policy names the path, so a wildcard in it is only a character. */
export function checkGroup(path: string, { groupName, managedPolicies, path: iamPath }: iam.GroupProps): void {
  checkGroupName(path, 'groupName', groupName);
  checkConstructs(path, 'managedPolicies', managedPolicies ?? [], MANAGED_POLICY);
  if (!isIamPath(iamPath)) {
    throw invalidProp({
      path, prop: 'path', got: iamPath, expected: 'a path that begins and ends with /, and has at most 512 characters', fix: 'write it as in /team/',
    });
  }
}

export function foreignAccountProblem(path: string, prop: string, name: string, account: string | undefined, own: string): string | undefined {
  return !isForeign(account, own) ? undefined : invalidPropMessage({
    path,
    prop,
    got: `${Token.isUnresolved(name) ? 'an identity' : name} of account ${account}`,
    expected: `one of account ${own}, because IAM attaches policies within one account only`,
    fix: `deploy the policy in a stack of account ${account}`,
  });
}

export function checkAttachments(path: string, account: string, groups: iam.IGroup[] = [], users: iam.IUser[] = []): void {
  checkConstructs(path, 'groups', groups, GROUP);
  checkConstructs(path, 'users', users, USER);
  groups.forEach((group, index) => {
    const prop = `groups[${index}]`;
    checkGroupName(path, prop, group.groupName);
    throwIf(foreignAccountProblem(path, prop, group.groupName, group.principalAccount, account));
  });
  users.forEach((user, index) => {
    throwIf(userNameProblem(path, `users[${index}]`, user.userName));
    throwIf(foreignAccountProblem(path, `users[${index}]`, user.userName, user.principalAccount, account));
  });
}

export function throwIf(problem: string | undefined): void {
  if (problem !== undefined) {
    throw new Error(problem);
  }
}
