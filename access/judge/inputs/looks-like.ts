/** What an input looks like that has no policy in it, and the command that gives what can be judged. */
import { Fields, field, isFields } from './json-fields';

const WHOLE_ACCOUNT = 'aws iam get-account-authorization-details gives all users with their policies';

/** By a name in it. */
const BY_NAME: [string, string][] = [
  ['Records', 'log records of CloudTrail'],
  ['AssumeRolePolicyDocument', 'a role'],
  ['Role', 'a role'],
  ['Effect', 'one statement; put it into { "Version": "2012-10-17", "Statement": [...] }'],
  ['AWSTemplateFormatVersion', 'a CloudFormation template without Resources'],
  ['StackResources', 'a list of resources; aws cloudformation get-template --stack-name NAME gives the template'],
  ['Stacks', 'a list of stacks; aws cloudformation get-template --stack-name NAME gives the template'],
  ['StackSummaries', 'a list of stacks; aws cloudformation get-template --stack-name NAME gives the template'],
  ['resource_changes', 'a plan of Terraform without planned values; terraform show -json PLAN prints it'],
  ['terraform_version', 'a state of Terraform as it is stored; terraform show -json prints it'],
  ['Users', `a list of users; ${WHOLE_ACCOUNT}`],
  ['User', `a user without policies; ${WHOLE_ACCOUNT}`],
  ['Groups', `a list of groups; ${WHOLE_ACCOUNT}`],
  ['Group', `a group without policies; ${WHOLE_ACCOUNT}`],
  ['Roles', `a list of roles; ${WHOLE_ACCOUNT}`],
  ['PolicyNames', 'names of policies; aws iam get-user-policy or get-group-policy has the document'],
  ['AttachedPolicies', 'names of policies; aws iam get-policy-version has the document'],
  ['Policy', 'a policy without its document; aws iam get-policy-version has it'],
  ['Content', 'a credential report; give it with --credential-report, beside the account'],
  ['dependencies', 'a package.json'],
];

/** With what stands before it in a message. */
export function looksLike(value: Fields): string {
  const found = listOfPolicies(value) ?? policyOfResource(value) ?? BY_NAME.find(([name]) => Object.hasOwn(value, name))?.[1];
  const keys = Object.keys(value).slice(0, 3).map((key) => key.slice(0, 30));
  return found !== undefined ? `; it looks like ${found}` : keys.length === 0 ? '; it is empty' : `; it has ${keys.join(', ')}`;
}

/** Services give it as a text, and IAM gives an object with what it knows of a policy. */
function policyOfResource(value: Fields): string | undefined {
  return typeof field(value, 'Policy') === 'string' ? 'a policy of a resource, such as a bucket or a key; give policies of users and groups' : undefined;
}

/** IAM and Organizations list policies without their documents. */
function listOfPolicies(value: Fields): string | undefined {
  const policies = field(value, 'Policies');
  const [first] = Array.isArray(policies) ? policies as unknown[] : [];
  if (!isFields(first) || Object.hasOwn(first, 'PolicyVersionList')) {
    return undefined;
  }
  return /:organizations::/.test(String(field(first, 'Arn')))
    ? 'a list of policies of an organization; aws organizations describe-policy --policy-id ID has the document'
    : `a list of policies without their documents; aws iam get-policy-version has one document, and ${WHOLE_ACCOUNT}`;
}

const BY_BEGINNING: [RegExp, string][] = [
  [/^</, 'XML or HTML; expected JSON or YAML'],
  [/^"?user"?,"?arn"?,/, 'a credential report; give it with --credential-report, beside the account'],
  [/^(?:(?:#|\/\/)[^\n]*\n|\s)*(?:resource|data|variable|provider|module|locals|terraform|output)\b[^\n:{]*\{/, 'the language of Terraform; terraform show -json prints a plan or a state as JSON'],
  [/^-{3,}\n\|/, 'a table of the command of AWS; give --output json'],
];

/** Of text that is not JSON. */
export function textLooksLike(text: string): string | undefined {
  return BY_BEGINNING.find(([beginning]) => beginning.test(text))?.[1];
}
