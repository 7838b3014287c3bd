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
import { checkEnumMember } from './private/checks/prop-values';
import { WarningId } from './private/checks/warnings';

/** Resources are told apart by the CloudFormation type, not by `instanceof`: an app may have loaded CDK twice. */
const USER = iam.CfnUser.CFN_RESOURCE_TYPE_NAME;
const GROUP = iam.CfnGroup.CFN_RESOURCE_TYPE_NAME;
const ROLE = iam.CfnRole.CFN_RESOURCE_TYPE_NAME;

/** Properties of `MfaCoverageCheck`. */
export interface MfaCoverageCheckProps {
  /**
   * Whether a user or group that no enforcement covers is an error or a warning.
   *
   * With `WARNING`, you can deploy a user who has a password and no enforcement. An attacker who knows the password can then sign in with
   * the password alone. `cdk-iam-mfa:coverage-unknown` is always a warning.
   *
   * @default MfaCoverageSeverity.ERROR
   */
  readonly severity?: MfaCoverageSeverity;
}

/**
 * An aspect that finds IAM groups, and IAM users with a console password, that no enforcement of this library covers.
 *
 * It emits nothing into the template. It reports:
 *
 * - `cdk-iam-mfa:user-not-covered`: a user with a password, and no enforcement covers the user
 * - `cdk-iam-mfa:group-not-covered`: a group, and no enforcement covers the group
 * - `cdk-iam-mfa:coverage-unknown`: synth cannot know the answer, because it depends on the deployment or on another app. Causes are a token, a
 *   CloudFormation condition, and an imported group or policy. Other causes are a plain name in stacks that may be in two accounts, and a
 *   permissions boundary that asks for MFA
 * - `cdk-iam-mfa:role-without-mfa`, always a warning: one statement of a trust policy asks a principal for MFA (`MfaRequiredPrincipal`), and
 *   another statement lets the same principal assume the role without MFA
 *
 * A `RequireMfaPolicy` covers the groups that it is attached to, the users in these groups, and the users that it is attached to. The check
 * finds every attachment in all stacks of the app or stage: from the side of the policy, the group or the user, by reference or by name. It
 * also reads L1 constructs, `CfnResource`, imported groups and overrides. It does not report users without a password.
 *
 * A `ForceMfaGroup` covers users of the same account who are under its `userPathPrefix` and not in `exemptUsers`. It covers groups only if
 * its `userPathPrefix` is `/`. It covers nobody with `dryRun`, before `enforceFrom`, or with a `gracePeriod`. Nor does it with a disabled schedule,
 * a function with concurrency 0 or a changed environment, or a missing policy of the group or of the roles. Coverage by a `ForceMfaGroup` is
 * weaker. A user can sign in without MFA for up to one interval. A leaked key of the user can use the ways into the console before the user has a
 * password, and after enrollment. `RequireMfaPolicy` closes them.
 *
 * Each message names one cause. You can acknowledge an id, also an error, on the construct or above it:
 * `Annotations.of(user).acknowledgeWarning(id)`. Anyone who can change the app can do that, so look at acknowledgments in reviews.
 *
 * CDK does not apply an aspect of an app to the stages of the app, such as those of CDK Pipelines. Add the check to each stage. If a stage
 * below has a user or group that no check looks at and no enforcement covers, a check on the app or stage above fails synth. A check on a stack
 * reports users and groups of that stack only, and reads the attachments in all stacks.
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
    checkEnumMember('MfaCoverageCheck', 'severity', this.severity, MfaCoverageSeverity);
  }

  /** CDK calls it for each construct. It only collects constructs. The check runs after all aspects. */
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
