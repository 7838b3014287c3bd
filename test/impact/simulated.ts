/** Whether IAM would deny a request, by a judge that this project did not write. */
import { runUnsafeSimulation } from '@cloud-copilot/iam-simulate';
import { patchLocaleCompare } from '../../access/matrix/kept-collators';
import type { PolicyStatement } from '../../src/private/impact/rules/policy-statement';

patchLocaleCompare();

export interface SimulatedRequest {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly keys: Readonly<Record<string, string>>;
}

const EVERYTHING = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

export function isDenied({ principal, action, resource, keys }: SimulatedRequest, statements: readonly PolicyStatement[]): boolean {
  const accountId = principal.split(':')[4];
  return runUnsafeSimulation({
    request: { principal, action, resource: { resource, accountId }, contextVariables: { ...keys } },
    identityPolicies: [{ name: 'grant', policy: EVERYTHING }, { name: 'enforcement', policy: { Version: '2012-10-17', Statement: statements } }],
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: undefined,
  }, {}) === 'ExplicitlyDenied';
}
