/** The strategies of the overview, and the published answers among them as a reader would paste them. */
import { readFileSync } from 'fs';
import { join } from 'path';
import type { Example } from './page-data';
import { PUBLISHED } from '../access/matrix/strategies';
import type { RequestName } from '../access/requests/request-kinds';

export interface Candidate {
  /** In the expected table. */
  readonly name: string;
  /** Short enough for a table. */
  readonly title: string;
  readonly detail: string;
  /** Why something is open to a kind of request. */
  readonly because?: Partial<Record<RequestName, string>>;
  /** The user that the row is about has a device already. */
  readonly enrolled?: boolean;
}

/** Of the old tutorial and what was made of it. */
const IAM_IS_EXEMPT = 'the Deny exempts all of IAM';
const KEYS_PASS = 'the Deny skips access keys';

/** Of the published answers, those that are a policy of their own; ours with both kinds of users whom they tell apart. */
export const CANDIDATES: Candidate[] = [
  { name: 'allow-if-mfa', title: 'Allow everything with MFA', detail: '`Allow *` if `Bool aws:MultiFactorAuthPresent true`' },
  { name: 'old-tutorial', title: 'Old AWS tutorial', detail: '`Deny NotAction iam:*` with `BoolIfExists`', because: { 'access key': IAM_IS_EXEMPT, 'console': IAM_IS_EXEMPT } },
  { name: 'old-tutorial-bool', title: 'Old AWS tutorial, with Bool', detail: '`Deny NotAction iam:*` with `Bool`', because: { 'access key': KEYS_PASS, 'console': IAM_IS_EXEMPT } },
  { name: 'tightened-bool', title: 'A tighter allow list', detail: 'fewer grants, `Deny NotAction iam:*` with `Bool`', because: { 'access key': KEYS_PASS, 'console': IAM_IS_EXEMPT } },
  {
    name: 'aws-self-manage',
    title: 'Current AWS self-manage policy',
    detail: '`Deny NotAction` of single actions, with `BoolIfExists`',
    because: { 'access key': 'the Deny exempts enrollment by keys', 'console': 'the Deny exempts enrollment for everybody' },
  },
  { name: 'console-only', title: 'cdk-iam-mfa, default settings', detail: '`ConsoleMfaEnforcedGroup`: `CONSOLE_ONLY`' },
  { name: 'all-requests', title: 'cdk-iam-mfa, all requests', detail: '`ConsoleMfaEnforcedGroup` with `ALL_REQUESTS`' },
  { name: 'force-mfa', title: 'ForceMfaGroup, before the user enrolls', detail: 'cdk-iam-mfa: the user is a member of the group' },
  {
    name: 'force-mfa, no member',
    title: 'ForceMfaGroup, after the user enrolls',
    detail: 'cdk-iam-mfa: the user is not a member, so no policy applies; `RequireMfaPolicy` closes what is open',
    because: { 'access key': 'no policy applies to this key' },
    enrolled: true,
  },
];

/** Its answers depend on the address. */
const OUTSIDE_THE_OFFICE: Example = {
  name: 'mfa-outside-the-office',
  title: 'MFA outside the office only',
  text: readFileSync(join(__dirname, 'mfa-outside-the-office.json'), 'utf8'),
};

const withoutPath = Object.entries(PUBLISHED).filter(([, { exampleAccounts: [{ path }] }]) => path === '/');

/** A strategy for users with a path has the policy of another. */
export const EXAMPLES: Example[] = [
  ...withoutPath.map(([name, { title, policies, exampleAccounts }]) => ({
    name,
    title: CANDIDATES.find((candidate) => candidate.name === name)?.title ?? title.split(':')[0],
    text: Object.values(policies(exampleAccounts[0])).map((document) => JSON.stringify(document, null, 2)).join('\n'),
  })),
  OUTSIDE_THE_OFFICE,
];
