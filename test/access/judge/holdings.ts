/** The same documents in each form in which a reader has them. */
import type { Input } from '../../../access/judge/inputs/parse-input';
import type { ExampleAccount } from '../../../access/requests/example-account';
import type { PolicyDocument } from '../../../access/requests/policy-document';

const ACCOUNT = '123456789012';

/** A policy that allows something only: it enforces nothing. */
const ADMINISTRATOR = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export function input(value: unknown, name = 'input.json'): Input[] {
  return [{ name, text: JSON.stringify(value) }];
}

/** What an account says of a managed policy. */
export function managed(Arn: string, Document: unknown) {
  return { Arn, PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document }] };
}

export function attached(arns: readonly string[]) {
  return { AttachedManagedPolicies: arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').pop(), PolicyArn })) };
}

/** As files of policies. */
export function asDocuments(documents: readonly PolicyDocument[]): Input[] {
  return input(documents);
}

/** A group of a template, by its own name. */
export function asTemplate(documents: readonly PolicyDocument[], { path }: ExampleAccount): Input[] {
  return input({
    Resources: {
      Developers: { Type: 'AWS::IAM::Group', Properties: { GroupName: 'developers', Path: path } },
      ...Object.fromEntries(documents.map((PolicyDocument, index) => [`Policy${index}`, {
        Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: `Ours${index}`, Path: '/cdk-iam-mfa/', PolicyDocument, Groups: [{ Ref: 'Developers' }] },
      }])),
    },
  });
}

export type Held = 'by the group' | 'by the user' | 'inline in the user' | 'as a boundary';

/** An account whose member is an administrator too. */
export function asAccount(documents: readonly PolicyDocument[], { partition, path }: ExampleAccount, held: Held = 'by the group'): Input[] {
  const arn = (resource: string) => `arn:${partition}:iam::${ACCOUNT}:${resource}`;
  const policies = documents.map((document, index) => managed(arn(`policy/cdk-iam-mfa/Ours${index}`), document));
  const arns = policies.map(({ Arn }) => Arn);
  const inline = (PolicyDocument: unknown, PolicyName: string) => ({ PolicyName, PolicyDocument });
  return input({
    UserDetailList: [{
      UserName: 'alice',
      Arn: arn(`user${path}alice`),
      GroupList: ['developers'],
      UserPolicyList: [inline(ADMINISTRATOR, 'all'), ...held === 'inline in the user' ? documents.map((one, index) => inline(one, `ours-${index}`)) : []],
      ...attached(held === 'by the user' ? arns : []),
      ...held === 'as a boundary' ? { PermissionsBoundary: { PermissionsBoundaryArn: arn('policy/boundary') } } : {},
    }],
    GroupDetailList: [{ GroupName: 'developers', Arn: arn(`group${path}developers`), ...attached(held === 'by the group' ? arns : []) }],
    Policies: [...policies, managed(arn('policy/boundary'), {
      Version: '2012-10-17', Statement: [...ADMINISTRATOR.Statement, ...documents.flatMap(({ Statement }) => Statement)],
    })],
  });
}
