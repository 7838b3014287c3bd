/** What was read, and what logs like these cannot have, as sentences that stand beside the numbers. */
import type { ImpactReport } from './report';
import { counted, listed } from './sentence-parts';
import { UNKNOWN } from '../../src/private/impact/vocabulary/fact';
import type { Coverage } from '../sources/coverage';

export function coverageSentence({ records, days, firstDay, lastDay, accounts, regions, kinds }: Coverage): string {
  const span = days === 0 ? 'of unknown days' : days === 1 ? `of ${firstDay}` : `of ${counted(days, 'day')} from ${firstDay} to ${lastDay}`;
  const where = [...named('account', accounts), ...named('Region', regions)];
  return `${counted(records, 'record')} ${[span, ...where].join(', ')}: ${[
    counted(kinds.management, 'management event'), counted(kinds.data, 'data event'), counted(kinds['sign-in'], 'sign-in event'),
    ...kinds.other === 0 ? [] : [`${kinds.other} of another kind`],
  ].join(', ')}`;
}

function named(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${names.length === 1 ? what : `${what}s`} ${listed(names)}`];
}

/** Where each partition logs the calls of IAM. */
const IAM_REGIONS = ['us-east-1', 'cn-north-1', 'us-gov-west-1'];
/** Of others, nothing of both is known. */
const OF_OTHER_PARTITION = /^(?!cn-|us-gov-)\w+-\w+-\w+-\d+$/;
/** Where the sign-ins of users are logged that begin at the address without a Region. */
const SIGN_IN_REGIONS = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'];

/** What may stop, and is in no number. */
export function caveatsOf({ kinds, regions, accounts }: Coverage, { notReached: { unidentified = 0 }, otherAccounts }: Pick<ImpactReport, 'notReached' | 'otherAccounts'>): string[] {
  const elsewhere = Object.entries(otherAccounts).filter(([account]) => !accounts.includes(account));
  const records = elsewhere.reduce((sum, [, calls]) => sum + calls, 0);
  const unseen = SIGN_IN_REGIONS.filter((region) => !regions.includes(region));
  return [
    ...unidentified === 0 ? []
      : [`${counted(unidentified, 'record')} ${unidentified === 1 ? 'does' : 'do'} not tell who asked, as some of services do not: no call of a user that is among them is in a number.`],
    ...records === 0 ? []
      : [`${counted(records, 'record')} ${records === 1 ? 'is' : 'are'} of callers of other accounts, whose logs are not here (${listed(elsewhere.map(([account]) => account || UNKNOWN))}): a call of a user among them may stop too, and no number counts it.`],
    kinds.data === 0
      ? 'No data events are in these records: the event history and a trail by default have none. A call on an object of S3, a function of Lambda or an item of DynamoDB may stop too, and no number counts it.'
      : 'Data events that the trail does not log are in no number.',
    ...regions.some((region) => IAM_REGIONS.includes(region) || OF_OTHER_PARTITION.test(region)) ? []
      : ['No record is of us-east-1, where IAM logs its calls (in China cn-north-1, in GovCloud us-gov-west-1): no number counts the calls of IAM.'],
    ...unseen.length === 0 || regions.every((region) => /^(cn|us-gov)-/.test(region) || OF_OTHER_PARTITION.test(region)) ? []
      : [`No record is of ${unseen.join(', ')}: sign-ins of users are logged there too, and in the Region whose address they use.`],
  ];
}
