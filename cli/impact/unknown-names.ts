/** Names that only the deployment tells, and where a template has them. */
import { type Fields, field, fields, isFields } from '../../access/judge/inputs/json-fields';
import { ARN_BEFORE_RESOURCE, UNKNOWN_NAME } from '../../src/private/impact/rules/policy-statement';

const NAMES: Readonly<Record<string, string>> = { 'AWS::IAM::Group': 'GroupName', 'AWS::IAM::User': 'UserName' };

/** CloudFormation makes up the name of a group that has none, so no record has its logical id. */
export function withUnknownNames(template: Fields): Fields {
  const resources = Object.entries(fields(field(template, 'Resources'), 'Resources')).map(([id, one]) => {
    const name = isFields(one) ? NAMES[String(field(one, 'Type'))] : undefined;
    const properties = isFields(one) ? field(one, 'Properties') ?? {} : {};
    return name === undefined || !isFields(properties) || field(properties, name) !== undefined ? [id, one]
      : [id, { ...one as Fields, Properties: { ...properties, [name]: UNKNOWN_NAME } }];
  });
  return { ...template, Resources: withoutPseudoParameters(Object.fromEntries(resources)) as Fields };
}

const PSEUDO = /^AWS::(AccountId|Partition|Region|StackName|URLSuffix)$/;
const IN_TEXT = /\$\{AWS::(?:AccountId|Partition|Region|StackName|URLSuffix)\}/g;

/** As a text of Fn::Sub has it. */
const ESCAPED = UNKNOWN_NAME.replace('${', '${!');

/** The account in a name is unknown. In an ARN, before the resource, it is the account of the user. */
function withoutPseudoParameters(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutPseudoParameters);
  }
  if (!isFields(value)) {
    return value;
  }
  const { 'Fn::FindInMap': map, 'Fn::Join': join, 'Fn::Sub': sub } = value;
  if (map !== undefined) {
    return value;
  }
  if (isPseudoParameter(value)) {
    return UNKNOWN_NAME;
  }
  if (Array.isArray(join) && Array.isArray(join[1])) {
    return { 'Fn::Join': [join[0], joined(join[1], String(join[0]))] };
  }
  const [text, ...values] = [sub].flat();
  if (typeof text === 'string') {
    const inText = text.replace(IN_TEXT, (found, at: number) => ARN_BEFORE_RESOURCE.test(text.slice(0, at).replace(IN_TEXT, '')) ? found : ESCAPED);
    return { 'Fn::Sub': [inText, ...values.map(withoutPseudoParameters)] };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutPseudoParameters(inner)]));
}

function joined(parts: readonly unknown[], by: string): unknown[] {
  const before = (index: number) => parts.slice(0, index).map((part) => `${typeof part === 'string' ? part : ''}${by}`).join('');
  return parts.map((part, index) => isPseudoParameter(part) && ARN_BEFORE_RESOURCE.test(before(index))
    ? part : withoutPseudoParameters(part));
}

function isPseudoParameter(value: unknown): boolean {
  return isFields(value) && typeof value.Ref === 'string' && PSEUDO.test(value.Ref);
}
