/** An account as `aws iam get-account-authorization-details` prints one: users in groups, with the policies that accounts really have. */
import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';

const PUBLISHED = join(__dirname, '../../../access/matrix/published');
const ACCOUNT = '210987654321';
const arn = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({ Effect: 'Allow', Action, Resource, Condition });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const EVERYDAY: Record<string, object> = {
  AdministratorAccess: document(allow('*')),
  PowerUserAccess: document({ Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }, allow('iam:ListRoles')),
  ReadOnlyAccess: document(allow(['s3:Get*', 's3:List*', 'ec2:Describe*', 'iam:Get*', 'iam:List*'])),
  IAMFullAccess: document(allow('iam:*')),
  Deploy: document(allow(['cloudformation:*', 's3:*']), allow(['iam:PassRole', 'sts:AssumeRole'], arn('role/*'))),
  OwnKeys: document(allow(['iam:CreateAccessKey', 'iam:DeleteAccessKey'], arn('user/${aws:username}'))),
  Office: document({ Effect: 'Deny', Action: '*', Resource: '*', Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' }, Bool: { 'aws:ViaAWSService': 'false' } } }),
};

const ENFORCING = Object.fromEntries(readdirSync(PUBLISHED).map((file) =>
  [file.replace('.json', ''), JSON.parse(readFileSync(join(PUBLISHED, file), 'utf8').replaceAll('123456789012', ACCOUNT)) as object]));

export interface GeneratedAccount {
  readonly UserDetailList: Record<string, unknown>[];
  readonly GroupDetailList: Record<string, unknown>[];
  readonly RoleDetailList: object[];
  readonly Policies: { readonly Arn: string; readonly PolicyVersionList: { readonly Document: object; readonly IsDefaultVersion: boolean }[] }[];
}

/** So that groups have nothing to do with what every third or fifth user has. */
function scattered(index: number): number {
  return (index * 2_654_435_761) % 2 ** 32;
}

/** The same for the same number: every user has a part of its own, so that few are alike. */
export function generateAccount(users: number): GeneratedAccount {
  const everyday = Object.keys(EVERYDAY);
  const enforcing = Object.keys(ENFORCING);
  const attached = (names: string[]) => names.map((name) => ({ PolicyName: name, PolicyArn: arn(`policy/${name}`) }));
  const groups = enforcing.flatMap((policy) => everyday.map((work) => ({ name: `${work}-${policy}`, policies: [work, policy] })))
    .concat(everyday.map((work) => ({ name: `${work}-free`, policies: [work] })));
  return {
    UserDetailList: Array.from({ length: users }, (_, index) => {
      const path = index % 3 === 0 ? '/team/' : '/';
      const name = `user-${index}`;
      return {
        UserName: name,
        Path: path,
        Arn: arn(`user${path}${name}`),
        GroupList: [groups[scattered(index) % groups.length].name],
        AttachedManagedPolicies: index % 5 === 0 ? attached(['OwnKeys']) : [],
        UserPolicyList: index % 11 === 0 ? [{ PolicyName: 'own', PolicyDocument: document(allow('s3:GetObject', `arn:aws:s3:::home-${index}/*`)) }] : [],
        ...(index % 13 === 0 ? { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: arn('policy/PowerUserAccess') } } : {}),
      };
    }),
    GroupDetailList: groups.map(({ name, policies }) => ({
      GroupName: name, Path: '/', Arn: arn(`group/${name}`), GroupPolicyList: [], AttachedManagedPolicies: attached(policies),
    })),
    RoleDetailList: [{ RoleName: 'deploy' }],
    Policies: Object.entries({ ...EVERYDAY, ...ENFORCING }).map(([name, Document]) => ({
      PolicyName: name,
      Arn: arn(`policy/${name}`),
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: false, Document: document({ Effect: 'Deny', Action: '*', Resource: '*' }) },
        { VersionId: 'v2', IsDefaultVersion: true, Document },
      ],
    })),
  };
}
