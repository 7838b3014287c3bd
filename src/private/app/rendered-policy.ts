/** What the template has of a policy of this library, whatever an injector, a mixin, an override or an assignment made of it. */
import type { aws_iam as iam } from 'aws-cdk-lib';
import { Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { AttachmentGraph } from './attachment-graph';
import { isConcrete, resolvedNames } from './references';
import type { PolicyTraits } from './resource-marks';
import { isDocumentReplaced } from './resource-marks';
import { warnLate } from '../checks/add-warnings';
import { invalidPropMessage } from '../checks/invalid-prop';
import { policyPathWarnings } from '../checks/policy-path';
import { iamPathProblem } from '../checks/prop-values';
import { WarningId } from '../checks/warnings';
import { propertyOf } from '../statements/resource-property';

/** A policy of this library, as the review sees it. */
export interface ReviewedPolicy extends PolicyTraits {
  readonly construct: IConstruct;
  readonly resource: iam.CfnManagedPolicy;
}

const ELEMENTS = ['Id', 'Statement', 'Version'];

/** A group whose policies are only in CDK's report about roles looks as if it were enforced. */
export function absentPolicyProblem({ node }: IConstruct): string {
  return invalidPropMessage({
    path: node.path,
    prop: 'Role.customizeRoles',
    got: 'synthesis that is prevented',
    expected: 'managed policies in the template, because without this one the group or user that it is for is not enforced, or cannot enroll',
    fix: 'call Role.customizeRoles on a scope without this construct, or pass preventSynthesis: false',
  });
}

export function documentProblems({ construct, resource }: ReviewedPolicy): string[] {
  if (!isDocumentReplaced(resource)) {
    return [];
  }
  const document = renderedDocument(resource);
  const elements = Object.keys(document ?? {}).sort();
  const statements = [document?.Statement ?? []].flat();
  return statements.length > 0 && elements.every((element) => ELEMENTS.includes(element)) ? [] : [invalidPropMessage({
    path: construct.node.path,
    prop: 'PolicyDocument',
    got: document && `a document of ${elements.join(', ') || 'nothing'}`,
    expected: 'a document of Version, Id and statements, because without statements the policy denies and allows nothing',
    fix: 'take away the override, the mixin or the assignment that changed it; addStatements adds to the document',
  })];
}

function renderedDocument(resource: iam.CfnManagedPolicy): Record<string, unknown> | undefined {
  const document = propertyOf(resource, 'PolicyDocument');
  return (Tokenization.isResolvable(document) ? resource.stack.resolve(document) : document) as Record<string, unknown> | undefined;
}

/** The guard names the path in an ARN. */
export function pathProblems({ construct, resource, enforcesMfa }: ReviewedPolicy): string[] {
  const path = renderedPath(resource);
  const problem = enforcesMfa && isConcrete(path) ? iamPathProblem(construct.node.path, 'path', path) : undefined;
  return problem === undefined ? [] : [problem];
}

/** Resolved; may be the text of an intrinsic. */
function renderedPath(resource: iam.CfnManagedPolicy): string {
  return resolvedNames(resource, propertyOf(resource, 'Path'))[0] ?? '/';
}

/** Somebody's own document may be what they want, but it need not be an enforcement, and has no guard. */
export function warnOfReplacedDocument({ resource }: ReviewedPolicy): void {
  if (isDocumentReplaced(resource)) {
    warnLate(resource, WarningId.DOCUMENT_REPLACED,
      'PolicyDocument got an override, a mixin or an assignment, so it is not the document of this construct, and what it denies and allows is not known; '
      + 'fix: use the options of the construct, or addStatements, or acknowledge this warning');
  }
}

export function warnOfUnguardedPath({ resource, enforcesMfa }: ReviewedPolicy): void {
  if (enforcesMfa) {
    policyPathWarnings(renderedPath(resource)).forEach(({ id, message }) => warnLate(resource, id, message));
  }
}

/** The monitoring knows policies by a path of its own, which nothing ties to the path of the policy. */
export function warnOfUnmonitoredPath({ resource, enforcesMfa }: ReviewedPolicy, app: AttachmentGraph): void {
  const path = renderedPath(resource);
  const ofAccount = enforcesMfa ? app.monitorings.filter(({ construct }) => app.accounts.inOne(construct, resource) !== 'no') : [];
  if (ofAccount.length === 0 || ofAccount.some(({ policyPath }) => isUnder(path, policyPath))) {
    return;
  }
  const [{ construct, policyPath }] = ofAccount;
  warnLate(resource, WarningId.POLICY_NOT_MONITORED,
    `path got ${isConcrete(path) ? `"${path}"` : 'a token'}, but ${construct.node.path} looks for policies under ${isConcrete(policyPath) ? policyPath : 'a token'} only, `
    + 'so changes of this policy and requests that it refuses are not published; fix: pass policyPath to the MfaMonitoring, or acknowledge this warning');
}

function isUnder(path: string, policyPath: string): boolean {
  return path === policyPath || (isConcrete(path) && isConcrete(policyPath) && path.startsWith(policyPath));
}
