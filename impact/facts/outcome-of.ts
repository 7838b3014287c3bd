import { type CloudTrailRecord, textAt } from './record';
import type { Outcome } from '../../src/private/impact/vocabulary/fact';
import { DENIED_MESSAGE, REFUSED_CODES, REFUSED_MESSAGE, REFUSED_OTHERWISE } from '../../src/private/impact/vocabulary/record-values';

const OTHERWISE = new RegExp(REFUSED_OTHERWISE);

/** By the message too, because services have codes of their own. Some hide in the message what refused the call. */
export function outcomeOf(record: CloudTrailRecord): Outcome {
  const [code, message] = [textAt(record, 'errorCode'), textAt(record, 'errorMessage')];
  if (code === '' && message === '') {
    return 'allowed';
  }
  if (!REFUSED_CODES.includes(code) && !message.includes(REFUSED_MESSAGE)) {
    return 'failed';
  }
  if (message.includes(DENIED_MESSAGE)) {
    return 'refused by a Deny';
  }
  return OTHERWISE.test(message) ? 'refused otherwise' : 'refused';
}
