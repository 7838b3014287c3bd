import type { aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Accounts } from './accounts';
import { isReference, referenceTo, resolvedNames } from './references';
import { propertyOf } from '../statements/resource-property';

/** What a property names: a resource of the stage by its reference, or the account, type and name. */
export interface Identified {
  readonly id: string;
  /** Whether it is that resource for certain. */
  readonly isCertain: boolean;
}

export interface Named extends Identified {
  /** As the property has it, resolved: a reference, or the name. */
  readonly name: string;
}

/** The resources of one stage that others name. */
interface Identifiable {
  readonly groups: readonly iam.CfnGroup[];
  readonly users: readonly iam.CfnUser[];
  readonly policies: readonly iam.CfnManagedPolicy[];
}

/**
 * By which ids the groups, users and policies of one stage go.
 *
 * If the app owns the resource, the id is the reference to the resource, whether a property names it by reference or by a physical
 * name. Otherwise the id is the account, type and name.
 */
export class ResourceIds {
  /** References to the resources of the stage. */
  private readonly references: Record<'group' | 'user' | 'policy', Set<string>>;
  /** Owned resources by account, type and physical name. */
  private readonly owned = new Map<string, IConstruct>();

  public constructor({ groups, users, policies }: Identifiable, private readonly accounts: Accounts) {
    this.references = {
      group: new Set(groups.map(referenceTo)), user: new Set(users.map(referenceTo)), policy: new Set(policies.map(referenceTo)),
    };
    groups.forEach((group) => this.own(group, 'group/', propertyOf(group, 'GroupName')));
    users.forEach((user) => this.own(user, 'user/', propertyOf(user, 'UserName')));
    policies.forEach((policy) => this.own(policy, `policy${propertyOf(policy, 'Path') ?? '/'}`, propertyOf(policy, 'ManagedPolicyName')));
  }

  /** Whether an id is that of a resource of the stage. */
  public owns(type: 'group' | 'user' | 'policy', id: string): boolean {
    return this.references[type].has(id);
  }

  /** The groups or users that a property of a resource names. */
  public named(type: 'group' | 'user', resource: IConstruct, names: unknown): Named[] {
    return resolvedNames(resource, names).map((name) => isReference(name)
      ? { name, id: name, isCertain: true }
      : { name, ...this.byName(resource, this.inAccount(resource, `${type}/${name}`)) });
  }

  /** The policy that a resource attaches by this reference or ARN. */
  public ofPolicy(resource: IConstruct, arn: string): Identified {
    return this.byName(resource, arn.split(':iam::')[1], arn);
  }

  private byName(resource: IConstruct, name: string, id = name): Identified {
    const owner = this.owned.get(name);
    return owner === undefined ? { id, isCertain: true } : { id: referenceTo(owner), isCertain: this.accounts.inOne(resource, owner) === 'yes' };
  }

  private own(resource: IConstruct, prefix: string, physicalName: unknown): void {
    resolvedNames(resource, physicalName).forEach((name) => this.owned.set(this.inAccount(resource, `${prefix}${name}`), resource));
  }

  /** Two accounts of one stage may hold a group of the same name. */
  private inAccount(scope: IConstruct, name: string): string {
    return `${this.accounts.of(scope)}:${name}`;
  }
}
