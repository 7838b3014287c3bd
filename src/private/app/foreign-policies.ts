/** The policies of a stage that are not of this library, by the groups and users that they are on. */
import type { CfnResource } from 'aws-cdk-lib';
import type { AttachmentGraph } from './attachment-graph';
import { append } from './multimap';
import { referenceTo, resolveWithReferences } from './references';
import { traitsOf } from './resource-marks';
import { propertyOf } from '../statements/resource-property';

export interface ForeignPolicy {
  /** What emits it: the policy, or the group or user that has it inline. */
  readonly resource: CfnResource;
  /** Of the resource: a document, or `Policies`, a list of some with names. */
  readonly property: 'PolicyDocument' | 'Policies';
  readonly isInline: boolean;
  /** Ids of the groups and users that it is on. */
  readonly on: string[];
}

export class ForeignPolicies {
  public readonly all: ForeignPolicy[];
  private readonly bySubject = new Map<string, ForeignPolicy[]>();

  public constructor(app: AttachmentGraph) {
    const owners = [...app.groups, ...app.users].filter((resource) => propertyOf(resource, 'Policies') !== undefined);
    this.all = [
      ...owners.map((resource): ForeignPolicy => ({ resource, property: 'Policies', isInline: true, on: [referenceTo(resource)] })),
      ...[...app.inlinePolicies].map(([resource, on]): ForeignPolicy => ({ resource, property: 'PolicyDocument', isInline: true, on })),
      ...managedPolicies(app),
    ];
    for (const policy of this.all) {
      new Set(policy.on).forEach((id) => append(this.bySubject, id, policy));
    }
  }

  /** On a group or user itself. */
  public on(id: string): ForeignPolicy[] {
    return this.bySubject.get(id) ?? [];
  }
}

function managedPolicies(app: AttachmentGraph): ForeignPolicy[] {
  const foreign = app.policies.filter((policy) => traitsOf(policy) === undefined);
  const subjects = foreign.length === 0 ? [] : [...app.policiesOfGroup, ...app.policiesOfUser];
  const on = new Map<string, string[]>(foreign.map((policy) => [referenceTo(policy), []]));
  subjects.forEach(([subject, policies]) => policies.forEach((policy) => on.get(policy)?.push(subject)));
  return foreign.map((resource) => ({ resource, property: 'PolicyDocument', isInline: false, on: on.get(referenceTo(resource))! }));
}

/** Its documents as they are in the template, with a reference by the path of its construct. */
export function documentsOf({ resource, property }: Pick<ForeignPolicy, 'resource' | 'property'>, resolve = resolveWithReferences): unknown[] {
  const resolved = resolve(resource, propertyOf(resource, property));
  return property === 'PolicyDocument' ? [resolved] : [resolved].flat().map((policy) => {
    const { PolicyDocument, policyDocument } = Object(policy) as { PolicyDocument?: unknown; policyDocument?: unknown };
    return PolicyDocument ?? policyDocument;
  });
}
