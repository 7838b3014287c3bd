import { type CloudTrailRecord, textAt } from './record';
import type { Outcome } from '../../src/private/impact/vocabulary/fact';
import { CALLER, DENIED_MESSAGE, REFUSED_CODES, REFUSED_MESSAGE, REFUSED_OTHERWISE } from '../../src/private/impact/vocabulary/record-values';

const OTHERWISE = new RegExp(REFUSED_OTHERWISE);

/** By the message too, because services have codes of their own. Some hide in the message what refused the call. */
export function outcomeOf(record: CloudTrailRecord): Outcome {
  const [code, message] = [textAt(record, 'errorCode'), textAt(record, 'errorMessage')];
  if (code === '' && message === '') {
    return 'allowed';
  }
  // A service may have been refused something with a role of its own, after the caller was let through.
  const isRefused = message.includes(REFUSED_MESSAGE)
    ? [textAt(record, 'userIdentity', 'arn') || CALLER, CALLER].some((caller) => message.includes(`${caller} ${REFUSED_MESSAGE}`))
    : REFUSED_CODES.includes(code);
  if (!isRefused) {
    return 'failed';
  }
  if (message.includes(DENIED_MESSAGE)) {
    return 'refused by a Deny';
  }
  return OTHERWISE.test(message) ? 'refused otherwise' : 'refused';
}
