/** CloudTrail records for the tests: a direct call with an access key, and what is different from it. */
import { ACCOUNT } from '../../access/requests/example-account';
import type { CloudTrailRecord } from '../../impact/facts/record';

export const NOW = '2026-11-03T08:15:30Z';
/** A good half hour before. */
export const SIGNED_IN = '2026-11-03T07:41:12Z';

type Fields = Readonly<Record<string, unknown>>;

let events = 0;

/** `eventID` differs from record to record, as in a log. */
export function record(userIdentity: Fields | null, fields: Fields = {}): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    ...(userIdentity === null ? {} : { userIdentity }),
    eventTime: NOW,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeVolumes',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '198.51.100.23',
    userAgent: 'aws-cli/2.40.1',
    requestParameters: null,
    responseElements: null,
    eventID: `7c7c7c7c-0000-4000-8000-${`${++events}`.padStart(12, '0')}`,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...fields,
  };
}

export function key(userName: string, fields: Fields = {}): Fields {
  return {
    type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`, accountId: ACCOUNT, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', userName, ...fields,
  };
}

/** @param mfaAuthenticated as the log has it, which is not always text */
export function session(userName: string, mfaAuthenticated: unknown, fields: Fields = {}): Fields {
  const sessionContext = { attributes: { creationDate: SIGNED_IN, mfaAuthenticated } };
  return { ...key(userName), accessKeyId: 'ASIAIOSFODNN7EXAMPLE', sessionContext, ...fields };
}

/** What `sts:GetFederationToken` makes, as the logs show it. */
export function federated(userName: string, issuer: Fields = {}): Fields {
  return {
    type: 'FederatedUser',
    principalId: `${ACCOUNT}:token`,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/token`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
    sessionContext: {
      attributes: { creationDate: SIGNED_IN, mfaAuthenticated: 'false' },
      sessionIssuer: { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`, accountId: ACCOUNT, userName, ...issuer },
    },
  };
}

/** What a service does for its caller. */
export function through(service: string): Fields {
  return { sourceIPAddress: service, userAgent: service };
}

export function iam(eventName: string, requestParameters: unknown = null): Fields {
  return { eventSource: 'iam.amazonaws.com', eventName, awsRegion: 'us-east-1', requestParameters };
}
