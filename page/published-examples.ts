/** The published answers, as a reader would paste them. */
import { CANDIDATES } from './compute-overview';
import type { Example } from './page-data';
import { PUBLISHED } from '../access/matrix/strategies';

/** A strategy for users with a path has the policy of another. */
export const EXAMPLES: Example[] = Object.entries(PUBLISHED).filter(([, { exampleAccounts: [{ path }] }]) => path === '/').map(([name, { title, policies, exampleAccounts }]) => ({
  name,
  title: CANDIDATES.find((candidate) => candidate.name === name)?.title ?? title.split(':')[0],
  text: Object.values(policies(exampleAccounts[0])).map((document) => JSON.stringify(document, null, 2)).join('\n'),
}));
