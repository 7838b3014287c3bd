import { Stack } from 'aws-cdk-lib';
import { MfaEnforcement, UserCredential } from '../../../src/index';
import { resolveRequireMfaOptions } from '../../../src/private/checks/resolve-require-mfa-options';
import { IamArns } from '../../../src/private/statements/iam-arns';
import { RequireMfaStatementOptions, requireMfaStatements } from '../../../src/private/statements/require-mfa-statements';
import { OWN_USER } from '../../helpers';

const { CONSOLE_ONLY, ALL_REQUESTS } = MfaEnforcement;
const ENROLLMENT = ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice'];
const LOOKING = ['iam:GetMFADevice', 'iam:GetUser', 'iam:ListMFADevices'];
const ON_OWN_USER = ['iam:EnableMFADevice', ...LOOKING, 'iam:ResyncMFADevice'];
const CONSOLE_SIGN_IN = ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'];
const EXEMPT = ['iam:CreateVirtualMFADevice', ...ON_OWN_USER, 'iam:ListVirtualMFADevices', ...CONSOLE_SIGN_IN, 'sts:GetSessionToken'].sort();
const HERE = [...OWN_USER, { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':signin:::console/*']] }];
const WITHOUT_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
const DIRECT_WITHOUT_MFA = { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' };
const MCP = { 'aws:ViaAWSMCPService': 'true' };
const WITHOUT_THE_KEY = { Null: { 'aws:MultiFactorAuthPresent': 'true' } };

function statements(options: Partial<RequireMfaStatementOptions> = {}, enforcement = CONSOLE_ONLY): any[] {
  const stack = new Stack();
  const all = { ...resolveRequireMfaOptions('It', enforcement, {}), ...options };
  return requireMfaStatements(all, new IamArns(stack)).map((statement) => stack.resolve(statement.toJSON()));
}

const withSid = (sid: string, all: any[]) => all.find(({ Sid }) => Sid === sid);
const sids = (all: any[]) => all.map(({ Sid }) => Sid);

test.each([
  [CONSOLE_ONLY, 'Bool'],
  [ALL_REQUESTS, 'BoolIfExists'],
])('with %s the default denies', (enforcement, operator) => {
  expect(statements({}, enforcement)).toEqual([
    { Sid: 'DenyAllButEnrollmentWithoutMfa', Effect: 'Deny', NotAction: EXEMPT, Resource: '*', Condition: { [operator]: DIRECT_WITHOUT_MFA } },
    {
      Sid: 'DenyExemptActionsElsewhereWithoutMfa',
      Effect: 'Deny',
      Action: [...ON_OWN_USER, ...CONSOLE_SIGN_IN],
      NotResource: HERE,
      Condition: { [operator]: DIRECT_WITHOUT_MFA },
    },
    {
      Sid: 'DenyExemptActionsToFederatedSessions',
      Effect: 'Deny',
      Action: ON_OWN_USER,
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } },
    },
    {
      Sid: 'DenyManagedMcpCallsWithoutMfa',
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: enforcement === CONSOLE_ONLY
        ? { Bool: { 'aws:MultiFactorAuthPresent': 'false', ...MCP } } : { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' }, Bool: MCP },
    },
    { Sid: 'DenyEnrollmentWithAccessKeys', Effect: 'Deny', Action: ENROLLMENT, Resource: '*', Condition: WITHOUT_THE_KEY },
    {
      Sid: 'DenyEnrollmentThroughServices',
      Effect: 'Deny',
      Action: ENROLLMENT,
      Resource: '*',
      Condition: { ...WITHOUT_MFA, Bool: { 'aws:ViaAWSService': 'true' } },
    },
    {
      Sid: 'DenyWaysIntoTheConsoleWithoutMfa',
      Effect: 'Deny',
      Action: ['iam:CreateLoginProfile', 'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice', 'iam:UpdateLoginProfile', 'sts:GetFederationToken'],
      Resource: '*',
      Condition: WITHOUT_MFA,
    },
  ]);
});

test('allowPasswordChange exempts the change on the own user and the read of the rules', () => {
  const all = statements({ allowPasswordChange: true });
  expect(withSid('DenyAllButEnrollmentWithoutMfa', all).NotAction).toEqual([...EXEMPT, 'iam:ChangePassword', 'iam:GetAccountPasswordPolicy'].sort());
  expect(withSid('DenyExemptActionsElsewhereWithoutMfa', all).Action).toEqual([...ON_OWN_USER, ...CONSOLE_SIGN_IN, 'iam:ChangePassword'].sort());
});

test('allowActions are exempt once each, whatever their case', () => {
  const { NotAction } = withSid('DenyAllButEnrollmentWithoutMfa', statements({ allowActions: ['s3:GetObject', 'S3:getobject', 'iam:getuser', 's3:List*'] }));
  expect(NotAction).toEqual([...EXEMPT, 's3:GetObject', 's3:List*'].sort());
});

describe('actions that allowActions names are exempt on everybody', () => {
  test('in whatever case', () => {
    const all = statements({ allowActions: ['IAM:getuser', 'signin:CreateOAuth2Token'] });
    expect(withSid('DenyExemptActionsElsewhereWithoutMfa', all).Action)
      .toEqual([...ON_OWN_USER, 'signin:AuthorizeOAuth2Access'].filter((action) => action !== 'iam:GetUser').sort());
    expect(withSid('DenyExemptActionsToFederatedSessions', all).Action).toEqual(ON_OWN_USER.filter((action) => action !== 'iam:GetUser'));
  });

  test('so without others there is no statement about them', () => {
    const all = statements({ allowActions: LOOKING, maxMfaAgeSeconds: 60 });
    expect(sids(all)).toContain('DenyExemptActionsElsewhereWithoutMfa');
    expect(sids(all)).not.toContain('DenyExemptActionsElsewhereWithOldMfa');
    const none = statements({ allowActions: [...ON_OWN_USER, ...CONSOLE_SIGN_IN] });
    expect(sids(none).filter((sid) => sid.startsWith('DenyExemptActions'))).toEqual([]);
  });
});

test('maxMfaAge adds statements for sessions that are too old, and the rest needs a session young enough', () => {
  const all = statements({ maxMfaAgeSeconds: 60 });
  expect(sids(all).slice(0, 7)).toEqual([
    'DenyAllButEnrollmentWithoutMfa', 'DenyExemptActionsElsewhereWithoutMfa', 'DenyAllButEnrollmentWithOldMfa', 'DenyExemptActionsElsewhereWithOldMfa',
    'DenyExemptActionsToFederatedSessions', 'DenyManagedMcpCallsWithoutMfa', 'DenyManagedMcpCallsWithOldMfa',
  ]);
  const { NotAction, Condition } = withSid('DenyAllButEnrollmentWithOldMfa', all);
  expect(NotAction).toEqual([...LOOKING, 'iam:ListVirtualMFADevices', 'sts:GetSessionToken']);
  expect(withSid('DenyExemptActionsElsewhereWithOldMfa', all)).toMatchObject({ Action: LOOKING, NotResource: OWN_USER });
  expect(Condition).toEqual({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '60' }, Bool: { 'aws:ViaAWSService': 'false' } });
  expect(withSid('DenyWaysIntoTheConsoleWithoutMfa', all).Condition).toEqual({ NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '60' } });
});

test('allowManagedMcpCalls lets all but enrollment through', () => {
  const all = statements({ allowManagedMcpCalls: true });
  expect(sids(all).filter((sid) => sid.includes('Mcp'))).toEqual(['DenyEnrollmentThroughManagedMcp']);
  expect(withSid('DenyEnrollmentThroughManagedMcp', all)).toMatchObject({ Action: ENROLLMENT, Condition: { ...WITHOUT_MFA, Bool: MCP } });
});

describe('enrollment with access keys', () => {
  const denied = (options: object, enforcement = CONSOLE_ONLY) => withSid('DenyEnrollmentWithAccessKeys', statements(options, enforcement));
  const common = { Sid: 'DenyEnrollmentWithAccessKeys', Effect: 'Deny', Condition: WITHOUT_THE_KEY };

  test('of oneself may be allowed, and not of others', () => {
    expect(denied({ allowEnrollmentWithAccessKeys: true })).toEqual({ ...common, Action: 'iam:EnableMFADevice', NotResource: OWN_USER });
  });

  test('of others may be allowed, and not of oneself', () => {
    expect(denied({ allowUserAdministrationWithAccessKeys: true })).toEqual({ ...common, Action: 'iam:EnableMFADevice', Resource: OWN_USER });
  });

  test('of both may be allowed', () => {
    expect(denied({ allowEnrollmentWithAccessKeys: true, allowUserAdministrationWithAccessKeys: true })).toBeUndefined();
  });

  test('of others is denied by ALL_REQUESTS as it is', () => {
    expect(denied({ allowEnrollmentWithAccessKeys: true }, ALL_REQUESTS)).toBeUndefined();
  });
});

describe('ways into the console', () => {
  const OF_A_USER = ['iam:CreateLoginProfile', 'iam:DeactivateMFADevice', 'iam:UpdateLoginProfile'];
  const federation = { Sid: 'DenyFederationTokensWithoutMfa', Effect: 'Deny', Action: 'sts:GetFederationToken', Resource: '*', Condition: WITHOUT_MFA };
  const denied = (options: object) => statements(options).filter(({ Sid }) => /WaysIntoTheConsole|FederationTokens/.test(Sid));
  const ways = (Action: string[], Resource: unknown) => ({ Sid: 'DenyWaysIntoTheConsoleWithoutMfa', Effect: 'Deny', Action, Resource, Condition: WITHOUT_MFA });

  test.each([
    [{ allowFederationTokensWithAccessKeys: true }, [ways([...OF_A_USER, 'iam:DeleteVirtualMFADevice'].sort(), '*')]],
    [{ allowUserAdministrationWithAccessKeys: true }, [ways(OF_A_USER, OWN_USER), federation]],
    [{ allowUserAdministrationWithAccessKeys: true, allowFederationTokensWithAccessKeys: true }, [ways(OF_A_USER, OWN_USER)]],
  ])('are fewer with %j', (options, expected) => {
    expect(denied(options)).toEqual(expected);
  });
});

describe('credentialsRequiringMfa', () => {
  const denied = (options: object) => withSid('DenyCredentialChangesWithoutMfa', statements(options));
  const PASSWORD = { credentialsRequiringMfa: [UserCredential.PASSWORD] };

  test('denies their changes on any user', () => {
    expect(denied({ credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] })).toEqual({
      Sid: 'DenyCredentialChangesWithoutMfa',
      Effect: 'Deny',
      Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
      Resource: '*',
      Condition: WITHOUT_MFA,
    });
  });

  test.each<[object, string | string[]]>([
    [{}, ['iam:ChangePassword', 'iam:DeleteLoginProfile']], // the other two are ways into the console
    [{ allowPasswordChange: true }, 'iam:DeleteLoginProfile'],
    [{ allowUserAdministrationWithAccessKeys: true }, ['iam:ChangePassword', 'iam:CreateLoginProfile', 'iam:DeleteLoginProfile', 'iam:UpdateLoginProfile']],
  ])('of passwords denies what is not denied elsewhere or exempt (%j)', (options, actions) => {
    expect(denied({ ...PASSWORD, ...options }).Action).toEqual(actions);
  });

  test('of passwords that may be changed without MFA stop access keys, directly and through services', () => {
    const all = statements({ ...PASSWORD, allowPasswordChange: true });
    const change = { Effect: 'Deny', Action: 'iam:ChangePassword', Resource: '*' };
    expect(all.slice(-2)).toEqual([
      { Sid: 'DenyPasswordChangeWithAccessKeys', ...change, Condition: WITHOUT_THE_KEY },
      { Sid: 'DenyPasswordChangeThroughServices', ...change, Condition: { ...WITHOUT_MFA, Bool: { 'aws:ViaAWSService': 'true' } } },
    ]);
    const keys = { allowPasswordChange: true, credentialsRequiringMfa: [UserCredential.ACCESS_KEYS] };
    for (const options of [PASSWORD, { allowPasswordChange: true }, keys]) {
      expect(sids(statements(options)).filter((sid) => sid.startsWith('DenyPasswordChange'))).toEqual([]);
    }
  });

  test('without any there is no statement', () => {
    expect(denied({})).toBeUndefined();
  });
});
