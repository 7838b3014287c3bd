/**
 * Events in the shape of those in AWS's documentation: all fields that CloudTrail writes, with the values that tell the kinds apart.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
import { ACCOUNT, IAM_USER, ROOT, assumedRole } from './identities';

interface SignIn {
  readonly userIdentity: object;
  readonly eventName?: string;
  readonly outcome?: 'Success' | 'Failure';
  readonly additionalEventData: Record<string, string>;
}

function signIn({ userIdentity, eventName = 'ConsoleLogin', outcome = 'Success', additionalEventData }: SignIn): object {
  return {
    eventVersion: '1.09',
    userIdentity,
    eventTime: '2026-01-01T08:00:00Z',
    eventSource: 'signin.amazonaws.com',
    eventName,
    awsRegion: 'eu-north-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
    ...(outcome === 'Failure' ? { errorMessage: 'Failed authentication' } : {}),
    requestParameters: null,
    responseElements: { [eventName]: outcome },
    additionalEventData,
    eventID: '01234567-89ab-cdef-0123-456789abcdef',
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: 'eu-north-1.signin.aws.amazon.com' },
  };
}

const LOGIN = { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No' };
const WITHOUT_MFA = { ...LOGIN, MFAUsed: 'No' };
const WITH_MFA = { ...LOGIN, MFAIdentifier: `arn:aws:iam::${ACCOUNT}:mfa/phone`, MFAUsed: 'Yes' };
const WITH_PASSKEY = { ...LOGIN, MFAIdentifier: `arn:aws:iam::${ACCOUNT}:u2f/user/ann/laptop-AAAAAAAAAAAAAAAAAAAAAAAAAA`, MFAUsed: 'Yes' };

/** Sign-ins, and whether the alarm is meant. */
export const SIGN_INS: [string, boolean, object][] = [
  ['IAM user without MFA', true, signIn({ userIdentity: IAM_USER, additionalEventData: WITHOUT_MFA })],
  ['IAM user with MFA', false, signIn({ userIdentity: IAM_USER, additionalEventData: WITH_MFA })],
  ['IAM user with a passkey', false, signIn({ userIdentity: IAM_USER, additionalEventData: WITH_PASSKEY })],
  ['IAM user, failed, without MFA', false, signIn({ userIdentity: IAM_USER, outcome: 'Failure', additionalEventData: WITHOUT_MFA })],
  ['IAM user, failed, with MFA', false, signIn({ userIdentity: IAM_USER, outcome: 'Failure', additionalEventData: WITH_MFA })],
  ['IAM user, asked for a code', false, signIn({ userIdentity: IAM_USER, eventName: 'CheckMfa', additionalEventData: { MfaType: 'Virtual MFA' } })],
  ['root without MFA', false, signIn({ userIdentity: ROOT, additionalEventData: WITHOUT_MFA })],
  ['root with MFA', false, signIn({ userIdentity: ROOT, additionalEventData: WITH_MFA })],
  ['SAML', false, signIn({
    userIdentity: assumedRole('SamlDeveloper', 'ann@example.com'),
    additionalEventData: { ...WITHOUT_MFA, SamlProviderArn: `arn:aws:iam::${ACCOUNT}:saml-provider/idp` },
  })],
  ['Identity Center', false, signIn({
    userIdentity: assumedRole('AWSReservedSSO_Developer_0123456789abcdef', 'ann@example.com'), additionalEventData: { MobileVersion: 'No', MFAUsed: 'No' },
  })],
  ['GetFederationToken', false, signIn({
    userIdentity: { type: 'FederatedUser', principalId: `${ACCOUNT}:ann`, arn: `arn:aws:sts::${ACCOUNT}:federated-user/ann`, accountId: ACCOUNT },
    additionalEventData: WITHOUT_MFA,
  })],
  ['role switch', false, signIn({
    userIdentity: assumedRole('Admin', 'ann'),
    eventName: 'SwitchRole',
    additionalEventData: { SwitchFrom: `arn:aws:iam::${ACCOUNT}:user/ann`, RedirectTo: 'https://console.aws.amazon.com/console/home' },
  })],
];

function finding(configRuleName: string, complianceType: string): object {
  return {
    'version': '0',
    'id': '01234567-89ab-cdef-0123-456789abcdef',
    'detail-type': 'Config Rules Compliance Change',
    'source': 'aws.config',
    'account': ACCOUNT,
    'time': '2026-01-01T08:00:00Z',
    'region': 'us-east-1',
    'resources': [],
    'detail': {
      resourceId: 'AIDAEXAMPLE',
      awsRegion: 'us-east-1',
      awsAccountId: ACCOUNT,
      configRuleName,
      recordVersion: '1.0',
      configRuleARN: `arn:aws:config:us-east-1:${ACCOUNT}:config-rule/config-rule-abcdef`,
      messageType: 'ComplianceChangeNotification',
      newEvaluationResult: {
        evaluationResultIdentifier: {
          evaluationResultQualifier: { configRuleName, resourceType: 'AWS::IAM::User', resourceId: 'AIDAEXAMPLE' },
          orderingTimestamp: '2026-01-01T08:00:00.000Z',
        },
        complianceType,
        resultRecordedTime: '2026-01-01T08:00:01.000Z',
        configRuleInvokedTime: '2026-01-01T08:00:00.000Z',
      },
      notificationCreationTime: '2026-01-01T08:00:02.000Z',
      resourceType: 'AWS::IAM::User',
    },
  };
}

/** Findings of AWS Config, and whether they are published; `ours` is the name of a rule of the monitoring. */
export const FINDINGS: [string, boolean, object][] = [
  ['a user without MFA is found', true, finding('ours', 'NON_COMPLIANT')],
  ['a user has MFA now', false, finding('ours', 'COMPLIANT')],
  ['another rule finds something', false, finding('theirs', 'NON_COMPLIANT')],
];
