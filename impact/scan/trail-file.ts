/**
 * The fast way through a file of a trail. Most records are of roles and services, which no policy of a user reaches: of such records, those
 * with the same origin are counted without being read further.
 */
import { JsonWalk, type Names, NotWalked } from './json-walk';
import { isNotReached } from '../../src/private/impact/vocabulary/fact';
import { dayOf } from '../facts/instant';
import { type CloudTrailRecord, textAt } from '../facts/record';
import { sessionOf } from '../facts/session-of';

export type Visit = (record: CloudTrailRecord, times: number) => void;

const names = (...all: readonly string[]): Names => Object.fromEntries(all.map((name) => [name, undefined]));

/** All that facts, ids and origins are made of. */
const READ: Names = {
  ...names('eventVersion', 'eventType', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'errorCode', 'errorMessage', 'eventID', 'sharedEventID',
    'recipientAccountId', 'eventCategory', 'managementEvent', 'sessionCredentialFromConsole', 'eventJson', 'eventjson'),
  userIdentity: {
    ...names('type', 'arn', 'accountId', 'userName', 'accessKeyId', 'invokedBy'),
    sessionContext: { attributes: names('mfaAuthenticated', 'creationDate'), sessionIssuer: names('type', 'userName', 'arn') },
  },
  requestParameters: names('userName', 'groupName', 'policyArn', 'client_id'),
  responseElements: names('ConsoleLogin'),
  additionalEventData: names('MFAUsed'),
  addendum: names('originalEventID'),
  eventContext: { requestContext: names('aws:MultiFactorAuthPresent', 'aws:MultiFactorAuthAge', 'aws:ViaAWSService') },
};

export class TrailFiles {
  private readonly walk = new JsonWalk(READ);
  private readonly time = this.walk.slotOf('eventTime');
  private readonly version = this.walk.slotOf('eventVersion');
  /** Another form of logs may have a record in them. */
  private readonly columns = ['eventJson', 'eventjson'].map((name) => this.walk.slotOf(name));
  private readonly kind = [['eventType'], ['userIdentity', 'type'], ['userIdentity', 'sessionContext', 'sessionIssuer', 'type']].map((path) => this.walk.slotOf(...path));
  private readonly origin = [['recipientAccountId'], ['userIdentity', 'accountId'], ['awsRegion'], ['eventCategory'], ['managementEvent']].map((path) => this.walk.slotOf(...path));

  /** False if it is no plain file of a trail; what was visited until then counts for nothing. */
  public visit(bytes: Buffer, visit: Visit): boolean {
    const isSkipped = new Map<string, boolean>();
    const days = new Map<string, string>();
    const skipped = new Map<string, { readonly record: CloudTrailRecord; times: number }>();
    try {
      this.walk.elements(bytes, 'Records', () => {
        if (!this.walk.raw(this.version).startsWith('"') || this.columns.some((slot) => this.walk.raw(slot) !== '')) {
          throw new NotWalked();
        }
        const kind = this.raws(this.kind);
        const isAlike = isSkipped.get(kind);
        if (isAlike === false) {
          visit(this.walk.element(), 1);
          return;
        }
        const time = this.walk.raw(this.time);
        const day = days.get(time) ?? dayOf(textAt(this.walk.element(), 'eventTime'));
        days.set(time, day);
        const alike = `${day}\u0000${kind}\u0000${this.raws(this.origin)}`;
        const one = skipped.get(alike);
        if (one !== undefined) {
          one.times++;
          return;
        }
        const record = this.walk.element();
        if (isAlike ?? isReachedByNone(record)) {
          isSkipped.set(kind, true);
          skipped.set(alike, { record, times: 1 });
        } else {
          isSkipped.set(kind, false);
          visit(record, 1);
        }
      });
    } catch (error) {
      // A value too deep for the walk is not too deep for JSON.parse.
      if (error instanceof NotWalked || error instanceof RangeError) {
        return false;
      }
      throw error;
    }
    skipped.forEach(({ record, times }) => visit(record, times));
    return true;
  }

  private raws(slots: readonly number[]): string {
    let raws = '';
    for (const slot of slots) {
      raws += `${this.walk.raw(slot)}\u0000`;
    }
    return raws;
  }
}

/** By the types of the event, of the identity and of its issuer alone. The other two reasons ask for more of the record. */
function isReachedByNone(record: CloudTrailRecord): boolean {
  const session = sessionOf(record);
  return isNotReached(session) && session !== 'unidentified' && session !== 'sign-in step';
}
