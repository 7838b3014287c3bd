import type { Format } from './format';
import type { ManagedPolicy } from './managed-policy';
import type { Nested } from '../output/nested';
import { reference } from '../output/reference';
import { yaml } from '../output/yaml';

export const CLOUDFORMATION: Format = {
  print: cloudFormation,
  expression: /^[a-z][\w:.]*$/i,
  account: reference('AWS::AccountId'),
  partition: reference('AWS::Partition'),
};

/** A template that can be deployed as it is. Its resource can move to another template. */
function cloudFormation({ construct, managedPolicyName, path, description, document, groups, users }: ManagedPolicy): string {
  const properties: Record<string, Nested | undefined> = {
    ManagedPolicyName: managedPolicyName,
    Path: path,
    Description: description,
    Groups: groups.length === 0 ? undefined : groups,
    Users: users.length === 0 ? undefined : users,
    PolicyDocument: document,
  };
  const given = Object.entries(properties).filter((entry): entry is [string, Nested] => entry[1] !== undefined);
  return yaml({ Resources: { [construct]: { Type: 'AWS::IAM::ManagedPolicy', Properties: Object.fromEntries(given) } } });
}
