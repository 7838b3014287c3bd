import { DemoQuestion, QUESTIONS } from './demo-questions';
import { questionOf } from '../access/matrix/row-verdict';
import { PolicyDocument, judge } from '../access/matrix/simulator';
import { PUBLISHED, OURS } from '../access/matrix/strategies';
import { policiesOf } from '../access/matrix/synthesized-policies';
import { ExampleAccount } from '../access/requests/example-account';
import { CANDIDATES } from '../page/overview';

export const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };

export type Cell = 'works' | 'denied' | 'HOLE' | 'BROKEN' | 'MFA';

export interface Column {
  readonly title: string;
  readonly cells: Cell[];
}

interface Candidate {
  readonly title: string;
  readonly policies: Record<string, PolicyDocument> | Promise<Record<string, PolicyDocument>>;
  /** The strategy is itself what the members are allowed. */
  readonly isTheOnlyGrant?: boolean;
  /** The team asks for MFA on access keys too: their work stops without it, and should. */
  readonly asksKeysForMfa?: boolean;
}

/** The published answers beside ours, ours from the template of the example. */
export async function columns(template: Promise<Record<string, any>>): Promise<Column[]> {
  const candidates: Candidate[] = [
    ...Object.entries(PUBLISHED).filter(([published]) => CANDIDATES.some(({ name }) => name === published)).map(([name, { title, policies }]) => ({
      title: title.replace(/`/g, ''), policies: policies(EXAMPLE_ACCOUNT), isTheOnlyGrant: name === 'allow-if-mfa',
    })),
    {
      title: 'cdk-iam-mfa: ConsoleMfaEnforcedGroup, CONSOLE_ONLY (examples/console-mfa)',
      policies: template.then((synthesized) => policiesOf(synthesized, EXAMPLE_ACCOUNT)),
    },
    { title: 'cdk-iam-mfa: ConsoleMfaEnforcedGroup, ALL_REQUESTS', policies: OURS['all-requests'].policies(EXAMPLE_ACCOUNT), asksKeysForMfa: true },
  ];
  return Promise.all(candidates.map(async (candidate) => ({
    title: candidate.title,
    cells: await Promise.all(QUESTIONS.map((question) => answer(candidate, question))),
  })));
}

async function answer({ policies, isTheOnlyGrant, asksKeysForMfa }: Candidate, question: DemoQuestion): Promise<Cell> {
  const otherPermissions = isTheOnlyGrant ? 'none' : question.otherPermissions;
  const { allowed } = await judge(questionOf({ ...question, otherPermissions }, EXAMPLE_ACCOUNT, await policies));
  if (question.wanted === 'fails') {
    return allowed ? 'HOLE' : 'denied';
  }
  if (allowed) {
    return 'works';
  }
  return asksKeysForMfa && question.request === 'access key' ? 'MFA' : 'BROKEN';
}
