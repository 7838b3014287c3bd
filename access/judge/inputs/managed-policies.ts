/** What the managed policies say that somebody holds: in the input, with `--managed`, in the package's own list, or not known. */
import { Fields, document, field, fields, list, text } from './json-fields';
import { readInputPolicy } from './read-input-policy';
import type { Policy } from '../../evaluator';
import { POLICY_KEY } from '../../requests/unknown-keys';
import { license, policies as ofAws, source } from '../aws-managed-policies.json';
import { isOfAws } from '../enforcement';

export interface ManagedPolicy {
  readonly policy: Policy;
  readonly origin: 'input' | 'list' | 'unknown';
}

/** Finds a managed policy by its ARN. */
export type ManagedPolicies = (arn: string) => ManagedPolicy;

/** The element `Policies` of `aws iam get-account-authorization-details`, by the ARN; what is not the document is read when somebody holds the policy. */
export function managedIn(dump: Fields): Map<string, Fields> {
  return new Map(list(field(dump, 'Policies'), 'Policies').map((one, index): [string, Fields] => {
    const policy = fields(one, `Policies[${index}]`);
    return [text(field(policy, 'Arn'), `Policies[${index}].Arn`), policy];
  }));
}

/** Undefined if the dump has no version of it that holds. */
function documentOf(policy: Fields, arn: string): Policy | undefined {
  const versions = list(field(policy, 'PolicyVersionList'), arn).map((each) => fields(each, arn));
  const version = versions.find((each) => field(each, 'IsDefaultVersion') === true);
  return version && readInputPolicy(arn, document(field(version, 'Document'), arn));
}

interface Listed {
  readonly path: string;
  readonly version: string;
  readonly date: string;
  readonly document: unknown;
}

/** What the list has for an ARN; its documents name the partition `aws`. */
export function listedPolicy(arn: string): Policy | undefined {
  const found = listed(arn);
  return found && readInputPolicy(arn, JSON.parse(JSON.stringify(found.document).replaceAll('arn:aws:', `${/^arn:[^:]+:/.exec(arn)![0]}`)));
}

function listed(arn: string): Listed | undefined {
  const [, path, name] = /^arn:[^:]+:iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn) ?? [];
  const found = name !== undefined && Object.hasOwn(ofAws, name) ? (ofAws as Record<string, Listed>)[name] : undefined;
  return found?.path === path ? found : undefined;
}

/** For the answer: which policy is from the list, how old it is there, and where the list is from. */
export function remarksOnListed(arns: readonly string[]): string[] {
  const names = [...new Set(arns)].sort().map((arn) => {
    const { version, date } = listed(arn)!;
    return `${arn.split('/').pop()} ${version} of ${date}`;
  });
  return names.length === 0 ? [] : [`The input has no document of these policies of AWS, so they are taken from a list (${source}, ${license}): ${names.join(', ')}.`];
}

/** A policy that may allow anything. One that AWS did not make may also deny anything. */
export function unknownPolicy(arn: string): ManagedPolicy {
  const statement = (Effect: string, says: string) => ({ Sid: 'NotKnown', Effect, Action: '*', Resource: '*', Condition: { StringEquals: { [`${POLICY_KEY}${arn}`]: says } } });
  const policy = readInputPolicy(arn, {
    Version: '2012-10-17', Statement: [statement('Allow', 'allows it'), ...isOfAws(arn) ? [] : [statement('Deny', 'denies it')]],
  });
  return { policy, origin: 'unknown' };
}

/** Of several, the first that has it. */
export function policyFrom(arn: string, dumps: readonly ReadonlyMap<string, Fields>[]): ManagedPolicy | undefined {
  for (const dump of dumps) {
    const policy = dump.get(arn);
    const found = policy && documentOf(policy, arn);
    if (found !== undefined) {
      return { policy: found, origin: 'input' };
    }
  }
  const known = listedPolicy(arn);
  return known && { policy: known, origin: 'list' };
}
