import type { CfnResource } from 'aws-cdk-lib';
import { Lazy, Token } from 'aws-cdk-lib';

/** No part of CDK's public API. */
interface Internals {
  readonly cfnProperties: Record<string, unknown>;
  readonly rawOverrides?: { readonly Properties?: Record<string, unknown> };
}

/**
 * A property of a resource, by its name in CloudFormation and with the overrides of it.
 *
 * A class of the resource type has an attribute for it. `CfnResource` itself has none, and keeps what it was given.
 */
export function propertyOf(resource: CfnResource, name: string): unknown {
  const attribute = `${name[0].toLowerCase()}${name.slice(1)}`;
  const { cfnProperties, rawOverrides } = resource as unknown as Internals;
  const given = attribute in resource ? (resource as unknown as Record<string, unknown>)[attribute] : cfnProperties[name];
  const overrides = rawOverrides?.Properties ?? {};
  return name in overrides ? overridden(given, overrides[name]) : given;
}

/** CDK merges an override into what is there, by keys and by indices; a list takes the place of all. */
function overridden(given: unknown, override: unknown): unknown {
  if (!isObject(override) || Array.isArray(override) || !isObject(given)) {
    return override;
  }
  if (Token.isUnresolved(given)) {
    return Lazy.uncachedAny({ produce: (context) => overridden(context.resolve(given), override) });
  }
  const parts = Object.entries(override).map(([key, value]) => [key, overridden((given as Record<string, unknown>)[key], value)]);
  return Object.assign(Array.isArray(given) ? [...given] : { ...given }, Object.fromEntries(parts));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
