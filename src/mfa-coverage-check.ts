import type { CfnResource, IAspect } from 'aws-cdk-lib';
import { Annotations, Stage, aws_iam as iam } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import { MfaCoverageSeverity } from './mfa-coverage-severity';
import { isAcknowledged } from './private/app/acknowledgement';
import type { CoverageGap } from './private/app/coverage-gaps';
import { coverageGaps, unseenProblem } from './private/app/coverage-gaps';
import { isConcrete } from './private/app/references';
import { isCoverageChecked, markCoverageChecked } from './private/app/resource-marks';
import { constructsOf, ofType, stagesBelow } from './private/app/stage-constructs';
import { principalWithoutMfa } from './private/app/trust-policy';
import { warnLate } from './private/checks/add-warnings';
import { invalidProp } from './private/checks/invalid-prop';
import { checkMember } from './private/checks/prop-values';
import { WarningId } from './private/checks/warnings';

/** By the CloudFormation type, not by `instanceof`: an app may have loaded CDK twice. */
const USER = iam.CfnUser.CFN_RESOURCE_TYPE_NAME;
const GROUP = iam.CfnGroup.CFN_RESOURCE_TYPE_NAME;
const ROLE = iam.CfnRole.CFN_RESOURCE_TYPE_NAME;

/** Properties of `MfaCoverageCheck`. */
export interface MfaCoverageCheckProps {
  /**
   * How a user or a group that no enforcement covers is reported.
   *
   * With `WARNING` a user with a password and no enforcement can be deployed, and an attacker who learns the password gets
   * in with it alone. What the check cannot see through (`cdk-iam-mfa:coverage-unknown`) is a warning in any case.
   *
   * @default MfaCoverageSeverity.ERROR
   */
  readonly severity?: MfaCoverageSeverity;
}

/**
 * An aspect that finds IAM users with a console password, and IAM groups, that no enforcement of this library covers.
 *
 * It emits nothing into the template. A group is covered by a `RequireMfaPolicy` that is attached to it. A user is covered by
 * a policy that is attached to the user or to a group that the user is in. The check sees every way of attaching, over all
 * stacks of the app or stage: from the policy's, the group's and the user's side, by reference or by name. It sees L1 constructs,
 * `CfnResource`, imported groups and overrides. Users without a password are left out.
 *
 * A `ForceMfaGroup` of the same account covers the users under its `userPathPrefix` whom it does not exempt. It covers groups only
 * if it looks after all users. With a disabled schedule, a function of concurrency 0, without its policy, on a dry run, before `enforceFrom` and with `gracePeriod` it covers nobody. Covered means there that
 * nobody keeps signing in without MFA for longer than an interval. Before there is a password and after enrollment, a leaked key of
 * such a user has the ways into the console that `RequireMfaPolicy` closes.
 *
 * - `cdk-iam-mfa:user-not-covered`: a user with a password whom no enforcement covers
 * - `cdk-iam-mfa:group-not-covered`: a group that no enforcement covers
 * - `cdk-iam-mfa:coverage-unknown`: what is settled at deploy, or in another app. That is a token, a condition of CloudFormation, an
 *   imported group or policy, or a plain name in stacks that may be of two accounts. Also a permissions boundary that asks for MFA
 *
 * - `cdk-iam-mfa:role-without-mfa`, a warning: a trust policy asks a principal for MFA (`MfaRequiredPrincipal`), and another statement lets
 *   the same principal in without it
 *
 * Each message names its one cause. Acknowledge an id, errors too, on the construct or above it:
 * `Annotations.of(user).acknowledgeWarning(id)`. Anyone who can change the app can do that, so look at acknowledgements in reviews.
 *
 * CDK does not carry aspects into the stages of an app, such as those of CDK Pipelines: add it to each stage. On an app or a stage, it
 * fails synth if a stage below has a user or group that no check looks at and no enforcement covers. On a single stack it reports that
 * stack only, and sees what the other stacks attach.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/aspects.html
 *
 * @example
 * Aspects.of(this).add(new MfaCoverageCheck());
 */
export class MfaCoverageCheck implements IAspect {
  private readonly severity: MfaCoverageSeverity;
  private readonly reviews = new WeakMap<IConstruct, CoverageReview>();

  public constructor(props: MfaCoverageCheckProps = {}) {
    refuseScope(props);
    this.severity = props.severity ?? MfaCoverageSeverity.ERROR;
    checkMember('MfaCoverageCheck', 'severity', this.severity, MfaCoverageSeverity);
  }

  /** Called by CDK for each construct. It only takes note: who covers whom is settled when all aspects are through. */
  public visit(node: IConstruct): void {
    const type = (node as Partial<CfnResource>).cfnResourceType;
    if (type === USER) {
      this.reviewOf(node).users.add(markCoverageChecked(node as iam.CfnUser));
    } else if (type === GROUP) {
      this.reviewOf(node).groups.add(markCoverageChecked(node as iam.CfnGroup));
    } else if (type === ROLE) {
      this.reviewOf(node).roles.add(node as iam.CfnRole);
    } else if (Stage.isStage(node)) {
      this.reviewOf(node).stages = stagesBelow(node);
    }
  }

  private reviewOf(node: IConstruct): CoverageReview {
    const stage = Stage.isStage(node) ? node : Stage.of(node)!; // CDK invokes aspects when it synthesizes a stage.
    const review = this.reviews.get(stage) ?? new CoverageReview(stage, this.severity);
    this.reviews.set(stage, review);
    return review;
  }
}

/** `new MfaCoverageCheck(this, 'Check')`, as if it were a construct, would check nothing. */
function refuseScope(props: unknown): void {
  if (Construct.isConstruct(props)) {
    throw invalidProp({
      path: 'MfaCoverageCheck',
      prop: 'props',
      got: `the construct ${props.node.path || 'App'}`,
      expected: 'MfaCoverageCheckProps, because the check is an aspect and no construct',
      fix: 'add it with Aspects.of(app).add(new MfaCoverageCheck())',
    });
  }
}

/** Looks at the users and groups of one stage once, whatever their number. */
class CoverageReview {
  public readonly users = new Set<iam.CfnUser>();
  public readonly groups = new Set<iam.CfnGroup>();
  public readonly roles = new Set<iam.CfnRole>();
  /** The stages below it, if the check was added to the stage itself. */
  public stages: Stage[] = [];

  public constructor(private readonly stage: IConstruct, private readonly severity: MfaCoverageSeverity) {
    stage.node.addValidation({ validate: () => this.validate() });
  }

  private validate(): string[] {
    coverageGaps(this.stage, this.users, this.groups).forEach((gap) => this.report(gap));
    this.roles.forEach(warnOfRoleWithoutMfa);
    return this.stages.flatMap((stage) => {
      const constructs = constructsOf(stage);
      const unseen = coverageGaps(stage, ofType<iam.CfnUser>(constructs, iam.CfnUser), ofType<iam.CfnGroup>(constructs, iam.CfnGroup))
        .filter(({ resource }) => !isCoverageChecked(resource));
      return unseen.length === 0 ? [] : [unseenProblem(stage, unseen)];
    });
  }

  private report({ resource, id, message }: CoverageGap): void {
    const text = `${message}, or acknowledge "${id}"`;
    if (this.severity === MfaCoverageSeverity.ERROR && id !== WarningId.COVERAGE_UNKNOWN) {
      Annotations.of(resource).addError(text);
    } else {
      Annotations.of(resource).addWarningV2(id, text);
    }
  }
}

function warnOfRoleWithoutMfa(role: iam.CfnRole): void {
  const principal = principalWithoutMfa(role);
  if (principal !== undefined && !isAcknowledged(role, WarningId.ROLE_WITHOUT_MFA)) {
    warnLate(role, WarningId.ROLE_WITHOUT_MFA,
      `the trust policy asks for MFA in one statement, and lets ${isConcrete(principal) ? principal : 'the same principal'} in without it in another, so MFA is not needed; `
      + `fix: wrap that principal in MfaRequiredPrincipal too, or take the statement out, or acknowledge "${WarningId.ROLE_WITHOUT_MFA}"`);
  }
}
