/** Policies that ask for MFA and are not of this library. The check does not judge them, but does not say either that nothing asks. */
import type { CfnResource } from 'aws-cdk-lib';
import type { AttachmentGraph } from './attachment-graph';
import { ForeignPolicies } from './foreign-policies';
import { referenceTo, resolveWithReferences, shownName } from './references';
import { propertyOf } from '../statements/resource-property';

export class MfaConditions {
  private readonly policies: ForeignPolicies;

  public constructor(attachments: AttachmentGraph) {
    this.policies = new ForeignPolicies(attachments);
  }

  /** Paths of the policies on a user or group that ask for MFA. */
  public on(subject: CfnResource): string[] {
    return this.policies.on(referenceTo(subject)).filter(({ resource, property }) => asks(resource, property))
      .map(({ resource }) => shownName(referenceTo(resource)));
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
