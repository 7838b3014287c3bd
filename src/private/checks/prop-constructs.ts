/** Checks of props that take constructs: plain JavaScript lets a name, an ARN or a construct of another kind pass. */
import type { Stack, aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Token } from 'aws-cdk-lib';
import { invalidProp } from './invalid-prop';

/** A construct that a prop takes, and how people know it. */
export interface ConstructKind {
  readonly name: string;
  /** The attribute that all of its kind have. */
  readonly attribute: string;
  readonly importer: string;
  /** Where it is not the name with an s. */
  readonly plural?: string;
}

export const GROUP: ConstructKind = { name: 'group', attribute: 'groupName', importer: 'iam.Group.fromGroupName' };
export const USER: ConstructKind = { name: 'user', attribute: 'userName', importer: 'iam.User.fromUserName' };
export const MANAGED_POLICY: ConstructKind = {
  name: 'managed policy', plural: 'managed policies', attribute: 'managedPolicyArn', importer: 'iam.ManagedPolicy.fromAwsManagedPolicyName',
};
const ROLE: ConstructKind = { name: 'role', attribute: 'roleName', importer: 'iam.Role.fromRoleName' };
const TOPIC: ConstructKind = { name: 'topic', attribute: 'topicArn', importer: 'sns.Topic.fromTopicArn' };
const KEY: ConstructKind = { name: 'key', attribute: 'keyArn', importer: 'kms.Key.fromKeyArn' };
export const LOG_GROUP: ConstructKind = { name: 'log group', attribute: 'logGroupName', importer: 'logs.LogGroup.fromLogGroupName' };
export const BUCKET: ConstructKind = { name: 'bucket', attribute: 'bucketName', importer: 's3.Bucket.fromBucketName' };

export function checkConstruct(path: string, prop: string, construct: unknown, kind: ConstructKind): void {
  const value = construct ?? undefined;
  if (value !== undefined && !isOfKind(value, kind)) {
    throw invalidProp({
      path, prop, got: nameOfKind(value) ?? value, expected: `a construct of a ${kind.name}`, fix: `import it with ${kind.importer}`,
    });
  }
}

export function checkTopic(path: string, prop: string, topic: sns.ITopic | undefined, { region }: Stack): void {
  checkConstruct(path, prop, topic, TOPIC);
  if (topic?.fifo) {
    throw invalidProp({
      path, prop, got: 'a FIFO topic', expected: 'a standard topic, because alarms and rules cannot publish to a FIFO topic', fix: 'pass a topic without fifo',
    });
  }
  checkRegionOf(path, prop, topic?.env.region, region);
}

export function checkKey(path: string, prop: string, key: kms.IKey | undefined, { region }: Stack): void {
  checkConstruct(path, prop, key, KEY);
  checkRegionOf(path, prop, key?.env.region, region);
}

/** Alarms, rules and logs reach nothing in another Region. */
export function checkRegionOf(path: string, prop: string, theirs: string | undefined, region: string): void {
  if (isForeign(theirs, region)) {
    throw invalidProp({
      path,
      prop,
      got: `one of Region ${theirs}`,
      expected: `one of Region ${region}, where the stack is`,
      fix: `pass one of Region ${region}, or move ${path} to a stack of Region ${theirs}`,
    });
  }
}

/** Whether an account or a Region is known to be another one. */
export function isForeign(theirs: string | undefined, own: string): theirs is string {
  return theirs !== undefined && !Token.isUnresolved(theirs) && !Token.isUnresolved(own) && theirs !== own;
}

function isOfKind(value: unknown, { attribute }: ConstructKind): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[attribute] === 'string';
}

/** A name instead of a construct would attach nothing. */
export function checkConstructs(path: string, prop: string, identities: unknown, kind: ConstructKind): void {
  if (!Array.isArray(identities)) {
    throw invalidProp({ path, prop, got: nameOfKind(identities) ?? identities, expected: `an array of ${kind.plural ?? `${kind.name}s`}`, fix: `put it in an array; import by name with ${kind.importer}` });
  }
  identities.forEach((identity, index) => {
    if (!isOfKind(identity, kind)) {
      throw invalidProp({
        path,
        prop: `${prop}[${index}]`,
        got: nameOfKind(identity) ?? identity,
        expected: isOfKind(identity, ROLE) ? `a ${kind.name}, because a role session carries no MFA` : `a construct of a ${kind.name}`,
        fix: isOfKind(identity, ROLE) ? 'ask for MFA in the trust policy of the role, with MfaRequiredPrincipal' : `import it by name with ${kind.importer}`,
      });
    }
  });
}

/** What a construct of another kind is called. */
function nameOfKind(value: unknown): string | undefined {
  const kind = [GROUP, USER, MANAGED_POLICY, ROLE, TOPIC, KEY, LOG_GROUP, BUCKET].find((known) => isOfKind(value, known));
  const { node } = Object(value) as { node?: { path: string } };
  return kind && (node === undefined ? `a ${kind.name}` : `the ${kind.name} ${node.path}`);
}
