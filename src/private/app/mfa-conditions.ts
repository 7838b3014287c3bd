/** Policies that ask for MFA and are not of this library. The check does not judge them, but does not say either that nothing asks. */
import type { CfnResource } from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AttachmentGraph } from './attachment-graph';
import { referenceTo, resolveWithReferences, shownName } from './references';
import { traitsOf } from './resource-marks';
import { constructsOf, ofType } from './stage-constructs';
import { propertyOf } from '../statements/resource-property';

export class MfaConditions {
  private readonly inline: { readonly resource: CfnResource; readonly on: string[] }[];
  private readonly managed: Map<string, iam.CfnManagedPolicy>;

  public constructor(stage: IConstruct, private readonly attachments: AttachmentGraph) {
    const constructs = constructsOf(stage);
    const onGroups = (resource: CfnResource, property: string) => attachments.idsOf('group', resource, propertyOf(resource, property));
    const onUsers = (resource: CfnResource, property: string) => attachments.idsOf('user', resource, propertyOf(resource, property));
    this.inline = [
      ...ofType<CfnResource>(constructs, iam.CfnPolicy).map((resource) => ({ resource, on: [...onGroups(resource, 'Groups'), ...onUsers(resource, 'Users')] })),
      ...ofType<CfnResource>(constructs, iam.CfnGroupPolicy).map((resource) => ({ resource, on: onGroups(resource, 'GroupName') })),
      ...ofType<CfnResource>(constructs, iam.CfnUserPolicy).map((resource) => ({ resource, on: onUsers(resource, 'UserName') })),
    ];
    this.managed = new Map(attachments.policies.filter((policy) => traitsOf(policy) === undefined).map((policy) => [referenceTo(policy), policy]));
  }

  /** Paths of the policies on a user or group that ask for MFA. */
  public on(subject: CfnResource): string[] {
    const id = referenceTo(subject);
    const managed = [...this.attachments.policiesOfGroup.get(id) ?? [], ...this.attachments.policiesOfUser.get(id) ?? []];
    return [
      ...(asks(subject, 'Policies') ? [id] : []),
      ...this.inline.filter(({ resource, on }) => on.includes(id) && asks(resource, 'PolicyDocument')).map(({ resource }) => referenceTo(resource)),
      ...managed.filter((policy) => this.managed.has(policy) && asks(this.managed.get(policy)!, 'PolicyDocument')),
    ].map(shownName);
  }
}

export function asks(resource: CfnResource, property: string): boolean {
  const value = propertyOf(resource, property);
  return value !== undefined && namesMfa(resolveWithReferences(resource, value));
}

/** By the name of the condition key, in whatever case. */
export function namesMfa(resolved: unknown): boolean {
  return /"aws:multifactorauth(present|age)"/i.test(JSON.stringify(resolved));
}
