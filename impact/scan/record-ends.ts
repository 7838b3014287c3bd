/** What the first and the last fields of a record tell, in the order in which CloudTrail writes them. */
import { PAIRS, TEXT, matchAt, optional, pairs } from './record-patterns';
import { AWS_MCP_SERVER, ROLE_ID } from '../../src/private/impact/vocabulary/record-values';

const FEDERATION = `"webIdFederationData":\\{(?:"federatedProvider":${TEXT},?)?(?:"attributes":\\{(?:${TEXT}:${TEXT},?)*\\})?\\}`;
/** Three such fields there are. Without a limit, the time for many of them and no issuer would grow with their square. */
const BESIDE_ISSUER = `(?:(?:${FEDERATION}|"attributes":\\{${PAIRS}\\}|"ec2RoleDelivery":${TEXT}),?){0,3}`;
const ISSUER = `(?:"sessionIssuer":\\{"type":(${TEXT})(?:,"[A-Za-z]+":${TEXT})*\\},?)?`;
/** Records of users are read anyway. */
const TYPE = `(?!"IAMUser")(${TEXT})`;
/** So are those of the one source that tells by itself who is reached, and events of S3 and of streams, which are no records of calls. */
const SOURCE = `(?!"(?:aws:|${AWS_MCP_SERVER.replaceAll('.', '[.]')}"))${TEXT}`;
const HEAD = new RegExp([
  `\\{"eventVersion":${TEXT},"userIdentity":\\{"type":${TYPE}(?:,"principalId":"(${ROLE_ID})?[^"\\\\]*")?${pairs('arn')}${optional('accountId', TEXT)}${pairs('accessKeyId', 'userName')}`,
  `(?:,"sessionContext":\\{${BESIDE_ISSUER}${ISSUER}${BESIDE_ISSUER}\\})?${pairs('invokedBy')}(?:,"inScopeOf":\\{${PAIRS}\\})?\\}`,
  `,"eventTime":"(\\d{4}-\\d\\d-\\d\\d)T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ","eventSource":${SOURCE},"eventName":${TEXT},"awsRegion":(${TEXT})`,
].join(''), 'y');

const BEFORE_TAIL = ',"eventType":';
const TAIL = new RegExp([
  `${BEFORE_TAIL}(${TEXT})${pairs('apiVersion')}${optional('managementEvent', 'true|false')}${optional('recipientAccountId', TEXT)}`,
  `${pairs('sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId')}${optional('eventCategory', TEXT)}`,
  `(?:,"tlsDetails":\\{${PAIRS}\\})?${pairs('sessionCredentialFromConsole')}\\}`,
].join(''), 'y');

/** The name of a field that the first and the last fields tell, or that they may lack. In JSON, a name with its quotes stands in no text. */
const TOLD = /"(?:event(?:Version|Time|Source|Category)|userIdentity|awsRegion|managementEvent|recipientAccountId)"/g;
/** It may hide a letter of a name. */
const ESCAPE = '\\u';

/** Whether such a field is nowhere else: of two with one name, the last counts. */
function isToldOnce(record: string, start: number, end: number): boolean {
  TOLD.lastIndex = start;
  return (TOLD.exec(record)?.index ?? end) >= end && record.indexOf(ESCAPE, start) < 0;
}

/**
 * What is alike in records of the same origin: the types of event, identity, id and issuer, the accounts, the Region, the day and the category.
 * Undefined if the record has other fields there, another order, or one of these fields elsewhere, and if it is more than one record.
 */
export function endsOfRecord(record: string): string | undefined {
  const head = matchAt(HEAD, record, 0);
  const tail = head && matchAt(TAIL, record, record.lastIndexOf(BEFORE_TAIL));
  if (!head || !tail || TAIL.lastIndex !== record.length || !isToldOnce(record, HEAD.lastIndex, tail.index)) {
    return undefined;
  }
  const [, identityType, roleId, identityAccount, issuerType, day, region] = head;
  const [, eventType, isManagement, account, category] = tail;
  return `${eventType} ${identityType} ${roleId} ${issuerType} ${account} ${identityAccount} ${region} ${day} ${category} ${isManagement}`;
}
