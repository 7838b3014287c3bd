import { DemoQuestion, QUESTIONS } from './demo-questions';
import { questionOf } from '../access/matrix/row-verdict';
import { judge } from '../access/matrix/simulator';
import { PUBLISHED, OURS } from '../access/matrix/strategies';
import { policiesOf } from '../access/matrix/synthesized-policies';
import type { DefiniteAnswer } from '../access/requests/answers';
import { ExampleAccount } from '../access/requests/example-account';
import type { PolicyDocument } from '../access/requests/policy-document';
import { CANDIDATES } from '../page/overview-strategies';
import { policyCharacters } from '../src/private/checks/policy-characters';

const EXAMPLE_ACCOUNT: ExampleAccount = { partition: 'aws', path: '/' };

export interface Column {
  readonly title: string;
  readonly cells: DefiniteAnswer[];
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

/** The characters of each policy of the example, as IAM counts them. */
export function policySizes(template: Record<string, any>): [string, number][] {
  return Object.entries(policiesOf(template, EXAMPLE_ACCOUNT)).map(([id, document]) => [id, policyCharacters(document)]);
}

async function answer({ policies, isTheOnlyGrant, asksKeysForMfa }: Candidate, question: DemoQuestion): Promise<DefiniteAnswer> {
  const otherPermissions = isTheOnlyGrant ? 'none' : question.otherPermissions;
  const { allowed } = await judge(questionOf({ ...question, otherPermissions }, EXAMPLE_ACCOUNT, await policies));
  if (question.wanted === 'denied') {
    return allowed ? 'open' : 'denied';
  }
  if (allowed) {
    return 'works';
  }
  return asksKeysForMfa && question.request === 'access key' ? 'denied' : 'broken';
}
