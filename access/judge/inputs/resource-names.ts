/** What a resource of a template is called, and its ARN, as far as the template tells. */
import { Fields, field } from './json-fields';
import { inStack, unknownText } from './unknown-text';
import type { Home } from '../place';

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Fields;
  /** The condition of the template without which it is not made. */
  readonly condition?: string;
  /** The stack that has it, where several are read together. */
  readonly stack?: string;
}

/** What holds policies. */
export const KINDS: Readonly<Record<string, string>> = { 'AWS::IAM::User': 'user', 'AWS::IAM::Group': 'group', 'AWS::IAM::Role': 'role' };

/** What a name begins with that CloudFormation makes up. */
const STACK_NAME = unknownText('Ref AWS::StackName');
const MADE_UP = /(?:\ue000Ref AWS::StackName(?:\ue003[^\ue001]*)?\ue001|<Ref AWS::StackName(?: of [^>]*)?>)-(.+)-X{12}/;

/** What a resource is called; CloudFormation makes such names up where the template has none. */
export function nameOf({ id, type, properties, stack }: Resource): string {
  const name = field(properties, type === 'AWS::IAM::User' ? 'UserName' : type === 'AWS::IAM::Group' ? 'GroupName' : 'ManagedPolicyName');
  return typeof name === 'string' ? name : `${inStack(STACK_NAME, stack)}-${id}-XXXXXXXXXXXX`;
}

/** For readers, who know the id of what has no name. */
export function withIds(text: string): string {
  return text.replace(MADE_UP, '$1');
}

/** Also a path that is unknown begins and ends with a slash. */
export function pathOf({ properties }: Resource): string {
  const path = field(properties, 'Path');
  return typeof path === 'string' ? path.replace(/^(?=\ue000)|(?<=\ue001)$/g, '/') : '/';
}

export function arnOf(resource: Resource, { partition, account }: Home): string {
  const kind = KINDS[resource.type] ?? 'policy';
  return `arn:${partition}:iam::${account}:${kind}${pathOf(resource)}${nameOf(resource)}`;
}

/** Of resources whose `Ref` is their name: the property that has it, and the ARN around it. */
const OTHERS: Record<string, { readonly property: string; readonly arn: (name: string, path: string, home: Home) => string }> = {
  'AWS::S3::Bucket': { property: 'BucketName', arn: (name, _path, { partition }) => `arn:${partition}:s3:::${name}` },
  'AWS::IAM::Role': { property: 'RoleName', arn: (name, path, { partition, account }) => `arn:${partition}:iam::${account}:role${path}${name}` },
};

/** What `Ref` gives; texts that functions make are unknown. */
export function otherRef(resource: Resource): string {
  const name = Object.hasOwn(OTHERS, resource.type) ? field(resource.properties, OTHERS[resource.type].property) : undefined;
  return typeof name === 'string' ? name : unknownText(`Ref ${resource.id}`);
}

export function otherAttribute(resource: Resource, attribute: string, home: Home): string {
  if (attribute === 'Arn' && Object.hasOwn(OTHERS, resource.type)) {
    const path = field(resource.properties, 'Path') ?? '/';
    return OTHERS[resource.type].arn(otherRef(resource), typeof path === 'string' ? path : `/${unknownText(`Path of ${resource.id}`)}`, home);
  }
  return unknownText(`GetAtt ${resource.id}.${attribute}`);
}
