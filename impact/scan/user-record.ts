/**
 * The record of a user's call, with what is counted of it. It is not parsed as a whole, because that would take longest. What
 * the service answered is passed over. So is what the request names, unless a fact holds it.
 */
import { PAIRS, TEXT, matchAt, optional, pairs } from './record-patterns';
import { NAMED_BY, TAKES_CODE } from '../../src/private/impact/vocabulary/actions';
import type { CloudTrailRecord } from '../facts/record';

/** A text that is captured, without its quotes. */
const WORD = '"([^"\\\\]*)"';
const word = (name: string) => `(?:,"${name}":${WORD})?`;
/** Clients choose it, so it may have an escape. */
const AGENT = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"';

/** How the calls begin of which a fact holds what the request names. */
const NAMING = new RegExp(`^(?:${[...Object.keys(NAMED_BY), TAKES_CODE].map((action) => action.split(':')[1]).join('|')})`);
/** Events of S3 and of streams are no records of calls. */
const SOURCE = `(?!"aws:)${WORD}`;
/** Its answer tells whether somebody signed in. */
const NAME = `(?!"ConsoleLogin")${WORD}`;

const CREATION = `(?:"creationDate":${WORD},?)?`;
const SESSION = `(?:,"sessionContext":\\{(?:"sessionIssuer":\\{\\},)?(?:"webIdFederationData":\\{\\},)?"attributes":\\{${CREATION}(?:"mfaAuthenticated":${WORD},?)?${CREATION}\\}\\})?`;
const HEAD = new RegExp([
  `\\{"eventVersion":${WORD},"userIdentity":\\{"type":"(IAMUser)"${pairs('principalId')}${word('arn')}${word('accountId')}${word('accessKeyId')}${word('userName')}`,
  `${SESSION}${word('invokedBy')}\\},"eventTime":${WORD},"eventSource":${SOURCE},"eventName":${NAME},"awsRegion":${WORD},"sourceIPAddress":${WORD}`,
  `(?:,"userAgent":${AGENT})?${word('errorCode')}${word('errorMessage')},"requestParameters":`,
].join(''), 'y');

const ANSWER = ',"responseElements":';
const RESOURCES = `\\[(?:\\{${PAIRS}\\},?)*\\]`;
const TAIL = new RegExp([
  `(?:,"additionalEventData":\\{(?:${TEXT}:(?:${TEXT}|[0-9.]+),?)*\\})?${pairs('requestID')}${word('eventID')}(?:,"readOnly":(?:true|false))?(?:,"resources":${RESOURCES})?`,
  `${word('eventType')}${pairs('apiVersion')}${optional('managementEvent', 'true|false')}${word('recipientAccountId')}${word('sharedEventID')}`,
  `${pairs('vpcEndpointId', 'vpcEndpointAccountId')}${word('eventCategory')}(?:,"tlsDetails":\\{${PAIRS}\\})?${word('sessionCredentialFromConsole')}\\}`,
].join(''), 'y');

/** Undefined if the record has other fields, another order, or is of another kind: then it has to be parsed. Takes valid JSON. */
export function userRecord(text: string): CloudTrailRecord | undefined {
  const head = matchAt(HEAD, text, 0);
  if (!head) {
    return undefined;
  }
  const parameters = HEAD.lastIndex;
  const answer = endOfValue(text, parameters);
  const tail = matchAt(TAIL, text, afterAnswer(text, answer));
  if (!tail || TAIL.lastIndex !== text.length) {
    return undefined;
  }
  const [
    , eventVersion, type, arn, accountId, accessKeyId, userName, began, mfaAuthenticated, beganThen, invokedBy, eventTime, eventSource, eventName,
    awsRegion, sourceIPAddress, errorCode, errorMessage,
  ] = head;
  const [, eventID, eventType, managementEvent, recipientAccountId, sharedEventID, eventCategory, sessionCredentialFromConsole] = tail;
  const creationDate = beganThen ?? began;
  const hasSession = mfaAuthenticated !== undefined || creationDate !== undefined;
  const sessionContext = hasSession ? { attributes: { mfaAuthenticated, creationDate } } : undefined;
  return {
    eventVersion,
    userIdentity: { type, arn, accountId, accessKeyId, userName, sessionContext, invokedBy },
    eventTime,
    eventSource,
    eventName,
    awsRegion,
    sourceIPAddress,
    errorCode,
    errorMessage,
    requestParameters: NAMING.test(eventName) ? JSON.parse(text.slice(parameters, answer)) : undefined,
    eventID,
    eventType,
    managementEvent,
    recipientAccountId,
    sharedEventID,
    eventCategory,
    sessionCredentialFromConsole,
  };
}

function afterAnswer(text: string, start: number): number {
  return text.startsWith(ANSWER, start) ? endOfValue(text, start + ANSWER.length) : start;
}

const [QUOTE, COMMA, BACKSLASH] = ['"', ',', '\\'].map((character) => character.charCodeAt(0));
const [OPENING, CLOSING] = ['{[', '}]'].map((characters) => [...characters].map((character) => character.charCodeAt(0)));

/** Where the value that begins there ends, by its brackets: what follows it is not part of the value. Negative if the text ends before. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfText(text, at);
      if (at < 0) {
        return -1;
      }
    } else if (OPENING.includes(code)) {
      depth++;
    } else if (CLOSING.includes(code) || code === COMMA) {
      if (depth === 0) {
        return at;
      }
      depth -= code === COMMA ? 0 : 1;
    }
  }
  return -1;
}

/** Where the quote is that ends the text which begins there. */
function endOfText(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (isEscaped(text, at)) {
    at = text.indexOf('"', at + 1);
  }
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) {
    backslashes++;
  }
  return backslashes % 2 === 1;
}
