/** The Deny side for every combination of the closed options: all booleans, both modes, all sets of credentials, with and without an age. */
import { Duration, Stack, aws_iam as iam } from 'aws-cdk-lib';
import { combinations, subsets } from './helpers';
import { LONGEST_NAME } from './worst-case';
import { MfaEnforcement, RequireMfaOptions, UserCredential } from '../src';
import { resolveRequireMfaOptions } from '../src/private/checks/resolve-require-mfa-options';
import { unlessMfaPresent } from '../src/private/statements/conditions';
import { guardStatements } from '../src/private/statements/guard-statements';
import { IamArns, DEFAULT_POLICY_PATH } from '../src/private/statements/iam-arns';
import { requireMfaStatements } from '../src/private/statements/require-mfa-statements';

export type RequireMfaChoice = RequireMfaOptions & { readonly enforcement: MfaEnforcement };

export const EITHER = [false, true];
export const CREDENTIALS = subsets(Object.values(UserCredential));
const IN_BOTH_MODES = {
  allowAwsServiceCalls: EITHER,
  allowPasswordChange: EITHER,
  allowEnrollmentWithAccessKeys: EITHER,
  allowManagedMcpCalls: EITHER,
  maxMfaAge: [undefined, Duration.hours(36)],
};
export const CONSOLE_ONLY = combinations<RequireMfaChoice>({
  enforcement: [MfaEnforcement.CONSOLE_ONLY],
  ...IN_BOTH_MODES,
  allowFederationTokensWithAccessKeys: EITHER,
  allowUserAdministrationWithAccessKeys: EITHER,
  credentialsRequiringMfa: CREDENTIALS,
});
export const ALL_REQUESTS = combinations<RequireMfaChoice>({ enforcement: [MfaEnforcement.ALL_REQUESTS], ...IN_BOTH_MODES });

/** Without constructs, because there are too many to synthesize. */
const STACK = new Stack();
export const ARNS = new IamArns(STACK);

export function requireMfaDocument({ enforcement, ...given }: RequireMfaChoice, groupName = LONGEST_NAME) {
  const options = resolveRequireMfaOptions('It', enforcement, given);
  const guarded = { groupNames: [groupName], attachedToUsers: true, policyPath: DEFAULT_POLICY_PATH };
  return documentOf([...requireMfaStatements(options, ARNS), ...guardStatements(guarded, unlessMfaPresent(options), ARNS)]);
}

/** No two statements have one Sid, so none is merged with another. */
export function documentOf(statements: iam.PolicyStatement[]): { Statement: any[]; Version: string } {
  return { Statement: statements.map(inDocument), Version: '2012-10-17' };
}

const inDocuments = new Map<string, object>();

/** As the template has it. Each once, because most policies share theirs. */
function inDocument(statement: iam.PolicyStatement): object {
  const key = JSON.stringify(statement);
  return inDocuments.get(key) ?? inDocuments.set(key, resolved(statement)).get(key)!;
}

function resolved(statement: iam.PolicyStatement): object {
  const { Statement: [only] } = STACK.resolve(new iam.PolicyDocument({ statements: [statement], minimize: true })); // sorts the ARNs, as src does
  return only;
}
