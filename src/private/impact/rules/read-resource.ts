import { UNKNOWN_NAME } from './policy-statement';
import { ALWAYS, type Requirement, UnknownStatement } from './requirement';
import { NAMED_BY } from '../vocabulary/actions';
import type { NamedBy } from '../vocabulary/actions';
import { CONSOLE, OWN_USER, UNKNOWN } from '../vocabulary/fact';

/** Partition and account are left out: a user asks for what lies in its own account. */
const IAM_ARN = /^arn:[^:]*:iam::[^:]*:(.+)$/s;
const CONSOLE_ARN = /^arn:[^:]*:signin:::console\/\*$/;

/** What a resource of a statement asks of requests with the actions of the statement. */
export function readResource(arn: string, actions: readonly string[] | undefined): Requirement {
  if (arn === '*') {
    return ALWAYS;
  }
  const kinds = new Set(actions?.map((action) => kindOf(action, arn)));
  const requirement = CONSOLE_ARN.test(arn) ? target(CONSOLE) : iamResource(arn, kinds);
  if (requirement === undefined || kinds.size === 0) {
    throw new UnknownStatement(`the resource ${arn}`);
  }
  return requirement;
}

/** The vocabulary is closed here too: of an action that is not in it, no fact has the resource. */
function kindOf(action: string, arn: string): NamedBy {
  const known = Object.keys(NAMED_BY).find((name) => name.toLowerCase() === action.toLowerCase());
  if (known === undefined) {
    throw new UnknownStatement(`the action ${action} on the resource ${arn}`);
  }
  return NAMED_BY[known];
}

function iamResource(arn: string, kinds: ReadonlySet<NamedBy>): Requirement | undefined {
  const resource = IAM_ARN.exec(arn)?.[1];
  if (resource === 'user/${aws:username}' || resource === 'user/*/${aws:username}') {
    return {
      kind: 'all',
      // A federated session has no user name, so it matches no resource with one.
      of: [{ kind: 'not', of: { kind: 'is', column: 'session', values: ['federated'], unknownFor: [] } }, target(OWN_USER)],
    };
  }
  // Every user: what IAM asks of the one action that names a user and a policy, and of which the facts hold the policy.
  if (resource === 'user/*' && [...kinds].every((kind) => kind === 'policy')) {
    return ALWAYS;
  }
  const group = /^group\/(?:\*\/)?([^*?/]+)$/s.exec(resource ?? '')?.[1];
  if (group !== undefined) {
    return group === UNKNOWN_NAME ? { kind: 'target', prefix: 'group/', isNameUnknown: true } : { kind: 'group', name: `group/${group}` };
  }
  return policiesUnder(arn);
}

/** Every policy below a path. */
export function policiesUnder(arn: string): Requirement | undefined {
  const prefix = /^(policy\/[^*?]*)\*$/s.exec(IAM_ARN.exec(arn)?.[1] ?? '')?.[1];
  return prefix === undefined ? undefined : { kind: 'target', prefix };
}

function target(value: string): Requirement {
  return { kind: 'is', column: 'target', values: [value], unknownFor: [UNKNOWN] };
}
