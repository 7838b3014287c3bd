import { aws_iam as iam } from 'aws-cdk-lib';
import type { Conditions } from './conditions';

interface StatementParts {
  readonly sid: string;
  readonly actions?: string[];
  readonly notActions?: string[];
  readonly resources?: string[];
  readonly notResources?: string[];
  readonly conditions?: Conditions;
}

export function allow(parts: StatementParts): iam.PolicyStatement {
  return statement(iam.Effect.ALLOW, parts);
}

export function deny(parts: StatementParts): iam.PolicyStatement {
  return statement(iam.Effect.DENY, parts);
}

/** Actions are sorted here, not by CDK, so that the template does not depend on the user's CDK release or feature flags. */
function statement(effect: iam.Effect, parts: StatementParts): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect,
    ...parts,
    actions: sorted(parts.actions),
    notActions: sorted(parts.notActions),
  });
}

function sorted(actions?: string[]): string[] | undefined {
  return actions && [...new Set(actions)].sort();
}
