import type { aws_iam as iam, IResolvable, IResolveContext } from 'aws-cdk-lib';
import { Lazy, Token } from 'aws-cdk-lib';
import type { Conditions } from './conditions';
import { guardStatements, sortedByJson } from './guard-statements';
import type { IamArns } from './iam-arns';
import { memoizeLast } from './memoize-last';
import { resourceOf } from './policy-resource';
import { propertyOf } from './resource-property';

/** The names in a resolved list; each may be a token. */
export function namesIn(list: unknown): string[] {
  return [list ?? []].flat().map((name) => Token.asString(name));
}

/** Adds the guard when the template is made. Until then, more groups may attach the policy, and an injector, a mixin or an override may move it. */
export function guardEnforcement(policy: iam.ManagedPolicy, conditions: Conditions, arns: IamArns): void {
  const resource = resourceOf(policy);
  if (resource === undefined) {
    return;
  }
  const guardOf = memoizeLast(({ Groups, Users, Path }: Record<string, unknown>) => {
    const guarded = { groupNames: namesIn(Groups), attachedToUsers: namesIn(Users).length > 0, policyPath: Token.asString(Path ?? '/') };
    return guardStatements(guarded, conditions, arns).map((statement) => withSortedResources(statement.toStatementJson()));
  });
  resource.policyDocument = tokenWithoutFields((context) => {
    const rendered = Object.fromEntries(['Groups', 'Users', 'Path'].map((name) => [name, propertyOf(resource, name)]));
    const guard = guardOf(context.resolve(rendered));
    // CDK resolves what is returned; resolving the document here already would walk every statement twice.
    const document = policy.document.resolve(context);
    return { ...document, Statement: [...document.Statement, ...guard] };
  });
}

/** Nothing of it is left where a mixin merges it, field by field, with another document: that is one without ours then, and reported as such. */
function tokenWithoutFields(resolve: (context: IResolveContext) => unknown): IResolvable {
  return Object.create({ creationStack: [], resolve });
}

/** Sorted here, because CDK sorts them or not by a feature flag of the user's. */
function withSortedResources(statement: Record<string, unknown>): Record<string, unknown> {
  const Resource = Lazy.uncachedAny({
    produce: (context) => {
      context.registerPostProcessor({ postProcess: sortedByJson });
      return statement.Resource;
    },
  });
  return { ...statement, Resource };
}
