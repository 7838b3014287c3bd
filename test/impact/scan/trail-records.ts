/** Records as a trail has them, and as nobody expects them. */
import fc from 'fast-check';
import { factOf } from '../../../impact/facts/fact-of';
import { type CloudTrailRecord, textAt } from '../../../impact/facts/record';
import { idOf } from '../../../impact/scan/counted-fact';
import { originOf } from '../../../impact/sources/range';
import { isNotReached } from '../../../src/private/impact/vocabulary/fact';
import { RECORDED_CALLS } from '../recorded-calls';
import { record, session, through } from '../records';

/** An aggregated event has no version, and is no call. */
export const RECORDED = RECORDED_CALLS.map((call) => call.record).filter((one) => 'eventVersion' in one && 'userIdentity' in one);
export const ROLE = record({ type: 'AssumedRole', accountId: '111122223333', sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy' }, attributes: { mfaAuthenticated: 'false' } } });

/** All that is counted of a record. */
export function countedOf(one: CloudTrailRecord): string {
  const fact = factOf(one);
  return JSON.stringify([fact, isNotReached(fact.session) ? '' : idOf(one), originOf(one), textAt(one, 'eventCategory'), textAt(one, 'managementEvent')]);
}

/** What a record may have in any place. */
const TEXT = fc.oneof(
  fc.constantFrom('', 'a', '"', '\\', '{"eventVersion":"1.11"}', '},{"eventVersion":', ']}', 'ü', '😀', '\u2028', '\u0001', '\ud800', 'IAMUser', 'Root', '2026-11-03'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
export const { value: VALUE } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, TEXT, fc.constantFrom(null, true, false, 0, -1.5e-7, 12_345, [], {}), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(TEXT, tie('value'), { maxKeys: 3 }),
    fc.record({ eventVersion: tie('value'), userIdentity: tie('value') })),
}));
const fields = (spec: Record<string, fc.Arbitrary<unknown>>) => fc.record(spec, { requiredKeys: [] });
const TYPES = ['IAMUser', 'AssumedRole', 'Root', 'AWSService', 'FederatedUser', 'AWSAccount', 'Role', 'Unknown', 'constructor', undefined];

/** @param odd of ten values, how many are of a kind that nobody expects there */
function changesWith(odd: number): fc.Arbitrary<object> {
  const seldom = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 10 - odd, arbitrary: usual }, { weight: odd, arbitrary: VALUE });
  const among = (...values: unknown[]) => seldom(fc.constantFrom<unknown>(...values));
  const identity = fields({
    type: among(...TYPES),
    principalId: among('AIDAEXAMPLE', 'AROAEXAMPLE:session'),
    arn: among('arn:aws:iam::111122223333:user/ann', 'arn:aws:iam::111122223333:root'),
    accountId: among('111122223333', '444455556666'),
    userName: among('ann', 'bob'),
    accessKeyId: among('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'),
    sessionContext: seldom(fields({
      attributes: seldom(fields({ mfaAuthenticated: among('true', 'false', true), creationDate: among('2026-11-03T07:41:12Z', '20261103T074112Z') })),
      sessionIssuer: seldom(fields({ type: among('Role', 'IAMUser', 'Root'), userName: among('ann'), arn: among('arn:aws:iam::111122223333:user/x/ann') })),
      webIdFederationData: seldom(fields({ federatedProvider: among('arn:aws:iam::111122223333:oidc-provider/x'), attributes: among({}, { a: 'b' }) })),
    })),
    invokedBy: among('cloudformation.amazonaws.com', 'AWS Internal/3', 'signin.amazonaws.com'),
    inScopeOf: among({ issuerType: 'AWS::Lambda::Function' }, 'x'),
  });
  return fields({
    eventVersion: among('1.11'),
    userIdentity: seldom(identity),
    eventTime: among('2026-11-03T08:15:30Z', '2026-11-03T23:59:59Z', '2026-11-04T00:00:00Z', '2026-13-04T00:00:00Z', '2026-11-04 00:00:00', '1793779200', ''),
    eventSource: among('iam.amazonaws.com', 'signin.amazonaws.com', 'sts.amazonaws.com', 'aws-mcp.amazonaws.com'),
    eventName: among('GetUser', 'ConsoleLogin', 'DetachUserPolicy', 'AuthorizeOAuth2Access', 'RemoveUserFromGroup'),
    awsRegion: among('eu-west-1', 'us-east-1'),
    sourceIPAddress: among('198.51.100.23', 'ec2.amazonaws.com', 'AWS Internal', 'aws-mcp.amazonaws.com'),
    errorCode: among('AccessDenied', 'ThrottlingException'),
    errorMessage: among('is not authorized to perform', 'explicit deny in an identity-based policy'),
    requestParameters: fc.oneof(seldom(fields({ userName: among('ann'), groupName: among('developers'), policyArn: among('arn:aws:iam::aws:policy/p'), client_id: among('arn:aws:signin:::console/x') })), fc.constant('{"userName":"bob"}')),
    responseElements: seldom(fields({ ConsoleLogin: among('Success', 'Failure') })),
    additionalEventData: seldom(fields({ MFAUsed: among('Yes', 'No') })),
    eventID: among('one', 'two'),
    eventType: among('AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent', 'AwsVpceEvent', 'AwsConsoleAction'),
    managementEvent: among(true, false, 'false'),
    recipientAccountId: among('111122223333', '444455556666'),
    eventCategory: among('Data', 'Management'),
    sharedEventID: among('three'),
    addendum: seldom(fields({ originalEventID: among('one') })),
    tlsDetails: among({ tlsVersion: 'TLSv1.3' }),
    sessionCredentialFromConsole: among('true', true),
    eventContext: seldom(fields({ requestContext: fields({ 'aws:MultiFactorAuthPresent': among('true'), 'aws:MultiFactorAuthAge': among('5'), 'aws:ViaAWSService': among('true') }) })),
    extra: among('x'),
  });
}

/** In the order in which CloudTrail writes the fields, or with what is new at the end. */
const ORDER = [
  'eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestParameters',
  'responseElements', 'additionalEventData', 'requestID', 'eventID', 'readOnly', 'resources', 'extra', 'addendum', 'eventType', 'managementEvent', 'recipientAccountId',
  'sharedEventID', 'vpcEndpointId', 'eventCategory', 'tlsDetails', 'sessionCredentialFromConsole', 'eventContext',
];

export function ordered(one: object): object {
  return Object.fromEntries(Object.entries(one).sort(([first], [second]) => ORDER.indexOf(first) - ORDER.indexOf(second)));
}

const BASES = fc.constantFrom(ROLE, ROLE, ...RECORDED, record(session('ann', 'true', { invokedBy: 'x' }), through('x')));
const changed = (odd: number) => fc.tuple(BASES, changesWith(odd), fc.boolean()).map(([base, changes, isOrdered]) => {
  const one: object = { ...base, ...changes };
  return isOrdered ? ordered(one) : one;
});
export const RECORD = fc.oneof({ weight: 9, arbitrary: changed(0) }, { weight: 1, arbitrary: changed(2) });
export const RECORDS = fc.array(fc.oneof(
  { weight: 60, arbitrary: RECORD },
  { weight: 1, arbitrary: VALUE },
  { weight: 1, arbitrary: fc.tuple(RECORD, VALUE).map(([one, eventJson]) => ({ ...one, eventJson })) },
), { maxLength: 6 });
