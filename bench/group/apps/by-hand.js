// The same resources with what aws-cdk-lib has. The bench checks that the templates are the same to the letter.
const iam = require('aws-cdk-lib/aws-iam');
const { Aws } = require('aws-cdk-lib');

const { ALLOW, DENY } = iam.Effect;

const arn = (resource) => `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:${resource}`;
const OWN_USER = [arn('user/${aws:username}'), arn('user/*/${aws:username}')];
const ANY_DEVICE = arn('mfa/*');
const ANY_CONSOLE = `arn:${Aws.PARTITION}:signin:::console/*`;

const WITH_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const WITHOUT_MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' } };
const UNLESS_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const WITHOUT_THE_KEY = { Null: { 'aws:MultiFactorAuthPresent': 'true' } };
const THROUGH_A_SERVICE = { Bool: { 'aws:ViaAWSService': 'true' } };

const READS = ['iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];
const CONSOLE_SIGN_IN = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];
const ENROLLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];

const statement = (sid, effect, props) => new iam.PolicyStatement({ sid, effect, ...props });

module.exports = (scope, id) => {
  const group = new iam.Group(scope, id);
  new iam.ManagedPolicy(group, 'SelfManageMfaPolicy', {
    description: 'Lets users manage their own MFA devices.',
    path: '/cdk-iam-mfa/',
    groups: [group],
    statements: [
      statement('AllowListingDevices', ALLOW, { actions: ['iam:ListVirtualMFADevices'], resources: ['*'] }),
      statement('AllowEnrollingOwnDevices', ALLOW, {
        actions: [...ENROLLMENT, ...READS, 'iam:ResyncMFADevice'],
        resources: [ANY_DEVICE, ...OWN_USER],
      }),
      statement('AllowRemovingOwnDevicesWithMfa', ALLOW, {
        actions: ['iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'],
        resources: [ANY_DEVICE, ...OWN_USER],
        conditions: WITH_MFA,
      }),
    ],
  });
  new iam.ManagedPolicy(group, 'RequireMfaPolicy', {
    description: 'Denies console sessions without MFA everything but enrollment. Access keys keep working, with few exceptions.',
    path: '/cdk-iam-mfa/',
    groups: [group],
    statements: [
      statement('DenyAllButEnrollmentWithoutMfa', DENY, {
        notActions: [...ENROLLMENT, ...READS, 'iam:ListVirtualMFADevices', 'iam:ResyncMFADevice', ...CONSOLE_SIGN_IN, 'sts:GetSessionToken'],
        resources: ['*'],
        conditions: WITHOUT_MFA,
      }),
      statement('DenyExemptActionsElsewhereWithoutMfa', DENY, {
        actions: ['iam:EnableMFADevice', ...READS, 'iam:ResyncMFADevice', ...CONSOLE_SIGN_IN],
        notResources: [...OWN_USER, ANY_CONSOLE],
        conditions: WITHOUT_MFA,
      }),
      statement('DenyExemptActionsToFederatedSessions', DENY, {
        actions: ['iam:EnableMFADevice', ...READS, 'iam:ResyncMFADevice'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
      }),
      statement('DenyManagedMcpCallsWithoutMfa', DENY, {
        actions: ['*'],
        resources: ['*'],
        conditions: { Bool: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSMCPService': 'true' } },
      }),
      statement('DenyEnrollmentWithAccessKeys', DENY, { actions: ENROLLMENT, resources: ['*'], conditions: WITHOUT_THE_KEY }),
      statement('DenyEnrollmentThroughServices', DENY, {
        actions: ENROLLMENT,
        resources: ['*'],
        conditions: { ...UNLESS_MFA, ...THROUGH_A_SERVICE },
      }),
      statement('DenyWaysIntoTheConsoleWithoutMfa', DENY, {
        actions: [
          'iam:CreateLoginProfile', 'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'iam:UpdateLoginProfile', 'sts:GetFederationToken',
        ],
        resources: ['*'],
        conditions: UNLESS_MFA,
      }),
      statement('DenyUndoingTheEnforcementWithoutMfa', DENY, {
        actions: [
          'iam:CreatePolicyVersion', 'iam:DeleteGroup', 'iam:DeleteGroupPolicy', 'iam:DeletePolicy', 'iam:DeletePolicyVersion',
          'iam:DetachGroupPolicy', 'iam:PutGroupPolicy', 'iam:RemoveUserFromGroup', 'iam:SetDefaultPolicyVersion', 'iam:UpdateGroup',
        ],
        resources: [arn(`group/${group.groupName}`), arn(`group/*/${group.groupName}`), arn('policy/cdk-iam-mfa/*')],
        conditions: UNLESS_MFA,
      }),
    ],
  });
  return group;
};
