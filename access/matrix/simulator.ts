/** The judge: `@cloud-copilot/iam-simulate`, which this project did not write. simulator-differences.ts lists where it differs from AWS. */
import { RequestAnalysis, SimulationIdentityPolicy, runSimulation, runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { patchLocaleCompare } from './kept-collators';
import { ACCOUNT, ExampleAccount, iamArn } from '../requests/example-account';
import type { PolicyDocument } from '../requests/policy-document';
import { requested } from '../requests/request-context';
import type { RequestName } from '../requests/request-kinds';

patchLocaleCompare();

/** Actions that are newer than the simulator's data. For each, an older one stands that no statement of the matrix tells from it. */
export const STAND_INS: Readonly<Record<string, string>> = {
  'iam:AcquireRole': 'iam:CreateRole',
  'signin:BatchRevokeSessions': 'signin:GetResourcePolicy',
  'signin:CreateBearerToken': 'signin:GetResourcePolicy',
  'signin:ListSessions': 'signin:GetResourcePolicy',
  'sts:GetScopedCredentials': 'sts:DecodeAuthorizationMessage',
};

export interface Question {
  readonly exampleAccount: ExampleAccount;
  readonly request: RequestName;
  readonly action: string;
  /** A word of the resource column. */
  readonly resource: string;
  readonly policies: Record<string, PolicyDocument>;
  /** The trust policy of the role, for rows on it; without one, the role trusts its account. */
  readonly trust?: PolicyDocument;
}

export interface Verdict {
  readonly allowed: boolean;
  /** Sids of the statements that decide: those that deny, or else those that allow. */
  readonly decidedBy: string[];
}

/** Judges a request, and checks that action, resource and keys fit together. */
export async function judge(question: Question): Promise<Verdict> {
  const { identityAnalysis, resourceAnalysis, result: verdict } = await analysisOf(question);
  const trusting = question.trust === undefined ? [] : resourceAnalysis?.allowStatements ?? [];
  if (verdict !== 'Allowed' && question.trust !== undefined && identityAnalysis?.result === 'Allowed') {
    return { allowed: false, decidedBy: ['the trust policy'] };
  }
  const deciding = verdict === 'Allowed' ? [...identityAnalysis?.allowStatements ?? [], ...trusting] : identityAnalysis?.denyStatements ?? [];
  return { allowed: verdict === 'Allowed', decidedBy: deciding.map(({ statement }) => statement.sid() ?? 'no Sid') };
}

/** The names of the policies of which a statement applies, whatever the verdict of all is. */
export async function applyingPolicies(question: Question): Promise<Set<string>> {
  const { identityAnalysis } = await analysisOf(question);
  return new Set([...identityAnalysis?.allowStatements ?? [], ...identityAnalysis?.denyStatements ?? []].map(({ policyId }) => policyId!));
}

async function analysisOf(question: Question): Promise<RequestAnalysis> {
  const result = await runSimulation(simulation(question), {});
  if (result.resultType !== 'single') {
    throw new Error(`cannot judge ${question.action} on ${question.resource}: ${JSON.stringify(result)}`);
  }
  return result.result.analysis;
}

/** The same judge without those checks. It answers the many requests of the sweep and of the broken policies. */
export function isAllowed(question: Question): boolean {
  return runUnsafeSimulation(simulation(question), {}) === 'Allowed';
}

function simulation({ exampleAccount, request, action, resource, policies, trust }: Question): Parameters<typeof runSimulation>[0] {
  const { principal, arn, keys } = requested(exampleAccount, request, resource);
  return {
    request: { principal, action: STAND_INS[action] ?? action, resource: { resource: arn, accountId: ACCOUNT }, contextVariables: keys },
    identityPolicies: Object.entries(policies).map(([name, policy]): SimulationIdentityPolicy => ({ name, policy })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: hasPolicyOfItsOwn(resource) ? trust ?? trustOfTheAccount(exampleAccount, resource) : undefined,
  };
}

/** The simulator's quick way in cannot judge these: it looks for a name that only the other way in gives a resource policy. */
export function hasPolicyOfItsOwn(resource: string): resource is 'role' | 'kms key' {
  return resource === 'role' || resource === 'kms key';
}

/** Roles and keys need a policy of their own; one that trusts the account leaves the decision to the caller's policies. */
function trustOfTheAccount(exampleAccount: ExampleAccount, resource: 'role' | 'kms key'): object {
  const trust = { Effect: 'Allow', Principal: { AWS: iamArn(exampleAccount, 'root') } };
  return {
    Version: '2012-10-17',
    Statement: [resource === 'role' ? { ...trust, Action: 'sts:AssumeRole' } : { ...trust, Action: 'kms:*', Resource: '*' }],
  };
}
