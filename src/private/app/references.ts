import type {
  IFragmentConcatenator, IPostProcessor, IResolvable, IResolveContext, ITokenResolver,
  TokenizedStringFragments,
} from 'aws-cdk-lib';
import {
  DefaultTokenResolver, Reference, Tokenization,
} from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Marks a reference to a construct of the app in what `resolveWithReferences` returns. */
const REFERENCE = 'construct:';

export function referenceTo(construct: IConstruct): string {
  return `${REFERENCE}${construct.node.path}`;
}

export function isReference(name: string): boolean {
  return name.startsWith(REFERENCE);
}

/** For messages: the path of the construct that an id refers to, or the id. */
export function nameOf(id: string): string {
  return isReference(id) ? id.slice(REFERENCE.length) : id;
}

/** The same without the resource in it: the path that people know. */
export function shownName(id: string): string {
  return nameOf(id).replace(/\/Resource$/, '');
}

/** Of an id that is no reference, the account says nothing to people. */
export function nameWithoutAccount(id: string): string {
  return /:((?:group|user)\/.*)$/.exec(id)?.[1] ?? shownName(id);
}

/** The path that people know: that of the construct, and not of the resource in it. */
export function pathOf(resource: IConstruct): string {
  return resource.node.scope!.node.path;
}

/** Neither a reference, nor the text of an intrinsic or a dynamic reference. */
export function isConcrete(name: string): boolean {
  return !isReference(name) && !/\{"|\{\{resolve:/.test(name);
}

/**
 * Resolves a value of an L1 property, with each reference replaced by the path of the construct it refers to.
 * Within a stack a reference becomes a `Ref`, between stacks an import: the construct tells both alike.
 */
export function resolveWithReferences(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, preparing: false, resolver: REFERENCE_RESOLVER });
}

/** The resolved names in a list property, or none. What stays an intrinsic is kept as its JSON text. */
export function resolvedNames(scope: IConstruct, value: unknown): string[] {
  if (value === undefined) {
    return [];
  }
  const resolved = resolveWithReferences(scope, value) ?? [];
  return (Array.isArray(resolved) ? resolved : [resolved]).map(asText);
}

/** A text that an included template puts together reads as one that CDK puts together: literal, with the intrinsics in it. */
function asText(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const { 'Fn::Join': join, 'Fn::Sub': sub } = Object(value) as { 'Fn::Join'?: [string, unknown]; 'Fn::Sub'?: string | [string, Record<string, unknown>] };
  if (Array.isArray(join?.[1])) {
    return join[1].map(asText).join(join[0]);
  }
  const [template, values = {}] = [sub ?? []].flat() as [string?, Record<string, unknown>?];
  return template?.replace(/\$\{([^!}][^}]*)\}/g, (_, name: string) => asText(values[name] ?? { Ref: name })) ?? JSON.stringify(value);
}

const CONCATENATE_AS_TEXT: IFragmentConcatenator = { join: (left: unknown, right: unknown) => asText(left ?? '') + asText(right ?? '') };

class ReferenceResolver implements ITokenResolver {
  private readonly inner = new DefaultTokenResolver(CONCATENATE_AS_TEXT);

  public resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    return Reference.isReference(token) ? referenceTo(token.target) : this.inner.resolveToken(token, context, postProcessor);
  }

  public resolveString(fragments: TokenizedStringFragments, context: IResolveContext): unknown {
    return this.inner.resolveString(fragments, context);
  }

  public resolveList(list: string[], context: IResolveContext): unknown {
    return this.inner.resolveList(list, context);
  }
}

/** It keeps nothing, so one is enough, and making it for every name of a large app takes longer than resolving. */
const REFERENCE_RESOLVER = new ReferenceResolver();
